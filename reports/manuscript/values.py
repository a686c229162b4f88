"""The nouns of an edition as plain immutable values. Their JSON is in data.py, their rich text in richtext.py."""

import re
from dataclasses import dataclass
from decimal import Decimal

from .dates import PartialDate

LANGUAGES = {"nb": "bokmål", "nn": "nynorsk", "en": "engelsk"}
ROLES = ("utfører", "oppdragsgiver", "datainnsamler")
DOCUMENT_KINDS = ("rapport", "delrapport", "sammendrag", "spørreskjema", "vedlegg")
IDENTIFIER_TYPES = {"isbn": "ISBN", "issn": "ISSN", "report_number": "Rapportnummer", "doi": "DOI"}
# What no text may hold: it would break feeds, OAI-PMH, spreadsheets and PostgreSQL later.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]|[\ud800-\udfff]")


class ManuscriptError(ValueError):
    """A value that no manuscript can hold. `place` says where ("kapittel 2, rapport 3: issued"), the text what."""

    def __init__(self, place: str, message: str):
        super().__init__(f"{place}: {message}" if place else message)
        self.place, self.message = place, message


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    type: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    organisation: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    text: str
    heading: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigure:
    """`value` is None, and `statement` empty, only in drafts."""

    value: Decimal | None
    statement: str
    unit: str = "%"
    group: str = ""
    measure: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """`size` is bytes as printed (1 MB = 1,000,000); size, url and pages may be unknown.

    `sha256` and `file_name` are those of a file that we keep.
    """

    title: str
    kind: str = "rapport"
    format: str = "PDF"
    size: int | None = None
    url: str | None = None
    language: str = "nb"
    pages: int | None = None
    sha256: str | None = None
    file_name: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`performer_unknown`: the source itself names nobody who did the work, and somebody has looked."""

    title: str
    slug: str
    language: str = "nb"
    lead: str = ""
    issued: PartialDate | None = None
    authors: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    source_url: str | None = None
    contributions: tuple[Contribution, ...] = ()
    series: str | None = None
    tags: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    body: str = ""
    findings: tuple[Finding, ...] = ()
    key_figures: tuple[KeyFigure, ...] = ()
    documents: tuple[Document, ...] = ()
    performer_unknown: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    number: int
    title: str
    slug: str
    introduction: str = ""
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """`accent` is a colour ("#0b5563") when it is not the house's own; `cover` the SHA-256 of a picture that we keep,
    and `cover_alt` what it shows, or nothing when it is mere decoration.
    """

    year: int
    title: str
    subtitle: str = ""
    introduction: str = ""
    accent: str | None = None
    cover: str | None = None
    cover_alt: str | None = None
    chapters: tuple[Chapter, ...] = ()
