"""Text, dates and numbers as Norwegian typography sets them.

Rich text goes out through richtext.py here and nowhere else: stored HTML is not trusted on the way out either.
"""

import re
from decimal import Decimal
from functools import lru_cache

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ..languages import dated, shown
from ..manuscript import richtext
from ..manuscript import typography as print_
from ..manuscript.dates import PartialDate
from ..manuscript.typography import NO_BREAK, unbroken_numbers
from ..manuscript.values import LANGUAGES
from ..text import slugify

register = template.Library()

_GROUPED = re.compile(rf"(?<=\d){NO_BREAK}(?=\d{{3}})")
LONG_TEXT = 3  # headings from which a text gets a list of contents
_SENTENCE_END = re.compile(r"(?<=[.!?])[»”]?\s+(?=[«“]?[A-ZÆØÅ])")
_SHORTEST_SENTENCE = 70  # about a line of a card; what ends before this tells too little
# Browsers hyphenate where they have a Norwegian dictionary, and some have none. Words too long for a narrow screen get
# soft hyphens where the parts of a compound are easy to see.
_LONG_WORD = re.compile(r"\w{24,}")
_JOINT = re.compile(
    r"((?:ings|jons|hets|skaps|tets|ments|arbeids|samfunns|kommune|bruker|kompetanse|kunnskaps|program|rådgiver|plan))"
    r"(?=\w{4,})"
)


@register.filter
def number(value: int | float | Decimal) -> str:
    """Grouped and pointed as the page's language does: 2968.5 → "2 968,5" or "2,968.5"."""
    return _pointed(print_.number(value))


@register.filter
def size(count: int) -> str:
    return _pointed(print_.size(count))


def _pointed(printed: str) -> str:
    """Norwegian print, in English: comma between thousands, point before decimals."""
    return _GROUPED.sub(",", printed.replace(",", ".")) if get_language() == "en" else printed


@register.filter
def typeset(text: str) -> str:
    """Numbers keep together with thousands and unit, "2 968" and "40 %", and very long words may break well."""
    return _LONG_WORD.sub(lambda word: _JOINT.sub("\\1\N{SOFT HYPHEN}", word[0]), unbroken_numbers(text))


@register.filter
def printable(text: str) -> str:
    """What a visitor typed, without what no page may hold."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in str(text))


@register.filter
def first_sentence(text: str) -> str:
    for end in _SENTENCE_END.finditer(text):
        if end.start() >= _SHORTEST_SENTENCE:
            return typeset(text[: end.end()].rstrip())
    return typeset(text)


@register.filter
def rich(text: str, top: int = 3) -> SafeString:
    """Rich text as HTML; `top` is the page's level for its first heading level."""
    return mark_safe(_rich(text, top, get_language())[0])


@register.filter
def plain(text: str) -> str:
    """Rich text as one line of words."""
    return unbroken_numbers(" ".join(richtext.plain(text).split("\n")))


@register.simple_tag
def rich_with_contents(text: str, top: int = 3) -> dict:
    """{"html", "contents"}: a text, and (id, words) of its headings when there are enough to need a list."""
    html, headings = _rich(text, top, get_language())
    return {"html": mark_safe(html), "contents": headings if len(headings) >= LONG_TEXT else []}


@lru_cache(maxsize=256)
def _rich(text: str, top: int, language: str) -> tuple[str, tuple]:
    parts, headings = [], []
    for block in richtext.parse(text):
        html = unbroken_numbers(richtext.render((block,), top=top))
        if isinstance(block, richtext.Heading):
            words = "".join(run.text for run in block.runs)
            anchor = f"{slugify(words)}-{len(parts)}"
            html = html.replace(">", f' id="{anchor}">', 1)
            headings.append((anchor, words))
        elif isinstance(block, richtext.Table):
            html = f'<div class="table" role="region" aria-label="{_("Tabell")}" tabindex="0">{html}</div>'
        parts.append(html)
    return "".join(parts), tuple(headings)


@register.filter
def partial_date(date: PartialDate) -> SafeString:
    """ "19. oktober 2020" or "august 2020", with what is known of it for machines."""
    return format_html('<time datetime="{}">{}</time>', date.iso, dated(date))


@register.filter
def quantity(figure) -> str:
    """A key figure's number with its unit: "40 %", "12 000 kroner". Takes a row or a manuscript's dictionary."""
    value, unit = (figure["value"], figure["unit"]) if isinstance(figure, dict) else (figure.value, figure.unit)
    printed = _pointed(print_.quantity(value, unit))
    return printed.replace(f"{NO_BREAK}%", "%") if get_language() == "en" else printed


@register.filter
def bar_width(figure) -> str:
    """A percentage between 0 and 100 as the width of its bar; nothing for other numbers, which have no scale."""
    value, unit = (figure["value"], figure["unit"]) if isinstance(figure, dict) else (figure.value, figure.unit)
    return f"{Decimal(str(value)).normalize():f}" if unit == "%" and 0 <= value <= 100 else ""


@register.filter
def language_name(code: str) -> str:
    return shown(LANGUAGES.get(code, code))


@register.simple_tag
def lang(code: str) -> SafeString:
    """The attribute, with a space before it, where content is in another language than the page."""
    return format_html(' lang="{}"', code) if code != get_language() else SafeString()
