"""How a manuscript becomes a publication: its columns, its rows, and the labels it borrows from the live catalogue.

Called by the verbs of publishing.py and catalogue.py, inside their transactions; decides nothing itself.
"""

from collections.abc import Iterable

from .manuscript import values
from .models import (
    Publication,
    PublishedContribution,
    PublishedDocument,
    PublishedFinding,
    PublishedKeyFigure,
    PublishedTag,
    Report,
)
from .models.publication import LANGUAGE, MAKER, ROLE, SERIES, TAG
from .search import index
from .text import sort_key


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


def write_rows(publication: Publication, manuscript: values.Report, report: Report, *, first: bool) -> None:
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
    PublishedTag.objects.bulk_create(PublishedTag(publication=publication, tag=tag) for tag in report.tags.all())
    PublishedContribution.objects.bulk_create(
        PublishedContribution(
            publication=publication, organisation_id=c.organisation_id, role=c.role, position=position
        )
        for position, c in enumerate(report.contributions.all(), start=1)
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
        set_labels(publication, publication)
        publication.save(update_fields=["labels", "traits"])
        if publication.is_public:
            index.put(publication)


def set_labels(publication: Publication, named: Publication | Report) -> None:
    """Labels and traits by the tags, contributions and series of `named`: the publication itself or its report."""
    tags = sorted(named.tags.all(), key=lambda tag: tag.sort_name)
    contributions = list(named.contributions.all())
    series = named.series
    publication.labels = {
        "tags": [{"name": tag.name, "slug": tag.slug} for tag in tags],
        "organisations": [_organisation_label(c.organisation, c.role) for c in contributions],
        "series": {"name": series.name, "slug": series.slug} if series else None,
    }
    publication.traits = _traits(publication, tags, series, [(c.organisation_id, c.role) for c in contributions])


def _traits(publication: Publication, tags: list, series, makers: list[tuple[int, str]]) -> str:
    traits = [f"{LANGUAGE}{publication.language}", *(f"{TAG}{tag.pk}" for tag in tags)]
    traits += [f"{SERIES}{series.pk}"] if series else []
    for organisation, role in makers:
        traits += [f"{MAKER}{organisation}", f"{ROLE}{role}", f"{MAKER}{organisation}:{ROLE}{role}"]
    return " ".join(dict.fromkeys(traits))


def _organisation_label(organisation, role: str) -> dict:
    return {"name": organisation.name, "acronym": organisation.acronym, "slug": organisation.slug, "role": role}
