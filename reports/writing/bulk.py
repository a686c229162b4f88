"""The verbs of the report list: what is done to many reports at once, all of it or nothing."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models import Max

from .. import log
from ..models import Chapter, Report, ReportTag, Tag
from ..publishing.approval import has_news_for_visitors, mark_changed
from ..publishing.reports import publish_report, withdraw_report
from ..refusals import PublishingRefused


@transaction.atomic
def publish_reports(
    *,
    reports: Iterable[Report],
    actor: AbstractUser,
    now: datetime,
    note: str = "",
    minor: bool = False,
    seen: datetime | None = None,
) -> tuple[int, list[Report]]:
    """Publishes them all, or none and says which reports stop it and why (PublishingRefused).

    Those that somebody has changed after `seen`, when they were looked at, are left as they are: returns how many went
    out, and those that did not. `note` and `minor` are for those that were not put forward with a note of their own.
    """
    rows, problems = list(reports), []
    changed = [report for report in rows if seen and report.changed_at > seen]
    for report in rows:
        if report in changed:
            continue
        told = _own_note(report) or {"note": note, "minor": minor}
        try:
            publish_report(report=report, actor=actor, now=now, **told)
        except PublishingRefused as refused:
            problems += [(field, f"{report}: {sentence}") for field, sentence in refused.problems]
    if problems:
        raise PublishingRefused(problems)
    return len(rows) - len(changed), changed


def lack_note(reports) -> bool:
    """Whether one of them says something else than visitors have seen, and nobody has said what they are to be told."""
    changed = reports.changed_since_published()
    return any(not _own_note(report) and has_news_for_visitors(report) for report in changed)


def _own_note(report: Report) -> dict | None:
    submission = report.open_submission
    said = submission and (submission.note or submission.minor)
    return {"note": submission.note, "minor": submission.minor} if said else None


@transaction.atomic
def withdraw_reports(*, reports: Iterable[Report], reason: str, actor: AbstractUser, now: datetime) -> int:
    """Withdraws those that are public; the others are left as they are. Returns how many were. PublishingRefused."""
    public = Report.objects.filter(pk__in=[r.pk for r in reports], publication__state="published")
    rows = list(public)
    for report in rows:
        withdraw_report(report=report, reason=reason, actor=actor, now=now)
    return len(rows)


@transaction.atomic
def tag_reports(*, reports: Iterable[Report], tag: Tag, actor: AbstractUser, now: datetime) -> int:
    """Gives the tag to those that lack it; it is public when they are published again. Returns how many got it."""
    lacking = list(Report.objects.filter(pk__in=[r.pk for r in reports]).exclude(report_tags__tag=tag))
    ReportTag.objects.bulk_create(ReportTag(tag=tag, content_object=report) for report in lacking)
    for report in lacking:
        log.note(actor, log.Did.CHANGED, report, now=now, tag=tag.name)
    mark_changed(reports=lacking, actor=actor, now=now)
    return len(lacking)


@transaction.atomic
def move_reports(*, reports: Iterable[Report], chapter: Chapter, actor: AbstractUser, now: datetime) -> int:
    """Puts those that stand elsewhere last in the chapter, in the order they have; public when published again."""
    elsewhere = Report.objects.filter(pk__in=[r.pk for r in reports]).exclude(chapter=chapter)
    moved = list(elsewhere.order_by("chapter__edition__year", "chapter__number", "position", "pk"))
    last = chapter.reports.aggregate(last=Max("position"))["last"] or 0
    for position, report in enumerate(moved, start=last + 1):
        report.chapter, report.position = chapter, position
    Report.objects.bulk_update(moved, ["chapter", "position"], batch_size=200)
    for report in moved:
        log.note(actor, log.Did.CHANGED, report, now=now, chapter=str(chapter))
    mark_changed(reports=moved, actor=actor, now=now)
    return len(moved)
