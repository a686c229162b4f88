"""The desk's report as it will look to the public, before anything is published: for previews and shared drafts.

Nothing here is saved. A draft may lack anything; what it lacks is shown as empty, as the page would.
"""

from dataclasses import replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from ..exchange import read_report
from ..files.shown import files_known
from ..manuscript import data, richtext, values
from ..models import Publication, PublishedChapter, PublishedEdition, Report, Version
from ..publishing import projection

WHOLE = "helhet"
# What can be remarked on where there is something: beside the facts of the report, and after its findings.
_IF_ANY = {
    "series": _lazy("Serien"),
    "authors": _lazy("Forfatterne"),
    "identifiers": _lazy("Identifikatorene"),
    "source_url": _lazy("Rapportens nettside"),
}
_AFTER = {"facts": _lazy("Fakta"), "body": _lazy("Bakgrunnen")}


def as_publication(*, report: Report, now: datetime, file_route: tuple[str, list] | None = None) -> Publication:
    """A publication that is in no database. Fetch the report with its children.

    `file_route` names the address under which somebody who may read the draft gets its kept files: (route, arguments),
    to which the document's id is added.
    """
    manuscript = read_report(report)
    figures = tuple(figure for figure in manuscript.key_figures if figure.value is not None)
    manuscript = replace(manuscript, key_figures=figures)
    if file_route:
        manuscript = replace(
            manuscript, documents=tuple(_at(document, file_route) for document in manuscript.documents)
        )
    edition = PublishedEdition(year=report.chapter.edition.year, title=report.chapter.edition.title)
    chapter = report.chapter
    columns = projection.columns(manuscript)
    publication = Publication(
        **{**columns, "slug": report.slug or "utkast"},
        version=Version(manuscript=data.to_data(manuscript), created_at=now),
        public_id=report.public_id,
        chapter=PublishedChapter(edition=edition, number=chapter.number, title=chapter.title, slug=chapter.slug),
        position=report.position,
        first_published_at=now,
        published_at=now,
        announced_at=now,
    )
    projection.set_labels(publication, projection.entries_of(report))
    publication.files = files_known(projection.places_of(manuscript))
    return publication


def _at(document: values.Document, route: tuple[str, list]) -> values.Document:
    if not document.sha256:
        return document
    name, arguments = route
    return replace(document, sha256=None, url=reverse(name, args=[*arguments, document.id]))


def places_of(manuscript: values.Report) -> dict[str, str]:
    """What a reader can remark on, in the page's order: {"findings:abcd2345": "Funn 2: Barna trives …"}."""
    places = {WHOLE: _("Rapporten som helhet"), "title": _("Tittelen"), "lead": _("Ingressen")}
    places |= {"issued": _("Datoen"), "contributions": _("Institusjonene"), "tags": _("Emnene")}
    places |= {name: str(called) for name, called in _IF_ANY.items() if getattr(manuscript, name)}
    for number, finding in enumerate(manuscript.findings, start=1):
        places[f"findings:{finding.id}"] = _short(f"{_('Funn')} {number}: {richtext.plain(finding.text)}")
    for number, figure in enumerate(manuscript.key_figures, start=1):
        places[f"key_figures:{figure.id}"] = _short(f"{_('Nøkkeltall')} {number}: {figure.statement}")
    places |= {name: str(called) for name, called in _AFTER.items() if getattr(manuscript, name)}
    for number, document in enumerate(manuscript.documents, start=1):
        places[f"documents:{document.id}"] = _short(f"{_('Dokument')} {number}: {document.title}")
    return places


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else f"{line[:89]}…"
