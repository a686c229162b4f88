"""The pages one reads: the front page, an edition, a chapter, a report, a finding."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from ..browsing.filters import findings_for
from ..browsing.queries import chapters_with_counts, neighbours, reports_by_chapter, telling_key_figures
from ..models import Publication, PublishedChapter, PublishedEdition, PublishedFinding, Series, Tag
from . import errors
from .public import public


@public
def front(request: HttpRequest) -> HttpResponse:
    editions = list(PublishedEdition.objects.all())
    newest = next((edition for edition in editions if not edition.is_draft), next(iter(editions), None))
    context = {
        "editions": editions,
        "edition": newest,
        "chapters": chapters_with_counts(newest) if newest else [],
        "key_figures": telling_key_figures(newest, 4) if newest else [],
        "tags": Tag.objects.in_use().order_by("-report_count", "sort_name")[:12],
        "series": Series.objects.in_use(),
    }
    return render(request, "pages/front.html", context)


@public
def edition(request: HttpRequest, year: int) -> HttpResponse:
    found = get_object_or_404(PublishedEdition, year=year)
    chapters = reports_by_chapter(found)
    return render(request, "pages/edition.html", {"edition": found, "chapters": chapters})


@public
def whole_edition(request: HttpRequest, year: int) -> HttpResponse:
    found = get_object_or_404(PublishedEdition, year=year)
    chapters = reports_by_chapter(found, whole=True)
    return render(request, "pages/whole_edition.html", {"edition": found, "chapters": chapters})


@public
def chapter(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    same = list(PublishedChapter.objects.filter(slug=slug).select_related("edition"))
    found = next((each for each in same if each.edition.year == year), None)
    if found is None:
        raise Http404
    context = {
        "chapter": found,
        "edition": found.edition,
        "chapters": chapters_with_counts(found.edition),
        "publications": Publication.objects.public().for_lists().filter(chapter=found).in_order(),
        "other_years": [each for each in same if each.edition.year != year],
    }
    return render(request, "pages/chapter.html", context)


@public
def report(request: HttpRequest, slug: str) -> HttpResponse:
    publication = get_object_or_404(Publication.objects.whole(), slug=slug)
    if not publication.is_public:
        return errors.gone(request, {"publication": publication})
    context = {"publication": publication, "report": publication.manuscript, **neighbours(publication)}
    return render(request, "pages/report.html", context)


@public(parameters=None)
def findings(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/findings.html", {"listing": findings_for(request.GET)})


@public
def finding(request: HttpRequest, public_id: str) -> HttpResponse:
    # With the manuscript, for a citation names the authors.
    rows = PublishedFinding.objects.select_related("publication__chapter__edition", "publication__version")
    found = get_object_or_404(rows, public_id=public_id)
    if not (found.is_current and found.publication.is_public):
        return errors.gone(request, {"publication": found.publication, "finding": found})
    context = {"finding": found, "publication": found.publication}
    return render(request, "pages/finding.html", context)
