"""References as RIS, which Zotero, EndNote and Mendeley read."""

from collections.abc import Iterator

from ..manuscript.dates import PartialDate
from ..manuscript.values import IDENTIFIER_TYPES
from ..models import Publication
from .references import Reference, family_first, reference_of

# SN holds one number: a report's own where it has one.
_NUMBERS = ("report_number", "isbn", "issn")


def listed(asked) -> Iterator[bytes]:
    for publication in asked:
        yield from report(publication)


def report(publication: Publication) -> Iterator[bytes]:
    lines = [f"{tag}  - {value}" for tag, value in _fields(reference_of(publication)) if value]
    yield ("\r\n".join(["TY  - RPRT", *lines, "ER  - "]) + "\r\n\r\n").encode()


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "ID", reference.key
    for author in [family_first(name) for name in reference.authors] or reference.institutions:
        yield "AU", author
    yield "TI", reference.title
    yield "PY", str(reference.issued.year)
    yield "DA", _date(reference.issued)
    yield "PB", "; ".join(reference.institutions)
    yield "T2", reference.series
    yield "DO", reference.identifier("doi")
    numbers = [(kind, value) for kind in _NUMBERS for value in reference.identifiers.get(kind, ())]
    if numbers:
        yield "SN", numbers[0][1]
    for kind, value in numbers[1:]:
        yield "N1", f"{IDENTIFIER_TYPES[kind]} {value}"
    yield "AB", reference.lead
    for tag in reference.tags:
        yield "KW", tag
    yield "LA", reference.language
    yield "UR", reference.url
    yield "L1", reference.file
    yield "L2", reference.source_page
    yield "DB", "FoU-oversikten (IMDi)"


def _date(issued: PartialDate) -> str:
    """ "2020/06/19/", "2020/06//", "2020///": a part that is not known is empty."""
    parts = [f"{part:02}" if part else "" for part in (issued.month, issued.day)]
    return "/".join([str(issued.year), *parts, ""])
