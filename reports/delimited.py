"""Tables as CSV that a Norwegian spreadsheet opens rightly: UTF-8 with BOM, semicolon, decimal comma (RFC 4180)."""

import codecs
import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal

from .manuscript.formulas import guarded


def as_csv(headings: Iterable[object], lines: Iterable[Iterable[object]]) -> bytes:
    """Cells are texts, numbers, or None for an empty one. A text never becomes a formula; a number stays a number."""
    return b"".join(csv_pieces(headings, lines))


def csv_pieces(headings: Iterable[object], lines: Iterable[Iterable[object]]) -> Iterator[bytes]:
    """The same line by line, for tables too long to hold."""
    line_of = csv.writer(_Line, delimiter=";", lineterminator="\r\n").writerow
    yield codecs.BOM_UTF8 + line_of([_cell(heading) for heading in headings]).encode()
    for line in lines:
        yield line_of([_cell(cell) for cell in line]).encode()


class _Line:
    """What the csv writer writes to: hands each line back."""

    @staticmethod
    def write(text: str) -> str:
        return text


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, int | Decimal):
        return f"{Decimal(value).normalize():f}".replace(".", ",")
    return guarded(str(value))
