"""At the report form: who else has it open, and two who write at once are brought together."""

from dataclasses import dataclass

from django.contrib import admin, messages
from django.contrib.messages.storage import default_storage
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _t

from ..exchange import read_report
from ..manuscript import values
from ..manuscript.joining import MINE, THEIRS, Joined, join
from ..models import Chapter, Report, WorkingCopy
from ..text import whole_number
from ..writing.changing import change_report
from ..writing.history import join_typed, manuscript_of, version_at
from ..writing.working import be_present, others_present, posted
from .document_rows import tokens_of
from .typed import KeepsTyped, as_post, offered

ROWS = ("contributions", "findings", "key_figures", "documents")


@dataclass(frozen=True)
class Mine:
    """What was typed, and the text both began with: none where nothing was kept so early."""

    manuscript: values.Report
    chapter: int
    position: int
    before: values.Report | None


class WorkingCopies(KeepsTyped):
    """For the report admin."""

    def get_urls(self):
        join_view = self.admin_site.admin_view(self.join_view)
        return [path("<int:pk>/flett/", join_view, name="reports_report_join"), *super().get_urls()]

    def typed_as(self, obj: Report | None) -> dict:
        return {"report": obj}

    def company(self, request: HttpRequest, obj: Report | None) -> dict:
        if obj is None:
            return {}
        others = be_present(report=obj, actor=request.user, now=timezone.now())
        return {"others": others, "changed": _is_stale(request.POST, obj)}

    def stopped(self, request: HttpRequest, obj: Report | None, kept: WorkingCopy) -> HttpResponse | None:
        if obj is None or not _is_stale(posted(kept), obj):
            return None
        return redirect(f"{reverse('admin:reports_report_join', args=[obj.pk])}?kopi={kept.pk}")

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        report = self.get_object(request, object_id) if object_id and request.method == "POST" else None
        if report and "_preview" not in request.POST and _is_stale(request.POST, report):
            if not self.has_change_permission(request, report):
                raise PermissionDenied
            fields = dict(request.POST.lists()) | {name: [token] for name, token in tokens_of(request.FILES).items()}
            return self.stopped(request, report, self.keep(request, report, fields))
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, *args, **kwargs):
        if report := context.get("original"):
            context["others"] = others_present(report=report, actor=request.user, now=timezone.now())
        return super().render_change_form(request, context, *args, **kwargs)

    # Two who wrote at once ----------------------------------------------------------------------
    def join_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Yours, theirs and where both began, a choice where both changed the same; then it is saved as one."""
        report = self.permitted(request, pk)
        kept = self.copy_of(request, report, request.GET.get("kopi", ""))
        if kept is None or not _is_stale(posted(kept), report):
            return redirect(self.form_address(report))
        mine = self._mine(request, report, kept)
        if mine is None:
            text = _t("Noe i det du skrev, kan ikke lagres slik det står. Rett det, og lagre igjen.")
            messages.error(request, text)
            return super().changeform_view(as_post(request, offered(kept)), str(pk))
        theirs = read_report(Report.objects.with_children().get(pk=pk))
        before = mine.before or values.Report(title="", slug="")
        choices = {name: value for name, value in request.POST.items() if value in (MINE, THEIRS)}
        joined = join(before, mine.manuscript, theirs, choices)
        moved = (mine.chapter, mine.position) != (report.chapter_id, report.position)
        wanted = {each.key for each in joined.conflicts} | ({"place"} if moved else set())
        if request.method == "POST" and self._join(request, report, joined, mine, wanted, choices, kept):
            return redirect(self.form_address(report))
        known = mine.before is not None
        return _join_page(request, report, joined, mine if moved else None, choices, kept=kept, known=known)

    def _join(self, request, report: Report, joined: Joined, mine: Mine, wanted: set, choices: dict, kept) -> bool:
        if request.POST.get("theirs") != report.changed_at.isoformat():
            messages.error(request, _t("Rapporten ble lagret en gang til imens. Se over valgene på nytt."))
        elif wanted - set(choices):
            messages.error(request, _t("Velg din eller den andres tekst alle steder der begge har endret."))
        else:
            place = (mine.chapter, mine.position) if choices.get("place") == MINE else None
            slug = mine.manuscript.slug if mine.before and mine.manuscript.slug != mine.before.slug else None
            said = {"tab": kept.tab, "typed_note": posted(kept).get("version_note", "")}
            who = {"actor": request.user, "now": timezone.now()}
            join_typed(report=report, manuscript=joined.report, place=place, slug=slug, **said, **who)
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
            again = as_post(request, data)
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


def _number_rows(report: Report, fields: dict[str, list]) -> None:
    """Rows that the other one deleted are back with new numbers; the form knows them by the old."""
    for name in ROWS:
        rows = getattr(report, name)
        for place, row in enumerate(rows.order_by("position", "pk")):
            known = whole_number((fields.get(f"{name}-{place}-id") or [""])[0])
            if known not in {None, row.pk} and not rows.model.objects.filter(pk=known).exists():
                rows.filter(pk=row.pk).update(id=known)


def _join_page(
    request: HttpRequest, report: Report, joined: Joined, moved: Mine | None, choices: dict, *, kept, known: bool
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
        "kept": kept,
        "who": report.changed_by,
    }
    return render(request, "admin/reports/join.html", context)


def _place(chapter: int, position: int) -> str:
    return f"{Chapter.objects.select_related('edition').get(pk=chapter)}, nr. {position}"
