"""A report's history at the desk: its versions, what differs between any two, the way back, and what was deleted."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ..history import delete_report, deleted_reports, manuscript_of, recover_report, restore_report
from ..manuscript.comparison import compare_reports
from ..models import Chapter, Report, Version, VersionMark
from ..refusals import PublishingRefused

ON_A_PAGE = 50
MAY_VIEW = permission_required("reports.view_report", raise_exception=True)


class RecoverForm(forms.Form):
    chapter = forms.ModelChoiceField(
        Chapter.objects.select_related("edition"),
        label=_("Kapittel"),
        empty_label=_("Velg år og kapittel"),
        help_text=_("Rapporten kommer sist i kapitlet, som utkast."),
    )


class Histories:
    """For the report admin."""

    def get_urls(self):
        protect = self.admin_site.admin_view
        own = [
            path("slettet/", protect(deleted_view), name="reports_report_deleted"),
            path("slettet/<int:pk>/", protect(recover_view), name="reports_report_recover"),
            path("<int:pk>/sammenlign/", protect(compare_view), name="reports_report_compare"),
            path("<int:pk>/gjenopprett/<int:number>/", protect(restore_view), name="reports_report_restore"),
        ]
        return own + super().get_urls()

    def history_view(self, request: HttpRequest, object_id: str, extra_context=None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        if not object_id.isdigit() or len(object_id) > 18:  # no number that a database can hold
            raise Http404
        # Without what the list of reports fetches along.
        return _history(request, get_object_or_404(Report.objects.select_related("publication"), pk=object_id))

    def delete_model(self, request, obj):
        delete_report(report=obj, actor=request.user, now=timezone.now())

    def delete_queryset(self, request, queryset):
        for report in queryset:
            delete_report(report=report, actor=request.user, now=timezone.now())


def _history(request: HttpRequest, report: Report) -> HttpResponse:
    versions = Version.objects.of(report.public_id).for_history().defer("manuscript")
    page = Paginator(versions, ON_A_PAGE).get_page(request.GET.get("side"))
    newest = page[0].number if page.number == 1 and len(page) else None
    context = {
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "newest": newest,
        "public": getattr(getattr(report, "publication", None), "version_id", None),
        "may_restore": request.user.has_perm("reports.change_report"),
    }
    return _page(request, report, "history.html", _t("Historikk"), **context)


@require_safe
@MAY_VIEW
def compare_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Any two, the older first; without numbers the last against the one before it."""
    report = get_object_or_404(Report, pk=pk)
    numbers = list(Version.objects.of(report.public_id).values_list("number", flat=True))
    before, after = _chosen(request, report, numbers)
    context = {
        "versions": Version.objects.of(report.public_id).for_history().defer("manuscript"),
        "before": before,
        "after": after,
        "side": request.GET.get("vis") == "side",
        "changes": compare_reports(manuscript_of(before), manuscript_of(after)) if before else (),
    }
    return _page(request, report, "compare.html", _t("Sammenlign versjoner"), **context)


def _chosen(request: HttpRequest, report: Report, numbers: list[int]) -> tuple[Version | None, Version | None]:
    """(None, None) where there are not two to compare."""
    if len(numbers) < 2:
        return None, None
    asked = [request.GET.get(name, "") for name in ("fra", "til")]
    wanted = [int(text) for text in asked if text.isdigit() and len(text) < 7] if any(asked) else numbers[:2]
    if len(wanted) != 2 or not set(wanted) <= set(numbers):
        raise Http404
    found = {version.number: version for version in Version.objects.of(report.public_id).filter(number__in=wanted)}
    return found[min(wanted)], found[max(wanted)]


@permission_required("reports.change_report", raise_exception=True)
def restore_view(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """What would change, and a button that does it."""
    report = get_object_or_404(Report.objects.with_children(), pk=pk)
    version = get_object_or_404(Version.objects.of(report.public_id), number=number)
    if request.method == "POST":
        done = restore_report(report=report, version=version, actor=request.user, now=timezone.now())
        said = _t("Rapporten er som i versjon %d igjen. Nettstedet viser det når den er publisert.")
        same = _t("Rapporten er allerede som i versjon %d.")
        messages.success(request, (said if done else same) % number)
        return redirect("admin:reports_report_change", report.pk)
    last = Version.objects.of(report.public_id).order_by("-number").first()
    context = {"version": version, "changes": compare_reports(manuscript_of(last), manuscript_of(version))}
    return _page(request, report, "restore.html", _t("Gå tilbake til versjon %d") % number, **context)


@require_safe
@permission_required("reports.add_report", raise_exception=True)
def deleted_view(request: HttpRequest) -> HttpResponse:
    page = Paginator(deleted_reports(), ON_A_PAGE).get_page(request.GET.get("side"))
    pages = page.paginator.get_elided_page_range(page.number)
    return _page(request, None, "deleted.html", _t("Slettede rapporter"), page=page, pages=pages)


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
    return _page(request, None, "recover.html", _t("Hent tilbake en slettet rapport"), form=form, mark=mark)


def _page(request: HttpRequest, report: Report | None, template: str, title: str, **context) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": title,
        "report": report,
        "opts": Report._meta,
        "list_address": reverse("admin:reports_report_changelist"),
        **context,
    }
    return render(request, f"admin/reports/{template}", context)
