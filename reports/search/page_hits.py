"""Which pages of a report's kept files answer, to show under the report: a passage, and an address that opens there."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..models import FilePage, Publication, PublishedDocument
from .answer import Answer
from .passages import Pieces, passage

MOST_PAGES = 3  # shown under a report


@dataclass(frozen=True, slots=True)
class PageHit:
    """`number` counts from the first page of the file, as `#page=` does, whatever is printed on it."""

    document: PublishedDocument
    number: int
    passage: Pieces

    def get_absolute_url(self) -> str:
        return f"{self.document.get_absolute_url()}#page={self.number}"

    @property
    def text(self) -> str:
        return "".join(text for text, _is_marked in self.passage)


def add_pages(publications: Iterable[Publication], answer: Answer) -> None:
    """Gives each publication `page_hits`, in the file's order, and `more_pages`: how many others answer."""
    rows = {publication.pk: publication for publication in publications}
    found: dict[int, list[int]] = {pk: [] for pk in rows}
    if answer.in_pages:
        pairs = answer.pages.filter(publication__in=rows)
        for publication, page in pairs.values_list("publication_id", "page_id"):
            found[publication].append(page)
    hits = _hits({pk: pages[:MOST_PAGES] for pk, pages in found.items() if pages}, answer.stems)
    for pk, publication in rows.items():
        publication.page_hits = hits.get(pk, [])
        publication.more_pages = max(len(found[pk]) - MOST_PAGES, 0)


def _hits(chosen: dict[int, list[int]], stems: set[str]) -> dict[int, list[PageHit]]:
    if not chosen:
        return {}
    pages = FilePage.objects.defer("stems").in_bulk([page for pages in chosen.values() for page in pages])
    documents: dict[tuple[int, str], PublishedDocument] = {}
    files = {page.file_id for page in pages.values()}
    for document in PublishedDocument.objects.filter(publication__in=chosen, sha256__in=files):
        documents.setdefault((document.publication_id, document.sha256), document)
    return {
        publication: sorted(
            (
                PageHit(
                    documents[publication, pages[key].file_id], pages[key].number, passage([pages[key].text], stems)
                )
                for key in keys
            ),
            key=lambda hit: (hit.document.position, hit.number),
        )
        for publication, keys in chosen.items()
    }
