"""The manuscript as JSON (schema 1): values to plain dictionaries and back, the keys in a fixed order.

Reading checks types, choices and rich text, and names the place of what it refuses (ManuscriptError).
Keys may be added to the schema, never renamed; unknown keys are refused, so that a slip is not silent loss.
"""

import dataclasses
import re
import types
import typing
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache

from . import richtext, values
from .dates import DateError, PartialDate
from .values import ManuscriptError

SCHEMA = 1
_RICH = {("Edition", "introduction"), ("Chapter", "introduction"), ("Report", "body"), ("Finding", "text")}
_CHOICES = {
    ("Report", "language"): values.LANGUAGES,
    ("Document", "language"): values.LANGUAGES,
    ("Document", "kind"): values.DOCUMENT_KINDS,
    ("Contribution", "role"): values.ROLES,
    ("Identifier", "type"): values.IDENTIFIER_TYPES,
}
# Added after the first versions were written: left out while empty, so that a text that has not changed is the same.
_LATER = {
    ("Report", "performer_unknown"),
    *(("Document", name) for name in ("sha256", "file_name")),
    *(("Edition", name) for name in ("accent", "cover", "cover_alt")),
}
_SHA256 = re.compile(r"[0-9a-f]{64}")
_FORMS = {
    ("Document", "sha256"): _SHA256,
    ("Edition", "cover"): _SHA256,
    ("Edition", "accent"): re.compile(r"#[0-9a-f]{6}"),
}
_PLACES = {
    "Chapter": "kapittel",
    "Report": "rapport",
    "Finding": "funn",
    "KeyFigure": "nøkkeltall",
    "Document": "dokument",
    "Fact": "fakta",
    "Identifier": "identifikator",
    "Contribution": "bidrag",
}


def edition_to_data(edition: values.Edition) -> dict:
    return {"schema": SCHEMA, **to_data(edition)}


def edition_from_data(data: Mapping) -> values.Edition:
    """Raises ManuscriptError when the schema is another or a value does not fit."""
    if not isinstance(data, Mapping):
        raise ManuscriptError("", "En årgang skal være et objekt med navngitte felter.")
    if data.get("schema") != SCHEMA:
        raise ManuscriptError("schema", f"er {data.get('schema')!r}, men bare {SCHEMA} kan leses.")
    return from_data(values.Edition, {key: value for key, value in data.items() if key != "schema"})


def report_from_data(data: Mapping) -> values.Report:
    return from_data(values.Report, data)


def to_data(value):
    """A manuscript value as what JSON can hold: numbers without needless decimals, dates as ISO text."""
    if dataclasses.is_dataclass(value) and not isinstance(value, PartialDate):
        fields = sorted(dataclasses.fields(value), key=lambda field: field.name != "id")
        written = {field.name: to_data(getattr(value, field.name)) for field in fields}
        later = {name for noun, name in _LATER if noun == type(value).__name__ and not written[name]}
        return {name: data for name, data in written.items() if name not in later}
    if isinstance(value, tuple):
        return [to_data(item) for item in value]
    if isinstance(value, PartialDate):
        return value.iso
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value


def from_data(kind: type, data: Mapping, place: str = ""):
    """The inverse of `to_data` for one noun; `kind` is a class of values.py."""
    if not isinstance(data, Mapping):
        raise ManuscriptError(place, "skal være et objekt med navngitte felter.")
    hints = _hints(kind)
    if unknown := [key for key in data if key not in hints]:
        raise ManuscriptError(place, f"feltet «{unknown[0]}» finnes ikke.")
    arguments = {}
    for name, hint in hints.items():
        if name in data:
            arguments[name] = _field(kind.__name__, name, hint, data[name], f"{place}: {name}" if place else name)
    try:
        return kind(**arguments)
    except TypeError:
        missing = [f.name for f in dataclasses.fields(kind) if f.default is dataclasses.MISSING and f.name not in data]
        raise ManuscriptError(place, f"feltet «{missing[0]}» mangler.") from None


@cache
def _hints(kind: type) -> dict:
    return typing.get_type_hints(kind)


def _field(noun: str, name: str, hint, value, place: str):
    if typing.get_origin(hint) is types.UnionType:
        if value is None:
            return None
        hint = typing.get_args(hint)[0]
    if typing.get_origin(hint) is tuple:
        return _items(typing.get_args(hint)[0], value, place)
    value = _scalar(hint, value, place)
    if (noun, name) in _RICH:
        return richtext.clean(value)
    _refuse_control_characters(value, place)
    choices = _CHOICES.get((noun, name))
    if choices and value not in choices:
        raise ManuscriptError(place, f"«{value}» er ikke blant {', '.join(choices)}.")
    if (form := _FORMS.get((noun, name))) and not form.fullmatch(value):
        raise ManuscriptError(place, f"«{value[:80]}» har ikke riktig form.")
    return value


def _items(kind: type, data, place: str) -> tuple:
    if not isinstance(data, (list, tuple)):
        raise ManuscriptError(place, "skal være en liste.")
    if not dataclasses.is_dataclass(kind):
        return tuple(_field("", "", kind, item, f"{place} {number}") for number, item in enumerate(data, start=1))
    outer = place.rpartition(": ")[0]
    where = f"{outer}, {_PLACES[kind.__name__]}" if outer else _PLACES[kind.__name__]
    return tuple(from_data(kind, item, f"{where} {number}") for number, item in enumerate(data, start=1))


def _scalar(kind: type, value, place: str):
    try:
        if kind is PartialDate:
            return PartialDate.from_iso(value if isinstance(value, str) else repr(value))
        if kind is Decimal and isinstance(value, (int, float, str, Decimal)) and not isinstance(value, bool):
            number = Decimal(str(value))
            if number.is_finite():
                return number
        elif isinstance(value, kind) and isinstance(value, bool) == (kind is bool):
            return value
    except DateError as error:
        raise ManuscriptError(place, str(error)) from None
    except InvalidOperation:
        pass
    raise ManuscriptError(place, f"{value!r} kan ikke stå her.")


def _refuse_control_characters(value, place: str) -> None:
    if isinstance(value, str) and (match := values.CONTROL.search(value)):
        raise ManuscriptError(place, f"inneholder et usynlig styretegn (U+{ord(match[0]):04X}).")
