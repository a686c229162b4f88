"""Writing the log: called by each verb in its own transaction, so that what didn't happen isn't told."""

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db.models import Model

from .models import Event
from .models.event import Did

__all__ = ["Did", "name_of", "note"]


def note(actor: AbstractUser | None, did: Did, subject: Model, *, now: datetime, **detail) -> Event:
    """`detail` is what JSON can hold. No actor is somebody who isn't logged in."""
    return Event.objects.create(
        at=now,
        actor=actor,
        who=name_of(actor),
        did=Did(did),
        subject_type=subject._meta.model_name,
        subject_id=str(subject.pk),
        label=str(subject)[:300],
        detail=detail,
    )


def name_of(actor: AbstractUser | None) -> str:
    return (actor.get_full_name() or actor.get_username())[:150] if actor else "–"
