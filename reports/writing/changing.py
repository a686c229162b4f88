"""A report at the desk becomes what a manuscript says: after an import, a spreadsheet, or a look into history.

What is the same keeps its id, and with it the permanent address of a finding or document. Nothing here publishes.
"""

from dataclasses import replace
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from ..exchange import Catalogue, read_report, report_columns, rows_of
from ..manuscript import values
from ..models import Contribution, Organisation, Report, ReportTag, Series, Tag
from ..publishing.approval import mark_changed


@transaction.atomic
def change_report(
    *,
    report: Report,
    manuscript: values.Report,
    actor: AbstractUser,
    now: datetime,
    catalogue: Catalogue | None = None,
    note: str = "",
) -> bool:
    """True when something changed; else nothing is written, and the time of the last change stays.

    Rows are matched by id alone: a row that the manuscript has no id for is new, one that it does not name is
    deleted, and one whose id the desk no longer has comes back with it (`manuscript.identity.with_ids` gives ids to
    parts that came without). The report's own id, address, chapter and position are left as they are.
    """
    report = Report.objects.with_children().get(pk=report.pk)
    before = read_report(report)
    if replace(manuscript, id=before.id, slug=before.slug) == before:
        return False
    catalogue = catalogue or Catalogue()
    for name, value in report_columns(manuscript).items():
        setattr(report, name, value)
    report.series = catalogue.entry(Series, manuscript.series) if manuscript.series else None
    report.save()
    _change_tags(report, manuscript, catalogue)
    _change_contributions(report, manuscript, catalogue)
    for model, parts in rows_of(manuscript).items():
        _change_rows(model, report, parts)
    if read_report(Report.objects.with_children().get(pk=report.pk)) == before:
        return False
    mark_changed(reports=[report], actor=actor, now=now, note=note)
    return True


def _change_tags(report: Report, manuscript: values.Report, catalogue: Catalogue) -> None:
    wanted = {catalogue.entry(Tag, name) for name in manuscript.tags}
    held = set(report.tags.all())
    ReportTag.objects.filter(content_object=report, tag__in=held - wanted).delete()
    ReportTag.objects.bulk_create(ReportTag(content_object=report, tag=tag) for tag in wanted - held)


def _change_contributions(report: Report, manuscript: values.Report, catalogue: Catalogue) -> None:
    """They have no ids; each is itself by institution and role."""
    wanted = [(catalogue.entry(Organisation, c.organisation).pk, c.role) for c in manuscript.contributions]
    held = [(c.organisation_id, c.role) for c in report.contributions.all()]
    if wanted == held:
        return
    report.contributions.all().delete()
    Contribution.objects.bulk_create(
        Contribution(report=report, position=position, organisation_id=organisation, role=role)
        for position, (organisation, role) in enumerate(dict.fromkeys(wanted), start=1)
    )


def _change_rows(model, report: Report, parts: list) -> None:
    held = {row.public_id: row for row in model.objects.filter(report=report)}
    for position, (part, columns) in enumerate(parts, start=1):
        row = held.pop(part.id, None) or model(report=report, **({"public_id": part.id} if part.id else {}))
        wanted = {"position": position, **columns}
        if row.pk is None or any(getattr(row, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(row, name, value)
            row.save()
    model.objects.filter(pk__in=[row.pk for row in held.values()]).delete()
