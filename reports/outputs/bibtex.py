"""References as BibTeX in UTF-8."""

from collections.abc import Iterator

from ..models import Publication
from .references import Reference, reference_of

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Names of babel and biblatex.
_LANGUAGES = {"nb": "norsk", "nn": "nynorsk", "en": "english"}
_ESCAPES = str.maketrans(
    {
        **{letter: f"\\{letter}" for letter in "&%$#_{}"},
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
# Addresses are read letter for letter; only what would end the field is written another way.
_ADDRESS_ESCAPES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


def listed(asked) -> Iterator[bytes]:
    for publication in asked:
        yield from report(publication)


def report(publication: Publication) -> Iterator[bytes]:
    reference = reference_of(publication)
    lines = [f"  {name} = {value}," for name, value in _fields(reference) if value]
    yield "\n".join([f"@techreport{{{reference.key},", *lines, "}", "", ""]).encode()


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    # Doubled braces keep capitals and keep a name in one piece.
    institutions = [f"{{{_escaped(name)}}}" for name in reference.institutions]
    authors = [_person(name) for name in reference.authors] or institutions
    yield "author", _braced(" and ".join(authors))
    yield "title", _braced(f"{{{_escaped(reference.title)}}}")
    yield "institution", _braced("; ".join(institutions))
    yield "year", _braced(str(reference.issued.year))
    yield "month", _MONTHS[reference.issued.month - 1] if reference.issued.month else ""
    yield "day", _braced(str(reference.issued.day or ""))
    yield "number", _text(reference.identifier("report_number"))
    yield "series", _text(reference.series)
    for kind in ("isbn", "issn"):
        yield kind, _text(reference.identifier(kind))
    yield "doi", _braced(reference.identifier("doi").translate(_ADDRESS_ESCAPES))
    yield "url", _braced(reference.url.translate(_ADDRESS_ESCAPES))
    yield "langid", _braced(_LANGUAGES.get(reference.language, ""))
    yield "keywords", _text(", ".join(reference.tags))
    yield "abstract", _text(reference.lead)


def _person(name: str) -> str:
    """In one piece where BibTeX would read it as two persons."""
    escaped = _escaped(name)
    return f"{{{escaped}}}" if " and " in name.lower() else escaped


def _text(value: str) -> str:
    return _braced(_escaped(value))


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)
