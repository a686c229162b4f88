"""The desk's pages between a text and the public: send it, approve or send back, publish now or plan, the calendar."""

from collections.abc import Callable
from datetime import datetime

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from .. import rights
from ..models import Publication, Report, Submission, Version
from ..publishing import approval
from ..publishing.gate import remarks_on, weighed
from ..publishing.reports import publish_report
from ..publishing.schedule import NoSuchTime, by_month, cancel_plan, local_time, plan_report
from ..refusals import PublishingRefused
from .change_notes import ChangeNote, RequiredChangeNote, text_field
from .seen import seen_at
from .states import state_mark


class WallTimeField(forms.CharField):
    """What the clocks of Norway show, as a moment."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"})

    def to_python(self, value):
        text = super().to_python(value)
        if not text:
            return None
        try:
            return local_time(datetime.strptime(text, "%Y-%m-%dT%H:%M"))
        except NoSuchTime as error:
            raise forms.ValidationError(str(error)) from None
        except (ValueError, OverflowError):
            example = "2031-03-03T08:00"
            text = _t("«%(text)s» er ikke et tidspunkt. Skriv for eksempel %(example)s.")
            raise forms.ValidationError(text % {"text": value[:40], "example": example}) from None

    def run_validators(self, value):
        """A moment has nothing left to check."""


class NoteIfNews(ChangeNote):
    """A change note is asked for only when visitors have seen another text."""

    def __init__(self, data=None, *, report: Report):
        super().__init__(data, initial=_note_so_far(report))
        if not approval.has_news_for_visitors(report):
            del self.fields["note"], self.fields["minor"]


def _note_so_far(report: Report) -> dict:
    submission = report.open_submission
    return {"note": submission.note, "minor": submission.minor} if submission else {}


class SubmitForm(NoteIfNews):
    message = text_field(_("Melding"), help_text=_("Til den som skal godkjenne. Kan stå tom."))


class ReturnForm(forms.Form):
    reason = text_field(
        _("Hva må endres?"), required=True, help_text=_("Sendes til den som ba om godkjenning, og vises på rapporten.")
    )


class PublishForm(NoteIfNews, RequiredChangeNote):
    """`override` is asked for only where two eyes would stop somebody who may go past them."""

    override = text_field(
        _("Hvorfor godkjenner du alene?"), required=True, help_text=_("Begrunnelsen blir stående i godkjenningen.")
    )
    due = WallTimeField(label=_("Går ut"), help_text=_("Norsk tid. Nettstedet viser den innen et halvt minutt."))

    def __init__(self, data=None, *, report: Report, alone: bool):
        super().__init__(data, report=report)
        self.plans = "_plan" in self.data
        self.fields["due"].required = self.plans
        if not alone:
            del self.fields["override"]


@permission_required("reports.change_report", raise_exception=True)
def submit_view(request: HttpRequest, pk: int) -> HttpResponse:
    report = get_object_or_404(Report, pk=pk)
    form = SubmitForm(request.POST or None, report=report)
    if form.is_valid():

        def submit():
            said = {**form.cleaned_data, "seen": seen_at(request)}
            approval.submit_report(report=report, actor=request.user, now=timezone.now(), **said)

        if _done(request, form, submit):
            messages.success(request, _t("«%s» er sendt til godkjenning.") % report)
            return _to(report)
    return _page(request, report, "submit_form.html", _t("Send til godkjenning"), form=form)


@permission_required("reports.publish_report", raise_exception=True)
def return_view(request: HttpRequest, pk: int) -> HttpResponse:
    report, form = get_object_or_404(Report, pk=pk), ReturnForm(request.POST or None)
    if form.is_valid():

        def send_back():
            approval.return_report(report=report, actor=request.user, now=timezone.now(), **form.cleaned_data)

        if _done(request, form, send_back):
            messages.success(request, _t("«%s» er sendt tilbake.") % report)
            return _to(report)
    texts = {"form": form, "verb": _t("Send tilbake")}
    return _page(request, report, "verb_form.html", _t("Send rapporten tilbake"), **texts)


@permission_required("reports.publish_report", raise_exception=True)
def publish_view(request: HttpRequest, pk: int) -> HttpResponse:
    """What blocks and what deserves a look, and two ways on: now, or at a time."""
    report = get_object_or_404(Report.objects.with_children(), pk=pk)
    stopped = approval.why_not_alone(report, request.user)
    alone = bool(stopped) and rights.may_override(request.user)
    form = PublishForm(request.POST or None, report=report, alone=alone)
    if form.is_valid():
        verb = _plan if form.plans else _publish
        if _done(request, form, lambda: verb(request, report, **form.cleaned_data)):
            return _to(report)
    waiting = report.submissions.waiting().first()
    texts = {"stopped": stopped, "alone": alone, "may_send": waiting is None, "submission": waiting}
    texts |= {"form": form, "news": _news_address(report)}
    return _page(request, report, "publish_form.html", _t("Publiser eller planlegg"), **texts)


def _news_address(report: Report) -> str:
    """Where what visitors see is held against what they would get; empty when they have seen nothing else."""
    public = Publication.objects.filter(public_id=report.public_id).select_related("version").first()
    newest = Version.objects.of(report.public_id).order_by("-number").first()
    if public is None or newest is None or newest.pk == public.version_id:
        return ""
    chosen = urlencode({"fra": public.version.number, "til": newest.number})
    return f"{reverse('admin:reports_report_compare', args=[report.pk])}?{chosen}"


def _plan(request: HttpRequest, report: Report, *, due: datetime, **said) -> None:
    plan_report(report=report, due=due, actor=request.user, now=timezone.now(), seen=seen_at(request), **said)
    when = date_format(localtime(due), "DATETIME_FORMAT")
    messages.success(request, _t("«%(title)s» går ut %(when)s.") % {"title": report, "when": when})


def _publish(request: HttpRequest, report: Report, *, due: datetime | None = None, **said) -> None:
    """A time that was typed all the same is not asked about."""
    publication = publish_report(report=report, actor=request.user, now=timezone.now(), seen=seen_at(request), **said)
    link = format_html('<a href="{}">{}</a>', publication.get_absolute_url(), _t("Vis på nettstedet"))
    messages.success(request, format_html("{} {}", _t("«%s» er publisert.") % report, link))


@permission_required("reports.publish_report", raise_exception=True)
def cancel_view(request: HttpRequest, pk: int) -> HttpResponse:
    report, form = get_object_or_404(Report, pk=pk), forms.Form(request.POST or None)
    if request.method == "POST":
        if _done(request, form, lambda: cancel_plan(report=report, actor=request.user, now=timezone.now())):
            messages.success(request, _t("Planen for «%s» er avlyst.") % report)
        return _to(report)
    return _page(request, report, "verb_form.html", _t("Avlys planen"), form=form, verb=_t("Avlys planen"))


@require_safe
@permission_required("reports.view_submission", raise_exception=True)
def calendar_view(request: HttpRequest) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _t("Planlagte rapporter"),
        "months": by_month(Submission.objects.planned()),
        "may_publish": request.user.has_perm("reports.publish_report"),
        "opts": Report._meta,
    }
    return render(request, "admin/reports/calendar.html", context)


def _done(request: HttpRequest, form: forms.Form, verb: Callable[[], object]) -> bool:
    """Whether the verb did it; if not, why not stands as messages on the next page, and what was typed in the form."""
    try:
        verb()
    except PublishingRefused as refused:
        for field, sentence in refused.problems:
            if field in form.fields:
                form.add_error(field, sentence)
            else:
                messages.error(request, sentence)
        return False
    return True


def _to(report: Report) -> HttpResponse:
    return redirect("admin:reports_report_change", report.pk)


def _page(request: HttpRequest, report: Report, template: str, title: str, **context) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": title,
        "report": report,
        "opts": Report._meta,
        "state_mark": state_mark(report),
        **weighed(remarks_on(report)),
        **context,
    }
    return render(request, f"admin/reports/{template}", context)
