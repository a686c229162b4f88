"""A published year as one file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from ..models import PublishedEdition
from ..yearbook import FORMATS, NotMade, TooManyReports, file_name, published_file
from .public import public


@public
def download(request: HttpRequest, year: int, named: int, extension: str) -> HttpResponse:
    form = FORMATS.get(extension)
    edition = get_object_or_404(PublishedEdition, year=year)
    if form is None or named != year or edition.is_draft:
        raise Http404
    try:
        content = published_file(edition=edition, form=form)
    except NotMade as error:
        status = 404 if isinstance(error, TooManyReports) else 503
        return render(request, "errors/unmade.html", {"edition": edition, "reason": error}, status=status)
    response = HttpResponse(content, content_type=form.content_type)
    response["Content-Disposition"] = content_disposition_header(extension == "docx", file_name(year, extension))
    return response
