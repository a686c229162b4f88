"""What visitors are told when a text that they have seen is published anew: asked for wherever one publishes."""

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from ..text import refuse_control_characters

ASKED = _noop("Skriv hva som er endret, eller kryss av for at det er en liten endring.")


def text_field(label: str, *, help_text: str, required: bool = False, rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": rows, "cols": 80}),
        validators=[refuse_control_characters],
        help_text=help_text,
    )


class ChangeNote(forms.Form):
    note = text_field(
        _("Hva er endret?"), help_text=_("Vises med dagens dato på rapportens side og for dem som følger den.")
    )
    minor = forms.BooleanField(
        label=_("Liten endring, uten merknad"), required=False, help_text=_("For eksempel en skrivefeil.")
    )


class RequiredChangeNote(ChangeNote):
    """A note, or the word that none is needed; where there is something to ask about."""

    def clean(self):
        cleaned = super().clean()
        if "note" in self.fields and not cleaned.get("minor") and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", _t(ASKED))
        return cleaned
