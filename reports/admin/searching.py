"""What editors say of search: words that mean the same, and what people looked for in vain."""

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..fields import LinesFormField
from ..models import MissedSearch, SearchSynonym
from ..search.synonyms import delete_synonym, save_synonym
from .desk import DeskAdmin
from .ledger import LookOnly


class SynonymForm(forms.ModelForm):
    words = LinesFormField(
        label=_("Ord som betyr det samme"),
        help_text=_("Ett ord eller uttrykk på hver linje, minst to. Søk på ett av dem finner også de andre."),
    )


@admin.register(SearchSynonym)
class SynonymAdmin(DeskAdmin):
    verbs_write_log = True
    form = SynonymForm
    fields = ["words"]
    list_display = ["__str__", "changed_at"]
    search_fields = ["words"]

    def save_model(self, request, obj, form, change):
        save_synonym(synonym=obj, actor=request.user, now=timezone.now())

    def delete_model(self, request, obj):
        delete_synonym(synonym=obj, actor=request.user, now=timezone.now())

    def delete_queryset(self, request, queryset):
        for synonym in queryset:
            self.delete_model(request, synonym)


@admin.register(MissedSearch)
class MissedSearchAdmin(LookOnly):
    list_display = ["words", "day", "times"]
    list_filter = ["day"]
    search_fields = ["words"]
