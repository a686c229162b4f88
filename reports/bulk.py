"""The verbs of the report list: what is done to many reports at once, all of it or nothing."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models import Max

from .models import Chapter, Report, ReportTag, Tag
from .publishing import withdraw_report


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
    _changed(lacking, actor, now)
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
    _changed(moved, actor, now)
    return len(moved)


def _changed(reports: list[Report], actor: AbstractUser, now: datetime) -> None:
    for report in reports:
        report.changed_at, report.changed_by = now, actor
    Report.objects.bulk_update(reports, ["changed_at", "changed_by"], batch_size=200)
