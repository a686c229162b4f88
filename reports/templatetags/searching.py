"""Words that were looked for, marked where they stand."""

import html
import re

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from ..search.passages import Pieces, pieces
from .typography import number, typeset

register = template.Library()
_TAG = re.compile(r"(<[^>]*>)")  # in canonical HTML: no attribute holds a bare >


@register.filter
def counted_more_pages(count: int) -> str:
    return ngettext("og %(n)s side til", "og %(n)s sider til", count) % {"n": number(count)}


@register.filter
def in_marks(cut: Pieces) -> SafeString:
    """Pieces of a text, those that were looked for marked."""
    shown = ((html.escape(typeset(text)), hit) for text, hit in cut)
    return mark_safe("".join(f"<mark>{text}</mark>" if hit else text for text, hit in shown))


@register.filter
def marking(rich: SafeString, stems: set[str]) -> SafeString:
    """Rich text as HTML, with the words marked between its tags."""
    if not stems:
        return rich
    parts = (
        part if part.startswith("<") else in_marks(pieces(html.unescape(part), stems)) for part in _TAG.split(rich)
    )
    return mark_safe("".join(parts))
