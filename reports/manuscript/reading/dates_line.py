"""The line that says when a report was issued: "Utgitt: 19. oktober 2020"."""

import re

from ..dates import DateError, PartialDate, parse_date

_LONGEST_BYLINE = 300
_LINE = re.compile(
    r"(?:utgitt|utgjeve|utgivelsesdato|publisert|published)(?:\s+(?:dato|den|i))?\s*[:–-]\s*(?P<date>.+)",
    re.IGNORECASE,
)


def is_date_line(line: str) -> bool:
    return _LINE.fullmatch(line) is not None


def date_words(line: str) -> str:
    """What stands after the label, without a final stop."""
    return _LINE.fullmatch(line)["date"].strip().rstrip(".")


def byline_date(line: str) -> PartialDate | None:
    """The date that ends "Fafo · 27. april 2020", or that is the whole line."""
    try:
        return parse_date(line.rpartition("·")[2]) if len(line) < _LONGEST_BYLINE else None
    except DateError:
        return None
