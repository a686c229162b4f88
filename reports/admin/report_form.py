"""The report form and its rows: findings, key figures, contributions. Documents have a module of their own."""

from decimal import Decimal

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ..fields import LabelledLinesFormField, LinesFormField
from ..manuscript.values import IDENTIFIER_TYPES
from ..models import Chapter, Contribution, Finding, KeyFigure, Report, Tag
from ..text import refuse_control_characters
from .desk import Rows
from .typed import ShownAgain
from .widgets import FilteredCheckboxes, ShortRichTextWidget


class TagsField(forms.ModelMultipleChoiceField):
    def _check_values(self, value):
        """A number that no database can hold is no tag; Django's own field asks the database and fails."""
        if too_long := next((one for one in value if len(str(one)) > 18), None):
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": str(too_long)[:40]}
            )
        return super()._check_values(value)


class ReportForm(ShownAgain, forms.ModelForm):
    tags = TagsField(Tag.objects.all(), label=_("Emner"), required=False, widget=FilteredCheckboxes)
    authors = LinesFormField(label=_("Forfattere"), required=False, help_text=_("Ett navn på hver linje."))
    identifiers = LabelledLinesFormField(
        key="type",
        labels=IDENTIFIER_TYPES,
        example="Rapportnummer: 2020:14",
        label=_("Identifikatorer"),
        required=False,
        rows=2,
        help_text=_("Én på hver linje: ISBN, ISSN, Rapportnummer eller DOI. For eksempel «Rapportnummer: 2020:14»."),
    )
    facts = LabelledLinesFormField(
        label=_("Fakta"),
        required=False,
        help_text=_("Én opplysning på hver linje, for eksempel «Antall respondenter: 2 968»."),
    )
    version_note = forms.CharField(
        label=_("Hva har du endret?"),
        required=False,
        max_length=500,
        help_text=_("For historikken i redaksjonen, ikke for nettstedet. Kan stå tom."),
        validators=[refuse_control_characters],
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    # When the report was last saved, as this page saw it: a save on top of somebody else's is stopped.
    seen = forms.CharField(label="", required=False, widget=forms.HiddenInput)

    class Meta:
        model = Report
        fields = "__all__"  # noqa: DJ007  which are shown, the admin's fieldsets say
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2, "cols": 80}),
            "lead": forms.Textarea(attrs={"rows": 4, "cols": 80}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = self.instance.changed_at.isoformat()
        # A draft is saved however little has been filled in.
        self.fields["chapter"].required = self.fields["position"].required = False
        self.fields["position"].help_text = _("Sist i kapitlet når feltet står tomt.")

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())

    def clean_chapter(self):
        """The one it stands in when none is chosen; a new report's is where it is begun."""
        held = self.instance.chapter if self.instance.pk else Chapter.objects.first_open()
        chosen = self.cleaned_data["chapter"] or held
        if chosen is None:
            raise ValidationError(_("Det finnes ingen kapitler ennå. Lag en utgave med kapitler først."))
        return chosen

    def clean(self):
        cleaned = super().clean()
        if "position" in cleaned and cleaned["position"] is None and "chapter" in cleaned:
            cleaned["position"] = cleaned["chapter"].next_position()
        seen = cleaned.get("seen")
        if self.instance.pk and seen and seen != self.instance.changed_at.isoformat():
            who = self.instance.changed_by
            raise ValidationError(
                _t(
                    "%(who)s lagret rapporten %(when)s, mens du skrev. Ingenting er overskrevet, og det du skrev, står "
                    "her fortsatt. Åpne rapporten i en ny fane, se hva som er endret, og før inn ditt der."
                )
                % {
                    "who": who.get_short_name() or who.username if who else _t("Noen andre"),
                    "when": date_format(localtime(self.instance.changed_at), "SHORT_DATETIME_FORMAT"),
                },
                code="stale",
            )
        return cleaned


class FindingRows(Rows, admin.StackedInline):
    model = Finding
    fields = ["text", "heading", "position"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "text":
            kwargs["widget"] = ShortRichTextWidget
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class KeyFigureForm(forms.ModelForm):
    """The number as it is written in Norwegian: "75,5", and no more decimals than it has."""

    value = forms.DecimalField(label=_("Tall"), required=False, max_digits=15, decimal_places=4, localize=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.value is not None:
            self.initial["value"] = Decimal(f"{self.instance.value.normalize():f}")


class KeyFigureRows(Rows, admin.StackedInline):
    model = KeyFigure
    form = KeyFigureForm
    fields = [("value", "unit"), "statement", ("group", "measure"), "position"]


class ContributionForm(forms.ModelForm):
    def has_changed(self):
        """A new row in which no institution has been chosen yet is no row."""
        chosen = self.data.get(self.add_prefix("organisation"))
        return super().has_changed() if self.instance.pk or chosen else False


class ContributionRows(Rows, admin.StackedInline):
    model = Contribution
    form = ContributionForm
    verbose_name, verbose_name_plural = _("institusjon"), _("utfører, oppdragsgiver og datainnsamler")
    fields = [("organisation", "role", "position")]
    filtered_selects = ("organisation",)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A new institution is made in the page (new-entry.js), not in another window."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "organisation":
            field.widget.can_add_related = False
        return field
