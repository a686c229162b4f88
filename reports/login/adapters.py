"""What allauth asks of us: nobody signs up by themselves, and what happens at the door is written in the log."""

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from .. import log


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    @transaction.atomic
    def login(self, request, user):
        super().login(request, user)
        log.note(user, log.Did.LOGGED_IN, user, now=timezone.now())

    @transaction.atomic
    def logout(self, request):
        if request.user.is_authenticated:
            log.note(request.user, log.Did.LOGGED_OUT, request.user, now=timezone.now())
        super().logout(request)

    def authentication_failed(self, request, **credentials):
        """Only names of accounts are kept: people write their password in the wrong field."""
        user = get_user_model().objects.filter(username__iexact=credentials.get("username", "")).first()
        if user:
            log.note(None, log.Did.FAILED_LOGIN, user, now=timezone.now())

    @transaction.atomic
    def set_password(self, user, password):
        super().set_password(user, password)
        log.note(user, log.Did.NEW_PASSWORD, user, now=timezone.now())

    def send_notification_mail(self, template_prefix, user, *args, **kwargs):
        """Called when a second factor has been added or removed, with a prefix like "mfa/email/totp_activated"."""
        subject, _, what = template_prefix.partition("/email/")
        if subject == "mfa":
            log.note(user, log.Did.NEW_FACTOR, user, now=timezone.now(), what=what)
        super().send_notification_mail(template_prefix, user, *args, **kwargs)
