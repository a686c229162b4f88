"""How a manuscript becomes a publication: its columns, its rows, and the labels it borrows from the live catalogue.

Called by the verbs of publishing/reports.py and catalogue.py, inside their transactions; decides nothing itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ..manuscript import values
from ..models import (
    Organisation,
    Publication,
    PublishedContribution,
    PublishedDocument,
    PublishedFinding,
    PublishedKeyFigure,
    PublishedTag,
    Report,
    Series,
    Tag,
)
from ..models.publication import LANGUAGE, MAKER, ROLE, SERIES, TAG
from ..refusals import PublishingRefused
from ..search import index
from ..text import fold, sort_key


def columns(manuscript: values.Report) -> dict:
    """The publication's own columns that follow from the manuscript alone."""
    return {
        "slug": manuscript.slug,
        "title": manuscript.title,
        "sort_title": sort_key(manuscript.title),
        "language": manuscript.language,
        "lead": manuscript.lead,
        "issued": manuscript.issued,
        "finding_count": len(manuscript.findings),
        "key_figure_count": len(manuscript.key_figures),
        "document_count": len(manuscript.documents),
    }


def places_of(manuscript: values.Report) -> list[tuple[str, str, str]]:
    """Id, address and kept file of each document."""
    return [(document.id, document.url or "", document.sha256 or "") for document in manuscript.documents]


@dataclass(frozen=True)
class Entries:
    """The catalogue's rows that a report names. Contributions are (organisation, role), in order."""

    tags: list[Tag]
    contributions: list[tuple[Organisation, str]]
    series: Series | None


def entries_of(row: Report | Publication) -> Entries:
    """Those a report of the desk, or a publication, points at."""
    tags = sorted(row.tags.all(), key=lambda tag: tag.sort_name)
    return Entries(tags, [(c.organisation, c.role) for c in row.contributions.all()], row.series)


def entries_named(manuscript: values.Report) -> Entries:
    """Those that have the names a frozen text uses, each once. Raises PublishingRefused when a name leads nowhere."""
    contributions = ((_named(Organisation, c.organisation, "contributions"), c.role) for c in manuscript.contributions)
    return Entries(
        list(dict.fromkeys(_named(Tag, name, "tags") for name in manuscript.tags)),
        list(dict.fromkeys(contributions)),
        _named(Series, manuscript.series, "series") if manuscript.series else None,
    )


def _named(model, name: str, field: str):
    """One that was merged with another since has its name among the other's."""
    called = (each for each in model.objects.all() if fold(name) in map(fold, each.other_names))
    if (entry := model.objects.by_name(name) or next(called, None)) is None:
        noun = model._meta.verbose_name
        sentence = _("%(noun)s «%(name)s» finnes ikke lenger under det navnet. Send rapporten på nytt.")
        raise PublishingRefused([(field, sentence % {"noun": str(noun).capitalize(), "name": name})])
    return entry


def write_rows(publication: Publication, manuscript: values.Report, entries: Entries, *, first: bool) -> None:
    """Replaces the publication's rows; findings that are gone stay as tombstones, for their addresses are permanent.

    `first`: it had none.
    """
    if not first:
        current = [finding.id for finding in manuscript.findings]
        publication.findings.exclude(public_id__in=current).update(is_current=False)
        for rows in ("key_figures", "documents", "published_tags", "contributions"):
            getattr(publication, rows).all().delete()
    _write_findings(publication, manuscript)
    PublishedKeyFigure.objects.bulk_create(
        PublishedKeyFigure(
            public_id=k.id,
            publication=publication,
            position=position,
            value=k.value,
            unit=k.unit,
            statement=k.statement,
            group=k.group,
            measure=k.measure or "",
        )
        for position, k in enumerate(manuscript.key_figures, start=1)
    )
    PublishedDocument.objects.bulk_create(
        PublishedDocument(
            public_id=d.id,
            publication=publication,
            position=position,
            title=d.title,
            kind=d.kind,
            format=d.format,
            size=d.size,
            url=d.url or "",
            language=d.language,
            pages=d.pages,
            sha256=d.sha256 or "",
            file_name=d.file_name or "",
        )
        for position, d in enumerate(manuscript.documents, start=1)
    )
    PublishedTag.objects.bulk_create(PublishedTag(publication=publication, tag=tag) for tag in entries.tags)
    PublishedContribution.objects.bulk_create(
        PublishedContribution(publication=publication, organisation=organisation, role=role, position=position)
        for position, (organisation, role) in enumerate(entries.contributions, start=1)
    )


def _write_findings(publication: Publication, manuscript: values.Report) -> None:
    PublishedFinding.objects.bulk_create(
        [
            PublishedFinding(
                public_id=finding.id,
                publication=publication,
                is_current=True,
                position=position,
                heading=finding.heading,
                text=finding.text,
            )
            for position, finding in enumerate(manuscript.findings, start=1)
        ],
        update_conflicts=True,
        unique_fields=["public_id"],
        update_fields=["is_current", "position", "heading", "text"],
    )


def refresh_labels(publications: Iterable[Publication]) -> None:
    """Copies today's names and addresses of tags, organisations and series into the publications, and into search."""
    publications = list(publications)
    found = Publication.objects.filter(pk__in=[p.pk for p in publications]).select_related("series", "chapter")
    for publication in found.prefetch_related("tags", "contributions__organisation"):
        set_labels(publication, entries_of(publication))
        publication.save(update_fields=["labels", "traits"])
        if publication.is_public:
            index.put(publication)


def set_labels(publication: Publication, entries: Entries) -> None:
    series = entries.series
    publication.labels = {
        "tags": [{"name": tag.name, "slug": tag.slug} for tag in entries.tags],
        "organisations": [_organisation_label(*contribution) for contribution in entries.contributions],
        "series": {"name": series.name, "slug": series.slug} if series else None,
    }
    publication.traits = _traits(publication, entries)


def _traits(publication: Publication, entries: Entries) -> str:
    traits = [f"{LANGUAGE}{publication.language}", *(f"{TAG}{tag.pk}" for tag in entries.tags)]
    traits += [f"{SERIES}{entries.series.pk}"] if entries.series else []
    for organisation, role in entries.contributions:
        maker = f"{MAKER}{organisation.pk}"
        traits += [maker, f"{ROLE}{role}", f"{maker}:{ROLE}{role}"]
    return " ".join(dict.fromkeys(traits))


def _organisation_label(organisation: Organisation, role: str) -> dict:
    return {"name": organisation.name, "acronym": organisation.acronym, "slug": organisation.slug, "role": role}
