"""Text as the product needs it everywhere: slugs, sort keys, folded keys, and what plain text may not hold."""

import re
import secrets
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from .manuscript.numbers import whole_number
from .manuscript.said import Said
from .manuscript.slugs import SLUG_LENGTH, slugify, without_accents
from .manuscript.values import CONTROL

__all__ = [
    "SLUG_LENGTH",
    "fold",
    "new_public_id",
    "refuse_control_characters",
    "slugify",
    "sort_key",
    "whole_number",
    "worded",
]

# No vowels and no look-alikes: an id spells no word and survives being read aloud.
_ID_LETTERS = "23456789bcdfghjkmnpqrstvwxz"
# Norwegian order ends … z æ ø å. Plain letters, so that every database's collation agrees; and no "aa", which a
# Norwegian one takes for å.
_SORT = str.maketrans({"a": "ab", "z": "zb", "æ": "zc", "ø": "zd", "å": "ze"})
_KIN = str.maketrans({"Ä": "Æ", "ä": "æ", "Ö": "Ø", "ö": "ø"})


def fold(text: str) -> str:
    """The key by which two names are the same.

    Case, width, accents other than æøå, spacing, and invisible letters such as soft hyphens do not count.
    """
    kept = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(c if c.isascii() or c in "æøå" else without_accents(c) for c in kept)
    return " ".join(kept.split())


def sort_key(text: str) -> str:
    """Letters that sort in Norwegian order on every database; numbers by their value."""
    kin = unicodedata.normalize("NFC", text).translate(_KIN)
    folded = re.sub(r"[^\w\s]", "", fold(kin)).translate(_SORT)
    return re.sub(r"\d+", lambda digits: digits[0].zfill(6), folded)[:200]


def worded(text: str) -> str:
    """What the manuscript said, in the language that is spoken now; other text as it is."""
    if not isinstance(text, Said):
        return text
    values = {name: worded(value) for name, value in text.values.items()}
    return _(text.template) % values if values else _(text.template)


def new_public_id() -> str:
    """Eight letters and digits (37 bits), made once for a report, finding, key figure or document."""
    return "".join(secrets.choice(_ID_LETTERS) for _ in range(8))


def refuse_control_characters(value: str) -> None:
    """A validator: what later would break feeds, OAI-PMH and spreadsheets is stopped at the field."""
    if isinstance(value, str) and (match := CONTROL.search(value)):
        raise ValidationError(
            _lazy(
                "Teksten inneholder et usynlig styretegn (U+%(code)04X) etter «%(before)s». Slett det og skriv på nytt."
            ),
            params={"code": ord(match[0]), "before": value[max(0, match.start() - 20) : match.start()]},
            code="control_character",
        )
