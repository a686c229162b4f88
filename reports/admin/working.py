"""At the report form: what is typed is kept and offered back, and two who write at once are brought together."""

from copy import copy as copied
from dataclasses import dataclass

from django.contrib import admin, messages
from django.contrib.messages.storage import default_storage
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _t

from ..changing import change_report
from ..exchange import read_report
from ..history import join_typed, manuscript_of, version_at
from ..manuscript import values
from ..manuscript.joining import MINE, THEIRS, Joined, join
from ..models import Chapter, Report, WorkingCopy
from ..working import be_present, forget_typed, keep_typed, others_present, posted
from .document_rows import tokens_of
from .report_form import OFFERED

ROWS = ("contributions", "findings", "key_figures", "documents")


@dataclass(frozen=True)
class Mine:
    """What was typed, and the text both began with: none where nothing was kept so early."""

    manuscript: values.Report
    chapter: int
    position: int
    before: values.Report | None


class WorkingCopies:
    """For the report admin."""

    def get_urls(self):
        protect = self.admin_site.admin_view
        own = [
            path("arbeidskopi/", protect(self.typed_view), {"pk": None}, name="reports_report_typed_new"),
            path("<int:pk>/arbeidskopi/", protect(self.typed_view), name="reports_report_typed"),
            path("forkast/", protect(self.forget_view), {"pk": None}, name="reports_report_forget_new"),
            path("<int:pk>/forkast/", protect(self.forget_view), name="reports_report_forget"),
            path("<int:pk>/flett/", protect(self.join_view), name="reports_report_join"),
        ]
        return own + super().get_urls()

    # Kept while one types -----------------------------------------------------------------------
    def typed_view(self, request: HttpRequest, pk: int | None) -> HttpResponse:
        """For autosave.js. POST keeps what was typed, or with nothing typed says who is here; GET gives a token."""
        report = self._report(request, pk)
        answer = {"token": get_token(request)}
        if request.method == "POST":
            now = timezone.now()
            if "seen" in request.POST:
                fields = dict(request.POST.lists())
                kept = keep_typed(report=report, fields=fields, actor=request.user, now=now)
                answer["saved"] = date_format(localtime(kept.saved_at), "TIME_FORMAT")
            if report:
                answer["others"] = be_present(report=report, actor=request.user, now=now)
                answer["changed"] = request.POST.get("seen", "") not in ("", report.changed_at.isoformat())
        return JsonResponse(answer)

    def forget_view(self, request: HttpRequest, pk: int | None) -> HttpResponse:
        report = self._report(request, pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        forget_typed(report=report, actor=request.user)
        messages.success(request, _t("Teksten du ikke hadde lagret, er forkastet."))
        return redirect(_form_address(report))

    def _report(self, request: HttpRequest, pk: int | None) -> Report | None:
        if not (self.has_change_permission(request) if pk else self.has_add_permission(request)):
            raise PermissionDenied
        return get_object_or_404(Report, pk=pk) if pk else None

    # The form -----------------------------------------------------------------------------------
    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        report = self.get_object(request, object_id) if object_id else None
        if request.method == "POST" and report and "_preview" not in request.POST and _is_stale(request.POST, report):
            if not self.has_change_permission(request, report):
                raise PermissionDenied
            fields = dict(request.POST.lists()) | {name: [token] for name, token in tokens_of(request.FILES).items()}
            keep_typed(report=report, fields=fields, actor=request.user, now=timezone.now())
            return redirect("admin:reports_report_join", report.pk)
        if request.method == "GET" and "hent" in request.GET:
            kept = WorkingCopy.objects.of(request.user, report).first()
            if kept and report and _is_stale(posted(kept), report):
                return redirect("admin:reports_report_join", report.pk)
            if kept:
                data = posted(kept)
                data[OFFERED] = "1"
                request = _as_post(request, data)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        forget_typed(report=form.instance if change else None, actor=request.user)

    def render_change_form(self, request, context, *args, **kwargs):
        report = context.get("original")
        context["offered"] = OFFERED in request.POST
        context["typed"] = WorkingCopy.objects.of(request.user, report).first()
        arguments, new = ([report.pk], "") if report else ([], "_new")
        context["typed_address"] = reverse(f"admin:reports_report_typed{new}", args=arguments)
        context["forget_address"] = reverse(f"admin:reports_report_forget{new}", args=arguments)
        if report:
            context["others"] = others_present(report=report, actor=request.user, now=timezone.now())
        return super().render_change_form(request, context, *args, **kwargs)

    # Two who wrote at once ----------------------------------------------------------------------
    def join_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Yours, theirs and where both began, a choice where both changed the same; then it is saved as one."""
        report = self._report(request, pk)
        kept = WorkingCopy.objects.of(request.user, report).first()
        if kept is None or not _is_stale(posted(kept), report):
            return redirect(_form_address(report))
        mine = self._mine(request, report, kept)
        if mine is None:
            text = _t("Noe i det du skrev, kan ikke lagres slik det står. Rett det, og lagre igjen.")
            messages.error(request, text)
            data = posted(kept)
            data[OFFERED] = "1"
            return super().changeform_view(_as_post(request, data), str(pk))
        theirs = read_report(Report.objects.with_children().get(pk=pk))
        before = mine.before or values.Report(title="", slug="")
        choices = {name: value for name, value in request.POST.items() if value in (MINE, THEIRS)}
        joined = join(before, mine.manuscript, theirs, choices)
        moved = (mine.chapter, mine.position) != (report.chapter_id, report.position)
        wanted = {each.key for each in joined.conflicts} | ({"place"} if moved else set())
        if request.method == "POST" and self._join(request, report, joined, mine, wanted, choices):
            return redirect(_form_address(report))
        return _join_page(request, report, joined, mine if moved else None, choices, known=mine.before is not None)

    def _join(self, request, report: Report, joined: Joined, mine: Mine, wanted: set, choices: dict) -> bool:
        if request.POST.get("theirs") != report.changed_at.isoformat():
            messages.error(request, _t("Rapporten ble lagret en gang til imens. Se over valgene på nytt."))
        elif wanted - set(choices):
            messages.error(request, _t("Velg din eller den andres tekst alle steder der begge har endret."))
        else:
            place = (mine.chapter, mine.position) if choices.get("place") == MINE else None
            slug = mine.manuscript.slug if mine.before and mine.manuscript.slug != mine.before.slug else None
            who = {"actor": request.user, "now": timezone.now()}
            join_typed(report=report, manuscript=joined.report, place=place, slug=slug, **who)
            messages.success(request, _t("Begges endringer er lagret som én versjon."))
            return True
        return False

    def _mine(self, request: HttpRequest, report: Report, kept: WorkingCopy) -> Mine | None:
        """What was typed as a manuscript: saved on top of what both began with, read, and the saving undone."""
        seen = parse_datetime(kept.seen)
        version = version_at(report, seen) if seen else None
        mine = None
        with transaction.atomic():
            if version:
                change_report(
                    report=report, manuscript=manuscript_of(version), actor=request.user, now=report.changed_at
                )
                _number_rows(report, kept.fields)
            data = posted(kept)
            data["seen"] = Report.objects.get(pk=report.pk).changed_at.isoformat()
            again = _as_post(request, data)
            again._messages = default_storage(again)  # "er lagret": it isn't
            answer = super().changeform_view(again, str(report.pk))
            if answer.status_code == 302:
                saved = Report.objects.with_children().get(pk=report.pk)
                before = manuscript_of(version) if version else None
                mine = Mine(read_report(saved), saved.chapter_id, saved.position, before)
            transaction.set_rollback(True)
        return mine


def _is_stale(data: QueryDict, report: Report) -> bool:
    return bool(data.get("seen")) and data["seen"] != report.changed_at.isoformat()


def _as_post(request: HttpRequest, data: QueryDict) -> HttpRequest:
    """The same request as if the browser had sent this."""
    again = copied(request)
    again.method, again._files = "POST", MultiValueDict()
    again.POST = data
    return again


def _form_address(report: Report | None) -> str:
    return reverse("admin:reports_report_change", args=[report.pk]) if report else reverse("admin:reports_report_add")


def _number_rows(report: Report, fields: dict[str, list]) -> None:
    """Rows that the other one deleted are back with new numbers; the form knows them by the old."""
    for name in ROWS:
        rows = getattr(report, name)
        for place, row in enumerate(rows.order_by("position", "pk")):
            known = (fields.get(f"{name}-{place}-id") or [""])[0]
            is_number = known.isdigit() and len(known) < 18
            if is_number and int(known) != row.pk and not rows.model.objects.filter(pk=known).exists():
                rows.filter(pk=row.pk).update(id=int(known))


def _join_page(
    request: HttpRequest, report: Report, joined: Joined, moved: Mine | None, choices: dict, *, known: bool
) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": _t("To har endret rapporten"),
        "opts": Report._meta,
        "report": report,
        "joined": joined,
        "conflicts": [(each, choices.get(each.key)) for each in joined.conflicts],
        "place": moved and {"mine": _place(moved.chapter, moved.position), "chosen": choices.get("place")},
        "their_place": _place(report.chapter_id, report.position),
        "known": known,
        "who": report.changed_by,
    }
    return render(request, "admin/reports/join.html", context)


def _place(chapter: int, position: int) -> str:
    return f"{Chapter.objects.select_related('edition').get(pk=chapter)}, nr. {position}"
