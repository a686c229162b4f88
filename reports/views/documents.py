"""Kept files of public reports, in ranges: a browser's viewer shows page one before the rest has come."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header, http_date, parse_etags
from whitenoise.middleware import WhiteNoiseFileResponse
from whitenoise.responders import MissingFileError, Response, SlicedFile, StaticFile

from ..files.kept import path_of
from ..models import PublishedDocument
from . import errors
from .public import public


@public
def document(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    rows = PublishedDocument.objects.select_related("publication")
    found = get_object_or_404(rows, public_id=public_id)
    if not found.publication.is_public:
        return errors.gone(request, {"publication": found.publication})
    if not found.sha256:
        raise Http404
    if request.path != found.get_absolute_url():
        return redirect(found, permanent=True)
    try:
        return _answer(request, found)
    except MissingFileError:
        raise Http404 from None


class _Pieces(StaticFile):
    def get_range_response(self, range_header, base_headers, file_handle):
        """whitenoise's own takes a range of one byte for an empty one."""
        headers = dict(base_headers)
        size = int(headers.pop("Content-Length"))
        start, end = self.get_byte_range(range_header, size)
        if start > end:
            return self.get_range_not_satisfiable_response(file_handle, size)
        headers |= {"Content-Range": f"bytes {start}-{end}/{size}", "Content-Length": str(end - start + 1)}
        return Response(206, headers.items(), file_handle and SlicedFile(file_handle, start, end))


def _answer(request: HttpRequest, found: PublishedDocument) -> HttpResponse:
    etag = f'"{found.sha256}"'
    asked = dict(request.META)
    if asked.get("HTTP_IF_RANGE", etag) != etag:
        asked.pop("HTTP_RANGE", None)  # the file has been replaced: a piece of it would not fit the rest
    known = parse_etags(asked.get("HTTP_IF_NONE_MATCH", ""))
    if etag in (tag.removeprefix("W/") for tag in known):  # a proxy that compresses makes tags weak
        asked["HTTP_IF_NONE_MATCH"] = etag
    answer = _Pieces(str(path_of(found.sha256)), _headers(found, etag)).get_response(request.method, asked)
    response = WhiteNoiseFileResponse(answer.file or (), status=int(answer.status))
    del response["Content-Type"]
    for name, value in answer.headers:
        response[name] = value
    return response


def _headers(found: PublishedDocument, etag: str) -> list[tuple[str, str]]:
    return [
        ("Content-Type", "application/pdf"),
        ("Content-Disposition", content_disposition_header(False, found.file_name)),
        ("ETag", etag),
        ("Last-Modified", http_date(found.publication.published_at.timestamp())),
        ("Accept-Ranges", "bytes"),
    ]
