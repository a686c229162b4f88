"""The accounts that exist before anyone has made one: the system itself, and the first administrator."""

import os
import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group
from django.db import transaction

from .roles import ADMINISTRATOR

SYSTEM = "system"


def system_user() -> AbstractUser:
    """Who did it, when no person did: commands and the worker. Cannot log in."""
    user, made = get_user_model().objects.get_or_create(
        username=SYSTEM, defaults={"is_active": False, "first_name": "Systemet"}
    )
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


@transaction.atomic
def first_administrator() -> str | None:
    """Makes the administrator `admin` when there is nobody at all. Returns the password when it was made up here.

    One who has been shut out is somebody: a start does not let anyone in again.
    """
    users = get_user_model().objects
    if users.exclude(username=SYSTEM).exists():
        return None
    given = os.environ.get("FOU_ADMIN_PASSWORD")
    password = given or secrets.token_urlsafe(12)
    admin = users.create_superuser("admin", password=password)
    admin.groups.set(Group.objects.filter(name=ADMINISTRATOR))
    return None if given else password
