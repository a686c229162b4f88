"""Tables as CSV that a Norwegian spreadsheet opens rightly: UTF-8 with BOM, semicolon, decimal comma (RFC 4180)."""

import csv
import io
from collections.abc import Iterable
from decimal import Decimal

# What makes a spreadsheet read a text as a formula, full-width forms among them (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def as_csv(headings: Iterable[object], lines: Iterable[Iterable[object]]) -> bytes:
    """Cells are texts, numbers, or None for an empty one. A text never becomes a formula; a number stays a number."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(_cell(heading) for heading in headings)
    writer.writerows([_cell(cell) for cell in line] for line in lines)
    return written.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, int | Decimal):
        return f"{Decimal(value).normalize():f}".replace(".", ",")
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
