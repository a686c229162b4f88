"""Pages for what went wrong. Each says what happened and what to do; none shows technical detail or sets a cookie."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ..browsing.filters import LONGEST_QUERY, BadQuery
from ..models import Publication
from ..publishing.redirects import destination_of


def bad_query(request: HttpRequest, error: BadQuery) -> HttpResponse:
    """Keeps what was searched for on screen; the rest of the query is what could not be read."""
    context = {
        "problems": error.problems,
        "searched": request.GET.get("q", "")[:LONGEST_QUERY],
        "list_address": request.path,
    }
    return render(request, "errors/400.html", context, status=400)


def bad_query_data(request: HttpRequest, error: BadQuery) -> JsonResponse:
    """The same for machines: {"problems": [{"parameter", "message"}]}."""
    problems = [{"parameter": name, "message": sentence} for name, sentence in error.problems]
    return JsonResponse({"problems": problems}, status=400, json_dumps_params={"ensure_ascii": False})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    problems = [("", _("Adressen eller skjemaet inneholdt noe vi ikke kan lese."))]
    return render(request, "errors/400.html", {"problems": problems}, status=400)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that has moved leads on, also for addresses that no route matches any more."""
    if destination := destination_of(request.path):
        return redirect(destination, permanent=True)
    return render(request, "errors/404.html", status=404)


def gone(request: HttpRequest, context: dict) -> HttpResponse:
    return render(request, "errors/410.html", context, status=410)


def gone_data(request: HttpRequest, publication: Publication) -> JsonResponse:
    """The same for machines: {"withdrawn": when, "reason"}."""
    said = {"withdrawn": publication.withdrawn_at.isoformat(), "reason": publication.withdrawn_reason}
    return JsonResponse(said, status=410, json_dumps_params={"ensure_ascii": False})


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "errors/403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "errors/csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """No database, no context processors: whatever broke must not break this page too."""
    return render(None, "errors/500.html", status=500)
