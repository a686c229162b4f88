"""A document's file sent by itself, before the form that it belongs to.

Kept at once, looked into by the worker while the editor writes on, and told of when it has been.
"""

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_POST

from ..files.kept import FileRefused, is_kept, keep_file
from ..files.verdicts import Told, holders_of, look_into, sentences_on
from ..models import FileVerdict
from .document_rows import token_of


@permission_required("reports.change_document", raise_exception=True)
@require_POST
def receive_view(request: HttpRequest) -> JsonResponse:
    """201 with what the form sends instead of the file, and where to ask what it is like; or 400 with why not."""
    upload = request.FILES.get("file")
    if upload is None:
        return JsonResponse({"error": _t("Ingen fil kom fram. Prøv igjen.")}, status=400)
    try:
        file = keep_file(chunks=upload.chunks(), name=upload.name)
    except FileRefused as refused:
        return JsonResponse({"error": str(refused)}, status=400)
    look_into.enqueue(file.sha256)
    told = reverse("admin:reports_document_told", args=[file.sha256])
    return JsonResponse({"token": token_of(file), "told": told}, status=201)


@permission_required("reports.change_document", raise_exception=True)
@require_GET
def told_view(request: HttpRequest, sha256: str) -> JsonResponse:
    """`known` when the worker has looked; `refused` says why the file can't be used. `dokument` is whose row it is."""
    if not is_kept(sha256):
        raise Http404
    verdict = FileVerdict.objects.filter(file=sha256).first()
    own = request.GET.get("dokument", "")
    told = Told(verdict, [twin for twin in holders_of([sha256]) if str(twin.pk) != own])
    refused = " ".join(sentences_on(verdict)) if verdict and verdict.cannot_be_opened else ""
    html = render_to_string("admin/reports/_file_told.html", {"told": told})
    return JsonResponse({"known": verdict is not None, "refused": refused, "html": html})


def urls(admin_site) -> list:
    views = (("motta/", receive_view, "receive"), ("fil/<slug:sha256>/", told_view, "told"))
    return [path(route, admin_site.admin_view(view), name=f"reports_document_{name}") for route, view, name in views]
