"""Words that were looked for, marked where they stand."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from ..search.passages import Pieces
from .typography import number, typeset

register = template.Library()


@register.filter
def counted_more_pages(count: int) -> str:
    return ngettext("og %(n)s side til", "og %(n)s sider til", count) % {"n": number(count)}


@register.filter
def in_marks(cut: Pieces) -> SafeString:
    """Pieces of a text, those that were looked for marked."""
    mark = "<mark>{}</mark>"
    return format_html_join("", "{}", ((format_html(mark, typeset(t)) if hit else typeset(t),) for t, hit in cut))
