"""What taking a document in would do to the desk: each report new, changed or the same, and what is only here.

A document does not print everything that the desk knows of a report. What it says nothing of stays as it is.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace
from itertools import count

from ..exchange import read_edition
from ..manuscript import values
from ..manuscript.comparison import CHANGED, NEW, ONLY_BEFORE, Change, ReportComparison, compare_editions
from ..manuscript.identity import with_ids
from ..manuscript.reading.source import key
from ..models import Edition
from ..models.imports import FRAME
from .known import in_catalogue_words


@dataclass(frozen=True)
class Entry:
    """A report of the document. `number` is its place there, from 0; `chapter` the one it goes to, at the desk."""

    number: int
    chapter: int
    comparison: ReportComparison
    skipped: bool

    @property
    def is_taken(self) -> bool:
        return not self.skipped and self.comparison.kind in {NEW, CHANGED}


@dataclass(frozen=True)
class Plan:
    """`edition` is the year as it would stand, without the reports that are only at the desk.

    `chapters` counts those of the document, also where they have no reports.
    """

    edition: values.Edition
    chapters: int
    exists: bool
    frame: tuple[Change, ...]
    takes_frame: bool
    entries: tuple[Entry, ...]
    only_here: tuple[values.Report, ...]

    @property
    def counts(self) -> Counter:
        """Reports by kind, whether chosen or not."""
        return Counter(entry.comparison.kind for entry in self.entries) + Counter({ONLY_BEFORE: len(self.only_here)})

    @property
    def changes(self) -> int:
        """How many things are different at the desk afterwards."""
        return sum(entry.is_taken for entry in self.entries) + (len(self.frame) if self.takes_frame else 0)


def plan_for(*, manuscript: values.Edition, skipped: Collection = ()) -> Plan:
    row = Edition.objects.filter(year=manuscript.year).first()
    before = read_edition(row) if row else values.Edition(year=manuscript.year, title="")
    after, places = _in_desk_order(_merged(before, in_catalogue_words(manuscript)))
    compared = compare_editions(before, after)
    reports = [entry for entry in compared.reports if entry.kind != ONLY_BEFORE]
    return Plan(
        edition=after,
        chapters=len(manuscript.chapters),
        exists=row is not None,
        frame=compared.frame,
        takes_frame=row is None or FRAME not in skipped,
        entries=tuple(
            Entry(number, chapter, entry, number in skipped)
            for (number, chapter), entry in zip(places, reports, strict=True)
        ),
        only_here=tuple(entry.before for entry in compared.of(ONLY_BEFORE)),
    )


def _in_desk_order(merged: values.Edition) -> tuple[values.Edition, list[tuple[int, int]]]:
    """The chapters by number; and for each report, in that order, its place in the document and its chapter."""
    numbers = count()
    placed = [(chapter, [(next(numbers), chapter.number) for _ in chapter.reports]) for chapter in merged.chapters]
    placed.sort(key=lambda pair: pair[0].number)
    chapters = tuple(chapter for chapter, _ in placed)
    return replace(merged, chapters=chapters), [place for _, places in placed for place in places]


# The year and its chapters ------------------------------------------------------------------------
def _merged(before: values.Edition, read: values.Edition) -> values.Edition:
    """The document's chapters, each with the number and address the desk has for it; then those of the desk alone."""
    places, left = _Matches(before), list(before.chapters)
    taken = {chapter.number for chapter in before.chapters}
    chapters = []
    for chapter in read.chapters:
        same = next((c for c in left if key(c.title) == key(chapter.title) or c.slug == chapter.slug), None)
        if same:
            left.remove(same)
        number = same.number if same else _free(chapter.number, taken)
        taken.add(number)
        reports = tuple(places.merged(report) for report in chapter.reports)
        chapters.append(
            replace(
                chapter,
                number=number,
                slug=same.slug if same else chapter.slug,
                introduction=chapter.introduction or (same.introduction if same else ""),
                reports=reports,
            )
        )
    return replace(
        read,
        subtitle=read.subtitle or before.subtitle,
        introduction=read.introduction or before.introduction,
        chapters=(*chapters, *(replace(chapter, reports=()) for chapter in left)),
    )


def _free(wanted: int, taken: set[int]) -> int:
    return wanted if wanted not in taken else max(taken) + 1


class _Matches:
    """The desk's report that each of the document's is: by title, else the empty one that awaits its series."""

    def __init__(self, before: values.Edition):
        reports = [report for chapter in before.chapters for report in chapter.reports]
        self.by_title = {key(report.title): report for report in reversed(reports)}
        self.stubs = {report.series: report for report in reversed(reports) if report.series and _is_stub(report)}
        self.used = set()

    def merged(self, read: values.Report) -> values.Report:
        for old in (self.by_title.get(key(read.title)), self.stubs.get(read.series)):
            if old and old.id not in self.used:
                self.used.add(old.id)
                return _merged_report(old, read)
        return replace(read, slug="")


# One report ---------------------------------------------------------------------------------------
def _is_stub(report: values.Report) -> bool:
    return not (report.lead or report.body or report.findings or report.key_figures or report.documents)


_PRINTED = ("lead", "issued", "facts", "body", "findings")
_SELDOM_PRINTED = ("authors", "identifiers", "source_url", "tags")


def _merged_report(old: values.Report, read: values.Report) -> values.Report:
    """What a document proposes of institutions and series gives way to what editors have chosen."""
    read, chosen = with_ids(read, old), not _is_stub(old)
    documents = {document.id: document for document in old.documents}
    figures = {figure.id: figure for figure in old.key_figures}
    says = {name: getattr(read, name) or getattr(old, name) for name in (*_PRINTED, *_SELDOM_PRINTED)}
    says["tags"] = old.tags if set(read.tags) == set(old.tags) else says["tags"]
    return replace(
        old,
        title=read.title,
        language=read.language if read.language != "nb" else old.language,  # "nb" is also what is not said
        contributions=(chosen and old.contributions) or read.contributions or old.contributions,
        series=(chosen and old.series) or read.series or old.series,
        key_figures=tuple(_with_measure(k, figures.get(k.id)) for k in read.key_figures) or old.key_figures,
        documents=tuple(_with_file(d, documents.get(d.id)) for d in read.documents) or old.documents,
        **says,
    )


def _with_measure(read: values.KeyFigure, old: values.KeyFigure | None) -> values.KeyFigure:
    return replace(read, measure=read.measure or old.measure, group=read.group or old.group) if old else read


def _with_file(read: values.Document, old: values.Document | None) -> values.Document:
    if old is None:
        return read
    return replace(
        old,
        title=read.title,
        kind=read.kind if read.kind != "rapport" else old.kind,
        size=old.size if old.sha256 or read.size is None else read.size,
        url=read.url or old.url,
    )
