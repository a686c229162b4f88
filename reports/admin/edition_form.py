"""What the forms of a year and its chapters have besides their texts: a note for the history, and what was seen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Edition
from ..publishing.year_history import last_version
from ..text import refuse_control_characters
from .typed import ShownAgain


class YearForm(ShownAgain, forms.ModelForm):
    """For what is part of a year: its next save is a version."""

    version_note = forms.CharField(
        label=_("Hva har du endret?"),
        required=False,
        max_length=500,
        help_text=_("For historikken i redaksjonen, ikke for nettstedet. Kan stå tom."),
        validators=[refuse_control_characters],
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    # The number of the year's last version, as this page saw it: a save on top of somebody else's is stopped.
    seen = forms.CharField(label="", required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            edition = self.instance if isinstance(self.instance, Edition) else self.instance.edition
            last = last_version(edition)
            self.initial["seen"] = str(last.number) if last else ""
