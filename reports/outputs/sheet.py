"""Lists as spreadsheets: CSV as delimited.py writes it, and Excel's own format with real types."""

import tempfile
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from zipfile import ZIP_DEFLATED

from django.utils.functional import SimpleLazyObject

from ..delimited import csv_pieces
from ..manuscript.dates import PartialDate
from ..manuscript.timeless import NO_TIME, TimelessZip

# Read when the first spreadsheet is asked for: it takes 20 MB of every server process.
openpyxl = SimpleLazyObject(lambda: import_module("openpyxl"))

# A link costs 2 KB until the file is done, and Excel calls a sheet with more than 65,530 damaged. The addresses stand
# in a column of their own as well.
MOST_LINKS = 30_000
# What openpyxl takes for a formula or an error at the head of a text.
_NOT_TEXT = ("=", "#")
_IN_MEMORY = 4_000_000
_PIECE = 64_000
_LINK = {"color": "FF0B5563", "underline": "single"}


def as_csv(asked) -> Iterator[bytes]:
    """A date that is not a whole day is ISO text of reduced precision."""
    headings = [column.heading for column in asked.columns]
    return csv_pieces(headings, ([_plain(column.value(row)) for column in asked.columns] for row in asked))


def _plain(value: object) -> object:
    return value.iso if isinstance(value, PartialDate) else value


def as_xlsx(asked) -> Iterator[bytes]:
    """Written to a file outside memory as rows come, then sent in pieces; the same rows are the same bytes."""
    book = openpyxl.Workbook(write_only=True)
    book.properties.creator, book.properties.created, book.properties.modified = "IMDi", NO_TIME, NO_TIME
    book.properties.title = f"FoU-oversikten: {asked.name}"
    page = book.create_sheet(asked.name.capitalize())
    page.freeze_panes = "B2"
    for number, column in enumerate(asked.columns, start=1):
        page.column_dimensions[openpyxl.utils.get_column_letter(number)].width = column.width
    page.auto_filter.ref = f"A1:{openpyxl.utils.get_column_letter(len(asked.columns))}{asked.count + 1}"
    page.append([_heading(page, column) for column in asked.columns])
    links = 0
    for row in asked:
        cells = [_cell(page, column, row, linked=links < MOST_LINKS) for column in asked.columns]
        links += sum(getattr(cell, "hyperlink", None) is not None for cell in cells)
        page.append(cells)
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as file:
        with TimelessZip(file, "w", ZIP_DEFLATED) as archive:
            openpyxl.writer.excel.ExcelWriter(book, archive).write_data()
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece


def _heading(page, column):
    cell = openpyxl.cell.WriteOnlyCell(page, str(column.heading))
    cell.font = openpyxl.styles.Font(bold=True)
    cell.alignment = openpyxl.styles.Alignment(vertical="top", wrap_text=True)
    return cell


def _cell(page, column, row, *, linked: bool) -> object:
    value = column.value(row)
    if value is None or value == "":
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, PartialDate):
        return _date(page, value)
    leads = column.link and linked
    if not leads and not value.startswith(_NOT_TEXT):
        return value
    cell = openpyxl.cell.WriteOnlyCell(page, value)
    cell.data_type = "s"
    if leads:
        cell.hyperlink = column.link(row)
        cell.font = openpyxl.styles.Font(**_LINK)
    return cell


def _date(page, value: PartialDate) -> object:
    """A date of Excel's when the day is known; else the words, for Excel would add a day."""
    if not value.day:
        return str(value)
    cell = openpyxl.cell.WriteOnlyCell(page, date(value.year, value.month, value.day))
    cell.number_format = "dd.mm.yyyy"
    return cell
