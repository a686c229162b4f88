"""The workbook: written for people to work in, and read without trusting it.

openpyxl is imported where it is used: it takes 20 MB, and the server must not hold them for pages without spreadsheets.
"""

import io
import re
import warnings
from datetime import date
from itertools import islice

from .. import values
from ..reading.package import Package, Program
from ..reading.source import ReadError
from ..said import Said
from ..timeless import NO_TIME, TimelessZip
from .cells import CellError
from .columns import CHAPTERS, REPORTS, SHEETS, Column, Sheet
from .rows import Grid, tables

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EXCEL = Program(
    Said("Regnearket"),
    Said("et regneark (.xlsx)"),
    Said("et gammelt Excel-ark (.xls)"),
    ".xlsx",
    "Excel",
    "[Content_Types].xml",
)
# A year of a thousand reports keeps well within these; a file made to be heavy is read for a few seconds at most.
MOST_ROWS, MOST_COLUMNS = 30_000, 60
_MOST_SIGNS = 500_000
_ROOM = 500  # rows under the last one that still have text cells and lists of choices
_JOINED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_MOST_JOINED = 100_000  # cells told of
_EXPLANATION = "Forklaring"
FOR_EDITORS = (
    "Ett ark for hvert slag: rett i cellene, og les filen inn igjen på utgavens side. Ingenting lagres før du har sett "
    "hva som endres, og ingenting publiseres.",
    "En ny rad uten id er noe nytt. En rad som er slettet, blir slettet. Kolonnene kan flyttes, men ikke døpes om.",
)


# Writing ------------------------------------------------------------------------------------------
def write_workbook(edition: values.Edition, *, said_first: tuple[str, ...] = FOR_EDITORS) -> bytes:
    """The edition as .xlsx; the same edition is the same bytes. `said_first` stands above the columns' explanation."""
    import openpyxl
    from openpyxl.writer.excel import ExcelWriter

    book = openpyxl.Workbook()
    book.properties.creator, book.properties.created, book.properties.modified = "IMDi", NO_TIME, NO_TIME
    book.properties.title = edition.title
    _write_explanation(book.active, said_first)
    for sheet, grid in tables(edition).items():
        _write_sheet(book.create_sheet(sheet.name), sheet, grid)
    file = io.BytesIO()
    with TimelessZip(file, "w") as archive:
        # Not its save(), which writes the time of day.
        ExcelWriter(book, archive).write_data()
    return file.getvalue()


def _write_explanation(page, said_first: tuple[str, ...]) -> None:
    from openpyxl.styles import Alignment, Font

    page.title = _EXPLANATION
    wrapped = Alignment(vertical="top", wrap_text=True)
    for sentence in said_first:
        page.append([sentence])
        page.merge_cells(start_row=page.max_row, end_row=page.max_row, start_column=1, end_column=4)
        page.cell(page.max_row, 1).alignment = wrapped
        page.row_dimensions[page.max_row].height = 32
    page.append([])
    page.append(["Ark", "Kolonne", "Hva som står der", "Valg"])
    for cell in page[page.max_row]:
        cell.font = Font(bold=True)
    page.freeze_panes = page.cell(page.max_row + 1, 1)
    for sheet in SHEETS:
        for column in sheet.columns:
            needed = " Må fylles ut." if column.required else ""
            page.append([sheet.name, column.heading, column.explanation + needed, ", ".join(column.kind.choices)])
            for cell in page[page.max_row]:
                cell.alignment = wrapped
    for letter, width in zip("ABCD", (14, 20, 80, 50), strict=True):
        page.column_dimensions[letter].width = width


def _write_sheet(page, sheet: Sheet, grid: Grid) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    headings, wrapped = grid[0], Alignment(vertical="top", wrap_text=True)
    columns = [_column(sheet, heading) for heading in headings]
    last = len(grid) + _ROOM
    for place, column in enumerate(columns, start=1):
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = column.width
        if not column.kind.numeric:
            # Text is never taken for a formula or a date, in cells that are still empty either.
            page.column_dimensions[letter].number_format = "@"
        _offer_choices(page, sheet, column, f"{letter}2:{letter}{last}")
        for row, cells in enumerate(grid, start=1):
            cell = page.cell(row, place)
            cell.value = cells[place - 1]
            cell.alignment = wrapped
            if row == 1:
                cell.font = Font(bold=True)
            if row == 1 or not column.kind.numeric:
                cell.data_type, cell.number_format = "s" if cell.value is not None else "n", "@"
    page.freeze_panes = page.cell(2, 1 + next((n for n, c in enumerate(columns, 1) if c.name == "title"), 1))
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(grid)}"


