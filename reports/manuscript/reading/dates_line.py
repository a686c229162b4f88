"""The line that says when a report was issued: "Utgitt: 19. oktober 2020"."""

import re

_LINE = re.compile(
    r"(?:utgitt|utgjeve|utgivelsesdato|publisert|published)(?:\s+(?:dato|den|i))?\s*[:–-]\s*(?P<date>.+)",
    re.IGNORECASE,
)


def is_date_line(line: str) -> bool:
    return _LINE.fullmatch(line) is not None


def date_words(line: str) -> str:
    """What stands after the label, without a final stop."""
    return _LINE.fullmatch(line)["date"].strip().rstrip(".")
