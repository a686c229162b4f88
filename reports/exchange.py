"""Between the desk and the manuscript: load a manuscript into the desk's tables, read one out of them.

Loading and reading are inverses. Nothing here publishes.
"""

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils.translation import gettext as _

from .manuscript import values
from .models import (
    Chapter,
    Contribution,
    Document,
    Edition,
    Finding,
    KeyFigure,
    Organisation,
    Report,
    ReportTag,
    Series,
    Tag,
)
from .text import fold


class EditionExists(Exception):
    """The year is at the desk already, and loading would overwrite it."""


@transaction.atomic
def load_edition(*, manuscript: values.Edition, actor: AbstractUser, now: datetime) -> Edition:
    """Makes a new year at the desk, all of it or nothing. Unknown institutions, series and tags are made.

    Raises EditionExists.
    """
    if Edition.objects.filter(year=manuscript.year).exists():
        raise EditionExists(_("Årgangen %d finnes allerede.") % manuscript.year)
    edition = Edition.objects.create(
        year=manuscript.year,
        title=manuscript.title,
        subtitle=manuscript.subtitle,
        introduction=manuscript.introduction,
    )
    catalogue = Catalogue()
    for part in manuscript.chapters:
        chapter = Chapter.objects.create(
            edition=edition, number=part.number, title=part.title, slug=part.slug, introduction=part.introduction
        )
        for position, report in enumerate(part.reports, start=1):
            _load_report(report, chapter, position, catalogue, actor=actor, now=now)
    return edition


@transaction.atomic
def load_report(
    *,
    manuscript: values.Report,
    chapter: Chapter,
    position: int,
    actor: AbstractUser,
    now: datetime,
    catalogue: "Catalogue | None" = None,
) -> Report:
    """Makes a report with all its parts; ids that the manuscript has are kept, others are made."""
    return _load_report(manuscript, chapter, position, catalogue or Catalogue(), actor=actor, now=now)


def _load_report(manuscript: values.Report, chapter: Chapter, position: int, catalogue, *, actor, now) -> Report:
    report = Report.objects.create(
        **_id(manuscript),
        **report_columns(manuscript),
        chapter=chapter,
        position=position,
        slug=manuscript.slug,
        series=catalogue.entry(Series, manuscript.series) if manuscript.series else None,
        changed_at=now,
        changed_by=actor,
    )
    _load_parts(report, manuscript, catalogue)
    return report


def _load_parts(report: Report, manuscript: values.Report, catalogue: "Catalogue") -> None:
    tags = dict.fromkeys(catalogue.entry(Tag, name) for name in manuscript.tags)
    ReportTag.objects.bulk_create(ReportTag(content_object=report, tag=tag) for tag in tags)
    Contribution.objects.bulk_create(
        Contribution(
            report=report,
            position=position,
            organisation=catalogue.entry(Organisation, c.organisation),
            role=c.role,
        )
        for position, c in enumerate(manuscript.contributions, start=1)
    )
    for model, parts in rows_of(manuscript).items():
        model.objects.bulk_create(
            model(**_id(part), report=report, position=position, **columns)
            for position, (part, columns) in enumerate(parts, start=1)
        )


def report_columns(manuscript: values.Report) -> dict:
    """The report's own columns, but for its address and its place."""
    return {
        "title": manuscript.title,
        "language": manuscript.language,
        "lead": manuscript.lead,
        "issued": manuscript.issued,
        "authors": list(manuscript.authors),
        "identifiers": [{"type": i.type, "value": i.value} for i in manuscript.identifiers],
        "source_url": manuscript.source_url or "",
        "facts": [{"label": f.label, "value": f.value} for f in manuscript.facts],
        "body": manuscript.body,
        "performer_unknown": manuscript.performer_unknown,
    }


