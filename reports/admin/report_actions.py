"""The desk's small pages that each call one verb on a report: withdraw it, give it another address."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core.validators import validate_slug
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ..models import Report
from ..publishing.reports import PublishingRefused, rename_report, withdraw_report
from ..text import refuse_control_characters, slugify
from .states import state_mark


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Begrunnelse"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        validators=[refuse_control_characters],
        help_text=_(
            "Vises for dem som åpner adressen. Skriv hvorfor rapporten er trukket, og gjerne hva som erstatter den."
        ),
    )


class RenameForm(forms.Form):
    slug = forms.CharField(
        label=_("Ny adresse"),
        max_length=100,
        help_text=_("Små bokstaver a–z, tall og bindestrek. Den gamle adressen leder hit."),
    )

    def clean_slug(self):
        slug = self.cleaned_data["slug"].strip().strip("/")
        try:
            validate_slug(slug)
        except forms.ValidationError:
            raise forms.ValidationError(
                _t("«%(slug)s» kan ikke være en adresse. Prøv «%(better)s».")
                % {"slug": slug[:60], "better": slugify(slug)}
            ) from None
        return slug.lower()


@permission_required("reports.withdraw_report", raise_exception=True)
def withdraw_view(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_object_or_404(Report, pk=pk)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            withdraw_report(report=report, actor=request.user, now=timezone.now(), **form.cleaned_data)
        except PublishingRefused as refused:
            form.add_error("reason", str(refused))
        else:
            messages.success(request, _t("«%s» er trukket fra nettstedet.") % report)
            return redirect("admin:reports_report_change", report.pk)
    texts = {"title": _t("Trekk rapporten fra nettstedet"), "verb": _t("Trekk tilbake")}
    return _form_page(request, report, form, texts)


@permission_required("reports.publish_report", raise_exception=True)
def rename_view(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_object_or_404(Report, pk=pk)
    form = RenameForm(request.POST or None, initial={"slug": report.slug})
    if form.is_valid():
        try:
            rename_report(report=report, actor=request.user, now=timezone.now(), **form.cleaned_data)
        except PublishingRefused as refused:
            form.add_error("slug", str(refused))
        else:
            messages.success(request, _t("«%s» har fått ny adresse. Den gamle leder dit.") % report)
            return redirect("admin:reports_report_change", report.pk)
    texts = {"title": _t("Endre rapportens adresse"), "verb": _t("Endre adressen")}
    return _form_page(request, report, form, texts)


def _form_page(request, report, form, texts) -> HttpResponse:
    context = {**admin.site.each_context(request), **texts, "report": report, "form": form, "opts": Report._meta}
    context["state_mark"] = state_mark(report)
    return render(request, "admin/reports/verb_form.html", context)
