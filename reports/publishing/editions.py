"""The verb that publishes a year: its texts, its chapters and their order, and the reports in it."""

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from .. import log, rights
from ..models import Edition, PublishedEdition, Report, Stamp, Version, VersionMark
from ..refusals import PublishingRefused
from . import approval
from .gate import blocks_of
from .places import publish_chapters
from .redirects import leave_redirect
from .reports import publish_text
from .versions import mark, noted
from .year_history import has_news_of_year, keep_year


@transaction.atomic
def publish_edition(
    *,
    edition: Edition,
    actor: AbstractUser,
    now: datetime,
    with_reports: bool = True,
    note: str = "",
    minor: bool = False,
) -> PublishedEdition:
    """Publishes the year's texts, its chapters and their order, and (by default) every report of it.

    `note` is what visitors are told of a change to the year's own texts and to the reports that they have seen, and
    nothing is said of a `minor` one. A report that is planned waits for its time.
    Raises NotAllowed, and PublishingRefused with the problems of all reports; then nothing is published.
    """
    rights.require(actor, "reports.publish_edition")
    reports = _reports_to_publish(edition) if with_reports else []
    problems = [(field, f"{report}: {text}") for report in reports for field, text in _problems(report, actor)]
    if problems:
        raise PublishingRefused(problems)
    version = keep_year(edition=edition, actor=actor, now=now)
    if not edition.is_frozen:  # what is frozen stays so: a correction is a new issue (yearly/freezing.py)
        edition.state = Edition.State.PUBLISHED
    edition.save(update_fields=["state"])
    published = _show(edition, version, actor, now, "" if minor else note)
    places = {chapter.source_id: chapter for chapter in published.chapters.all()}
    for report in reports:
        publish_text(report, places[report.chapter_id], actor=actor, now=now, note=note, minor=minor)
    log.note(actor, log.Did.PUBLISHED, edition, now=now, reports=len(reports))
    Stamp.move(now=now)
    return published


def has_news(edition: Edition) -> bool:
    """Whether visitors have seen something else of the year, or of a report in it, than what stands at the desk."""
    changed = Report.objects.filter(chapter__edition=edition).changed_since_published()
    return has_news_of_year(edition) or any(approval.has_news_for_visitors(report) for report in changed)


def _reports_to_publish(edition: Edition) -> list[Report]:
    reports = Report.objects.with_children().filter(chapter__edition=edition).prefetch_related("submissions")
    return [report for report in reports if report.state != Report.State.PLANNED]


def _problems(report: Report, actor: AbstractUser) -> list[tuple[str, str]]:
    """Where a chapter stands is no problem here: all of them get new places."""
    alone = approval.why_not_alone(report, actor)
    blocks = [(field, sentence) for field, sentence in blocks_of(report) if field != "chapter"]
    return [*blocks, *([("", alone)] if alone else [])]


def _show(edition: Edition, version: Version, actor: AbstractUser, now: datetime, note: str) -> PublishedEdition:
    before = PublishedEdition.objects.filter(source=edition).first()
    notes = noted(before.notes, note, now) if before and before.version_id else []
    if before is None or before.version_id != version.pk:
        mark(version, VersionMark.Kind.PUBLISHED, actor=actor, now=now, note=note)
    published, _ = PublishedEdition.objects.update_or_create(
        source=edition,
        defaults={
            "version": version,
            "year": edition.year,
            "title": edition.title,
            "subtitle": edition.subtitle,
            "introduction": edition.introduction,
            "state": edition.state,
            "published_at": now,
            **edition.face,
            "notes": notes,
        },
    )
    if before:
        leave_redirect(old=before.get_absolute_url(), new=published.get_absolute_url(), now=now)
    publish_chapters(published, list(edition.chapters.all()), now, with_texts=True)
    return published
