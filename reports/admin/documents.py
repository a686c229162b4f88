"""All documents in one list: what is wrong with their files, where the same file lies twice, and copies to keep."""

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.decorators import permission_required
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .. import jobs
from ..files.verdicts import told_of
from ..models import Document, FileVerdict
from ..writing.copies import keep_copies, without_copy
from . import received_files
from .ledger import LookOnly
from .report_filters import YearFilter

Fault = FileVerdict.Fault


class FileFilter(admin.SimpleListFilter):
    title = _("filen")
    parameter_name = "fil"

    def lookups(self, request, model_admin):
        return [
            ("poor", _("bør bli bedre")),
            *Fault.choices,
            ("good", _("i orden")),
            ("waiting", _("venter på å bli lest")),
            ("none", _("ingen fil")),
        ]

    def queryset(self, request, rows):
        verdicts = FileVerdict.objects.filter(pk=OuterRef("sha256"))
        match self.value():
            case fault if fault in Fault.values:
                return rows.filter(Exists(verdicts.with_fault(fault)))
            case "poor":
                return rows.filter(Exists(verdicts.with_faults()))
            case "good":
                return rows.filter(Exists(verdicts.without_faults()))
            case "waiting":
                return rows.exclude(sha256="").filter(~Exists(verdicts))
            case "none":
                return rows.filter(sha256="")
        return rows


class DocumentYearFilter(YearFilter):
    year = "report__chapter__edition__year"


class WithTold(ChangeList):
    """Each row with what is said of its file, looked up once for the page."""

    def get_results(self, request):
        super().get_results(request)
        told = told_of(self.result_list)
        for document in self.result_list:
            document.told = told.get(document.pk)


@admin.register(Document)
class DocumentAdmin(LookOnly):
    list_display = ["name", "of_report", "file_text", "advice"]
    list_display_links = None
    list_filter = [FileFilter, DocumentYearFilter, "kind"]
    list_select_related = ["report__chapter__edition"]
    search_fields = ["title", "file_name", "url", "report__title"]
    ordering = ["-report__chapter__edition__year", "report__chapter__number", "report__position", "report", "position"]
    actions = ["keep_chosen"]

    def get_changelist(self, request, **kwargs):
        return WithTold

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """A document is written and taken away where its report is."""
        document = self.get_object(request, object_id)
        if document is None or not self.has_view_permission(request, document):
            return super().change_view(request, object_id, form_url, extra_context)
        return redirect(_form_of(document))

    def delete_view(self, request, object_id, extra_context=None):
        return self.change_view(request, object_id)

    def has_delete_permission(self, request, obj=None):
        """Asked when a report is deleted with its documents."""
        return request.user.has_perm("reports.delete_document")

    def get_actions(self, request):
        return {name: action for name, action in super().get_actions(request).items() if name != "delete_selected"}

    @admin.display(description=_("dokument"), ordering="title")
    def name(self, document):
        return format_html('<a href="{}">{}</a>', _form_of(document), document.title)

    @admin.display(description=_("rapport"), ordering="report__title")
    def of_report(self, document):
        return f"{document.report.chapter.edition.year} · {document.report.title}"

    @admin.display(description=_("filen"))
    def file_text(self, document):
        if document.told is None:
            return _t("ingen fil, bare adresse") if document.url else _t("ingen fil")
        if document.told.verdict is None:
            return _t("venter på å bli lest")
        faults = document.told.verdict.faults
        words = ", ".join(str(fault.label) for fault in faults) or _t("i orden")
        return format_html('<span aria-hidden="true">{}</span> {}', "✕" if faults else "●", words)

    @admin.display(description=_("hva du kan gjøre"))
    def advice(self, document):
        if document.told is None:
            return _copy_link(document) if document.url else _t("Legg inn filen eller en adresse.")
        said = [(sentence,) for sentence in document.told.sentences]
        same = ((_form_of(twin), _t("Samme fil ligger på «%s».") % twin.title) for twin in document.told.twins)
        said += [(format_html('<a href="{}">{}</a>', *twin),) for twin in same]
        return format_html_join(mark_safe("<br>"), "{}", said) or "–"

    @admin.action(description=_("Ta vare på en kopi"), permissions=["keep"])
    def keep_chosen(self, request, chosen):
        found = list(without_copy(chosen).values_list("pk", flat=True))
        if not found:
            messages.warning(request, _t("De valgte har ingen adresse å hente fra, eller har alt en fil."))
            return None
        job = _start(request, found, then=reverse("admin:reports_document_changelist"))
        return redirect("admin:reports_job_change", job.pk)

    def has_keep_permission(self, request) -> bool:
        return request.user.has_perm("reports.change_document")

    def get_urls(self):
        copy = path("<int:pk>/kopi/", self.admin_site.admin_view(copy_view), name="reports_document_copy")
        return [copy, *received_files.urls(self.admin_site), *super().get_urls()]


@permission_required("reports.change_document", raise_exception=True)
def copy_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Says what will happen, then asks the worker for it."""
    document = get_object_or_404(Document.objects.select_related("report"), pk=pk)
    possible = without_copy(Document.objects.filter(pk=pk)).exists()
    if request.method == "POST" and possible:
        return redirect("admin:reports_job_change", _start(request, [pk], then=_form_of(document)).pk)
    context = {**admin.site.each_context(request), "document": document, "possible": possible, "opts": Document._meta}
    context |= {"title": _t("Ta vare på en kopi"), "back": _form_of(document)}
    return render(request, "admin/reports/copy_form.html", context)


def _start(request: HttpRequest, documents: list[int], *, then: str):
    count = len(documents)
    label = ngettext("Henter %d fil", "Henter %d filer", count) % count
    arguments = {"actor": request.user, "now": timezone.now(), "documents": documents}
    return jobs.start(verb=keep_copies, label=label, then=then, **arguments)


def _copy_link(document: Document) -> str:
    address = reverse("admin:reports_document_copy", args=[document.pk])
    return format_html('<a href="{}">{}</a>', address, _t("Ta vare på en kopi"))


def _form_of(document: Document) -> str:
    return f"{reverse('admin:reports_report_change', args=[document.report_id])}#documents-group"