def _column(sheet: Sheet, heading: str) -> Column:
    plain = re.sub(r" \(\d+\)$", "", heading)
    return next(column for column in sheet.columns if column.heading == plain)


def _offer_choices(page, sheet: Sheet, column: Column, cells: str) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    if column.kind.choices:
        formula, error = f'"{",".join(column.kind.choices)}"', f"Velg {', '.join(column.kind.choices)}."
    elif (sheet, column.name) == (REPORTS, "chapter"):
        formula, error = f"{CHAPTERS.name}!$A$2:$A$100", "Velg et nummer fra arket Kapitler."
    else:
        return
    offered = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True)
    offered.errorTitle, offered.error = column.heading, error
    offered.add(cells)
    page.add_data_validation(offered)


# Reading ------------------------------------------------------------------------------------------
def read_grids(data: bytes) -> dict[str, Grid]:
    """Every sheet's rows of None, texts, numbers and dates. Raises ReadError with one Norwegian sentence."""
    import openpyxl

    package = Package(data, EXCEL)
    _refuse_hostile(package)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that we have no use for
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            pages = [page for page in book.worksheets if page.title != _EXPLANATION]
            # openpyxl tells of joined cells only where it holds the whole book in memory.
            return {page.title: _without_joined(_grid(page), package.read(page._worksheet_path)) for page in pages}
        except ReadError:
            raise
        except Exception:  # openpyxl raises whatever its parts do when a file is not as they expect
            raise ReadError(EXCEL.broken) from None


def _refuse_hostile(package: Package) -> None:
    for name in (*package.ending(".xml"), *package.ending(".rels")):
        content = package.read(name)
        if content.count(b"<") > _MOST_SIGNS:
            raise ReadError(Said("Regnearket er for stort. Slett ark og rader som ikke hører til, og prøv igjen."))
        plain = content.replace(b"\x00", b"")  # also in UTF-16
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise ReadError(EXCEL.definitions)


def _grid(page) -> Grid:
    page.reset_dimensions()  # what the file says of its own size need not be so
    grid = []
    for cells in page.iter_rows(max_col=MOST_COLUMNS):
        if len(grid) == MOST_ROWS:
            raise ReadError(
                Said("Arket «%(name)s» har for mange rader. Slett de tomme radene under den siste.", name=page.title)
            )
        row = [_cell(cell) for cell in cells]
        grid.append(row if any(cell not in (None, "") for cell in row) else [])
    return grid


def _without_joined(grid: Grid, content: bytes) -> Grid:
    """Cells that are joined with one above or beside them look as filled as that one, but hold nothing."""
    for row, place in islice(_joined(grid, content), _MOST_JOINED):
        grid[row - 1][place - 1] = CellError(
            Said("Cellen er slått sammen med en annen. Del dem igjen, og skriv verdien i hver av dem.")
        )
    return grid


def _joined(grid: Grid, content: bytes):
    """Row and column, from 1, below the headings; but for the first cell of each range, which has the value."""
    from openpyxl.utils import range_boundaries

    for match in _JOINED.finditer(content):
        left, top, right, bottom = range_boundaries(match[1].decode())
        for row in range(max(top, 2), min(bottom, len(grid)) + 1):
            places = range(left, min(right, len(grid[row - 1])) + 1)
            yield from ((row, place) for place in places if (row, place) != (top, left))


def _cell(cell) -> object:
    match cell.data_type:
        case "f":
            return CellError(Said("Cellen har en formel. Erstatt den med verdien: kopier, og lim inn som verdier."))
        case "e":
            return CellError(Said("Cellen har feilen %(error)s. Skriv verdien som skal stå der.", error=cell.value))
        case "d" if not isinstance(cell.value, date):
            return CellError(Said("Cellen har et klokkeslett. Skriv datoen, for eksempel 19. oktober 2020."))
    return cell.value
