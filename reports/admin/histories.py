"""A report's history at the desk: its versions, what differs between any two, the way back, and what was deleted."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ..manuscript.comparison import compare_reports
from ..models import Chapter, Report, Version, VersionMark
from ..refusals import PublishingRefused
from ..writing.history import delete_report, deleted_reports, manuscript_of, recover_report, restore_report
from .version_pages import ON_A_PAGE, HasVersions, Subject


class RecoverForm(forms.Form):
    chapter = forms.ModelChoiceField(
        Chapter.objects.select_related("edition"),
        label=_("Kapittel"),
        empty_label=_("Velg år og kapittel"),
        help_text=_("Rapporten kommer sist i kapitlet, som utkast."),
    )


class Histories(HasVersions):
    """For the report admin."""

    def get_urls(self):
        protect = self.admin_site.admin_view
        own = [
            path("slettet/", protect(deleted_view), name="reports_report_deleted"),
            path("slettet/<int:pk>/", protect(recover_view), name="reports_report_recover"),
        ]
        return own + super().get_urls()

    def subject(self, row: Report) -> Subject:
        return Subject(
            row=row,
            name=row.public_id,
            trail="admin/reports/_trail.html",
            compare=lambda before, after: compare_reports(manuscript_of(before), manuscript_of(after)),
        )

    def restore(self, row: Report, version: Version, **who) -> bool:
        return restore_report(report=row, version=version, **who)

    def delete_model(self, request, obj):
        delete_report(report=obj, actor=request.user, now=timezone.now())

    def delete_queryset(self, request, queryset):
        for report in queryset:
            delete_report(report=report, actor=request.user, now=timezone.now())


@require_safe
@permission_required("reports.add_report", raise_exception=True)
def deleted_view(request: HttpRequest) -> HttpResponse:
    page = Paginator(deleted_reports(), ON_A_PAGE).get_page(request.GET.get("side"))
    pages = page.paginator.get_elided_page_range(page.number)
    return _page(request, "deleted.html", _t("Slettede rapporter"), page=page, pages=pages)


@permission_required("reports.add_report", raise_exception=True)
def recover_view(request: HttpRequest, pk: int) -> HttpResponse:
    mark = get_object_or_404(VersionMark.objects.select_related("version"), pk=pk, kind=VersionMark.Kind.DELETED)
    form = RecoverForm(request.POST or None, initial={"chapter": mark.chapter_id})
    if form.is_valid():
        try:
            report = recover_report(version=mark.version, actor=request.user, now=timezone.now(), **form.cleaned_data)
        except PublishingRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _t("«%s» er hentet tilbake som utkast.") % report)
            return redirect("admin:reports_report_change", report.pk)
    return _page(request, "recover.html", _t("Hent tilbake en slettet rapport"), form=form, mark=mark)


def _page(request: HttpRequest, template: str, title: str, **context) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": title, "opts": Report._meta, **context}
    return render(request, f"admin/reports/{template}", context)
