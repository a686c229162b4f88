"""The line that says when a report was issued: "Utgitt: 19. oktober 2020", "Utgitt i oktober 2020"."""

import re

from ..dates import DateError, PartialDate, parse_date

_LONGEST_BYLINE = 300
_LABELS = (
    r"utgitt|utgjeve|utgjeven|utgivelsesdato|utgivelsesår|utgivelse|utgjevingsdato|publisert|publiseringsdato|published"
)
_LINE = re.compile(rf"(?:{_LABELS})(?:\s+(?:dato|den|i))?\s*[:–-]\s*(?P<date>.+)", re.IGNORECASE)
# Without a colon, or with a word that may stand before other things: only where a date follows.
_BARE_LINE = re.compile(rf"(?:(?:{_LABELS})(?:\s+(?:den|i))?|dato\s*:)\s+(?P<date>.+)", re.IGNORECASE)
_BY_WHOM = re.compile(r"(?:av\s+)?(?P<who>[^,]+),\s+(?P<date>[^,]+)")
_REMARK = re.compile(r"(?P<date>[^()]+?)\s*\([^()]*\)")


def is_date_line(line: str) -> bool:
    if _LINE.fullmatch(line):
        return True
    match = _BARE_LINE.fullmatch(line)
    return bool(match and date_of(match["date"]))


def date_words(line: str) -> str:
    """What stands after the label, without a final stop."""
    return (_LINE.fullmatch(line) or _BARE_LINE.fullmatch(line))["date"].strip().rstrip(".")


def date_of(words: str) -> PartialDate | None:
    """The date that the words are, also after who issued it ("Fafo, 3. mai 2020") or before a remark in brackets."""
    words = words.strip().rstrip(".")
    for form in (words, *(match["date"] for p in (_BY_WHOM, _REMARK) if (match := p.fullmatch(words)))):
        try:
            return parse_date(form)
        except DateError:
            continue
    return None


def byline_date(line: str) -> PartialDate | None:
    """The date that ends "Fafo · 27. april 2020", or that is the whole line."""
    try:
        return parse_date(line.rpartition("·")[2]) if len(line) < _LONGEST_BYLINE else None
    except DateError:
        return None
