"""Words that were looked for, marked where they stand."""

import html
import re

from django import template
from django.utils.html import format_html, format_html_join
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
    mark = "<mark>{}</mark>"
    return format_html_join("", "{}", ((format_html(mark, typeset(t)) if hit else typeset(t),) for t, hit in cut))


@register.filter
def marking(rich: SafeString, stems: set[str]) -> SafeString:
    """Rich text as HTML, with the words marked between its tags."""
    if not stems:
        return rich
    parts = (
        part if part.startswith("<") else in_marks(pieces(html.unescape(part), stems)) for part in _TAG.split(rich)
    )
    return mark_safe("".join(parts))
