"""A year as a spreadsheet: taken out of the desk, handed back, looked over, taken in."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ..exchange import read_edition
from ..manuscript.reading.package import MOST_BYTES
from ..manuscript.reading.source import ReadError
from ..manuscript.sheet import csvfiles, xlsx
from ..models import Edition
from ..sheets.applying import SheetRefused, apply_sheet
from ..sheets.planning import Plan, plan_sheet
from ..sheets.uploads import Upload, UploadGone, find_upload, keep_upload
from ..text import worded

FORMATS = {
    "xlsx": (xlsx.CONTENT_TYPE, xlsx.write_workbook, "xlsx"),
    "csv": (csvfiles.CONTENT_TYPE, csvfiles.write_csv, "csv.zip"),
}
RIGHTS = ("reports.change_edition", "reports.change_chapter", "reports.change_report", "reports.add_report")


class SheetForm(forms.Form):
    sheet = forms.FileField(
        label=_("Regneark"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.zip"}),
        help_text=_("Regnearket (.xlsx), zip-filen med CSV, eller ett av arkene som CSV. Høyst 25 MB."),
        error_messages={
            "required": _("Velg filen du vil lese inn."),
            "empty": _("Filen er tom. Sjekk at den er ferdig lagret, og prøv igjen."),
        },
    )

    def clean_sheet(self):
        if self.cleaned_data["sheet"].size > MOST_BYTES:
            raise forms.ValidationError(_t("Filen er større enn 25 MB. Er det regnearket for denne utgaven?"))
        return self.cleaned_data["sheet"]


@require_safe
@permission_required("reports.view_edition", raise_exception=True)
def sheet_file(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    edition = get_object_or_404(Edition, pk=pk)
    if extension not in FORMATS:
        raise Http404
    content_type, write, ending = FORMATS[extension]
    response = HttpResponse(write(read_edition(edition)), content_type=content_type)
    name = _t("fou-%(year)s-regneark.%(ending)s") % {"year": edition.year, "ending": ending}
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


@permission_required(RIGHTS, raise_exception=True)
def sheet_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Upload, then what it would change, then the change. The file is not asked for again."""
    edition = get_object_or_404(Edition, pk=pk)
    if "token" in request.POST:
        return _take_in(request, edition)
    form = SheetForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return _page(request, edition, form)
    file = form.cleaned_data["sheet"]
    try:
        return _show_plan(request, edition, Upload(file.name[:200], file.read()))
    except ReadError as error:
        form.add_error("sheet", worded(str(error)))
        return _page(request, edition, form)


def _show_plan(request: HttpRequest, edition: Edition, upload: Upload) -> HttpResponse:
    plan = plan_sheet(edition=edition, data=upload.data, name=upload.name)
    token = keep_upload(name=upload.name, data=upload.data) if plan.count else ""
    return _page(
        request, edition, SheetForm(), plan=plan, token=token, name=upload.name, refused=_refused(request, plan)
    )


def _refused(request: HttpRequest, plan: Plan) -> str:
    if request.user.has_perms(plan.rights):
        return ""
    return _t(
        "Regnearket sletter noe du ikke har lov til å slette. Sett radene inn igjen, eller be en godkjenner om det."
    )


def _take_in(request: HttpRequest, edition: Edition) -> HttpResponse:
    try:
        upload = find_upload(request.POST["token"])
    except UploadGone:
        form = SheetForm()
        messages.error(request, _t("Filen er ikke her lenger: den blir liggende ett døgn. Last den opp på nytt."))
        return _page(request, edition, form)
    plan = plan_sheet(edition=edition, data=upload.data, name=upload.name)
    if _refused(request, plan):
        return _show_plan(request, edition, upload)
    try:
        done = apply_sheet(
            edition=edition,
            data=upload.data,
            name=upload.name,
            seen=request.POST.get("seen", ""),
            actor=request.user,
            now=timezone.now(),
        )
    except SheetRefused as refused:
        messages.error(request, str(refused))
        return _show_plan(request, edition, upload)
    text = ngettext("%d endring er lest inn.", "%d endringer er lest inn.", done.count) % done.count
    messages.success(request, f"{text} {_t('Nettstedet viser dem når rapportene publiseres igjen.')}")
    return redirect("admin:reports_edition_change", edition.pk)


def _page(request: HttpRequest, edition: Edition, form: SheetForm, **more) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _t("Regneark for %s-utgaven") % edition.year,
        "edition": edition,
        "form": form,
        "opts": Edition._meta,
        **more,
    }
    return render(request, "admin/reports/sheet.html", context)
