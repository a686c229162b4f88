"""A year's face: its colour and its cover picture. The desk's edition and the published one have each their own."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..fields import PlainCharField
from ..manuscript.colours import HOUSE_ACCENT, LEAST_FOR_TEXT, PAPER, WHITE, contrast


def unreadable(colour: str) -> str:
    """What is wrong with it, or nothing: its text must be read on paper, and paper-white text on it."""
    if len(colour) != 7 or not colour.startswith("#") or set(colour[1:]) - set("0123456789abcdef"):
        return _("«%s» er ingen farge. Skriv den som #0b5563.") % colour[:20]
    found = min(contrast(colour, PAPER), contrast(colour, WHITE))
    if found >= LEAST_FOR_TEXT:
        return ""
    text = _("Fargen %(colour)s har kontrast %(found)s mot hvitt papir, og må ha minst 4,5. Velg en mørkere farge.")
    return text % {"colour": colour, "found": f"{found:.1f}".replace(".", ",")}


class Cover(models.Model):
    accent = models.CharField(
        _("farge"),
        max_length=7,
        default=HOUSE_ACCENT,
        help_text=_("Brukes på forsiden og i titler i PDF og Word, og øverst på årets side."),
    )
    cover_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    cover_alt = PlainCharField(
        _("hva bildet viser"),
        max_length=300,
        blank=True,
        help_text=_("Leses opp for dem som ikke ser bildet. Skriv det viktigste i én setning."),
    )
    cover_is_decoration = models.BooleanField(
        _("bildet er bare pynt"), default=False, help_text=_("Det sier ingenting som ikke står i teksten.")
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_cover_is_described_or_decoration",
                condition=models.Q(cover_sha256="", cover_alt="", cover_is_decoration=False)
                | ~models.Q(cover_sha256="") & models.Q(cover_alt="", cover_is_decoration=True)
                | ~models.Q(cover_sha256="") & ~models.Q(cover_alt="") & models.Q(cover_is_decoration=False),
            )
        ]

    def clean(self):
        super().clean()
        if problem := unreadable(self.accent):
            raise ValidationError({"accent": problem})

    @property
    def face(self) -> dict:
        """The columns, to be copied from the one to the other."""
        return {name: getattr(self, name) for name in ("accent", "cover_sha256", "cover_alt", "cover_is_decoration")}

    @property
    def printed_face(self) -> dict:
        """The same as the manuscript has it: nothing where there is nothing to tell."""
        return {
            "accent": self.accent if self.accent != HOUSE_ACCENT else None,
            "cover": self.cover_sha256 or None,
            "cover_alt": self.cover_alt or None,
        }
