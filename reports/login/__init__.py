"""The pages where one logs in and looks after password and second factor: django-allauth's, at Norwegian addresses."""
