"""Files of lists and of single reports: one table of formats each, by the ending of the address.

A format is what it is called, what it is sent as, and a function from what is asked for to pieces of bytes. Adding one
is a line here and a module beside; views, routes, links and <link rel="alternate"> follow the table.
Only what pages show: columns of publications and the labels of the live catalogue.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from ..browsing.ordered import InOrder
from ..models import Publication
from ..search.answer import Answer
from ..search.page_hits import add_pages
from . import bibtex, columns, records, ris, sheet

# Bytes sent at a time.
BATCH = 64_000
# The most rows that are made whole: such a file is kept compressed in the page cache. Longer ones are streamed.
WHOLE = 1000


@dataclass(frozen=True)
class Format:
    """`pieces` takes a Listed, or a publication for a report's own file; `manuscripts`: it reads them."""

    name: str
    content_type: str
    pieces: Callable[..., Iterator[bytes]]
    manuscripts: bool = False
    # It tells which pages of kept files answer a search.
    pages: bool = False
    # Shown by the browser; others are saved.
    shown: bool = False


@dataclass(frozen=True)
class Listed:
    """Every row of a list in the page's order, and what there is to tell of each."""

    rows: QuerySet | InOrder
    count: int
    columns: tuple[columns.Column, ...]
    record: Callable[..., dict]
    name: str
    # What was searched for, where rows are to have the pages that answer it.
    answer: Answer | None = None

    def __iter__(self) -> Iterator:
        for rows in InOrder.of(self.rows).stretches():
            if self.answer:
                add_pages(rows, self.answer)
            yield from rows

    def with_manuscripts(self) -> "Listed":
        return replace(self, rows=self.rows.whole())


CSV = Format("CSV", "text/csv; charset=utf-8", sheet.as_csv)
EXCEL = Format("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", sheet.as_xlsx)
JSON = Format("JSON", "application/json", records.listed, shown=True)
RIS_TYPE, BIBTEX_TYPE = "application/x-research-info-systems; charset=utf-8", "application/x-bibtex; charset=utf-8"

FINDING_LIST = {"csv": CSV, "xlsx": EXCEL, "json": JSON}
REPORT_LIST = FINDING_LIST | {
    "ris": Format("RIS", RIS_TYPE, ris.listed, manuscripts=True),
    "bib": Format("BibTeX", BIBTEX_TYPE, bibtex.listed, manuscripts=True),
    "json": replace(JSON, pages=True),
}
REPORT = {
    "ris": Format("RIS", RIS_TYPE, ris.report),
    "bib": Format("BibTeX", BIBTEX_TYPE, bibtex.report),
    "json": Format("JSON", "application/json", records.report, shown=True),
}


def listed_reports(rows: QuerySet | InOrder, count: int, answer: Answer | None = None) -> Listed:
    return Listed(rows, count, columns.REPORT, records.report_record, "rapporter", answer)


def listed_findings(rows: QuerySet | InOrder, count: int) -> Listed:
    return Listed(rows, count, columns.FINDING, records.finding_record, "funn")


def written(kind: Format, asked: Listed | Publication) -> Iterator[bytes]:
    """The file, in pieces of a size worth sending."""
    held = bytearray()
    if isinstance(asked, Listed):
        asked = replace(asked, answer=asked.answer if kind.pages else None)
    for piece in kind.pieces(asked.with_manuscripts() if kind.manuscripts else asked):
        held += piece
        if len(held) >= BATCH:
            yield bytes(held)
            held.clear()
    yield bytes(held)
