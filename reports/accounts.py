"""The accounts that exist before anyone has made one, and what is asked of the others."""

import os
import secrets
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser, Group
from django.db import transaction

from . import log
from .roles import ADMINISTRATOR, APPROVER

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


@transaction.atomic
def remove_second_factor(*, user: AbstractUser, actor: AbstractUser, now: datetime) -> None:
    """For one who has lost telephone, keys and recovery codes: the password lets them in to set it up anew."""
    if Authenticator.objects.filter(user=user).delete()[0]:
        log.note(actor, log.Did.NEW_FACTOR, user, now=now, what="removed")


def lacks_second_factor(user: AbstractUser) -> bool:
    """Whether the user is one who must have a second factor, and has none. Recovery codes alone are none."""
    if not settings.SECOND_FACTOR_REQUIRED:
        return False
    answers_for_others = user.is_superuser or user.groups.filter(name__in=[APPROVER, ADMINISTRATOR]).exists()
    return answers_for_others and not is_mfa_enabled(user, [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
