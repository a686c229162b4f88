"""Whole public addresses, for what is read away from the site."""

from django.conf import settings
from django.urls import reverse


def whole(row) -> str:
    return f"{settings.FOU_URL}{row.get_absolute_url()}"


def whole_of(name: str, slug: str) -> str:
    """The address of what has a slug but no row in hand; `name` is the route's."""
    return f"{settings.FOU_URL}{reverse(name, args=[slug])}"
