"""Addresses made of titles: one function for everything that gets one."""

import re
import unicodedata

SLUG_LENGTH = 90
_FOLD = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "ö": "o", "ä": "ae", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l"}
)


def slugify(text: str) -> str:
    """ "Språk og læring" → "sprak-og-laering"; whole words, at most 90 characters, never empty."""
    folded = without_accents(unicodedata.normalize("NFC", text).casefold().translate(_FOLD))
    slug = re.sub(r"[^a-z0-9]+", "-", folded).strip("-")
    if len(slug) > SLUG_LENGTH:
        slug = slug[: SLUG_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_LENGTH]
    return slug or "uten-navn"


def without_accents(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not (unicodedata.combining(c) or unicodedata.category(c) == "Cf"))
