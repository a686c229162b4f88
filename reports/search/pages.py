"""Pages of kept files in the index: those of public reports, one row a page, so that a hit has its page number.

What a file says is read beforehand (files/texts.py) and its words are made then, so that publishing only copies them.
"""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Count, F

from ..models import FilePage, FileText, PageEntry, Publication, PublishedDocument, PublishedPage
from .entry import stems_of_page
from .index import delete_rows, write_rows

TABLE = "reports_pagesearch"
BATCH = 500
# A file that was read, of a document of a public report: (publication, file).
Pair = tuple[int, str]


def put(publication: Publication) -> None:
    """Replaces the pages of a public report; those of a file that it already had are left as they are."""
    _settle(publication, set(publication.documents.exclude(sha256="").values_list("sha256", flat=True)))


def remove(publication: Publication) -> None:
    """Takes the pages of a withdrawn report out of the index."""
    _settle(publication, set())


def _settle(publication: Publication, wanted: set[str]) -> None:
    there = set(publication.pages.values_list("page__file", flat=True).distinct())
    if gone := there - wanted:
        _take_out(publication.pages.filter(page__file__in=gone))
    if new := wanted - there:
        _take_in(publication, FilePage.objects.filter(file__in=new))


def _take_in(publication: Publication, pages: Iterable[FilePage]) -> None:
    rows = [PublishedPage(publication=publication, page=page) for page in pages]
    PublishedPage.objects.bulk_create(rows, batch_size=BATCH)
    for start in range(0, len(rows), BATCH):
        write_rows(TABLE, _columns(rows[start : start + BATCH]), first=True)


def _columns(rows: Iterable[PublishedPage]) -> dict[int, dict[str, list[str]]]:
    return {row.pk: {"pages": row.page.stems.split()} for row in rows}


def _take_out(rows) -> None:
    pks = list(rows.values_list("pk", flat=True))
    delete_rows(TABLE, pks)
    for start in range(0, len(pks), BATCH):
        PublishedPage.objects.filter(pk__in=pks[start : start + BATCH]).delete()


# Whether it agrees --------------------------------------------------------------------------------
def rebuild() -> Iterator[tuple[int, int]]:
    """Puts in what is missing and takes out what should not be there; yields (reports mended, all wrong) as it goes.

    Each report is a transaction of its own: stopped and started again, it goes on.
    """
    strangers = _entries() - _rows()
    with transaction.atomic():
        delete_rows(TABLE, strangers)
    wrong = sorted({publication for publication, _file in _wanted() ^ _there()} | _without_entries())
    for done, publication in enumerate(Publication.objects.filter(pk__in=wrong).only("pk", "state"), start=1):
        with transaction.atomic():
            remove(publication)
            if publication.is_public:
                put(publication)
        yield done, len(wrong)


def reread() -> Iterator[tuple[int, int]]:
    """Makes the words of pages anew where they are made otherwise than when the file was read; yields (looked at, all).

    Each batch is a transaction of its own, with the index: stopped and started again, it leaves what is right alone.
    """
    pks = list(FilePage.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        with transaction.atomic():
            misread = _misread(pks[start : start + BATCH])
            FilePage.objects.bulk_update(misread, ["stems"])
            write_rows(TABLE, _columns(PublishedPage.objects.filter(page__in=misread).select_related("page")))
        yield min(start + BATCH, len(pks)), len(pks)


def _misread(pks: list[int]) -> list[FilePage]:
    """Those with other words than they have been given, with those words on them."""
    found = []
    for page in FilePage.objects.filter(pk__in=pks):
        made = " ".join(stems_of_page(page.text))
        if made != page.stems:
            page.stems = made
            found.append(page)
    return found


def problems() -> list[str]:
    """Where the pages disagree with what is public, as Norwegian sentences; none when all is well."""
    wanted, there = _wanted(), _there()
    counted = [
        (len(wanted - there), "dokumenter i offentlige rapporter mangler i søket."),
        (len(there - wanted), "dokumenter i søket er ikke offentlige."),
        (len(_rows() ^ _entries()), "sider i dokumenter mangler i søket, eller står der uten å skulle det."),
        (_count_misread(), "sider i dokumenter står i søket med andre ord enn de har."),
    ]
    return [f"{number} {sentence}" for number, sentence in counted if number]


def _count_misread() -> int:
    pks = list(FilePage.objects.values_list("pk", flat=True))
    return sum(len(_misread(pks[start : start + BATCH])) for start in range(0, len(pks), BATCH))


def _wanted() -> set[Pair]:
    read = FileText.objects.filter(pages__isnull=False).values("pk")
    rows = PublishedDocument.objects.filter(publication__state=Publication.State.PUBLISHED, sha256__in=read)
    return set(rows.values_list("publication", "sha256"))


def _there() -> set[Pair]:
    """Those whose every page is there."""
    held = PublishedPage.objects.values_list("publication", "page__file").annotate(n=Count("pk"))
    pages = dict(FileText.objects.annotate(n=Count("pages")).values_list("pk", "n"))
    return {(publication, file) for publication, file, number in held if number == pages[file]}


def _rows() -> set[int]:
    return set(PublishedPage.objects.values_list("pk", flat=True))


def _entries() -> set[int]:
    return set(PageEntry.objects.values_list("pk", flat=True))


def _without_entries() -> set[int]:
    without = _rows() - _entries()
    rows = PublishedPage.objects.values_list("pk", F("publication"))
    return {publication for pk, publication in rows if pk in without}
