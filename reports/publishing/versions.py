"""Freezing a manuscript and marking what became of it: the one place where versions are made."""

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.utils.timezone import localtime

from ..models import Chapter, Version, VersionMark


def freeze(*, subject: str, manuscript: dict, actor: AbstractUser, now: datetime, note: str = "") -> Version:
    """The next version of the subject, or its last one when nothing has changed since."""
    last = Version.objects.of(subject).order_by("-number").first()
    if last and last.manuscript == manuscript:
        return last
    return Version.objects.create(
        subject=subject,
        number=last.number + 1 if last else 1,
        manuscript=manuscript,
        note=note[:500],
        created_at=now,
        created_by=actor,
    )


def noted(notes: list[dict], note: str, now: datetime) -> list[dict]:
    """What visitors are told of changes, with one more, unless it says nothing."""
    text = note.strip()[:500]
    return [{"date": localtime(now).date().isoformat(), "text": text}, *notes] if text else notes


def mark(
    version: Version, kind: str, *, actor: AbstractUser, now: datetime, note: str = "", chapter: Chapter | None = None
) -> VersionMark:
    """Says of a version that it was published, withdrawn and the like; the version itself is as it was."""
    return VersionMark.objects.create(
        version=version, kind=kind, note=note.strip()[:500], chapter=chapter, marked_at=now, marked_by=actor
    )