def rows_of(manuscript: values.Report) -> dict:
    """For each kind of row that has an id of its own: the manuscript's parts in order, each with its columns."""
    return {
        Finding: [(f, {"heading": f.heading, "text": f.text}) for f in manuscript.findings],
        KeyFigure: [(k, _key_figure_columns(k)) for k in manuscript.key_figures],
        Document: [(d, _document_columns(d)) for d in manuscript.documents],
    }


def _key_figure_columns(k: values.KeyFigure) -> dict:
    return {
        "value": k.value,
        "unit": k.unit,
        "statement": k.statement,
        "group": k.group,
        "measure": k.measure or "",
    }


def _document_columns(d: values.Document) -> dict:
    return {
        "title": d.title,
        "kind": d.kind,
        "format": d.format,
        "size": d.size,
        "url": d.url or "",
        "language": d.language,
        "pages": d.pages,
        "sha256": d.sha256 or "",
        "file_name": d.file_name or "",
    }


def _id(part) -> dict:
    return {"public_id": part.id} if part.id else {}


class Catalogue:
    """Entries by name, each asked for once; those that are missing are made, and listed in `made`.

    "Mål" and "Mal" are two, though alike as slugs.
    """

    def __init__(self):
        self.found, self.made = {}, []

    def entry(self, model, name: str):
        key = model, fold(name)
        if key not in self.found:
            self.found[key] = model.objects.called(name) or self._new(model, name)
        return self.found[key]

    def _new(self, model, name: str):
        self.made.append(model.objects.create(name=name))
        return self.made[-1]


def read_report(report: Report) -> values.Report:
    """The desk's report as it stands, as a manuscript. Fetch with `Report.objects.with_children()` to read many."""
    return values.Report(
        id=report.public_id,
        title=report.title,
        slug=report.slug,
        language=report.language,
        lead=report.lead,
        issued=report.issued,
        authors=tuple(report.authors),
        identifiers=tuple(values.Identifier(**entry) for entry in report.identifiers),
        source_url=report.source_url or None,
        contributions=tuple(
            values.Contribution(organisation=c.organisation.name, role=c.role) for c in report.contributions.all()
        ),
        series=report.series.name if report.series else None,
        tags=tuple(tag.name for tag in sorted(report.tags.all(), key=lambda tag: tag.sort_name)),
        facts=tuple(values.Fact(**entry) for entry in report.facts),
        body=report.body,
        findings=tuple(values.Finding(id=f.public_id, heading=f.heading, text=f.text) for f in report.findings.all()),
        key_figures=tuple(_read_key_figure(k) for k in report.key_figures.all()),
        documents=tuple(_read_document(d) for d in report.documents.all()),
        performer_unknown=report.performer_unknown,
    )


def _read_key_figure(k: KeyFigure) -> values.KeyFigure:
    return values.KeyFigure(
        id=k.public_id,
        value=k.value,
        unit=k.unit,
        statement=k.statement,
        group=k.group,
        measure=k.measure or None,
    )


def _read_document(d: Document) -> values.Document:
    return values.Document(
        id=d.public_id,
        title=d.title,
        kind=d.kind,
        format=d.format,
        size=d.size,
        url=d.url or None,
        language=d.language,
        pages=d.pages,
        sha256=d.sha256 or None,
        file_name=d.file_name or None,
    )


def read_edition(edition: Edition, *, with_reports: bool = True) -> values.Edition:
    """The desk's year as a manuscript; without reports, the edition's own texts and order of chapters alone."""
    reports = Report.objects.with_children().filter(chapter__edition=edition) if with_reports else []
    by_chapter = {}
    for report in reports:
        by_chapter.setdefault(report.chapter_id, []).append(read_report(report))
    return values.Edition(
        year=edition.year,
        title=edition.title,
        subtitle=edition.subtitle,
        introduction=edition.introduction,
        **edition.printed_face,
        chapters=tuple(
            values.Chapter(
                number=chapter.number,
                title=chapter.title,
                slug=chapter.slug,
                introduction=chapter.introduction,
                reports=tuple(by_chapter.get(chapter.pk, ())),
            )
            for chapter in edition.chapters.order_by("number")
        ),
    )
