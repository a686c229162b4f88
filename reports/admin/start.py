"""The desk's start page: Django's own, with what waits to be done."""

from django.contrib.admin import AdminSite, site
from django.http import HttpRequest, HttpResponse

from ..languages import known
from ..models import Submission
from ..publishing.approval import waiting_for
from ..writing import overview as desk_overview
from ..writing.addresses import documents_without_address
from ..writing.overview import LONGEST
from .states import state_mark


def index(request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
    waits = _waits(request.user) if request.user.has_perm("reports.change_report") else {}
    return AdminSite.index(site, request, {"desk_languages": known(), **waits, **(extra_context or {})})


def _waits(person) -> dict:
    """A list of which the panel shows the first comes with how many there are."""
    drafts, remarks = desk_overview.drafts_of(person), list(desk_overview.new_remarks())
    readiness = desk_overview.readiness()
    return {
        "waiting": waiting_for(person),
        "failures": Submission.objects.unsolved_failures(),
        "planned": Submission.objects.planned().count(),
        "readiness": readiness,
        "unready": readiness.unready[:LONGEST] if readiness else [],
        "drafts": _marked(drafts[:LONGEST]),
        "draft_count": drafts.count(),
        "remarks": remarks[:LONGEST],
        "remark_count": sum(row["count"] for row in remarks),
        "troubled_links": desk_overview.troubled_links(),
        "poor_files": desk_overview.poor_files(),
        "without_address": documents_without_address().count(),
        "changes": _marked(desk_overview.latest_changes()),
        "shares": desk_overview.nynorsk_shares(),
        "least_share": desk_overview.LEAST_SHARE,
    }


def _marked(reports) -> list[tuple]:
    return [(report, state_mark(report)) for report in reports]
