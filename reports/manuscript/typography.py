"""Numbers, sizes and joined names as Norwegian print sets them; the site and the yearly document write them alike."""

import re
from decimal import Decimal

NO_BREAK = "\N{NO-BREAK SPACE}"
_BEFORE_UNIT = re.compile(r"(?<=\d) (?=(?:%|prosent|prosentpoeng|kr|kroner|millioner|mill\.|milliarder)(?!\w))")
_IN_NUMBER = re.compile(r"(?<!\d)(\d{1,3}) (?=\d{3}(?!\d))")


def unbroken_numbers(text: str) -> str:
    """Numbers keep together with thousands and unit: "2 968", "40 %"."""
    return _IN_NUMBER.sub(rf"\1{NO_BREAK}", _BEFORE_UNIT.sub(NO_BREAK, str(text)))


def number(value: int | float | Decimal | None) -> str:
    """2968 → "2 968", 3.5 → "3,5", -2 → "−2"; a number that a draft still lacks is "–"."""
    if value is None:
        return "–"
    return f"{Decimal(str(value)).normalize():,f}".translate({44: NO_BREAK, 46: ",", 45: "−"})


def quantity(value: int | float | Decimal | None, unit: str) -> str:
    """ "40 %", "12 000 kroner"."""
    return f"{number(value)}{NO_BREAK if unit == '%' else ' '}{unit}" if unit else number(value)


def size(count: int) -> str:
    """Bytes as printed: 2000000 → "2 MB", 545000 → "545 KB"."""
    if count >= 1_000_000:
        return f"{number(round(Decimal(count) / 1_000_000, 1))}{NO_BREAK}MB"
    return f"{max(1, round(count / 1000))}{NO_BREAK}KB"
