"""The pages one looks around in: the list of reports, and tags, organisations and series with theirs."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from ..browsing.filters import page_of, reports_for
from ..browsing.measures import measures_of_series
from ..browsing.statistics import reports_per_year
from ..models import Organisation, Publication, Series, Tag
from ..search.missed import note_search
from ..search.page_hits import add_pages
from ..search.passages import add_passages
from .public import public


@public(parameters=None)
def reports(request: HttpRequest) -> HttpResponse:
    listing = reports_for(request.GET)
    if listing.answer:
        add_passages(listing.page, listing.answer)
        add_pages(listing.page, listing.answer)
        note_search(listing.words, found=listing.page.paginator.count, day=timezone.localdate())
    return render(request, "pages/reports.html", {"listing": listing})


@public
def tags(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/tags.html", {"tags": Tag.objects.in_use()})


@public(parameters={"side"})
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Tag, slug=slug)
    page = page_of(_reports_of(tags=found), request.GET)
    return render(request, "pages/tag.html", {"tag": found, "page": page})


@public
def organisations(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/organisations.html", {"organisations": Organisation.objects.in_use()})


@public(parameters={"side"})
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Organisation, slug=slug)
    page = page_of(_reports_of(organisations=found).distinct(), request.GET)
    per_year = reports_per_year(_reports_of(organisations=found), institusjon=slug)
    return render(request, "pages/organisation.html", {"organisation": found, "page": page, "statistic": per_year})


@public
def all_series(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/all_series.html", {"all_series": Series.objects.in_use()})


@public(parameters={"side"})
def series(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Series, slug=slug)
    page = page_of(_reports_of(series=found), request.GET)
    context = {
        "series": found,
        "page": page,
        "measures": measures_of_series(series=found),
        "statistic": reports_per_year(_reports_of(series=found), serie=slug),
    }
    return render(request, "pages/series.html", context)


def _reports_of(**of):
    return Publication.objects.public().for_lists().filter(**of).order_by("-issued", "sort_title", "pk")
