"""Organisations, series and tags at the desk. They are live: saving one is publishing it."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpRequest, HttpResponseNotAllowed, JsonResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ..catalogue import delete_entry, save_entry
from ..fields import LinesFormField
from ..models import Organisation, Series, Tag
from ..text import fold
from .deleting import KeepsWhatIsUsed
from .desk import DeskAdmin
from .merging import Mergeable, UseFilter


class EntryForm(forms.ModelForm):
    other_names = LinesFormField(
        label=_("Andre navn"), required=False, help_text=_("Andre ord folk leter etter, ett på hver linje.")
    )

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if not fold(name):
            raise ValidationError(_t("Navnet må ha minst én bokstav."))
        if fold(name) == self.instance.folded:
            return name
        twin = self._meta.model.objects.called(name)
        if twin and twin.pk != self.instance.pk:
            raise ValidationError(
                _t("«%s» finnes allerede. Bruk den, eller velg et annet navn.") % twin.name
                if fold(twin.name) == fold(name)
                else _t("«%(twin)s» har «%(name)s» som et annet navn. Bruk den, eller velg et annet navn.")
                % {"twin": twin.name, "name": name}
            )
        return name

    def clean_other_names(self):
        """A word that is another entry's own name would make the two one in search and apart in lists."""
        names = list(dict.fromkeys(" ".join(name.split()) for name in self.cleaned_data["other_names"]))
        others = self._meta.model.objects.exclude(pk=self.instance.pk)
        taken = others.filter(folded__in=[fold(name) for name in names]).order_by("sort_name")
        if twins := ", ".join(f"«{twin.name}»" for twin in taken):
            raise ValidationError(_t("%s finnes allerede for seg. Ta bort ordet her, eller slå de to sammen.") % twins)
        return names


class EntryAdmin(Mergeable, KeepsWhatIsUsed, DeskAdmin):
    form = EntryForm
    verbs_write_log = True
    change_form_template = "admin/reports/entry_form.html"
    list_filter = [UseFilter]
    search_fields = ["name", "other_names"]
    desk_path = ""
    short_fields = ["name"]  # what the report form asks for when an entry is made there

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(used_by=Count(self.desk_path, distinct=True))

    @admin.display(description=_("brukt i rapporter"), ordering="used_by")
    def used(self, entry):
        return entry.used_by

    @admin.display(description=_("andre navn"))
    def also_called(self, entry):
        return ", ".join(entry.other_names) or "–"

    def save_model(self, request, obj, form, change):
        save_entry(entry=obj, actor=request.user, now=timezone.now())

    def delete_model(self, request, obj):
        delete_entry(entry=obj, actor=request.user, now=timezone.now())

    def delete_queryset(self, request, queryset):
        for entry in queryset:
            self.delete_model(request, entry)

    def get_view_on_site_url(self, obj=None):
        return obj.get_absolute_url() if obj else None

    def make_view(self, request: HttpRequest) -> JsonResponse | HttpResponseNotAllowed:
        """For the report form: 201 with the new entry, or 400 with what is wrong and the one that has the name."""
        if not self.has_add_permission(request):
            return JsonResponse(
                {"errors": [_t("Du har ikke lov til å lage dette. Spør en administrator.")]}, status=403
            )
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        form = self.get_form(request, fields=self.short_fields)(request.POST)
        if not form.is_valid():
            twin = self.model.objects.called(request.POST.get("name", "")[:200])
            errors = [text for texts in form.errors.values() for text in texts]
            return JsonResponse({"errors": errors, "existing": _choice(twin) if twin else None}, status=400)
        entry = form.save(commit=False)
        self.save_model(request, entry, form, change=False)
        self.log_addition(request, entry, [{"added": {}}])
        return JsonResponse(_choice(entry), status=201)

    def get_urls(self):
        name = f"reports_{self.opts.model_name}_make"
        return [path("ny/", self.admin_site.admin_view(self.make_view), name=name), *super().get_urls()]


def _choice(entry: Organisation | Series | Tag) -> dict:
    return {"id": entry.pk, "name": str(entry)}


@admin.register(Organisation)
class OrganisationAdmin(EntryAdmin):
    fields = ["name", "acronym", "other_names", "url", "ror", "slug"]
    list_display = ["name", "acronym", "also_called", "used"]
    short_fields = ["name", "acronym"]
    desk_path = "report_contributions__report"
    deletion_advice = _("Ta institusjonen ut av rapportene, og publiser dem igjen. Da kan den slettes.")


@admin.register(Series)
class SeriesAdmin(EntryAdmin):
    fields = ["name", "description", "rhythm", "other_names", "slug"]
    list_display = ["name", "rhythm", "used"]
    desk_path = "reports"
    deletion_advice = _("Ta rapportene ut av serien, og publiser dem igjen. Da kan den slettes.")


@admin.register(Tag)
class TagAdmin(EntryAdmin):
    fields = ["name", "description", "other_names", "slug"]
    list_display = ["name", "also_called", "used"]
    desk_path = "report_tags"
    deletion_advice = _("Ta emnet av rapportene, og publiser dem igjen. Da kan det slettes.")
