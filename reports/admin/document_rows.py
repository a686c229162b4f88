"""The rows of documents in the report form, with a file that is kept as soon as it has come and is found good."""

import re
from dataclasses import asdict

from django import forms
from django.contrib import admin, messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ..files.kept import FileRefused, KeptFile, keep_file
from ..files.verdicts import Told, holders_of, pages_known, told_of
from ..models import Document
from .desk import Rows, RowSet

_SALT = "kept-file"
_FIELD = re.compile(r"documents-\d+-file")


def keep_uploads(request: HttpRequest) -> None:
    """Keeps what was sent before the form is read: that happens in a transaction, and the whole desk would wait while
    a large file is written. Tells where the same file lies already."""
    for name, upload in request.FILES.items():
        if _FIELD.fullmatch(name):
            _keep(upload)
            if upload.kept:
                _tell_twins(request, upload.kept, own=request.POST.get(name.removesuffix("file") + "id", ""))


def _tell_twins(request: HttpRequest, file: KeptFile, *, own: str) -> None:
    for twin in holders_of([file.sha256]):
        if str(twin.pk) != own:
            address = reverse("admin:reports_report_change", args=[twin.report_id])
            text = _t("Filen «%(name)s» ligger også på dokumentet «%(title)s» i") % {"name": file.name, "title": twin}
            link = format_html('<a href="{}#documents-group">{}</a>', address, twin.report)
            messages.warning(request, format_html("{} {}.", text, link))


def tokens_of(files: MultiValueDict) -> dict[str, str]:
    """What the form sends instead of the files that came with it, when it is sent once more."""
    kept = {name: upload.kept for name, upload in files.items() if getattr(upload, "kept", None)}
    return {f"{name}-mottatt": token_of(file) for name, file in kept.items()}


def token_of(file: KeptFile) -> str:
    return signing.dumps(asdict(file), salt=_SALT)


def _keep(upload: UploadedFile) -> None:
    """Leaves the outcome on the upload: `kept`, or in `refused` the sentence that says why not."""
    if hasattr(upload, "kept"):
        return
    upload.kept, upload.refused = None, ""
    try:
        upload.kept = keep_file(chunks=upload.chunks(), name=upload.name)
    except FileRefused as refused:
        upload.refused = str(refused)


class KeptFileWidget(forms.FileInput):
    """A file box. A file that came with a form that must be mended is not asked for again: its token comes along."""

    template_name = "admin/widgets/kept_file.html"
    received: KeptFile | None = None
    document: Document | None = None  # as it is saved
    told: Told | None = None

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        token = token_of(self.received) if self.received else ""
        context["widget"] |= {"received": self.received, "token": token, "kept": value}
        context["widget"] |= {"document": self.document, "told": None if self.received else self.told}
        return context

    def value_from_datadict(self, data, files, name):
        """An upload, a KeptFile from an earlier try, False for "take the file away", or None."""
        if upload := super().value_from_datadict(data, files, name):
            return upload
        if f"{name}-fjern" in data:
            return False
        try:
            return KeptFile(**signing.loads(data.get(f"{name}-mottatt", ""), salt=_SALT))
        except signing.BadSignature:
            return None

    def value_omitted_from_data(self, data, files, name):
        return self.value_from_datadict(data, files, name) is None


class KeptFileField(forms.FileField):
    """A KeptFile; False when the file is to go; else what the row had. Keeping has no other effect than a file more."""

    widget = KeptFileWidget

    def to_python(self, data):
        if isinstance(data, KeptFile) or data in self.empty_values:
            return data or None
        _keep(data)
        if data.refused:
            raise ValidationError(data.refused, code="refused")
        return data.kept

    def bound_data(self, _, initial):
        return initial


class DocumentForm(forms.ModelForm):
    file = KeptFileField(
        label=_("Fil"),
        required=False,
        help_text=_("PDF, høyst 50 MB. Nettstedet lenker til filen framfor adressen. Størrelse og sider leses av den."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        widget = self.fields["file"].widget
        if self.instance.pk:
            widget.document, widget.told = self.instance, getattr(self.instance, "told", None)
        if self.instance.sha256:
            self.initial["file"] = self.instance.file_name

    def clean(self):
        cleaned = super().clean()
        file = cleaned.get("file")
        if isinstance(file, KeptFile):
            self.fields["file"].widget.received = file
            self.instance.sha256, self.instance.file_name = file.sha256, file.name
            cleaned |= {"size": file.size, "pages": None, "format": "PDF"}
        elif file is False:
            self.instance.sha256 = self.instance.file_name = ""
        if self.instance.sha256 and not cleaned.get("pages"):  # the worker may have looked into it already, or will
            cleaned["pages"] = pages_known([self.instance.sha256]).get(self.instance.sha256)
        return cleaned


class DocumentFormSet(RowSet):
    def get_queryset(self):
        """With what is said of each file, looked up once for all; Django asks for the rows again and again."""
        is_known = hasattr(self, "_queryset")
        documents = super().get_queryset()
        if not is_known:
            told = told_of(documents)
            for document in documents:
                document.told = told.get(document.pk)
        return documents


class DocumentRows(Rows, admin.StackedInline):
    model = Document
    form, formset = DocumentForm, DocumentFormSet
    fields = ["title", ("kind", "language", "format"), "file", "url", ("size", "pages"), "position"]
