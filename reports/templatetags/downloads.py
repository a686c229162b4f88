"""Links to the files of a list or a report, and what reference managers read in a report's page."""

from django import template
from django.urls import reverse

from ..models import Publication
from ..outputs import FINDING_LIST, REPORT, REPORT_LIST
from ..outputs.references import Reference, reference_of
from ..querystrings import canonical

register = template.Library()

_LISTS = {"reports": REPORT_LIST, "findings": FINDING_LIST}


@register.simple_tag
def list_files(name: str, query: str = "") -> list[dict]:
    """A list's formats with their addresses; `query` is its query string, or an address with one."""
    wanted = canonical(query.rpartition("?")[2], without=("side",))
    return [_link(kind, reverse(f"{name}-file", args=[ending]), wanted) for ending, kind in _LISTS[name].items()]


@register.simple_tag
def report_files(publication: Publication) -> list[dict]:
    return [_link(kind, reverse("report-file", args=[publication.slug, ending]), "") for ending, kind in REPORT.items()]


def _link(kind, path: str, query: str) -> dict:
    return {
        "name": kind.name,
        "type": kind.content_type.partition(";")[0],
        "address": f"{path}{f'?{query}' if query else ''}",
    }


@register.simple_tag
def reference_tags(publication: Publication) -> list[tuple[str, str]]:
    """Highwire's names, which Zotero and Google Scholar read: (name, content) for each that is known."""
    return [(f"citation_{name}", value) for name, value in _known(reference_of(publication)) if value]


def _known(reference: Reference):
    yield "title", reference.title
    for author in reference.authors or reference.institutions:
        yield "author", author
    yield "publication_date", reference.issued.iso.replace("-", "/")
    for institution in reference.institutions:
        yield "technical_report_institution", institution
    yield "technical_report_number", reference.identifier("report_number")
    for kind in ("doi", "isbn", "issn"):
        yield kind, reference.identifier(kind)
    yield "language", reference.language
    yield "keywords", "; ".join(reference.tags)
    yield "abstract_html_url", reference.url
    yield "pdf_url", reference.file
