"""The log at the desk: to look at, to filter and to take out as a file."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ..delimited import csv_pieces
from ..models import Event
from ..models.event import Did
from .ledger import LookOnly


class DeedFilter(admin.SimpleListFilter):
    title = _("hva")
    parameter_name = "did"

    def lookups(self, request, model_admin):
        used = set(Event.objects.order_by("did").values_list("did", flat=True).distinct())
        return [(value, text) for value, text in Did.choices if value in used]

    def queryset(self, request, rows):
        return rows.filter(did=self.value()) if self.value() else rows


class WhoFilter(admin.SimpleListFilter):
    """Names as they were written, so that those who have left can be found."""

    title = _("hvem")
    parameter_name = "who"

    def lookups(self, request, model_admin):
        names = Event.objects.order_by("who").values_list("who", flat=True).distinct()
        return [(name, name) for name in names]

    def queryset(self, request, rows):
        return rows.filter(who=self.value()) if self.value() else rows


@admin.register(Event)
class EventAdmin(LookOnly):
    change_list_template = "admin/reports/event_list.html"
    list_display = ["when", "who", "did_text", "kind_text", "label", "detail_text"]
    list_display_links = None
    fields = ["at", "actor", "who", "did_text", "kind_text", "number", "label", "detail_text"]
    list_filter = [WhoFilter, DeedFilter, "at"]
    date_hierarchy = "at"
    search_fields = ["label", "=subject_id", "who"]
    search_help_text = _("Søk etter tittel, navn eller nummer.")

    @admin.display(description=_("når"), ordering="at")
    def when(self, event):
        return date_format(timezone.localtime(event.at), "SHORT_DATETIME_FORMAT")

    @admin.display(description=_("hva"), ordering="did")
    def did_text(self, event):
        return event.did_text

    @admin.display(description=_("hva slags"), ordering="subject_type")
    def kind_text(self, event):
        return event.kind_text

    @admin.display(description=_("nummer"))
    def number(self, event):
        return event.subject_id

    @admin.display(description=_("mer"))
    def detail_text(self, event):
        return event.detail_text or "–"

    def as_csv(self, request: HttpRequest) -> StreamingHttpResponse:
        """The list as it is filtered."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = self.get_changelist_instance(request).get_queryset(request)
        headings = [_t("når"), _t("hvem"), _t("hva"), _t("hva slags"), _t("nummer"), _t("hvilken"), _t("mer")]
        lines = (
            (
                date_format(timezone.localtime(event.at), "Y-m-d H:i:s"),
                *(event.who, event.did_text, event.kind_text, event.subject_id, event.label, event.detail_text),
            )
            for event in rows.iterator()
        )
        disposition = {"Content-Disposition": 'attachment; filename="logg.csv"'}
        return StreamingHttpResponse(
            csv_pieces(headings, lines), content_type="text/csv; charset=utf-8", headers=disposition
        )

    def get_urls(self):
        own = [path("csv/", self.admin_site.admin_view(self.as_csv), name="reports_event_csv")]
        return own + super().get_urls()
