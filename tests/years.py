"""A second year beside the shipped one, made and published by the verbs that editors use."""

from datetime import datetime

from reports.accounts import system_user
from reports.models import Chapter, Edition
from reports.publishing.editions import publish_edition


def chapter_of(year: int, *, title: str = "Bosetting og tidlig innsats") -> Chapter:
    """A chapter of a year under work; the year is made where it is new."""
    edition, _ = Edition.objects.get_or_create(year=year, defaults={"title": f"FoU-prosjekter {year}"})
    return edition.chapters.create(number=edition.chapters.count() + 1, title=title)


def finish(chapter: Chapter, now: datetime) -> None:
    """Publishes the chapter's whole year."""
    publish_edition(edition=chapter.edition, actor=system_user(), now=now)
