"""The sheets as CSV: a zip with one file each, as a Norwegian Excel opens them (UTF-8 with BOM, semicolon, comma).

A zip, because the sheets belong together and a CSV file holds one table. One file alone is read too: the sheets that
are not there stay as they are. Excel turns dates and long numbers in a CSV file into its own; the workbook is safer.
"""

import codecs
import contextlib
import csv
import io
from decimal import Decimal

from .. import values
from ..formulas import guarded, unguarded
from ..reading.package import MOST_BYTES, Package, Program
from ..reading.source import ReadError
from ..said import Said
from ..timeless import TimelessZip
from .columns import SHEETS
from .rows import Grid, tables

CONTENT_TYPE = "application/zip"
ZIP = Program(
    Said("Zip-filen"), Said("en zip-fil med CSV-filer"), Said("et gammelt Excel-ark (.xls)"), ".xlsx", "Excel", ""
)
_MOST_CELLS = 2_000_000


def write_csv(edition: values.Edition) -> bytes:
    file = io.BytesIO()
    with TimelessZip(file, "w") as archive:
        for number, (sheet, grid) in enumerate(tables(edition).items(), start=1):
            archive.writestr(f"{number}-{sheet.name.lower()}.csv", codecs.BOM_UTF8 + _written(grid).encode())
    return file.getvalue()


def _written(grid: Grid) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([_cell(cell) for cell in row] for row in grid)
    return text.getvalue()


def _cell(cell: object) -> str:
    if isinstance(cell, (int, Decimal)):
        return f"{Decimal(cell).normalize():f}".replace(".", ",")
    return guarded(cell or "")


def read_zip(data: bytes) -> dict[str, Grid]:
    """By the names of the sheets. Raises ReadError."""
    package = Package(data, ZIP)
    names = [name for name in package.ending(".csv") if not name.startswith("__MACOSX/")]
    if not names:
        raise ReadError(
            Said("Zip-filen har ingen CSV-filer. Last opp regnearket (.xlsx), eller CSV-filene i en zip-fil.")
        )
    found = {}
    for name in names:
        for sheet, grid in read_csv(package.read(name), name).items():
            if sheet in found:
                raise ReadError(Said("To av filene ser ut til å være arket «%(sheet)s». Ta bort den ene.", sheet=sheet))
            found[sheet] = grid
    return found


def read_csv(data: bytes, name: str) -> dict[str, Grid]:
    """The one sheet that the file is, told by its headings. Raises ReadError."""
    text = _decoded(data, name)
    first = text.partition("\n")[0]
    mark = max(";\t,", key=first.count)
    try:
        grid = [[unguarded(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark)]
    except csv.Error:
        raise ReadError(
            Said("«%(name)s» kan ikke leses som CSV. Lagre den på nytt som «CSV UTF-8».", name=name[:80])
        ) from None
    if sum(map(len, grid)) > _MOST_CELLS:
        raise ReadError(Said("«%(name)s» er for stor. Del den opp.", name=name[:80]))
    headings = {heading.strip().casefold() for heading in grid[0]}
    known = {sheet: sum(column.heading.casefold() in headings for column in sheet.columns) for sheet in SHEETS}
    likest = max(known, key=lambda sheet: known[sheet] / len(sheet.columns))
    if known[likest] * 2 < len(likest.columns):
        raise ReadError(
            Said(
                "«%(name)s» har ikke overskriftene til noen av arkene våre. Last ned arkene på nytt, og rett i dem.",
                name=name[:80],
            )
        )
    return {likest.name: grid}


def _decoded(data: bytes, name: str) -> str:
    if not data.strip():
        raise ReadError(Said("«%(name)s» er tom.", name=name[:80]))
    if len(data) > MOST_BYTES:
        raise ReadError(Said("Filen er større enn 25 MB."))
    if b"\x00" in data:
        raise ReadError(
            Said("«%(name)s» er ikke et regneark (.xlsx) eller en CSV-fil. Lagre den som en av dem.", name=name[:80])
        )
    # Excel's plain "CSV" is Windows-1252; what was read is seen before anything is changed.
    for encoding in ("utf-8-sig", "cp1252"):
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode(encoding)
    raise ReadError(Said("«%(name)s» er ikke skrevet i UTF-8. Lagre den på nytt som «CSV UTF-8».", name=name[:80]))
