"""A published year as one file: today's, or those of a frozen issue; and the picture on its cover."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from ..files.covers import cover_bytes
from ..models import IssueFile, PublishedEdition
from ..yearly.issues import frozen_bytes
from ..yearly.yearbook import FORMATS, NotMade, TooManyReports, file_name
from ..yearly.yearfiles import published_file
from .public import public


@public
def download(request: HttpRequest, year: int, named: int, extension: str) -> HttpResponse:
    form = FORMATS.get(extension)
    edition = get_object_or_404(PublishedEdition, year=year)
    if form is None or named != year or edition.is_draft:
        raise Http404
    try:
        made, sha256 = published_file(edition=edition, form=form)
    except NotMade as error:
        return _unmade(request, edition, error)
    return _answer(made.content, form, file_name(year, extension), sha256)


@public
def issue(request: HttpRequest, year: int, number: int, named: int, extension: str) -> HttpResponse:
    """The same bytes for ever."""
    files = IssueFile.objects.select_related("issue__edition").filter(issue__edition__year=year)
    found = get_object_or_404(files, issue__number=number, extension=extension)
    if named != year:
        raise Http404
    try:
        content = frozen_bytes(found)
    except NotMade as error:
        return _unmade(request, found.issue.edition, error)
    return _answer(content, FORMATS.get(extension), file_name(year, f"utgave-{number}.{extension}"), found.sha256)


@public
def cover(request: HttpRequest, year: int) -> HttpResponse:
    edition = get_object_or_404(PublishedEdition.objects.exclude(cover_sha256=""), year=year)
    content = cover_bytes(edition.cover_sha256)
    if not content:
        raise Http404
    return HttpResponse(content, content_type="image/jpeg", headers={"ETag": f'"{edition.cover_sha256}"'})


def _answer(content: bytes, form, name: str, sha256: str) -> HttpResponse:
    """Frozen bytes are known by their checksum."""
    response = HttpResponse(content, content_type=form.content_type if form else "application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(form is None or form.saved, name)
    if sha256:
        response["ETag"] = f'"{sha256}"'
    return response


def _unmade(request: HttpRequest, edition: PublishedEdition, reason: NotMade) -> HttpResponse:
    status = 404 if isinstance(reason, TooManyReports) else 503
    return render(request, "errors/unmade.html", {"edition": edition, "reason": reason}, status=status)
