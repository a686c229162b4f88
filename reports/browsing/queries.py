"""Reads of the public side worth a name: each returns what one page shows, in a fixed number of queries."""

from django.db.models import Count, F, Q

from ..models import Publication, PublishedChapter, PublishedEdition, PublishedKeyFigure, PublishedTag

RELATED = 4


def chapters_with_counts(edition: PublishedEdition):
    """The edition's chapters in order, each with `report_count`; while it is under work, only those with reports."""
    public = Q(publications__state=Publication.State.PUBLISHED)
    chapters = edition.chapters.select_related("edition").annotate(report_count=Count("publications", filter=public))
    chapters = chapters.order_by("number")  # Django leaves a model's own order out of a query that groups
    return chapters.filter(report_count__gt=0) if edition.is_draft else chapters


def reports_by_chapter(edition: PublishedEdition, *, whole: bool = False) -> list[tuple[PublishedChapter, list]]:
    """Each chapter with its public reports in order; `whole` brings the manuscripts along."""
    rows = Publication.objects.public().filter(chapter__edition=edition).in_order()
    rows = rows.whole() if whole else rows.for_lists()
    by_chapter: dict[int, list] = {}
    for row in rows:
        by_chapter.setdefault(row.chapter_id, []).append(row)
    return [(chapter, by_chapter.get(chapter.pk, [])) for chapter in chapters_with_counts(edition)]


def neighbours(publication: Publication) -> dict:
    """Previous and next in the chapter, and the reports that share most tags, in one query."""
    public = Publication.objects.public().exclude(pk=publication.pk)
    chapter = public.filter(chapter=publication.chapter_id)
    place = {"position": publication.position, "pk": publication.pk}
    before = chapter.filter(_before(**place)).order_by("-position", "-pk").values("pk")[:1]
    after = chapter.filter(_after(**place)).order_by("position", "pk").values("pk")[:1]
    slugs = {tag["slug"] for tag in publication.labels.get("tags", [])}
    # Asked of the rows of tags alone, which are narrow, and of more than are shown: some may have been withdrawn.
    tagged = PublishedTag.objects.filter(tag__slug__in=slugs).exclude(publication=publication.pk)
    nearest = tagged.values("publication").annotate(n=Count("pk")).order_by("-n", "-publication")
    related = nearest.values("publication")[: 3 * RELATED]
    found = Q(pk__in=before) | Q(pk__in=after) | Q(pk__in=related)
    rows = list(Publication.objects.public().for_lists().filter(found).order_by("-issued", "-pk"))
    shared = {row.pk: len(slugs.intersection(tag["slug"] for tag in row.labels["tags"])) for row in rows}
    in_chapter = [row for row in rows if row.chapter_id == publication.chapter_id]
    here = (publication.position, publication.pk)
    return {
        "previous": max((r for r in in_chapter if (r.position, r.pk) < here), key=_place, default=None),
        "next": min((r for r in in_chapter if (r.position, r.pk) > here), key=_place, default=None),
        "related": sorted((row for row in rows if shared[row.pk]), key=lambda row: -shared[row.pk])[:RELATED],
    }


def _place(publication: Publication) -> tuple[int, int]:
    return publication.position, publication.pk


def _before(*, position: int, pk: int) -> Q:
    return Q(position__lt=position) | Q(position=position, pk__lt=pk)


def _after(*, position: int, pk: int) -> Q:
    return Q(position__gt=position) | Q(position=position, pk__gt=pk)


def telling_key_figures(edition: PublishedEdition, count: int):
    """Percentages of the edition for the front page, one a report, the series first; only what a bar can show."""
    figures = (
        PublishedKeyFigure.objects.filter(
            publication__chapter__edition=edition,
            publication__state=Publication.State.PUBLISHED,
            unit="%",
            value__range=(0, 100),
        )
        .select_related("publication")
        .order_by(F("publication__series").desc(nulls_last=True), "publication_id", "position")
    )
    one_each = {figure.publication_id: figure for figure in reversed(figures)}
    return list(reversed(one_each.values()))[:count]
