"""From a yearly document to drafts at the desk: what the catalogue knows, what stands in the way, and the loading."""

from dataclasses import replace
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from .exchange import load_edition
from .manuscript import values
from .manuscript.reading.institutions import Known
from .manuscript.reading.source import QUESTION, Problem, key
from .models import Chapter, Document, Edition, Finding, KeyFigure, Organisation, Report, Series
from .models.edition import FIRST_YEAR, LAST_YEAR

MOST_CHAPTERS = 99


class ImportRefused(Exception):
    """The desk can't hold the edition; the message is one Norwegian sentence."""


def known_names() -> Known:
    """The institutions and series that a reader may recognise in a text."""
    organisations = {
        entry.name: tuple(filter(None, (entry.acronym, *entry.other_names))) for entry in Organisation.objects.all()
    }
    return Known(organisations, tuple(Series.objects.values_list("name", flat=True)))


def possible_duplicates(*, manuscript: values.Edition) -> tuple[Problem, ...]:
    """Reports of other years that have the same title."""
    others = Report.objects.exclude(chapter__edition__year=manuscript.year)
    years = {key(title): year for title, year in others.values_list("title", "chapter__edition__year")}
    return tuple(
        Problem(
            "duplikat",
            f"En rapport med samme tittel finnes i {years[key(report.title)]}-utgaven.",
            heading=report.title,
            severity=QUESTION,
        )
        for chapter in manuscript.chapters
        for report in chapter.reports
        if key(report.title) in years
    )


@transaction.atomic
def import_edition(*, manuscript: values.Edition, actor: AbstractUser, now: datetime) -> Edition:
    """Makes the year with its reports as drafts, all of it or nothing; addresses that are taken get a number.

    Raises ImportRefused, or EditionExists from the loading.
    """
    if sentence := _refusal(manuscript):
        raise ImportRefused(sentence)
    free = replace(
        manuscript,
        chapters=tuple(
            replace(chapter, reports=tuple(replace(report, slug="") for report in chapter.reports))
            for chapter in manuscript.chapters
        ),
    )
    return load_edition(manuscript=free, actor=actor, now=now)


def _refusal(manuscript: values.Edition) -> str:
    if not FIRST_YEAR <= manuscript.year <= LAST_YEAR:
        return f"Året {manuscript.year} er utenfor {FIRST_YEAR}–{LAST_YEAR}."
    if len(manuscript.chapters) > MOST_CHAPTERS:
        return f"Utgaven har {len(manuscript.chapters)} kapitler, men kan ha høyst {MOST_CHAPTERS}."
    for model, name, text in _texts(manuscript):
        longest = model._meta.get_field(name).max_length
        if len(text) > longest:
            return f"Teksten «{text[:60]} …» er på {len(text)} tegn, men det er plass til {longest}. Kort den ned."
    return ""


def _texts(manuscript: values.Edition):
    """What has a longest length at the desk."""
    yield Edition, "title", manuscript.title
    yield Edition, "subtitle", manuscript.subtitle
    for chapter in manuscript.chapters:
        yield Chapter, "title", chapter.title
        for report in chapter.reports:
            yield Report, "title", report.title
            yield from ((Finding, "heading", finding.heading) for finding in report.findings)
            yield from ((Organisation, "name", entry.organisation) for entry in report.contributions)
            for figure in report.key_figures:
                yield KeyFigure, "statement", figure.statement
                yield KeyFigure, "group", figure.group
                yield KeyFigure, "unit", figure.unit
            for document in report.documents:
                yield Document, "title", document.title
                yield Document, "url", document.url or ""
