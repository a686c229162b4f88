"""Outside links at the desk: what each answered, where it stands, and the buttons that ask again."""

from datetime import datetime

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .. import jobs
from ..files.links import ANSWERED, accept, check_links
from ..files.linkuses import Use, outside_links, uses_of_links
from ..models import LinkCheck
from .ledger import LookOnly

State = LinkCheck.State
MARKS = {State.OK: "●", State.MOVED: "→", State.CHANGED: "≠", State.MISSING: "✕", State.SILENT: "…", State.REFUSED: "–"}
MARKS[State.NEW] = "○"
# Where on the form each field is, as anchors of Django's own pages.
ANCHORS = {"documents": "documents-group", "findings": "findings-group", "body": "id_body"}


class WithUses(ChangeList):
    """Each row with where the address stands, looked up once for the page."""

    def get_results(self, request):
        super().get_results(request)
        uses = uses_of_links(check.url for check in self.result_list)
        for check in self.result_list:
            check.uses = uses.get(check.url, [])


@admin.register(LinkCheck)
class LinkCheckAdmin(LookOnly):
    list_display = ["state_mark", "address", "where", "asked"]
    list_display_links = None
    list_filter = ["state"]
    search_fields = ["url", "message"]
    actions = ["ask_again", "is_right"]
    # What an editor must do something about stands first.
    ordering = [Case(When(state__in=LinkCheck.TROUBLE, then=0), When(state=State.NEW, then=1), default=2), "url"]
    change_list_template = "admin/reports/links.html"

    def get_changelist(self, request, **kwargs):
        return WithUses

    def changelist_view(self, request, extra_context=None):
        total, never = len(outside_links()), LinkCheck.objects.filter(state=State.NEW).count()
        context = {"never": never, "total": total, "may_check": self.has_check_permission(request)}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    @admin.display(description=_("adresse"), ordering="url")
    def address(self, check):
        return format_html('<a href="{}" rel="noreferrer">{}</a>', check.url, check.url)

    @admin.display(description=_("tilstand"), ordering="state")
    def state_mark(self, check):
        word = check.get_state_display()
        mark = format_html('<span class="state"><span aria-hidden="true">{}</span> {}</span>', MARKS[check.state], word)
        told = [_what_happened(check)]
        if check.moved_to:
            told.append(format_html('<a href="{}" rel="noreferrer">{}</a>', check.moved_to, check.moved_to))
        lines = format_html_join("", '<span class="quiet-line">{}</span>', ((each,) for each in told if each))
        return format_html("{}{}", mark, lines)

    @admin.display(description=_("sjekket"), ordering="checked_at")
    def asked(self, check):
        if not check.checked_at:
            return "–"
        good = _t("sist i orden %s") % _day(check.good_at) if check.good_at else _t("aldri i orden")
        return format_html('{}<span class="quiet-line">{}</span>', _day(check.checked_at), good)

    @admin.display(description=_("rett den her"))
    def where(self, check):
        links = ((_form_of(use), use.title or _t("Uten tittel")) for use in check.uses)
        return format_html_join("", '<a href="{}">{}</a>', links) or "–"

    @admin.action(description=_("Spør på nytt"), permissions=["check"])
    def ask_again(self, request, chosen):
        self._start(request, urls=list(chosen.values_list("url", flat=True)))

    @admin.action(description=_("Den nye filen er riktig"), permissions=["check"])
    def is_right(self, request, chosen):
        changed = list(chosen.filter(state=State.CHANGED))
        for check in changed:
            accept(check=check, actor=request.user, now=timezone.now())
        text = ngettext("%d fil er godtatt.", "%d filer er godtatt.", len(changed)) % len(changed)
        messages.success(request, text)

    def check_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_check_permission(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        job = self._start(request, urls=list(outside_links()))
        return redirect("admin:reports_job_change", job.pk)

    def _start(self, request, *, urls: list[str]):
        job = jobs.start(
            verb=check_links,
            label=ngettext("Sjekker %d lenke", "Sjekker %d lenker", len(urls)) % len(urls),
            then=reverse("admin:reports_linkcheck_changelist"),
            actor=request.user,
            now=timezone.now(),
            urls=urls,
        )
        address = reverse("admin:reports_job_change", args=[job.pk])
        messages.info(request, format_html('{}. <a href="{}">{}</a>', job.label, address, _t("Følg med")))
        return job

    def has_check_permission(self, request) -> bool:
        return request.user.has_perm("reports.change_report")

    def get_urls(self):
        own = [path("sjekk/", self.admin_site.admin_view(self.check_view), name="reports_linkcheck_check")]
        return own + super().get_urls()


def _what_happened(check: LinkCheck) -> str:
    if check.status and check.message == ANSWERED % check.status:
        return _t(ANSWERED) % check.status
    return _t(check.message) if check.message else ""


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "SHORT_DATE_FORMAT")


def _form_of(use: Use) -> str:
    anchor = ANCHORS.get(use.field, f"id_{use.field}")
    return f"{reverse(f'admin:reports_{use.noun}_change', args=[use.pk])}#{anchor}"
