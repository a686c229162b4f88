"""Lines under a report's heading that name what it is: who made it, its series, its numbers, its language."""

import re
from collections.abc import Sequence

from .. import values
from ..dates import DateError, parse_date
from ..richtext import Run
from ..said import Said
from .dates_line import date_of, date_words, is_date_line
from .institutions import Known
from .source import QUESTION, Block, Notes, folded, lines

_ROLES = {
    **dict.fromkeys(("utfører", "utførar", "utført av", "gjennomført av", "utarbeidet av", "utarbeida av"), "utfører"),
    **dict.fromkeys(("oppdragsgiver", "oppdragsgivar", "på oppdrag fra", "på oppdrag av"), "oppdragsgiver"),
    **dict.fromkeys(("datainnsamler", "datainnsamling ved", "datainnsamling"), "datainnsamler"),
}
_IDENTIFIERS = {"isbn": "isbn", "issn": "issn", "doi": "doi", "rapportnummer": "report_number"}
_OTHERS = {"emner", "serie", "forfatter", "forfattere", "kilde", "språk"}
_LABELS = _ROLES.keys() | _IDENTIFIERS.keys() | _OTHERS
_LANGUAGES = {name: code for code, name in values.LANGUAGES.items()}
_LINE = re.compile(r"(?P<label>[^:]{3,20}):\s+(?P<value>.+)", re.DOTALL)


def metadata_of(block: Block) -> list[tuple[str, str]] | None:
    """Labels and values when every line of the paragraph is such a line."""
    if block.kind != "paragraph":
        return None
    found = []
    for line in lines(block.runs):
        match = _LINE.fullmatch("".join(run.text for run in line))
        label = match["label"].strip().lower() if match else ""
        if label not in _LABELS:
            return None
        if label == "språk" and match["value"].strip().lower() not in _LANGUAGES:
            return None
        found.append((label, match["value"].strip()))
    return found or None


def labelled_lines(rows) -> list[tuple[tuple[Run, ...], bool]] | None:
    """The lines "label: value" of a table of two columns that says who made a report and when, each with whether its
    label is one of those; None for any other table.
    """
    if len(rows) < 2 or any(len(row) != 2 or not all(row) for row in rows):
        return None
    found = []
    for label, value in rows:
        name = "".join(run.text for run in label).strip(" :")
        line = (Run(f"{name}: "), *value)
        text = folded("".join(run.text for run in line))
        found.append((line, name.lower() in _LABELS or is_date_line(text)))
    return found if any(known for _, known in found) else None


def metadata_fields(entries: Sequence[tuple[str, str]], known: Known) -> dict:
    """The report's fields that the lines give. "Fafo og NTNU" are two where both are known."""
    fields = {
        "contributions": tuple(
            values.Contribution(organisation=name, role=_ROLES[label])
            for label, value in entries
            if label in _ROLES
            for name in _names(value, known)
        ),
        "identifiers": tuple(
            values.Identifier(type=_IDENTIFIERS[label], value=value)
            for label, value in entries
            if label in _IDENTIFIERS
        ),
    }
    for label, value in entries:
        if label == "serie":
            fields["series"] = value
        elif label in {"forfatter", "forfattere"}:
            fields["authors"] = (
                *fields.get("authors", ()),
                *(name.strip() for name in value.split(";") if name.strip()),
            )
        elif label == "emner":
            fields["tags"] = tuple(name.strip() for name in value.split(",") if name.strip())
        elif label == "kilde":
            fields["source_url"] = value
        elif label == "språk":
            fields["language"] = _LANGUAGES[value.lower()]
    return fields


def _names(value: str, known: Known) -> list[str]:
    found = known.mentions(value)
    between = value
    for _, start, end in reversed(found):
        between = between[:start] + between[end:]
    return [name for name, *_ in found] if found and not between.replace("og", "").strip(" ,") else [value]


def issued(block: Block | None, notes: Notes):
    """The date of the line, or None with a problem that keeps the words."""
    if block is None:
        return None
    words = date_words(block.line)
    try:
        return parse_date(words)
    except DateError as error:
        if date := date_of(words):
            message = Said("Bare datoen er tatt med fra linjen «%(line)s».", line=block.line)
            notes.add("dato", message, block.number, proposal=words)
            return date
        notes.add("dato", str(error), block.number, proposal=words, severity=QUESTION)
        return None
