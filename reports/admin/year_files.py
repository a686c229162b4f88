"""A year's files at the desk: as it stands, and frozen. PDF and Word are made by the worker."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from .. import jobs
from ..models import Edition, Issue, Report
from ..text import refuse_control_characters
from ..yearly.draftfiles import draft_of, make_draft_file
from ..yearly.freezing import freeze_edition
from ..yearly.issues import changes_since, newest_issue
from ..yearly.published_year import published_manuscript
from ..yearly.yearbook import FORMATS, NotMade, file_name, letters_lost
from ..yearly.yearfiles import is_made, kept_file

SHOWN_LETTERS = 40


@permission_required("reports.view_edition", raise_exception=True)
@require_safe
def files_view(request: HttpRequest, pk: int) -> HttpResponse:
    edition = get_object_or_404(Edition, pk=pk)
    draft = draft_of(edition)
    rows = [(form, not form.typeset or is_made(form=form, **draft)) for form in FORMATS.values()]
    issues = Issue.objects.filter(edition__source=edition).defer("manuscript").order_by("-number")
    issues = issues.prefetch_related("files").select_related("frozen_by", "edition")
    context = {"rows": rows, "issues": issues, "title": _t("Filene til %s-utgaven") % edition.year}
    return _page(request, "files", edition, {**context, "lost": letters_lost(**draft)[:SHOWN_LETTERS]})


@permission_required("reports.view_edition", raise_exception=True)
@require_safe
def draft_file(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    edition, form = _edition_and_format(pk, extension)
    draft = draft_of(edition)
    if form.typeset and not is_made(form=form, **draft):
        messages.info(request, _t("Filen er ikke laget ennå, eller utgaven er endret siden sist. Lag den her."))
        return redirect("admin:reports_edition_files", pk)
    try:
        made = kept_file(form=form, **draft)
    except NotMade as error:
        messages.error(request, f"{error} {error.detail}".strip())
        return redirect("admin:reports_edition_files", pk)
    response = HttpResponse(made.content, content_type=form.content_type)
    response["Content-Disposition"] = content_disposition_header(True, file_name(edition.year, f"utkast.{extension}"))
    return response


@permission_required("reports.view_edition", raise_exception=True)
@require_POST
def make_file(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    edition, form = _edition_and_format(pk, extension)
    job = jobs.start(
        verb=make_draft_file,
        label=_t("%(format)s av %(year)s-utgaven") % {"format": form.label, "year": edition.year},
        actor=request.user,
        now=timezone.now(),
        then=reverse("admin:reports_edition_files", args=[pk]),
        edition=pk,
        extension=extension,
    )
    return redirect("admin:reports_job_change", job.pk)


class FreezeForm(forms.Form):
    """The first issue has nothing to correct."""

    note = forms.CharField(
        label=_("Hva er rettet?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        validators=[refuse_control_characters],
        error_messages={"required": _("Skriv hva som er rettet.")},
        help_text=_("Vises på nettstedet sammen med den rettede utgaven."),
    )

    def __init__(self, *args, first: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if first:
            del self.fields["note"]


@permission_required("reports.publish_edition", raise_exception=True)
def freeze_view(request: HttpRequest, pk: int) -> HttpResponse:
    edition = get_object_or_404(Edition, pk=pk)
    published = getattr(edition, "publication", None)
    last = newest_issue(published) if published else None
    form = FreezeForm(request.POST if request.method == "POST" else None, first=last is None)
    title = _t("Frys %s-utgaven") if last is None else _t("Lag rettet utgave av %s")
    if form.is_valid():
        job = jobs.start(
            verb=freeze_edition,
            label=title % edition.year,
            actor=request.user,
            now=timezone.now(),
            then=reverse("admin:reports_edition_files", args=[pk]),
            year=edition.year,
            **form.cleaned_data,
        )
        return redirect("admin:reports_job_change", job.pk)
    reports = Report.objects.filter(chapter__edition=edition).select_related("publication", "chapter")
    shown = None if published is None or published.is_draft else published
    context = {
        "title": title % edition.year,
        "form": form,
        "last": last,
        "number": last.number + 1 if last else 1,
        "published": shown,
        "apart": [r for r in reports if r.state not in {Report.State.PUBLISHED, Report.State.WITHDRAWN}],
        "differences": changes_since(last) if last else [],
        "lost": _lost_of(shown)[:SHOWN_LETTERS] if shown else [],
    }
    return _page(request, "freeze", edition, context)


def _lost_of(published) -> list:
    manuscript, changed = published_manuscript(published)
    return letters_lost(edition=manuscript, made=changed)


def _edition_and_format(pk: int, extension: str):
    if extension not in FORMATS:
        raise Http404
    return get_object_or_404(Edition, pk=pk), FORMATS[extension]


def _page(request: HttpRequest, name: str, edition: Edition, context: dict) -> HttpResponse:
    whole = {**admin.site.each_context(request), "edition": edition, "opts": Edition._meta, **context}
    whole["may_publish"] = request.user.has_perm("reports.publish_edition")
    return render(request, f"admin/reports/edition_{name}.html", whole)
