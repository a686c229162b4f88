"""The desk's start page: Django's own, with what waits to be done."""

from django.contrib.admin import AdminSite, site
from django.http import HttpRequest, HttpResponse

from ..addresses import documents_without_address
from ..approval import waiting_for
from ..models import Submission


def index(request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
    may = request.user.has_perm("reports.change_document")
    lacking = documents_without_address().count() if may else 0
    waits = {
        "waiting": waiting_for(request.user),
        "failures": Submission.objects.unsolved_failures() if may else (),
        "planned": Submission.objects.planned().count() if may else 0,
    }
    return AdminSite.index(site, request, {"without_address": lacking, **waits, **(extra_context or {})})
