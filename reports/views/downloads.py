"""Files of the lists and of a report, in the formats of outputs. A file has all rows of its list, whatever the page."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from .. import outputs
from ..browsing.filters import findings_for, reports_for
from ..models import Publication
from ..publishing.redirects import destination_of
from . import errors
from .public import public


@public(parameters=None, refuse=errors.bad_query_data)
def reports(request: HttpRequest, ending: str) -> HttpResponseBase:
    kind = _format(outputs.REPORT_LIST, ending)
    listing = reports_for(request.GET)
    rows = listing.page.paginator
    listed = outputs.listed_reports(rows.object_list, rows.count, listing.answer)
    return _list_file(request, kind, ending, listed)


@public(parameters=None, refuse=errors.bad_query_data)
def findings(request: HttpRequest, ending: str) -> HttpResponseBase:
    kind = _format(outputs.FINDING_LIST, ending)
    paginator = findings_for(request.GET).page.paginator
    return _list_file(request, kind, ending, outputs.listed_findings(paginator.object_list, paginator.count))


@public(refuse=errors.bad_query_data)
def report(request: HttpRequest, slug: str, ending: str) -> HttpResponseBase:
    kind = _format(outputs.REPORT, ending)
    publication = Publication.objects.whole().filter(slug=slug).first()
    if publication is None:
        return _moved(slug, ending)
    if not publication.is_public:
        return errors.gone_data(request, publication)
    return _named(HttpResponse(b"".join(outputs.written(kind, publication))), kind, f"{slug}.{ending}")


def _moved(slug: str, ending: str) -> HttpResponse:
    """A report's files move with its page."""
    destination = destination_of(reverse("report", args=[slug]))
    if not destination:
        raise Http404
    return redirect(f"{destination.rstrip('/')}.{ending}", permanent=True)


def _format(formats: dict[str, outputs.Format], ending: str) -> outputs.Format:
    if ending not in formats:
        raise Http404
    return formats[ending]


def _list_file(request: HttpRequest, kind: outputs.Format, ending: str, listed: outputs.Listed) -> HttpResponseBase:
    """A long one is not made for a question about its headers."""
    pieces = outputs.written(kind, listed)
    if listed.count <= outputs.WHOLE:
        response = HttpResponse(b"".join(pieces))
    else:
        response = StreamingHttpResponse(() if request.method == "HEAD" else pieces)
    return _named(response, kind, f"fou-{listed.name}.{ending}")


def _named(response: HttpResponseBase, kind: outputs.Format, name: str) -> HttpResponseBase:
    response["Content-Type"] = kind.content_type
    response["Content-Disposition"] = f'{"inline" if kind.shown else "attachment"}; filename="{name}"'
    return response
