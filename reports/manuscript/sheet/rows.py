"""An edition as tables of cells."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import fields

from .. import values
from ..data import to_data
from .columns import CHAPTERS, EDITION, PARTS, REPORTS, Sheet

# A spreadsheet's cell holds 32,767 units of UTF-16; a longer text goes on in the column "… (2)".
LONGEST_CELL = 16_000
NEW = "ny-"  # begins the id of a report that has none yet; no id of ours holds a y
Grid = list[list[object]]


def tables(edition: values.Edition) -> dict[Sheet, Grid]:
    """Each sheet as rows of texts, numbers and None; the first row is the headings."""
    grids = {
        EDITION: _grid(EDITION, [_plain(edition) | {"known": " ".join(key for key, *_ in _numbered(edition))}]),
        CHAPTERS: _grid(CHAPTERS, map(_plain, edition.chapters)),
        REPORTS: _grid(REPORTS, _reports(edition)),
    }
    return grids | {sheet: _grid(sheet, _parts(edition, place)) for place, sheet, _ in PARTS}


def seal(report: values.Report) -> str:
    """Differs when anything differs that stands in the sheets."""
    held = {place: [_held(sheet, part) for part in getattr(report, place)] for place, sheet, _ in PARTS}
    written = json.dumps(held | _held(REPORTS, report), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()[:10]


def _held(sheet: Sheet, value) -> dict:
    return {c.name: tidy(to_data(getattr(value, c.name))) for c in sheet.columns if hasattr(value, c.name)}


def tidy(data):
    """JSON data as a cell is read: no spaces at the ends, and line ends as one sign."""
    if isinstance(data, str):
        return data.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(data, list):
        return [tidy(item) for item in data]
    return {name: tidy(item) for name, item in data.items()} if isinstance(data, dict) else data


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


def _parts(edition: values.Edition, place: str) -> Iterator[dict]:
    for key, _chapter, _number, report in _numbered(edition):
        for number, part in enumerate(getattr(report, place), start=1):
            yield _plain(part) | {"report_id": key, "report_title": report.title, "order": number}


def _grid(sheet: Sheet, entries) -> Grid:
    rows = [[column.kind.write(entry[column.name]) for column in sheet.columns] for entry in entries]
    pieces = [max((_pieces(row[place]) for row in rows), default=1) for place in range(len(sheet.columns))]
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
