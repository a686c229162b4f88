"""The verbs of the live catalogue: saving or deleting an organisation, series or tag is public at once."""

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from . import log
from .models import Organisation, Publication, Series, Stamp, Tag
from .publishing import projection
from .publishing.redirects import leave_redirect


@transaction.atomic
def save_entry(*, entry: Organisation | Series | Tag, actor: AbstractUser, now: datetime) -> None:
    """Saves the entry, leaves a redirect when its address changed, and refreshes the publications that name it."""
    before = type(entry).objects.filter(pk=entry.pk).first() if entry.pk else None
    entry.save()
    if before:
        leave_redirect(old=before.get_absolute_url(), new=entry.get_absolute_url(), now=now)
        projection.refresh_labels(Publication.objects.filter(pk__in=entry.publications.values("pk")))
    log.note(actor, log.Did.CHANGED if before else log.Did.ADDED, entry, now=now)
    Stamp.move(now=now)


@transaction.atomic
def delete_entry(*, entry: Organisation | Series | Tag, actor: AbstractUser, now: datetime) -> None:
    """Deletes what nothing names; its page is gone at once. Raises ProtectedError when something does."""
    log.note(actor, log.Did.DELETED, entry, now=now)
    entry.delete()
    Stamp.move(now=now)
