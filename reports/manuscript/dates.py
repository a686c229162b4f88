"""Dates of which only a part may be known. A date is never invented: "2020-08" stays a month.

The sort rule, written once: a date of lesser precision counts as the end of its month or year.
"""

import calendar
import re
from dataclasses import dataclass

from .said import Said

MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
EARLIEST, LATEST = 1900, 2199
_UNKNOWN = 99  # sorts after every day of a month and every month of a year
_EXAMPLE = Said("Skriv for eksempel 19. oktober 2020 eller oktober 2020.")
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DOTTED = re.compile(r"(?:(\d{1,2})[./-]\s*)?(\d{1,2})[./-]\s*(\d{4})")
_WEEKDAYS = "mandag|måndag|tirsdag|tysdag|onsdag|torsdag|fredag|lørdag|laurdag|søndag|sundag"
_WORDS = re.compile(
    rf"(?:(?:{_WEEKDAYS}),?\s+)?(?:den\s+)?(?:(\d{{1,2}})(?:\.\s*|\s+))?([a-z]{{3,}})(?:\.?,?\s+|\.)(\d{{4}})"
)
_ENGLISH = {"january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "october": 10, "december": 12}


class DateError(ValueError):
    """The text is no date; the message is Norwegian and says what to write."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year, or a day. Raises DateError when the calendar has no such date."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self):
        if not EARLIEST <= self.year <= LATEST:
            raise DateError(
                Said(
                    "Årstallet %(year)d er utenfor %(first)d–%(last)d. %(example)s",
                    year=self.year,
                    first=EARLIEST,
                    last=LATEST,
                    example=_EXAMPLE,
                )
            )
        if self.month is None:
            exists = self.day is None
        else:
            exists = 1 <= self.month <= 12 and (
                self.day is None or 1 <= self.day <= calendar.monthrange(self.year, self.month)[1]
            )
        if not exists:
            raise DateError(Said("Datoen finnes ikke i kalenderen. %(example)s", example=_EXAMPLE))

    @classmethod
    def from_iso(cls, text: str) -> "PartialDate":
        """From "2020-10-19", "2020-10" or "2020" (ISO 8601, calendar dates with reduced precision)."""
        if not (match := re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text, re.ASCII)):
            raise DateError(Said("«%(text)s» er ikke en dato på formen 2020-10-19, 2020-10 eller 2020.", text=text))
        return cls(*(int(part) if part else None for part in match.groups()))

    @classmethod
    def from_sort_key(cls, key: str) -> "PartialDate":
        """The inverse of `sort_key`."""
        return cls(*(int(part) for part in key.split("-") if int(part) != _UNKNOWN))

    @property
    def iso(self) -> str:
        """ "2020-10-19", "2020-10" or "2020": also what `<time datetime>` takes."""
        return "-".join([f"{self.year:04}"] + [f"{part:02}" for part in (self.month, self.day) if part])

    @property
    def sort_key(self) -> str:
        """Ten characters that compare as text in the order of the dates."""
        return f"{self.year:04}-{self.month or _UNKNOWN:02}-{self.day or _UNKNOWN:02}"

    def __lt__(self, other: "PartialDate") -> bool:
        return self.sort_key < other.sort_key

    def __str__(self) -> str:
        if self.month is None:
            return str(self.year)
        month = f"{MONTHS[self.month - 1]} {self.year}"
        return f"{self.day}. {month}" if self.day else month


def parse_date(text: str) -> PartialDate:
    """Reads what a Norwegian editor types: "19. oktober 2020", "okt. 2020", "19.10.2020", "2020-10-19", "2020".

    Raises DateError with a sentence that names the text and says what to write.
    """
    cleaned = " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())
    parts = _parts(cleaned.lower())
    try:
        if parts:
            return PartialDate(*parts)
        reason = Said("Datoen «%(text)s» er ikke en dato vi kjenner igjen.", text=cleaned[:40])
    except DateError:
        reason = Said("Datoen «%(text)s» finnes ikke.", text=cleaned[:40])
        if not EARLIEST <= parts[0] <= LATEST:
            outside = {"text": cleaned[:40], "first": EARLIEST, "last": LATEST}
            reason = Said("Datoen «%(text)s» er utenfor årene %(first)d–%(last)d.", **outside)
    raise DateError(Said("%(reason)s %(example)s", reason=reason, example=_EXAMPLE))


def _parts(text: str) -> tuple[int, int | None, int | None] | None:
    """Year, month and day as they stand; None when no form fits."""
    if match := _ISO.fullmatch(text):
        year, month, day = match.groups()
    elif match := _DOTTED.fullmatch(text):
        day, month, year = match.groups()
    elif match := _WORDS.fullmatch(text):
        day, name, year = match.groups()
        month = _month_number(name)
        if month is None:
            return None
    else:
        return None
    return int(year), int(month) if month else None, int(day) if day else None


def _month_number(name: str) -> int | None:
    if name in _ENGLISH:
        return _ENGLISH[name]
    for number, month in enumerate(MONTHS, start=1):
        if month == name or (len(name) >= 3 and month.startswith(name)):
            return number
    return None
