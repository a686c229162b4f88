"""Model fields of the domain, and the form fields that read what an editor types into them.

Each deconstructs to a plain Django field, so that migrations outlive a change of editor or of validation.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from .manuscript import richtext
from .manuscript.dates import DateError, PartialDate, parse_date
from .text import new_public_id, refuse_control_characters, worded


class _Plain:
    """Refuses control characters, and leaves migrations the Django field it is."""

    django_name = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "validators": [*kwargs.get("validators", ()), refuse_control_characters]})

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("validators", None)
        return name, f"django.db.models.{self.django_name}", args, kwargs


class PlainCharField(_Plain, models.CharField):
    django_name = "CharField"

    def formfield(self, **kwargs):
        return super().formfield(**{"validators": [refuse_control_characters], **kwargs})


class PlainTextField(_Plain, models.TextField):
    django_name = "TextField"

    def formfield(self, **kwargs):
        return super().formfield(**{"validators": [refuse_control_characters], **kwargs})


class WebAddressField(_Plain, models.URLField):
    """An address typed without scheme is taken as https."""

    django_name = "URLField"

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https", **kwargs})


class RichTextField(_Plain, models.TextField):
    """Canonical restricted HTML. Cleaned at every save, whoever saves: the editor's own cleaning is not trusted."""

    django_name = "TextField"

    def pre_save(self, model_instance, add):
        value = richtext.clean(getattr(model_instance, self.attname) or "")
        setattr(model_instance, self.attname, value)
        return value


class PublicIdField(models.CharField):
    """A short id made once and never reused; permanent addresses use it."""

    def __init__(self, *args, **kwargs):
        defaults = {"max_length": 12, "unique": True, "default": new_public_id, "editable": False}
        super().__init__(*args, **{**defaults, **kwargs})

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs


class PartialDateField(models.CharField):
    """A PartialDate, stored as its sort key: ten characters that every database orders rightly."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "max_length": 10})

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def from_db_value(self, value, expression, connection):
        return PartialDate.from_sort_key(value) if value else None

    def to_python(self, value):
        if value in (None, "") or isinstance(value, PartialDate):
            return value or None
        try:
            return parse_date(value)
        except DateError as error:
            raise ValidationError(worded(str(error)), code="invalid") from None

    def get_prep_value(self, value):
        value = self.to_python(value)
        return value.sort_key if value else None

    def value_to_string(self, obj):
        value = self.value_from_object(obj)
        return value.iso if value else ""

    def validate(self, value, model_instance):
        super().validate(value, model_instance)

    def run_validators(self, value):
        """The calendar has already been asked; length is not the value's."""

    def formfield(self, **kwargs):
        return PartialDateFormField(
            required=not self.blank,
            label=kwargs.pop("label", capfirst(self.verbose_name)),
            help_text=kwargs.pop("help_text", self.help_text),
        )


class PartialDateFormField(forms.CharField):
    widget = forms.TextInput(attrs={"size": 24, "autocomplete": "off"})

    def to_python(self, value):
        value = super().to_python(value)
        if not value:
            return None
        try:
            return parse_date(value)
        except DateError as error:
            raise ValidationError(worded(str(error)), code="invalid") from None

    def run_validators(self, value):
        """A parsed date has nothing left to check."""

    def prepare_value(self, value):
        return "" if value is None else str(value)

    def has_changed(self, initial, data):
        try:
            return initial != self.to_python(data)
        except ValidationError:
            return True


class LinesFormField(forms.CharField):
    """One entry a line, as a list of texts."""

    def __init__(self, **kwargs):
        for name in ("encoder", "decoder"):  # what a JSONField passes on
            kwargs.pop(name, None)
        rows = kwargs.pop("rows", 3)
        super().__init__(**{"widget": forms.Textarea(attrs={"rows": rows, "cols": 60}), **kwargs})
        self.validators.append(refuse_control_characters)

    def clean(self, value):
        return [self.read_line(line) for line in self._lines(super().clean(value))]

    def _lines(self, text: str) -> list[str]:
        return [line.strip() for line in text.splitlines() if line.strip()]

    def read_line(self, line: str):
        return line

    def write_line(self, entry) -> str:
        return entry

    def prepare_value(self, value):
        return value if isinstance(value, str) else "\n".join(self.write_line(entry) for entry in value or [])

    def has_changed(self, initial, data):
        return self._lines(self.prepare_value(initial)) != self._lines(data or "")


class LabelledLinesFormField(LinesFormField):
    """One "Label: value" a line, as a list of dictionaries. `labels` maps allowed keys to labels; none allows any."""

    def __init__(self, *, key="label", labels=None, example="Antall respondenter: 2 968", **kwargs):
        self.key, self.labels, self.example = key, labels, example
        super().__init__(**kwargs)

    def read_line(self, line):
        label, colon, value = (part.strip() for part in line.partition(":"))
        if not (label and colon and value):
            raise ValidationError(
                _("Linjen «%(line)s» mangler kolon eller verdi. Skriv for eksempel «%(example)s».")
                % {"line": line[:60], "example": self.example}
            )
        if self.labels:
            known = {name.casefold(): key for key, name in self.labels.items()}
            if label.casefold() not in known:
                told = {"label": label[:40], "known": ", ".join(map(str, self.labels.values()))}
                raise ValidationError(_("«%(label)s» er ikke blant %(known)s.") % told)
            label = known[label.casefold()]
        return {self.key: label, "value": value}

    def write_line(self, entry):
        label = (self.labels or {}).get(entry[self.key], entry[self.key])
        return f"{label}: {entry['value']}"
