"""A year as the public sees it now, as a manuscript."""

from ..browsing.queries import reports_by_chapter
from ..manuscript import data
from ..models import PublishedEdition


def published_manuscript(edition: PublishedEdition):
    """The published year with today's names of institutions, series and tags, as the pages have them, and when its
    words were last changed."""
    chapters, times = [], [edition.published_at]
    for chapter, publications in reports_by_chapter(edition, whole=True):
        own = {"number": chapter.number, "title": chapter.title, "slug": chapter.slug}
        reports = [named_as_today(publication) for publication in publications]
        chapters.append({**own, "introduction": chapter.introduction, "reports": reports})
        times += [publication.published_at for publication in publications]
    own = {"year": edition.year, "title": edition.title, "subtitle": edition.subtitle, **edition.printed_face}
    written = {"schema": data.SCHEMA, **own, "introduction": edition.introduction, "chapters": chapters}
    return data.edition_from_data(written), max(time for time in times if time)


def named_as_today(publication) -> dict:
    """A publication's manuscript as data, with today's names."""
    labels = publication.labels
    series = labels.get("series")
    return {
        **publication.manuscript,
        "contributions": [{"organisation": o["name"], "role": o["role"]} for o in labels.get("organisations", [])],
        "series": series["name"] if series else None,
        "tags": [tag["name"] for tag in labels.get("tags", [])],
    }
