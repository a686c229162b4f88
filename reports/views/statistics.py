"""The statistics page, and each of its statistics as CSV."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ..browsing.measures import measures_of_series
from ..browsing.statistics import statistics
from ..delimited import as_csv
from .public import public


@public
def page(request: HttpRequest) -> HttpResponse:
    context = {"statistics": statistics(), "all_measures": measures_of_series()}
    return render(request, "pages/statistics.html", context)


@public
def numbers(request: HttpRequest, slug: str) -> HttpResponse:
    """The lines of one statistic, by the slug that the page has as its anchor."""
    series = slug.removeprefix("serie-")
    found = measures_of_series(slug=series) if series != slug else [s for s in statistics() if s.slug == slug]
    if not found:
        raise Http404
    answer = HttpResponse(as_csv(found[0].headings, found[0].lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="fou-{slug}.csv"'
    return answer
