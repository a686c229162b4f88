"""Merging tags, institutions and series: a page that shows what will happen, and a list to undo from."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ..merging import NOUNS, MergeRefused, effect_of, merge_entries, undo_merge
from ..models import Merge
from ..uses import uses_of
from .ledger import LookOnly
from .widgets import FilteredSelect


class UseFilter(admin.SimpleListFilter):
    title = _("bruk")
    parameter_name = "bruk"

    def lookups(self, request, model_admin):
        return [("ja", _("brukt")), ("nei", _("ikke brukt"))]

    def queryset(self, request, rows):
        return {"ja": rows.filter(used_by__gt=0), "nei": rows.filter(used_by=0)}.get(self.value(), rows)


class Mergeable:
    """For the admins of the catalogue: the page where one entry goes into another."""

    def has_merge_permission(self, request) -> bool:
        return request.user.has_perm(f"reports.delete_{self.opts.model_name}")

    def merge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """GET with `med` shows what will happen; POST does it."""
        if not self.has_merge_permission(request):
            raise PermissionDenied
        entry = get_object_or_404(self.model, pk=pk)
        form = _chooser(self.model, entry)(request.POST or (request.GET if "med" in request.GET else None))
        into = form.cleaned_data["med"] if form.is_valid() else None
        if into and request.method == "POST":
            return self._merge(request, entry, into)
        context = {
            **self.admin_site.each_context(request),
            "title": _t("Slå sammen «%s» med en annen") % entry,
            "opts": self.opts,
            "entry": entry,
            "form": form,
            "into": into,
            "effect": effect_of(entry=entry, into=into) if into else None,
        }
        return render(request, "admin/reports/merge.html", context)

    def _merge(self, request, entry, into) -> HttpResponse:
        merge = merge_entries(entry=entry, into=into, actor=request.user, now=timezone.now())
        text = _t("«%(removed)s» er slått sammen med «%(kept)s».")
        undo = format_html(
            '<a href="{}">{}</a>', reverse("admin:reports_merge_change", args=[merge.pk]), _t("Angre sammenslåingen")
        )
        names = {"removed": merge.removed_name, "kept": merge.kept_name}
        messages.success(request, format_html("{} {}", text % names, undo))
        return redirect(f"admin:reports_{self.opts.model_name}_change", into.pk)

    def get_urls(self):
        name = f"reports_{self.opts.model_name}_merge"
        return [
            path("<int:pk>/slaa-sammen/", self.admin_site.admin_view(self.merge_view), name=name),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        entry = self.get_object(request, object_id)
        known = {"uses": uses_of(entry), "may_merge": self.has_merge_permission(request)} if entry else {}
        return super().change_view(request, object_id, form_url, {**known, **(extra_context or {})})


def _chooser(model, entry) -> type[forms.Form]:
    others = model.objects.exclude(pk=entry.pk).order_by("sort_name")
    label, empty = _t("Slå sammen med"), _t("Velg den som skal beholdes")
    field = forms.ModelChoiceField(others, label=label, empty_label=empty, widget=FilteredSelect)
    return type("Chooser", (forms.Form,), {"med": field})


@admin.register(Merge)
class MergeAdmin(LookOnly):
    list_display = ["__str__", "noun", "created_at", "created_by", "undone_at"]
    list_select_related = ["created_by"]
    list_filter = ["noun"]
    search_fields = ["removed_name", "kept_name"]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """What was merged, and the button that parts them; the post does it."""
        merge = self.get_object(request, object_id)
        if merge is None or not self.has_view_permission(request, merge):
            return super().change_view(request, object_id, form_url, extra_context)
        may_undo = request.user.has_perm(f"reports.delete_{merge.noun}")
        if request.method == "POST":
            if not may_undo:
                raise PermissionDenied
            return self._undo(request, merge)
        context = {**self.admin_site.each_context(request), "opts": self.opts, "merge": merge, "title": str(merge)}
        return render(request, "admin/reports/merge_undo.html", {**context, "may_undo": may_undo})

    def _undo(self, request, merge) -> HttpResponse:
        try:
            entry = undo_merge(merge=merge, actor=request.user, now=timezone.now())
        except MergeRefused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(request.path)
        messages.success(request, _t("«%s» er tilbake, og står der den sto.") % entry)
        return redirect(f"admin:reports_{NOUNS[merge.noun]._meta.model_name}_change", entry.pk)
