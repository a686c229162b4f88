"""An edition as tables of cells."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import fields

from .. import values
from ..data import to_data
from .columns import CHAPTERS, DOCUMENTS, EDITION, FINDINGS, KEY_FIGURES, REPORTS, Sheet

# A spreadsheet's cell holds 32,767 units of UTF-16; a longer text goes on in the column "… (2)".
LONGEST_CELL = 16_000
NEW = "ny-"  # begins the id of a report that has none yet; no id of ours holds a y
Grid = list[list[object]]


def tables(edition: values.Edition) -> dict[Sheet, Grid]:
    """Each sheet as rows of texts, numbers and None; the first row is the headings."""
    return {
        sheet: _grid(sheet, entries(edition))
        for sheet, entries in (
            (EDITION, lambda edition: [_plain(edition)]),
            (CHAPTERS, lambda edition: map(_plain, edition.chapters)),
            (REPORTS, _reports),
            (FINDINGS, lambda edition: _parts(edition, "findings")),
            (KEY_FIGURES, lambda edition: _parts(edition, "key_figures")),
            (DOCUMENTS, lambda edition: _parts(edition, "documents")),
        )
    }


def seal(report: values.Report) -> str:
    """Differs when anything in the report does."""
    written = json.dumps(to_data(report), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:10]


def _plain(value) -> dict:
    return {field.name: getattr(value, field.name) for field in fields(value)}


def _numbered(edition: values.Edition) -> Iterator[tuple[str, values.Chapter, int, values.Report]]:
    """(id or a name for the time being, chapter, number in the chapter, report)."""
    unnamed = 0
    for chapter in edition.chapters:
        for number, report in enumerate(chapter.reports, start=1):
            unnamed += not report.id
            yield report.id or f"{NEW}{unnamed}", chapter, number, report


def _reports(edition: values.Edition) -> Iterator[dict]:
    for key, chapter, number, report in _numbered(edition):
        yield _plain(report) | {"id": key, "chapter": chapter.number, "order": number, "seal": seal(report)}


def _parts(edition: values.Edition, name: str) -> Iterator[dict]:
    for key, _chapter, _number, report in _numbered(edition):
        for number, part in enumerate(getattr(report, name), start=1):
            yield _plain(part) | {"report_id": key, "report_title": report.title, "order": number}


def _grid(sheet: Sheet, entries) -> Grid:
    rows = [[column.kind.write(entry[column.name]) for column in sheet.columns] for entry in entries]
    pieces = [
        max((_pieces(row[place]) for row in rows), default=1) for place in range(len(sheet.columns))
    ]  # most columns are one
    headings = [
        heading
        for column, count in zip(sheet.columns, pieces, strict=True)
        for heading in (column.heading, *(f"{column.heading} ({number})" for number in range(2, count + 1)))
    ]
    return [headings, *(_spread(row, pieces) for row in rows)]


def _pieces(cell: object) -> int:
    return max(1, -(-len(cell) // LONGEST_CELL)) if isinstance(cell, str) else 1


def _spread(row: list, pieces: list[int]) -> list:
    spread = []
    for cell, count in zip(row, pieces, strict=True):
        if count == 1:
            spread.append(None if cell == "" else cell)
        else:
            starts = range(0, count * LONGEST_CELL, LONGEST_CELL)
            spread += [(cell[start : start + LONGEST_CELL] or None) for start in starts]
    return spread
