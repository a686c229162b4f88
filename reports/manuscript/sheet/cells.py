"""Kinds of cell: how a value is written so that an editor can change it, and how it is read again.

What a file gives for a cell is None, a text, a number or a date. What cannot be read raises CellError.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from ..dates import DateError, PartialDate, parse_date
from ..said import Said
from ..slugs import slugify
from ..values import CONTROL

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_COLON = re.compile(r"(?<!\\)((?:\\\\)*):")
_DIGITS = 15  # what both a spreadsheet and the desk keep exactly


class CellError(ValueError):
    """Why a cell cannot be read, and what to do, as Norwegian sentences."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`choices` are the only texts that may stand there; `numeric` cells are numbers to the spreadsheet."""

    read: Callable[[object], object]
    write: Callable[[object], object] = lambda value: value
    choices: tuple[str, ...] = ()
    numeric: bool = False


def words(cell: object) -> str:
    """The text of any cell; line ends as one sign."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        raise CellError(Said("Cellen har verdien SANN eller USANN. Skriv ord eller tall."))
    if isinstance(cell, date):
        return f"{cell.day:02}.{cell.month:02}.{cell.year}"
    if isinstance(cell, (int, float, Decimal)):
        return f"{Decimal(str(cell)).normalize():f}".replace(".", ",")
    text = str(cell).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n").strip()
    if match := CONTROL.search(text):
        before = text[max(0, match.start() - 20) : match.start()]
        raise CellError(
            Said(
                "Cellen har et usynlig styretegn (U+%(code)04X) etter «%(before)s». Slett det.",
                code=ord(match[0]),
                before=before,
            )
        )
    return text


# Texts --------------------------------------------------------------------------------------------
def text(longest: int | None = None) -> Kind:
    return Kind(lambda cell: _short_enough(words(cell), longest), lambda value: value.strip())


def _short_enough(found: str, longest: int | None) -> str:
    if longest and len(found) > longest:
        raise CellError(
            Said(
                "Teksten er på %(length)d tegn, men det er plass til %(longest)d. Kort den ned.",
                length=len(found),
                longest=longest,
            )
        )
    return found


def name(longest: int = 200) -> Kind:
    """Of an institution, series or tag: what the catalogue can hold."""
    return Kind(lambda cell: _a_name(words(cell), longest), lambda value: value.strip())


def _a_name(found: str, longest: int) -> str:
    if found and not any(letter.isalnum() for letter in found):
        raise CellError(Said("«%(text)s» har ingen bokstaver. Skriv et navn.", text=found[:40]))
    return _short_enough(found, longest)


def or_nothing(kind: Kind) -> Kind:
    """An empty cell is None."""
    return Kind(lambda cell: kind.read(cell) or None, lambda value: "" if value is None else kind.write(value))


def slug(longest: int) -> Kind:
    def read(cell):
        found = _short_enough(words(cell), longest)
        if found and not re.fullmatch(r"[a-z0-9_-]+", found):
            example = slugify(found)[:longest]
            raise CellError(
                Said(
                    "«%(text)s» kan ikke være en adresse eller nøkkel. Skriv for eksempel «%(example)s».",
                    text=found[:60],
                    example=example,
                )
            )
        return found

    return Kind(read)


def web_address(longest: int) -> Kind:
    def read(cell):
        found = _short_enough(words(cell), longest)
        if found and not re.fullmatch(r"https?://[^\s/]+\.?[^\s/]*(/\S*)?", found):
            raise CellError(
                Said("«%(text)s» er ikke en nettadresse. Skriv hele adressen, med https:// først.", text=found[:60])
            )
        return found

    return or_nothing(Kind(read))


def choice(names: Mapping[object, str], *, otherwise: object = None) -> Kind:
    """One of the names, written in full; an empty cell is `otherwise`."""
    known = {name.casefold(): key for key, name in names.items()}

    def read(cell):
        found = words(cell)
        if not found and otherwise is not None:
            return otherwise
        if found.casefold() not in known:
            raise CellError(
                Said(
                    "«%(text)s» er ikke blant valgene. Skriv %(choices)s.", text=found[:40], choices=_or(names.values())
                )
            )
        return known[found.casefold()]

    return Kind(read, lambda value: names[value], choices=tuple(names.values()))


def _or(names) -> str:
    *first, last = names
    return Said("%(names)s eller %(last)s", names=", ".join(first), last=last) if first else last


# Numbers and dates --------------------------------------------------------------------------------
def _number(cell: object) -> Decimal | None:
    found = words(cell).replace("\N{NO-BREAK SPACE}", "").replace(" ", "").replace("−", "-")
    if not found:
        return None
    if not _NUMBER.fullmatch(found):
        raise CellError(Said("«%(text)s» er ikke et tall. Skriv for eksempel 40 eller 75,5.", text=words(cell)[:40]))
    try:
        return Decimal(found.replace(",", "."))
    except InvalidOperation:
        raise CellError(Said("Tallet er for langt.")) from None


def decimal(places: int) -> Kind:
    """At most so many decimals, and eleven digits before them."""

    def read(cell):
        found = _number(cell)
        if found is not None and (abs(found) >= 10 ** (_DIGITS - places) or round(found, places) != found):
            raise CellError(Said("Tallet har for mange sifre. Bruk høyst %(places)d desimaler.", places=places))
        return found

    return Kind(read, numeric=True)


def whole_number(most: int) -> Kind:
    def read(cell):
        found = _number(cell)
        if found is not None and (found != found.to_integral_value() or not 1 <= found <= most):
            raise CellError(Said("Tallet må være et helt tall fra 1 til %(most)d.", most=most))
        return None if found is None else int(found)

    return Kind(read, numeric=True)


def partial_date() -> Kind:
    """Written in words, as a text: a spreadsheet would add a day to "oktober 2020"."""

    def read(cell):
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        found = words(cell)
        try:
            return parse_date(found) if found else None
        except DateError as error:
            raise CellError(str(error)) from None

    def write(value: PartialDate | None):
        return str(value) if value else ""

    return Kind(read, write)


# Several in a cell, one a line --------------------------------------------------------------------
def lines() -> Kind:
    return Kind(_lines, lambda values: "\n".join(value.strip() for value in values))


def names(longest: int = 200) -> Kind:
    """As `name`, one a line."""
    return Kind(lambda cell: tuple(_a_name(line, longest) for line in _lines(cell)), lines().write)


def _lines(cell: object) -> tuple[str, ...]:
    return tuple(line.strip() for line in words(cell).split("\n") if line.strip())


def labelled_lines(make: Callable, take: Callable, *, labels: Mapping[str, str] | None = None, example: str) -> Kind:
    """ "Label: value" a line. `make(label, value)` and `take(entry)` join them to values; `labels` are all there are.

    A colon within a label is written with a backslash before it.
    """
    known = {name.casefold(): key for key, name in (labels or {}).items()}

    def read_line(line: str):
        match = _COLON.search(line)
        label = _unescaped(line[: match.end(1)]).strip() if match else ""
        value = line[match.end() :].strip() if match else ""
        if not (label and value):
            raise CellError(
                Said(
                    "Linjen «%(line)s» mangler kolon eller verdi. Skriv for eksempel «%(example)s».",
                    line=line[:60],
                    example=example,
                )
            )
        if labels and label.casefold() not in known:
            raise CellError(
                Said(
                    "«%(text)s» er ikke blant valgene. Begynn linjen med %(choices)s.",
                    text=label[:40],
                    choices=_or(labels.values()),
                )
            )
        return make(known.get(label.casefold(), label), value)

    def write_line(entry) -> str:
        label, value = take(entry)
        label = labels[label] if labels else re.sub(r"([\\:])", r"\\\1", label.strip())
        return f"{label}: {value.strip()}"

    return Kind(
        lambda cell: tuple(read_line(line) for line in _lines(cell)),
        lambda entries: "\n".join(map(write_line, entries)),
    )


def _unescaped(label: str) -> str:
    return re.sub(r"\\([\\:])", r"\1", label)
