"""The year's colour and cover picture in the edition's form."""

from django import forms
from django.contrib.auth.decorators import permission_required
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ..files.covers import PictureRefused, cover_bytes, keep_cover
from ..models import Edition
from .change_notes import ChangeNote, text_field
from .edition_form import YearForm

_SALT = "cover"


def keep_upload(files: MultiValueDict) -> None:
    """Before the form is read, which happens in a transaction: the desk would wait while a picture is made anew.

    Leaves the outcome on the upload: `kept`, or in `refused` the sentence that says why not.
    """
    upload = files.get("picture")
    if upload is None:
        return
    upload.kept, upload.refused = "", ""
    try:
        upload.kept = keep_cover(content=upload.read(), name=upload.name)
    except PictureRefused as refused:
        upload.refused = str(refused)


def received(files: MultiValueDict) -> str:
    """A token for a picture that has been kept, with which a form that is shown again need not ask for it again."""
    upload = files.get("picture")
    return signing.dumps(upload.kept, salt=_SALT) if getattr(upload, "kept", "") else ""


class PictureInput(forms.FileInput):
    """A file box under the picture that the edition has, or the word that one has been received."""

    template_name = "admin/widgets/cover.html"
    shown, received = "", False

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"shown": self.shown, "received": self.received}
        return context


class EditionForm(YearForm, ChangeNote):
    """A picture that came with a form that must be mended is not asked for again: its token comes along."""

    picture = forms.FileField(
        label=_("Forsidebilde"),
        required=False,
        widget=PictureInput(attrs={"accept": "image/jpeg,image/png"}),
        help_text=_("JPEG eller PNG, minst 1600 × 1000 punkter. Bildet beskjæres til 16:10, med midten i behold."),
    )
    picture_received = forms.CharField(label="", required=False, widget=forms.HiddenInput)
    remove_picture = forms.BooleanField(label=_("Ta bort forsidebildet"), required=False)
    note = text_field(
        _("Hva er endret?"),
        help_text=_("Vises med dagens dato på utgavens side, på rapportene som er endret, og for dem som følger dem."),
        rows=2,
    )

    class Meta:
        widgets = {"accent": forms.TextInput(attrs={"type": "color"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.cover_sha256:
            address = reverse("admin:reports_edition_cover", args=[self.instance.pk])
            self.fields["picture"].widget.shown = f"{address}?{self.instance.cover_sha256[:8]}"
        else:
            self.fields["remove_picture"].widget = forms.HiddenInput()

    def clean_accent(self):
        return (self.cleaned_data["accent"] or "").lower()

    def clean(self):
        cleaned = super().clean()
        sha256 = self._picture(cleaned)
        if not sha256:
            self.instance.cover_sha256 = ""
            cleaned |= {"cover_alt": "", "cover_is_decoration": False}
            return cleaned
        self.instance.cover_sha256 = sha256
        alt, decoration = cleaned.get("cover_alt", "").strip(), cleaned.get("cover_is_decoration")
        if alt and decoration:
            text = _t("Skriv hva bildet viser, eller kryss av for at det er pynt. Ikke begge deler.")
            self.add_error("cover_is_decoration", text)
        if not alt and not decoration and "cover_alt" not in self.errors:
            self.add_error("cover_alt", _t("Skriv hva bildet viser, eller kryss av for at det bare er pynt."))
        return cleaned

    def _picture(self, cleaned: dict) -> str:
        """The checksum of what was sent, now or with an earlier try; else of what the edition has."""
        if upload := cleaned.get("picture"):
            if upload.refused:
                self.add_error("picture", upload.refused)
                return self.instance.cover_sha256
            self.fields["picture"].widget.received = True
            self.data = self.data.copy()
            self.data[self.add_prefix("picture_received")] = signing.dumps(upload.kept, salt=_SALT)
            return upload.kept
        if cleaned.get("remove_picture"):
            return ""
        try:
            sha256 = signing.loads(cleaned.get("picture_received", ""), salt=_SALT)
        except signing.BadSignature:
            return self.instance.cover_sha256
        self.fields["picture"].widget.received = True
        return sha256


@permission_required("reports.view_edition", raise_exception=True)
@require_safe
def cover_picture(request: HttpRequest, pk: int) -> HttpResponse:
    content = cover_bytes(get_object_or_404(Edition, pk=pk).cover_sha256)
    if not content:
        raise Http404
    return HttpResponse(content, content_type="image/jpeg")
