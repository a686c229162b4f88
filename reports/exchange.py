"""Between the desk and the manuscript: load a manuscript into the desk's tables, read one out of them.

Loading and reading are inverses. Nothing here publishes.
"""

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction

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
        raise EditionExists(f"Årgangen {manuscript.year} finnes allerede.")
    edition = Edition.objects.create(
        year=manuscript.year,
        title=manuscript.title,
        subtitle=manuscript.subtitle,
        introduction=manuscript.introduction,
    )
    catalogue = _Catalogue()
    for part in manuscript.chapters:
        chapter = Chapter.objects.create(
            edition=edition, number=part.number, title=part.title, slug=part.slug, introduction=part.introduction
        )
        for position, report in enumerate(part.reports, start=1):
            _load_report(report, chapter, position, catalogue, actor=actor, now=now)
    return edition


@transaction.atomic
def load_report(
    *, manuscript: values.Report, chapter: Chapter, position: int, actor: AbstractUser, now: datetime
) -> Report:
    """Makes a report with all its parts; ids that the manuscript has are kept, others are made."""
    return _load_report(manuscript, chapter, position, _Catalogue(), actor=actor, now=now)


def _load_report(manuscript: values.Report, chapter: Chapter, position: int, catalogue, *, actor, now) -> Report:
    report = Report.objects.create(
        **_id(manuscript),
        chapter=chapter,
        position=position,
        title=manuscript.title,
        slug=manuscript.slug,
        language=manuscript.language,
        lead=manuscript.lead,
        issued=manuscript.issued,
        authors=list(manuscript.authors),
        identifiers=[{"type": i.type, "value": i.value} for i in manuscript.identifiers],
        source_url=manuscript.source_url or "",
        series=catalogue.entry(Series, manuscript.series) if manuscript.series else None,
        facts=[{"label": f.label, "value": f.value} for f in manuscript.facts],
        body=manuscript.body,
        performer_unknown=manuscript.performer_unknown,
        changed_at=now,
        changed_by=actor,
    )
    _load_parts(report, manuscript, catalogue)
    return report


def _load_parts(report: Report, manuscript: values.Report, catalogue: "_Catalogue") -> None:
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
    Finding.objects.bulk_create(
        Finding(**_id(f), report=report, position=position, heading=f.heading, text=f.text)
        for position, f in enumerate(manuscript.findings, start=1)
    )
    KeyFigure.objects.bulk_create(
        KeyFigure(
            **_id(k),
            report=report,
            position=position,
            value=k.value,
            unit=k.unit,
            statement=k.statement,
            group=k.group,
            measure=k.measure or "",
        )
        for position, k in enumerate(manuscript.key_figures, start=1)
    )
    Document.objects.bulk_create(
        Document(
            **_id(d),
            report=report,
            position=position,
            title=d.title,
            kind=d.kind,
            format=d.format,
            size=d.size,
            url=d.url or "",
            language=d.language,
            pages=d.pages,
            sha256=d.sha256 or "",
            file_name=d.file_name or "",
        )
        for position, d in enumerate(manuscript.documents, start=1)
    )


def _id(part) -> dict:
    return {"public_id": part.id} if part.id else {}


class _Catalogue:
    """Entries by name, made when missing, each asked for once. "Mål" and "Mal" are two, though alike as slugs."""

    def __init__(self):
        self.found = {}

    def entry(self, model, name: str):
        key = model, fold(name)
        if key not in self.found:
            found = model.objects.called(name)
            self.found[key] = found or model.objects.create(name=name)
        return self.found[key]


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
