"""Freezing a manuscript: the one place where versions are made."""

from datetime import datetime

from django.contrib.auth.models import AbstractUser

from .models import Version


def freeze(
    *, subject: str, manuscript: dict, actor: AbstractUser, now: datetime, note: str = "", force: bool = False
) -> Version:
    """The next version of the subject, or its last one when nothing has changed since; `force` makes one anyhow."""
    last = Version.objects.of(subject).order_by("-number").first()
    if last and last.manuscript == manuscript and not force:
        return last
    return Version.objects.create(
        subject=subject,
        number=last.number + 1 if last else 1,
        manuscript=manuscript,
        note=note[:500],
        created_at=now,
        created_by=actor,
    )
