"""What a reference to a report says, whatever format it is written in. What is not known is left out, never guessed."""

from dataclasses import dataclass
from urllib.parse import urljoin

from django.conf import settings

from ..manuscript.dates import PartialDate
from ..models import Publication
from .addresses import whole


@dataclass(frozen=True)
class Reference:
    """`authors` are persons as the report writes them; `institutions` made it, or asked for it where no maker is known.

    `identifiers` are by type (manuscript/values.py) in the report's order; `file` is the report itself as a PDF.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    institutions: tuple[str, ...]
    issued: PartialDate
    language: str
    lead: str
    tags: tuple[str, ...]
    series: str
    identifiers: dict[str, tuple[str, ...]]
    url: str
    source_page: str
    file: str

    def identifier(self, kind: str) -> str:
        return next(iter(self.identifiers.get(kind, ())), "")


def reference_of(publication: Publication) -> Reference:
    """Reads the manuscript: rows of a long list should bring it along."""
    manuscript, labels = publication.manuscript, publication.labels
    identifiers: dict[str, tuple[str, ...]] = {}
    for entry in manuscript["identifiers"]:
        identifiers[entry["type"]] = (*identifiers.get(entry["type"], ()), entry["value"])
    return Reference(
        key=publication.slug,
        title=_line(publication.title),
        authors=tuple(_line(name) for name in manuscript["authors"]),
        institutions=tuple(_line(name) for name in _makers(labels)),
        issued=publication.issued,
        language=publication.language,
        lead=_line(publication.lead),
        tags=tuple(tag["name"] for tag in labels.get("tags", [])),
        series=(labels.get("series") or {}).get("name", ""),
        identifiers=identifiers,
        url=whole(publication),
        source_page=manuscript["source_url"] or "",
        file=_file(publication.shown_documents),
    )


def family_first(name: str) -> str:
    """ "Kari Moe Nordmann" → "Nordmann, Kari Moe", as BibTeX reads such a name; one written with comma stays."""
    given, _, family = name.rpartition(" ")
    return f"{family}, {given}" if given and "," not in name else name


def _makers(labels: dict) -> list[str]:
    by_role = {}
    for entry in labels.get("organisations", []):
        by_role.setdefault(entry["role"], []).append(entry["name"])
    return by_role.get("utfører") or by_role.get("oppdragsgiver") or []


def _file(documents: list[dict]) -> str:
    """The whole address of the first report among the documents that is a PDF and can be fetched; else nothing."""
    for document in documents:
        if document["kind"] == "rapport" and document["format"] == "PDF" and document["address"]:
            return urljoin(settings.FOU_URL, document["address"])
    return ""


def _line(text: str) -> str:
    """These formats end a field where the line ends."""
    return " ".join(text.split())
