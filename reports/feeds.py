"""Atom feeds (RFC 4287) of published reports: all of them, or those that a query string asks for.

Newest first by when they were announced, so a minor change moves nothing. Long feeds come in pages (RFC 5005).
"""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .browsing.filters import Listing, reports_for
from .manuscript.dates import PartialDate
from .models import Publication, PublishedEdition
from .querystrings import canonical

PAGE_SIZE = 50
# The day in every tag URI (RFC 4151). Another day would make every entry new to those who follow us.
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
PUBLISHER = "Integrerings- og mangfoldsdirektoratet (IMDi)"


def reports(request: HttpRequest) -> HttpResponse:
    """Takes what /rapporter/ takes; `sorter` changes nothing, for a feed has one order. Raises BadQuery."""
    rows = Publication.objects.public().order_by("-announced_at", "pk")
    listing = reports_for(request.GET, rows=rows, size=PAGE_SIZE)
    query = canonical(listing.query, without=("sorter",))
    feed = _ReportFeed(
        title=title_of(listing),
        subtitle=_("Nye rapporter, og rapporter med nytt innhold. Små rettelser varsles ikke."),
        link=_whole(reverse("reports"), query),
        feed_url=_page_address(query, listing.page.number),
        feed_guid=_tag_uri("rapporter" + (f"?{query}" if query else "")),
        language=get_language(),
        author_name=PUBLISHER,
        author_link="https://www.imdi.no/",
        description="",
        pages=_pages(listing.page, query),
    )
    for publication in listing.page:
        _add(feed, publication)
    if listing.page.number == 1 and {choice["name"] for choice in listing.chosen} <= {"aar"}:
        _add_years(feed, [choice["slug"] for choice in listing.chosen])
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def title_of(listing: Listing) -> str:
    """ "FoU-oversikten: rapporter om tolk, Fafo, 2020": what it is about, what else was chosen, the years last."""
    chosen: dict[str, list[str]] = {}
    for choice in listing.chosen:
        name = _in_sentence(choice["value"]) if choice["name"] == "emne" else choice["value"]
        chosen.setdefault(choice["name"], []).append(name)
    either = {name: _(" eller ").join(values) for name, values in chosen.items()}
    topics = [either.pop(name) for name in ("q", "emne") if name in either]
    years = [either.pop("aar")] if "aar" in either else []
    about = _("rapporter om %(topics)s") % {"topics": _(" og ").join(topics)} if topics else _("rapporter")
    return f"FoU-oversikten: {', '.join([about, *either.values(), *years])}"


def _in_sentence(name: str) -> str:
    """A tag's name without its capital, unless the word is all capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _add(feed: "_ReportFeed", publication: Publication) -> None:
    organisations = publication.labels.get("organisations", [])
    feed.add_item(
        title=publication.title,
        link=_whole(publication.get_absolute_url()),
        description=None,
        unique_id=_tag_uri(f"rapport/{publication.public_id}"),
        pubdate=publication.first_published_at,
        updateddate=publication.announced_at,
        summary="\n\n".join([*map(_told, publication.notes[:1]), publication.lead]),
        language=publication.language,
        authors=[entry["name"] for entry in organisations if entry["role"] == "utfører"],
        tags=publication.labels.get("tags", []),
    )


def _add_years(feed: "_ReportFeed", years: list[str]) -> None:
    """Years whose own texts visitors were told of a change in, beside the reports of those years."""
    editions = PublishedEdition.objects.exclude(notes=[])
    for edition in editions.filter(year__in=years) if years else editions:
        note = edition.notes[0]
        told = datetime.fromisoformat(note["date"]).replace(tzinfo=UTC)
        feed.add_item(
            title=edition.title,
            link=_whole(edition.get_absolute_url()),
            description=None,
            unique_id=_tag_uri(f"utgave/{edition.year}"),
            pubdate=told,
            updateddate=told,
            summary=_told(note),
            language="nb",
            authors=[],
            tags=[],
        )
    feed.items.sort(key=lambda item: item["updateddate"], reverse=True)


def _told(note: dict) -> str:
    """The last thing that visitors were told of a change."""
    date = PartialDate.from_iso(note["date"])
    return _("Endret %(date)s: %(text)s") % {"date": date, "text": note["text"]}


class _ReportFeed(Atom1Feed):
    """Adds what Django's writer lacks: pages, a language and several authors an entry, categories with a scheme."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else BEGAN

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        for relation, address in self.feed["pages"].items():
            handler.addQuickElement("link", "", {"rel": relation, "href": address})

    def item_attributes(self, item):
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("summary", item["summary"], {"type": "text"})
        for name in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            handler.endElement("author")
        scheme = _whole(reverse("tags"))
        for tag in item["tags"]:
            category = {"term": tag["slug"], "scheme": scheme, "label": tag["name"]}
            handler.addQuickElement("category", "", category)


def _pages(page, query: str) -> dict[str, str]:
    """The links of RFC 5005, section 3; none when everything is on one page."""
    if not page.has_other_pages():
        return {}
    numbers = {"first": 1, "last": page.paginator.num_pages}
    if page.has_previous():
        numbers["previous"] = page.previous_page_number()
    if page.has_next():
        numbers["next"] = page.next_page_number()
    return {relation: _page_address(query, number) for relation, number in numbers.items()}


def _page_address(query: str, number: int) -> str:
    wanted = canonical(query, plus=("side", str(number))) if number > 1 else query
    return _whole(reverse("reports-feed"), wanted)


def _whole(path: str, query: str = "") -> str:
    return f"{settings.FOU_URL}{path}{f'?{query}' if query else ''}"


def _tag_uri(name: str) -> str:
    """Permanent, also when the page moves to another address."""
    return f"tag:{urlsplit(settings.FOU_URL).hostname},{BEGAN:%Y-%m-%d}:{name}"
