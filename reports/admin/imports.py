"""Yearly documents at the desk: send one in, see what was understood, choose, take it in, undo it."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .. import jobs
from ..importing.receiving import LONG, choose, read_import, receive_document
from ..importing.refusals import ImportRefused
from ..importing.taking import take_import
from ..importing.undoing import undo_import
from ..models import Import
from ..models.edition import FIRST_YEAR, LAST_YEAR
from ..text import whole_number
from .import_preview import choices_of, preview, taken_reports
from .ledger import LookOnly

MARKS = {Import.State.WAITING: "○", Import.State.READ: "◐", Import.State.TAKEN: "●", Import.State.UNDONE: "↶"}
MANY = 60  # reports; more of them are taken in by the worker


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Dokument"),
        help_text=_("Word (.docx) eller Markdown (.md), høyst 25 MB. Det blir ingen utkast før du har sett over."),
        widget=forms.FileInput(attrs={"accept": ".docx,.docm,.md,.markdown,.txt"}),
        error_messages={"required": _("Velg filen du vil lese inn."), "empty": _("Filen er tom.")},
    )
    year = forms.IntegerField(
        label=_("Årgang"),
        required=False,
        help_text=_("Bare når tittelen i dokumentet ikke sier hvilket år det gjelder."),
        validators=[
            MinValueValidator(FIRST_YEAR, _("Skriv et år fra %(limit_value)s.")),
            MaxValueValidator(LAST_YEAR, _("Skriv et år til og med %(limit_value)s.")),
        ],
        error_messages={"invalid": _("Skriv året med fire sifre, for eksempel 2021.")},
    )


@admin.register(Import)
class ImportAdmin(LookOnly):
    list_display = ["file_name", "year_text", "state_text", "sent_at", "sent_by"]
    list_display_links = ["file_name"]
    list_select_related = ["sent_by"]
    list_filter = ["state"]
    search_fields = ["file_name"]

    def get_queryset(self, request):
        return super().get_queryset(request).without_contents()

    def has_add_permission(self, request, obj=None):
        return request.user.has_perm("reports.add_import")

    @admin.display(description=_("årgang"), ordering="year")
    def year_text(self, sent):
        return str(sent.year or "–")

    @admin.display(description=_("tilstand"), ordering="state")
    def state_text(self, sent):
        mark, word = MARKS[sent.state], sent.get_state_display()
        return format_html('<span class="state"><span aria-hidden="true">{}</span> {}</span>', mark, word)

    # Sending in -------------------------------------------------------------------------------
    def add_view(self, request, form_url="", extra_context=None):
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
        if form.is_valid():
            try:
                return self._receive(request, form.cleaned_data["file"], form.cleaned_data["year"])
            except ImportRefused as refused:
                form.add_error("file", str(refused))
        return self._page(request, "import_form", title=_t("Les inn årsdokument"), form=form)

    def _receive(self, request, file, year) -> HttpResponse:
        who, long = {"actor": request.user, "now": timezone.now()}, file.size > LONG
        sent = receive_document(content=file.read(), name=file.name, year=year, read=not long, **who)
        return self._read_by_worker(sent, who) if long else self._back(sent)

    def _read_by_worker(self, sent, who) -> HttpResponse:
        label = _t("Leser %s") % sent
        return _follow(jobs.start(verb=read_import, label=label, then=_address(sent), pk=sent.pk, **who))

    # Seeing over ------------------------------------------------------------------------------
    def change_view(self, request, object_id, form_url="", extra_context=None):
        if not self.has_view_permission(request):
            raise PermissionDenied
        sent = self.get_object(request, object_id)
        if sent is None:
            raise Http404
        if request.method == "POST":
            return self._answer(request, sent)
        if sent.state == Import.State.READ:
            page = request.GET.get("side", "1")
            try:
                return self._page(request, "import", sent=sent, title=_t("Les inn %s") % sent, **preview(sent, page))
            except ImportRefused as refused:
                messages.error(request, str(refused))
        return self._page(request, "import_taken", sent=sent, title=str(sent), reports=taken_reports(sent))

    def _answer(self, request, sent) -> HttpResponse:
        if not request.user.has_perm("reports.change_import"):
            raise PermissionDenied
        who = {"actor": request.user, "now": timezone.now()}
        try:
            if "_undo" in request.POST:
                undo_import(sent=sent, **who)
                messages.success(request, _t("Importen er angret. Redaksjonen er som før."))
            elif "_read" in request.POST and sent.state == Import.State.WAITING:
                return self._read_by_worker(sent, who)
            else:
                return self._choose(request, sent, who)
        except ImportRefused as refused:
            messages.error(request, str(refused))
        return self._back(sent)

    def _choose(self, request, sent, who) -> HttpResponse:
        before = sent.refused
        choose(sent=sent, **choices_of(sent, request.POST))
        again = sorted(map(tuple, before)) != sorted(map(tuple, sent.refused))
        if again:
            messages.info(request, _t("Dokumentet er lest på nytt med valgene dine. Se over, og ta det inn."))
        elif "_take" in request.POST:
            return self._take(request, sent, who)
        else:
            messages.info(request, _t("Valgene er lagret. Ingenting er tatt inn ennå."))
        return self._back(sent, request.POST.get("page", ""))

    def _take(self, request, sent, who) -> HttpResponse:
        if len(sent.starts) > MANY:
            label = _t("Tar inn %s") % sent
            return _follow(jobs.start(verb=take_import, label=label, then=_address(sent), pk=sent.pk, **who))
        taken = take_import(pk=sent.pk, progress=lambda *told: None, **who)
        count = taken["reports"] if taken["changes"] else 0
        text = ngettext("%d rapport er tatt inn som utkast.", "%d rapporter er tatt inn som utkast.", count) % count
        text = text if taken["changes"] else _t("0 endringer: alt sto der fra før.")
        messages.success(request, f"{text} {_t('Ingenting er publisert.')}")
        return self._back(sent)

    # Pages ------------------------------------------------------------------------------------
    def _page(self, request, template: str, **context) -> TemplateResponse:
        context = {**self.admin_site.each_context(request), "opts": self.opts, **context}
        if sent := context.get("sent"):
            context |= {"state_text": self.state_text(sent)}
        context["may_change"] = request.user.has_perm("reports.change_import")
        return TemplateResponse(request, f"admin/reports/{template}.html", context)

    def _back(self, sent, page: str = "") -> HttpResponse:
        return redirect(_address(sent) + (f"?side={page}" if whole_number(page) not in {None, 1} else ""))


def _address(sent: Import) -> str:
    return reverse("admin:reports_import_change", args=[sent.pk])


def _follow(job) -> HttpResponse:
    return redirect("admin:reports_job_change", job.pk)
