"""The verbs of the editors' synonym table: what is saved counts in the next search."""

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from .. import log
from ..models import SearchSynonym, Stamp


@transaction.atomic
def save_synonym(*, synonym: SearchSynonym, actor: AbstractUser, now: datetime) -> None:
    did = log.Did.CHANGED if synonym.pk else log.Did.ADDED
    synonym.changed_at = now
    synonym.save()
    log.note(actor, did, synonym, now=now)
    Stamp.move(now=now)


@transaction.atomic
def delete_synonym(*, synonym: SearchSynonym, actor: AbstractUser, now: datetime) -> None:
    log.note(actor, log.Did.DELETED, synonym, now=now)
    synonym.delete()
    Stamp.move(now=now)
