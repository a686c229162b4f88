"""The public rows of chapters and of years that are still under work: who may stand where, and who moves aside.

Called by the verbs that publish, inside their transactions.
"""

from datetime import datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _

from ..models import Chapter, Edition, Publication, PublishedChapter, PublishedEdition, Report
from .redirects import leave_redirect


def problem_of_place(chapter: Chapter) -> str:
    """The chapters of a published edition keep their places until it is published again; a new one may not fit in."""
    public = PublishedChapter.objects.filter(edition__source=chapter.edition_id)
    if public.filter(Q(source=chapter) | Q(edition__state=Edition.State.DRAFT)).exists():
        return ""
    holder = public.filter(Q(number=chapter.number) | Q(slug=chapter.slug)).first()
    if holder is None:
        return ""
    message = _(
        "Kapittel %(number)d er «%(title)s» på nettstedet. Publiser utgaven først, så får kapitlene nye plasser."
    )
    return message % {"number": holder.number, "title": holder.title}


def publish_chapters(published: PublishedEdition, chapters: list[Chapter], now: datetime, *, with_texts: bool) -> None:
    """Numbers and addresses may change places, so the old ones step aside first."""
    theirs = PublishedChapter.objects.filter(Q(edition=published) | Q(source__in=chapters)).select_related("edition")
    before = {chapter.pk: chapter.get_absolute_url() for chapter in theirs}
    published.chapters.update(number=F("number") + 1000)
    for chapter in published.chapters.all():
        PublishedChapter.objects.filter(pk=chapter.pk).update(slug=f"{chapter.slug[:80]}--{chapter.pk}")
    for chapter in chapters:
        columns = {"edition": published, "number": chapter.number, "title": chapter.title, "slug": chapter.slug}
        if with_texts:
            columns["introduction"] = chapter.introduction
        PublishedChapter.objects.update_or_create(source=chapter, defaults=columns)
    if with_texts:
        _place_reports(chapters)
    published.chapters.filter(number__gt=1000, publications=None).delete()
    after = {chapter.pk: chapter.get_absolute_url() for chapter in published.chapters.select_related("edition")}
    for pk, old in before.items():
        if old not in after.values():
            leave_redirect(old=old, new=after.get(pk, published.get_absolute_url()), now=now)


def _place_reports(chapters: list[Chapter]) -> None:
    """What is public follows the desk's chapters and order."""
    for report in Report.objects.filter(chapter__in=chapters).select_related("chapter__publication"):
        Publication.objects.filter(source=report).update(chapter=report.chapter.publication, position=report.position)


def public_chapter(chapter: Chapter, now: datetime) -> PublishedChapter:
    """The chapter's public row. While its edition is under work that is bare: number, title and address, no texts."""
    edition, _made = PublishedEdition.objects.get_or_create(
        source=chapter.edition, defaults={"year": chapter.edition.year, "title": chapter.edition.title}
    )
    if edition.is_draft:
        shown = chapter.edition.chapters.filter(Q(pk=chapter.pk) | Q(publication__edition=edition))
        publish_chapters(edition, list(shown), now, with_texts=False)
    public, _made = PublishedChapter.objects.get_or_create(
        source=chapter,
        defaults={"edition": edition, "number": chapter.number, "title": chapter.title, "slug": chapter.slug},
    )
    return public
