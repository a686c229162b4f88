"""Reading the words of kept files, each once, outside any request: a long PDF takes seconds."""

from datetime import datetime

from django.db import transaction

from ..models import Document, FilePage, FileText, Publication, PublishedDocument, Stamp
from ..search import pages
from ..search.entry import stems_of_page
from .kept import is_kept, text_of

MOST_AT_ONCE = 5  # files that one tick of the worker reads, so that what else is due does not wait


def unread_files() -> list[str]:
    """Kept files that some document has and nobody has read: those of public reports first."""
    read = FileText.objects.values("pk")
    public = PublishedDocument.objects.exclude(sha256="").exclude(sha256__in=read)
    desk = Document.objects.exclude(sha256="").exclude(sha256__in=read)
    found = [*public.values_list("sha256", flat=True), *desk.values_list("sha256", flat=True)]
    return [sha256 for sha256 in dict.fromkeys(found) if is_kept(sha256)]


def read_waiting_files(*, now: datetime) -> int:
    """Reads some of the files that wait, and tells how many."""
    waiting = unread_files()[:MOST_AT_ONCE]
    for sha256 in waiting:
        read_file(sha256=sha256, now=now)
    return len(waiting)


def read_file(*, sha256: str, now: datetime) -> FileText:
    """Keeps the words of each page, and puts them into the index of every public report that has the file."""
    texts, is_whole = text_of(sha256)
    with transaction.atomic():
        file, is_new = FileText.objects.get_or_create(sha256=sha256, defaults={"is_whole": is_whole, "read_at": now})
        if is_new:
            numbered = enumerate(texts, start=1)
            FilePage.objects.bulk_create(_page(file, number, text) for number, text in numbered if text)
            _publish_pages(sha256, now)
    return file


def _page(file: FileText, number: int, text: str) -> FilePage:
    return FilePage(file=file, number=number, text=text, stems=" ".join(stems_of_page(text)))


def _publish_pages(sha256: str, now: datetime) -> None:
    with_file = PublishedDocument.objects.filter(sha256=sha256).values("publication")
    publications = list(Publication.objects.public().filter(pk__in=with_file).only("pk"))
    for publication in publications:
        pages.put(publication)
    if publications:
        Stamp.move(now=now)
