"""Form widgets of the desk: rich text within our vocabulary, and lists with a filter box for everyone."""

from django import forms
from django_prose_editor.widgets import AdminProseEditorWidget

_LIGHT = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Link": {"enableTarget": False},
    "History": True,
}
_TABLE = {"Table": True, "TableRow": True, "TableHeader": True, "TableCell": True}
_FULL = {**_LIGHT, "Heading": {"levels": [2, 3]}, "Blockquote": True, **_TABLE}


class RichTextWidget(AdminProseEditorWidget):
    """The editor for long texts; its toolbar offers what manuscript/richtext.py keeps."""

    extensions = _FULL

    def __init__(self, attrs=None):
        super().__init__(attrs={"rows": 8, "cols": 80, **(attrs or {})}, preset="configurable")
        self.config = {"extensions": self.extensions}


class ShortRichTextWidget(RichTextWidget):
    """For rows of which a page has many: the editor is started when the row is opened, by desk.js."""

    extensions = _LIGHT

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        given = context["widget"]["attrs"]
        given["data-editor-on-demand"] = given.pop("data-django-prose-editor-configurable")
        return context


class FilteredSelect(forms.Select):
    """A plain select; desk.js puts a filter box before it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.attrs["data-filter-box"] = ""


class FilteredCheckboxes(forms.CheckboxSelectMultiple):
    """A list of checkboxes; desk.js puts a filter box before it and says how many are chosen."""

    template_name = "admin/widgets/filtered_checkboxes.html"
