"""Where the outside addresses stand that editors have written, as places an editor can go to and mend."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..manuscript import richtext
from ..models import Document, Finding, Organisation, Report

Uses = dict[str, list["Use"]]


@dataclass(frozen=True, slots=True)
class Use:
    """`noun` and `pk` are of the desk row whose form holds the address, `field` the field there, `title` its name."""

    noun: str
    pk: int
    field: str
    title: str


def outside_links() -> Uses:
    """Every http(s) address of the desk and the catalogue, in five queries, with where it stands."""
    found: Uses = {}
    for address, use in _all():
        if address.startswith(("http://", "https://")):
            uses = found.setdefault(address, [])
            if use not in uses:
                uses.append(use)
    return found


def uses_of_links(addresses: Iterable[str]) -> Uses:
    wanted = set(addresses)
    return {address: uses for address, uses in outside_links().items() if address in wanted}


def _all() -> Iterator[tuple[str, Use]]:
    for pk, title, url in Document.objects.exclude(url="").values_list("report_id", "report__title", "url"):
        yield url, Use("report", pk, "documents", title)
    for pk, title, url in Report.objects.exclude(source_url="").values_list("pk", "title", "source_url"):
        yield url, Use("report", pk, "source_url", title)
    linking = Report.objects.filter(body__contains="<a ")
    for pk, title, text in linking.values_list("pk", "title", "body"):
        yield from ((link, Use("report", pk, "body", title)) for link in _links(text))
    linking = Finding.objects.filter(text__contains="<a ")
    for pk, title, text in linking.values_list("report_id", "report__title", "text"):
        yield from ((link, Use("report", pk, "findings", title)) for link in _links(text))
    for pk, name, url in Organisation.objects.exclude(url="").values_list("pk", "name", "url"):
        yield url, Use("organisation", pk, "url", name)


def _links(text: str) -> list[str]:
    return richtext.addresses(richtext.parse(text))
