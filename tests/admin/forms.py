"""What a browser would send for a report's form: every field as it stands, with some changed."""

from django.test import Client


def report_form(client: Client, address: str, **changes) -> dict:
    """The form's fields from the page itself, ready to post; a changed field set to None is left out."""
    page = client.get(address)
    context = page.context_data if hasattr(page, "context_data") else page.context
    fields = _bound(context["adminform"].form)
    for inline in context["inline_admin_formsets"]:
        fields |= _bound(inline.formset.management_form)
        for form in inline.formset.forms:
            fields |= _bound(form)
    return {name: value for name, value in (fields | changes).items() if value is not None}


class Once:
    """In place of a client, where the page has been fetched already."""

    def __init__(self, page):
        self.page = page

    def get(self, address):
        return self.page


def _bound(form) -> dict:
    values = {}
    for field in form:
        value = field.value()
        if isinstance(value, (list, tuple, set)) or hasattr(value, "all"):
            values[field.html_name] = [getattr(item, "pk", item) for item in value]
        elif isinstance(value, bool):
            values[field.html_name] = "on" if value else None
        else:
            values[field.html_name] = "" if value is None else str(value)
    return values
