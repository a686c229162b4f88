"""The spreadsheet of 2020 as an editor changes it: cells set, rows deleted, rows added."""

import io

import openpyxl

from reports.exchange import read_edition
from reports.manuscript.sheet.xlsx import write_workbook
from reports.models import Edition


class Workbook:
    """As downloaded now. Rows are found by what stands in a column; sheets and columns by their names."""

    def __init__(self, year: int = 2020):
        edition = Edition.objects.get(year=year)
        self.book = openpyxl.load_workbook(io.BytesIO(write_workbook(read_edition(edition))))

    def row(self, sheet: str, column: str, value) -> int:
        place = self._place(sheet, column)
        rows = self.book[sheet].iter_rows(min_row=2)
        return next(cells[0].row for cells in rows if cells[place - 1].value == value)

    def set(self, sheet: str, row: int, **cells) -> "Workbook":
        for column, value in cells.items():
            self.book[sheet].cell(row, self._place(sheet, column.replace("_", " "))).value = value
        return self

    def get(self, sheet: str, row: int, column: str):
        return self.book[sheet].cell(row, self._place(sheet, column)).value

    def add(self, sheet: str, **cells) -> "Workbook":
        return self.set(sheet, self.book[sheet].max_row + 1, **cells)

    def delete(self, sheet: str, row: int) -> "Workbook":
        self.book[sheet].delete_rows(row)
        return self

    def delete_report(self, public_id: str) -> "Workbook":
        for sheet, column in (("Rapporter", "Id"), *((s, "Rapport-id") for s in ("Funn", "Nøkkeltall", "Dokumenter"))):
            for row in reversed(range(2, self.book[sheet].max_row + 1)):
                if self.get(sheet, row, column) == public_id:
                    self.delete(sheet, row)
        return self

    def _place(self, sheet: str, column: str) -> int:
        headings = [cell.value for cell in self.book[sheet][1]]
        return headings.index(column) + 1

    @property
    def data(self) -> bytes:
        file = io.BytesIO()
        self.book.save(file)
        return file.getvalue()
