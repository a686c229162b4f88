"""A spreadsheet taken in: the desk is made to say what it says, all of it or nothing."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _noop

from ..exchange import Catalogue, load_report
from ..manuscript import values
from ..models import Chapter, Edition, Report
from ..publishing.approval import mark_changed
from ..publishing.year_history import keep_year
from ..writing.changing import change_report
from .merging import Merged
from .planning import Plan, plan_sheet


class SheetRefused(Exception):
    """Why the spreadsheet was not taken in, as a Norwegian sentence that says what to do."""


@transaction.atomic
def apply_sheet(*, edition: Edition, data: bytes, name: str, seen: str, actor: AbstractUser, now: datetime) -> Plan:
    """Makes the desk say what the spreadsheet says, all of it or nothing; what is the same keeps its id and times.

    `seen` is of the plan that was looked over. Raises SheetRefused when the desk has changed since, or something is
    wrong in the spreadsheet; ReadError as `plan_sheet`.
    """
    list(Report.objects.select_for_update().filter(chapter__edition=edition).values_list("pk"))
    plan = plan_sheet(edition=edition, data=data, name=name)
    if plan.seen != seen:
        raise SheetRefused(_("Noen endret utgaven mens du så over. Ingenting er lest inn. Se over endringene på nytt."))
    if plan.problems:
        raise SheetRefused(_("Regnearket har feil som må rettes først. Ingenting er lest inn."))
    if plan.count:
        _write(edition, plan, actor, now)
    return plan


def _write(edition: Edition, plan: Plan, actor: AbstractUser, now: datetime) -> None:
    after = plan.merged.edition
    edition.title, edition.subtitle, edition.introduction = after.title, after.subtitle, after.introduction
    edition.save()
    chapters = _write_chapters(edition, plan.merged)
    reports = {row.public_id: row for row in Report.objects.filter(chapter__edition=edition)}
    gone = [reports[entry.before.id] for entry in plan.removed]
    _move_slugs(reports, after)
    _move_parts(plan.before, after, reports)
    catalogue, changed = Catalogue(), {entry.after.id for entry in plan.changed}
    for chapter in after.chapters:
        row = chapters[chapter.number]
        for position, report in enumerate(chapter.reports, start=1):
            if report.id not in reports:
                load_report(manuscript=report, chapter=row, position=position, actor=actor, now=now)
                continue
            Report.objects.filter(public_id=report.id).update(chapter=row, position=position)
            if report.id in changed:
                change_report(report=reports[report.id], manuscript=report, actor=actor, now=now, catalogue=catalogue)
    mark_changed(reports=list(Report.objects.filter(public_id__in=changed)), actor=actor, now=now)
    for report in gone:
        report.delete()
    edition.chapters.exclude(pk__in=[row.pk for row in chapters.values()]).delete()
    keep_year(edition=edition, actor=actor, now=now, note=_noop("Fra et regneark"))


def _write_chapters(edition: Edition, merged: Merged) -> Mapping[int, Chapter]:
    """By their new numbers. Numbers and addresses may change places, so all are moved out of the way first."""
    old = {chapter.number: chapter for chapter in edition.chapters.all()}
    for chapter in old.values():
        Chapter.objects.filter(pk=chapter.pk).update(number=1000 + chapter.number, slug=f"flyttes-{chapter.pk}")
    rows = {}
    for chapter in merged.edition.chapters:
        row = old.get(merged.numbers.get(chapter.number)) or Chapter(edition=edition)
        row.number, row.title, row.slug = chapter.number, chapter.title, chapter.slug
        row.introduction = chapter.introduction
        row.save()
        rows[chapter.number] = row
    return rows


def _move_slugs(reports: Mapping[str, Report], after: values.Edition) -> None:
    """Of drafts, which may change addresses with each other."""
    wanted = {r.id: r.slug for chapter in after.chapters for r in chapter.reports if r.id in reports}
    moving = {key: slug for key, slug in wanted.items() if slug != reports[key].slug}
    for key in moving:
        Report.objects.filter(public_id=key).update(slug=f"flyttes-{key}")
    for key, slug in moving.items():
        Report.objects.filter(public_id=key).update(slug=slug)
        reports[key].slug = slug


def _move_parts(before: values.Edition, after: values.Edition, reports: Mapping[str, Report]) -> None:
    """A row that now names another report goes there, with its id and what the desk alone knows of it."""
    for place in ("findings", "key_figures", "documents"):
        home = {part.id: r.id for c in before.chapters for r in c.reports for part in getattr(r, place)}
        for report in (report for chapter in after.chapters for report in chapter.reports if report.id in reports):
            rows = getattr(reports[report.id], place).model.objects
            moved = [part.id for part in getattr(report, place) if home.get(part.id, report.id) != report.id]
            if moved:
                rows.filter(public_id__in=moved).update(report=reports[report.id])
