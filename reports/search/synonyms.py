"""The verbs of the editors' synonym table: what is saved counts in the next search."""

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from ..models import SearchSynonym, Stamp


@transaction.atomic
def save_synonym(*, synonym: SearchSynonym, actor: AbstractUser, now: datetime) -> None:
    synonym.changed_at = now
    synonym.save()
    Stamp.move(now=now)


@transaction.atomic
def delete_synonym(*, synonym: SearchSynonym, actor: AbstractUser, now: datetime) -> None:
    synonym.delete()
    Stamp.move(now=now)
