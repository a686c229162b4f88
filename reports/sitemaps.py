"""Every public page, with when what it shows last changed, for search engines (sitemaps.org protocol 0.9).

One file while there are few addresses, then an index of files. Django's own sitemaps are not used: they write the
host that the request named, and days without the time.
"""

from collections.abc import Iterable
from datetime import UTC, datetime
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Count, Max, Sum
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from .browsing.filters import BadQuery
from .models import Organisation, Publication, PublishedEdition, PublishedFinding, Series, Tag
from .text import whole_number

FILE_SIZE = 10_000  # addresses; the protocol allows 50,000
# Lists, which change when any report does.
LISTS = ("front", "reports", "findings", "tags", "organisations", "all-series", "statistics")
# Their words change with the code, whose date no database knows: they go without one.
TEXTS = ("about", "accessibility", "privacy")

Address = tuple[str, datetime | None]


def whole(request: HttpRequest) -> HttpResponse:
    """Every address, or the index of the files when they are too many for one."""
    pages = list(_pages())
    counts = Publication.objects.public().aggregate(rapporter=Count("pk"), funn=Sum("finding_count", default=0))
    if len(pages) + sum(counts.values()) <= FILE_SIZE:
        return _urls([*pages, *_reports(0, FILE_SIZE), *_findings(0, FILE_SIZE)])
    newest = pages[0][1]
    files = []
    for section, count in {"sider": len(pages), **counts}.items():
        path = reverse("sitemap-section", args=[section])
        files += [(f"{path}?p={n}" if n > 1 else path, newest) for n in range(1, -(-count // FILE_SIZE) + 1)]
    return _document("sitemapindex", "sitemap", files)


def section(request: HttpRequest, section: str) -> HttpResponse:
    """One file of a section; `p` is its number. Raises BadQuery for a file that is not there."""
    if section not in SECTIONS:
        raise Http404
    asked = request.GET.get("p", "1")
    number = whole_number(asked) or 0
    found = list(SECTIONS[section]((number - 1) * FILE_SIZE, number * FILE_SIZE)) if number else []
    if not found:
        message = _("Nettstedskartet for %(section)s har ingen fil «%(file)s».")
        raise BadQuery([("p", message % {"section": section, "file": asked[:20]})])
    return _urls(found)


# What there is -----------------------------------------------------------------------------------
def _changed(to_report: str = ""):
    """When a report last changed in public: its version was made, or it was withdrawn from where it stood."""
    return Coalesce(f"{to_report}withdrawn_at", f"{to_report}version__created_at")


def _pages(start: int = 0, stop: int | None = None) -> list[Address]:
    """All but reports and findings; the first is the front page, as new as the newest of all."""
    editions = _editions()
    newest = _newest(changed for _, changed in editions)
    lists = [(reverse(name), newest) for name in LISTS] + [(reverse(name), None) for name in TEXTS]
    return [*lists, *editions, *_entries(Tag), *_entries(Organisation), *_entries(Series)][start:stop]


def _editions() -> list[Address]:
    """Editions, their readable wholes and their chapters. A chapter's own texts belong to its edition's version."""
    rows = PublishedEdition.objects.values_list("year", "version__created_at", "chapters__slug").annotate(
        newest=Max(_changed("chapters__publications__"))
    )
    shown: dict[int, list] = {}
    chapters = []
    for year, made, slug, newest in rows.order_by("-year", "chapters__number"):
        shown.setdefault(year, []).extend((made, newest))
        if slug:
            chapters.append((reverse("chapter", args=[year, slug]), _newest((made, newest))))
    names = ("edition", "whole-edition")
    return [(reverse(name, args=[year]), _newest(dates)) for year, dates in shown.items() for name in names] + chapters


def _entries(model) -> Iterable[Address]:
    """Tags, organisations or series that public reports name."""
    for entry in model.objects.in_use().annotate(newest=Max(_changed("publications__"))).only("slug"):
        yield entry.get_absolute_url(), entry.newest


def _reports(start: int, stop: int) -> Iterable[Address]:
    rows = Publication.objects.public().order_by("pk").values_list("slug", _changed())
    return ((reverse("report", args=[slug]), changed) for slug, changed in rows[start:stop])


def _findings(start: int, stop: int) -> Iterable[Address]:
    rows = PublishedFinding.objects.public().order_by("pk").values_list("public_id", _changed("publication__"))
    return ((reverse("finding", args=[public_id]), changed) for public_id, changed in rows[start:stop])


def _newest(dates: Iterable[datetime | None]) -> datetime | None:
    return max(filter(None, dates), default=None)


SECTIONS = {"sider": _pages, "rapporter": _reports, "funn": _findings}


# How it is written -------------------------------------------------------------------------------
def _urls(addresses: Iterable[Address]) -> HttpResponse:
    return _document("urlset", "url", addresses)


def _document(root: str, element: str, addresses: Iterable[Address]) -> HttpResponse:
    parts = [f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n']
    for path, changed in addresses:
        date = f"<lastmod>{changed.astimezone(UTC).isoformat(timespec='seconds')}</lastmod>" if changed else ""
        parts.append(f"<{element}><loc>{escape(settings.FOU_URL + path)}</loc>{date}</{element}>\n")
    return HttpResponse([*parts, f"</{root}>\n"], content_type="application/xml; charset=utf-8")
