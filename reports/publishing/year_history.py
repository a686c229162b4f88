"""A year's own texts as versions: its title, introduction, face and chapters. Its reports have histories of their own.

A restored year is a draft like any other: what the public sees stays until it is published again.
"""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _noop

from .. import rights
from ..exchange import read_edition
from ..manuscript import data, values
from ..manuscript.colours import HOUSE_ACCENT
from ..models import Chapter, Edition, PublishedChapter, Version
from ..refusals import PublishingRefused
from .versions import freeze

# Chapters are numbered from here while they change places: two may not have one number, not even for a moment.
_ASIDE = 10_000


def year_of(version: Version) -> values.Edition:
    return data.edition_from_data(version.manuscript)


def last_version(edition: Edition) -> Version | None:
    return Version.objects.of(edition.subject).order_by("-number").first()


def keep_year(*, edition: Edition, actor: AbstractUser, now: datetime, note: str = "") -> Version:
    """What stands at the desk of the year is a version now, or is one already. Inside a verb's transaction."""
    manuscript = data.edition_to_data(read_edition(edition, with_reports=False))
    return freeze(subject=edition.subject, manuscript=manuscript, actor=actor, now=now, note=note)


def has_news_of_year(edition: Edition) -> bool:
    """Whether the desk says something else of the year itself than what visitors have seen."""
    published = getattr(edition, "publication", None)
    if published is None or published.version is None:
        return False
    return published.version.manuscript != data.edition_to_data(read_edition(edition, with_reports=False))


@transaction.atomic
def restore_year(*, edition: Edition, version: Version, actor: AbstractUser, now: datetime) -> bool:
    """The desk's year becomes what the version says. Chapters that it does not know stay, last, if they hold something.

    False when it says so already. Raises PublishingRefused, NotAllowed.
    """
    rights.require(actor, "reports.change_edition")
    if version.subject != edition.subject:
        raise PublishingRefused([("", _("Versjonen hører til en annen utgave."))])
    before, wanted = last_version(edition), year_of(version)
    edition.title, edition.subtitle, edition.introduction = wanted.title, wanted.subtitle, wanted.introduction
    edition.accent, edition.cover_sha256 = wanted.accent or HOUSE_ACCENT, wanted.cover or ""
    edition.cover_alt = wanted.cover_alt or ""
    edition.cover_is_decoration = bool(edition.cover_sha256) and not edition.cover_alt
    edition.save()
    _restore_chapters(edition, wanted.chapters)
    note = _noop("Gjenopprettet fra versjon %s") % version.number
    return keep_year(edition=edition, actor=actor, now=now, note=note) != before


def _restore_chapters(edition: Edition, wanted: Sequence[values.Chapter]) -> None:
    held = list(edition.chapters.order_by("number"))
    rows = _matched(held, wanted)
    for aside, row in enumerate(held, start=_ASIDE):
        Chapter.objects.filter(pk=row.pk).update(number=aside)
    for part, row in zip(wanted, rows, strict=True):
        row.number, row.title, row.slug, row.introduction = part.number, part.title, part.slug, part.introduction
        row.edition = edition
        row.save()
    last = max((part.number for part in wanted), default=0)
    for row in (row for row in held if row not in rows):
        if not row.reports.exists() and not PublishedChapter.objects.filter(source=row).exists():
            row.delete()
            continue
        last += 1
        Chapter.objects.filter(pk=row.pk).update(number=last)


def _matched(held: list[Chapter], wanted: Sequence[values.Chapter]) -> list[Chapter]:
    """For each that is wanted the row that is it: by address, else by number, else a new one."""
    by_slug, slugs = {row.slug: row for row in held}, {part.slug for part in wanted}
    by_number = {row.number: row for row in held if row.slug not in slugs}
    return [by_slug.get(part.slug) or by_number.pop(part.number, None) or Chapter() for part in wanted]
