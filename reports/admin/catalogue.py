"""Organisations, series and tags at the desk. They are live: saving one is publishing it."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ..catalogue import save_entry
from ..fields import LinesFormField
from ..models import Organisation, Series, Tag
from ..text import fold
from .desk import DeskAdmin


class EntryForm(forms.ModelForm):
    other_names = LinesFormField(
        label=_("Andre navn"), required=False, help_text=_("Andre ord folk leter etter, ett på hver linje.")
    )

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        twin = self._meta.model.objects.by_name(name)
        if twin and twin.pk != self.instance.pk:
            raise ValidationError(_t("«%s» finnes allerede. Bruk den, eller velg et annet navn.") % twin.name)
        if not fold(name):
            raise ValidationError(_t("Navnet må ha minst én bokstav."))
        return name


class EntryAdmin(DeskAdmin):
    form = EntryForm
    search_fields = ["name", "other_names"]
    desk_path = ""

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

    def get_view_on_site_url(self, obj=None):
        return obj.get_absolute_url() if obj else None


@admin.register(Organisation)
class OrganisationAdmin(EntryAdmin):
    fields = ["name", "acronym", "other_names", "url", "ror", "slug"]
    list_display = ["name", "acronym", "also_called", "used"]
    desk_path = "report_contributions__report"


@admin.register(Series)
class SeriesAdmin(EntryAdmin):
    fields = ["name", "description", "rhythm", "other_names", "slug"]
    list_display = ["name", "rhythm", "used"]
    desk_path = "reports"


@admin.register(Tag)
class TagAdmin(EntryAdmin):
    fields = ["name", "description", "other_names", "slug"]
    list_display = ["name", "also_called", "used"]
    desk_path = "report_tags"
