"""Reports at the desk: the list with status and counts, the form in the order one writes, publish, withdraw, rename."""

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..languages import dated
from ..models import Chapter, Report
from ..publishing.approval import as_it_stands, mark_changed
from ..writing.addresses import documents_without_address
from .addresses import addresses_view
from .bulk import BulkActions
from .desk import DeskAdmin
from .document_rows import DocumentRows, keep_uploads
from .histories import Histories
from .previews import Previews
from .report_actions import rename_view, withdraw_view
from .report_filters import ChapterFilter, StateFilter, YearFilter
from .report_form import ContributionRows, FindingRows, KeyFigureRows, ReportForm
from .report_publishing import calendar_view, cancel_view, publish_view, return_view, submit_view
from .report_toolbar import toolbar
from .states import state_mark
from .working import WorkingCopies

# The buttons that save and go on, and the page each goes on to.
GOES_ON = {"_submit": "admin:reports_report_submit", "_publish": "admin:reports_report_publish"}


@admin.register(Report)
class ReportAdmin(WorkingCopies, Histories, Previews, BulkActions, DeskAdmin):
    form = ReportForm
    inlines = [ContributionRows, FindingRows, KeyFigureRows, DocumentRows]
    fieldsets = [
        (None, {"fields": ["title", "lead", "seen"]}),
        (
            _("Om rapporten"),
            {"fields": [("chapter", "position"), ("issued", "language"), "series", "slug", "performer_unknown"]},
        ),
        (_("Brødtekst"), {"fields": ["body", "facts"]}),
        (_("Emner"), {"fields": ["tags"]}),
        (_("Forfattere og identifikatorer"), {"fields": ["authors", "identifiers", "source_url"]}),
        (_("Historikk"), {"fields": ["version_note"]}),
    ]
    # The order one writes in: fieldsets by number, rows by name.
    sections = (0, 1, ContributionRows, FindingRows, KeyFigureRows, 2, DocumentRows, 3, 4, 5)
    filtered_selects = ("chapter", "series")
    list_display = [
        "title_or_none",
        "state_mark",
        "place",
        "issued_text",
        "findings_text",
        "documents_text",
        "missing",
        "changed",
    ]
    list_filter = [YearFilter, StateFilter, ("chapter", ChapterFilter), "series", "language"]
    search_fields = ["title", "lead", "findings__text", "contributions__organisation__name"]
    search_help_text = _("Søk i tittel, ingress, funn og institusjon.")
    list_display_links = ["title_or_none"]
    actions = ["publish_chosen", "withdraw_chosen", "tag_chosen", "move_chosen"]
    change_form_template = "admin/reports/report_form.html"
    change_list_template = "admin/reports/report_list.html"

    def get_queryset(self, request):
        return super().get_queryset(request).with_desk_counts().select_related("changed_by")

    def get_ordering(self, request):
        return ["-chapter__edition__year", "chapter__number", "position"]

    def get_readonly_fields(self, request, obj=None):
        """A public address is changed by its own verb, at once and with a redirect."""
        return ["slug"] if obj and hasattr(obj, "publication") else []

    def get_changeform_initial_data(self, request):
        """The place is shown, so that nobody is surprised by where a report went that they did not place."""
        return {
            "chapter": Chapter.objects.first_open(),
            "position": None,
            **super().get_changeform_initial_data(request),
        }

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """A chapter is named with its year, which is fetched along."""
        if db_field.name == "chapter":
            kwargs["queryset"] = Chapter.objects.select_related("edition")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def changelist_view(self, request, extra_context=None):
        lacking = documents_without_address().count()
        known = {"without_address": lacking, "seen": timezone.now().isoformat()}
        return super().changelist_view(request, {**known, **(extra_context or {})})

    # The list ---------------------------------------------------------------------------------
    @admin.display(description=_("tittel"), ordering="title")
    def title_or_none(self, report):
        return str(report)

    @admin.display(description=_("sted"), ordering="chapter__number")
    def place(self, report):
        return f"{report.chapter.edition.year} · {report.chapter.number}.{report.position}"

    @admin.display(description=_("status"))
    def state_mark(self, report):
        return state_mark(report)

    @admin.display(description=_("funn"), ordering="finding_count")
    def findings_text(self, report):
        return report.finding_count

    @admin.display(description=_("dokumenter"), ordering="document_count")
    def documents_text(self, report):
        return report.document_count

    @admin.display(description=_("utgitt"), ordering="issued")
    def issued_text(self, report):
        return dated(report.issued) if report.issued else "–"

    @admin.display(description=_("mangler"))
    def missing(self, report):
        lacking = [
            _t("tittel") if not report.title else "",
            _t("ingress") if not report.lead else "",
            _t("utgitt") if not report.issued else "",
            _t("funn") if not report.finding_count else "",
            _t("dokument") if not report.document_count else "",
            ngettext("%d adresse", "%d adresser", report.without_address) % report.without_address
            if report.without_address
            else "",
        ]
        return ", ".join(text for text in lacking if text) or "–"

    @admin.display(description=_("endret"), ordering="changed_at")
    def changed(self, report):
        return timezone.localtime(report.changed_at).strftime("%d.%m.%Y")

    def changeform_view(self, request, *args, **kwargs):
        if request.method == "POST" and (self.has_change_permission(request) or self.has_add_permission(request)):
            keep_uploads(request)
        return super().changeform_view(request, *args, **kwargs)

    # The form ---------------------------------------------------------------------------------
    def render_change_form(self, request, context, *args, **kwargs):
        report = context.get("original")
        fieldsets, inlines = list(context["adminform"]), context["inline_admin_formsets"]
        by_class = {type(formset.opts): formset for formset in inlines}
        context["sections"] = [
            {"fieldset": fieldsets[part]} if isinstance(part, int) else {"rows": by_class.get(part)}
            for part in self.sections
        ]
        context["makers"] = self._makers(request)
        context |= toolbar(request.user, report)
        return super().render_change_form(request, context, *args, **kwargs)

    def _makers(self, request) -> list[dict]:
        """What new-entry.js needs to make a tag or an institution where it is chosen."""
        makers = [
            {"kind": "tag", "label": _t("Nytt emne"), "verb": _t("Lag emnet"), "fields": {"name": _t("Navn")}},
            {
                "kind": "organisation",
                "label": _t("Ny institusjon"),
                "verb": _t("Lag institusjonen"),
                "fields": {"name": _t("Navn"), "acronym": _t("Kortform")},
            },
        ]
        return [
            {**maker, "address": reverse(f"admin:reports_{maker['kind']}_make")}
            for maker in makers
            if request.user.has_perm(f"reports.add_{maker['kind']}")
        ]

    def get_view_on_site_url(self, obj=None):
        publication = getattr(obj, "publication", None)
        return publication.get_absolute_url() if publication and publication.is_public else None

    def save_model(self, request, obj, form, change):
        form.before = as_it_stands(obj.pk) if change else None
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """A save that changes nothing is no change: it neither names the saver nor voids an approval."""
        super().save_related(request, form, formsets, change)
        if as_it_stands(form.instance.pk) != form.before:
            note = form.cleaned_data["version_note"]
            mark_changed(reports=[form.instance], actor=request.user, now=timezone.now(), note=note)

    def response_add(self, request, obj, post_url_continue=None):
        return self._on(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._on(request, obj) or super().response_change(request, obj)

    def _on(self, request, report):
        """Where a button leads that does more than save. Whether one may is asked by the page."""
        if route := next((route for name, route in GOES_ON.items() if name in request.POST), None):
            return HttpResponseRedirect(reverse(route, args=[report.pk]))
        return None

    # Rights and addresses ---------------------------------------------------------------------
    def has_publish_permission(self, request):
        return request.user.has_perm("reports.publish_report")

    def has_withdraw_permission(self, request):
        return request.user.has_perm("reports.withdraw_report")

    def has_delete_permission(self, request, obj=None):
        """What the public can see, or has seen, is withdrawn, not deleted."""
        return super().has_delete_permission(request, obj) and not (obj and hasattr(obj, "publication"))

    def get_urls(self):
        own = [
            path("dokumentadresser/", self.admin_site.admin_view(addresses_view), name="reports_report_addresses"),
            path("planlagt/", self.admin_site.admin_view(calendar_view), name="reports_report_calendar"),
            path("<int:pk>/send/", self.admin_site.admin_view(submit_view), name="reports_report_submit"),
            path("<int:pk>/send-tilbake/", self.admin_site.admin_view(return_view), name="reports_report_return"),
            path("<int:pk>/publiser/", self.admin_site.admin_view(publish_view), name="reports_report_publish"),
            path("<int:pk>/avlys/", self.admin_site.admin_view(cancel_view), name="reports_report_cancel"),
            path("<int:pk>/trekk/", self.admin_site.admin_view(withdraw_view), name="reports_report_withdraw"),
            path("<int:pk>/adresse/", self.admin_site.admin_view(rename_view), name="reports_report_rename"),
        ]
        return own + super().get_urls()
