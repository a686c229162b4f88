"""At the report form: the draft as it will look, links for those who are to read it, and what they said."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone, translation
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from ..files.kept import is_kept, path_of
from ..models import Document, Remark, Report, ShareLink
from ..writing.drafts import as_publication
from ..writing.sharing import LONGEST_DAYS, SharingRefused, remarks_on, revoke_link, settle_remark, share_report

MAY_SHARE = permission_required("reports.change_report", raise_exception=True)


class ShareForm(forms.Form):
    recipient = forms.CharField(
        label=_("Hvem er lenken for?"),
        max_length=200,
        help_text=_("For eksempel «Fafo, ved prosjektlederen»."),
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    days = forms.IntegerField(label=_("Hvor mange dager gjelder den?"), min_value=1, max_value=LONGEST_DAYS, initial=14)


class Previews:
    """For the report admin."""

    def get_urls(self):
        protect = self.admin_site.admin_view
        own = [
            path("forhandsvisning/", protect(self.preview_view), {"pk": None}, name="reports_report_preview_new"),
            path("<int:pk>/forhandsvisning/", protect(self.preview_view), name="reports_report_preview"),
            path("<int:pk>/fil/<slug:public_id>/", protect(file_view), name="reports_report_file"),
            path("<int:pk>/deling/", protect(sharing_view), name="reports_report_sharing"),
            path("deling/<int:pk>/trekk/", protect(revoke_view), name="reports_sharelink_revoke"),
            path("merknad/<int:pk>/", protect(settle_view), name="reports_remark_settle"),
        ]
        return own + super().get_urls()

    def save_related(self, request, form, *args):
        super().save_related(request, form, *args)
        request.saved_report = form.instance

    def preview_view(self, request: HttpRequest, pk: int | None) -> HttpResponse:
        """GET shows what is saved, POST what stands in the form: it is saved, looked at, and the saving is undone."""
        framed = xframe_options_sameorigin(csp_replace({"frame-ancestors": [SELF]})(self._preview))
        return framed(request, pk)

    def _preview(self, request: HttpRequest, pk: int | None) -> HttpResponse:
        if request.method != "POST":
            if not self.has_view_permission(request):
                raise PermissionDenied
            return _page(request, get_object_or_404(Report, pk=pk))
        if not (self.has_change_permission(request) if pk else self.has_add_permission(request)):
            raise PermissionDenied
        with transaction.atomic():
            answer = self.changeform_view(request, str(pk) if pk else None)
            saved = getattr(request, "saved_report", None)
            page = _page(request, saved) if answer.status_code == 302 and saved else None
            transaction.set_rollback(True)
        list(messages.get_messages(request))  # "er lagret": it isn't
        if page:
            return page
        errors = list(_errors(getattr(answer, "context_data", {})))
        return render(request, "admin/reports/preview_errors.html", {"errors": errors}, status=400)

    def render_change_form(self, request, context, *args, **kwargs):
        report = context.get("original")
        route = "preview" if report else "preview_new"
        context["preview_address"] = reverse(f"admin:reports_report_{route}", args=[report.pk] if report else [])
        if report:
            context["remarks"] = _beside_rows(remarks_on(report), report)
            context["open_links"] = report.share_links.open(timezone.now()).count()
        return super().render_change_form(request, context, *args, **kwargs)


def _errors(context: dict):
    """(what it is about, sentence) of all that is wrong in the form and its rows."""
    forms_of = [("", context["adminform"].form)] if context else []
    for inline in context.get("inline_admin_formsets", []):
        name = inline.opts.verbose_name
        forms_of += [(f"{name} {number}: ", form) for number, form in enumerate(inline.formset.forms, start=1)]
    for before, form in forms_of:
        for field, sentences in form.errors.items():
            label = form[field].label if field in form.fields else ""
            yield f"{before}{label}".strip(": ").capitalize(), " ".join(sentences)


def _beside_rows(remarks: list[Remark], report: Report) -> list[Remark]:
    """Each remark on a finding, key figure or document with the id of its row on the page, as Django numbers them."""
    if remarks:
        rows = {
            f"{name}:{part.public_id}": f"{name}-{number}"
            for name in ("findings", "key_figures", "documents")
            for number, part in enumerate(getattr(report, name).order_by("position"))
        }
        for remark in remarks:
            remark.row = rows.get(remark.place, "")
    return remarks


def _page(request: HttpRequest, report: Report) -> HttpResponse:
    report = Report.objects.with_children().get(pk=report.pk)
    publication = as_publication(
        report=report, now=timezone.now(), file_route=("admin:reports_report_file", [report.pk])
    )
    with translation.override(settings.LANGUAGE_CODE):  # the public page's, whatever the editor reads the desk in
        return render(request, "pages/preview.html", {"publication": publication, "report": publication.manuscript})


@permission_required("reports.view_report", raise_exception=True)
def file_view(request: HttpRequest, pk: int, public_id: str) -> HttpResponse:
    """A kept file of a draft, for those who write it."""
    document = get_object_or_404(Document, report=pk, public_id=public_id)
    if not is_kept(document.sha256):
        raise Http404
    response = FileResponse(path_of(document.sha256).open("rb"), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, document.file_name)
    return response


@MAY_SHARE
def sharing_view(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_object_or_404(Report, pk=pk)
    form = ShareForm(request.POST or None)
    if form.is_valid():
        try:
            share_report(report=report, actor=request.user, now=timezone.now(), **form.cleaned_data)
        except SharingRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _t("Lenken er klar. Kopier den og send den til dem som skal lese."))
            return redirect("admin:reports_report_sharing", report.pk)
    now = timezone.now()
    links = [
        {"link": link, "open": link.is_open(now), "address": request.build_absolute_uri(link.get_absolute_url())}
        for link in report.share_links.select_related("created_by")
    ]
    links.sort(key=lambda entry: not entry["open"])
    context = {
        **admin.site.each_context(request),
        "title": _t("Del utkastet"),
        "opts": Report._meta,
        "report": report,
        "form": form,
        "links": links,
    }
    return render(request, "admin/reports/sharing.html", context)


@MAY_SHARE
@require_POST
def revoke_view(request: HttpRequest, pk: int) -> HttpResponse:
    link = get_object_or_404(ShareLink, pk=pk)
    revoke_link(link=link, actor=request.user, now=timezone.now())
    messages.success(request, _t("Lenken til %s er trukket, og virker ikke lenger.") % link.recipient)
    return redirect("admin:reports_report_sharing", link.report_id)


@MAY_SHARE
@require_POST
def settle_view(request: HttpRequest, pk: int) -> HttpResponse:
    """For remarks.js as well, which stays on the form with what is typed there."""
    remark = get_object_or_404(Remark.objects.select_related("link"), pk=pk)
    settle_remark(remark=remark, accepted="accept" in request.POST, actor=request.user, now=timezone.now())
    remark.refresh_from_db()
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"state": remark.state, "word": remark.get_state_display()})
    return redirect("admin:reports_report_change", remark.link.report_id)
