"""What a page says that has passed no catalogue: found by marking each answer of theirs, and knowing the content."""

import re
from html import unescape

import html5lib
from django.apps import apps
from django.contrib.auth.models import User
from django.utils import translation

from reports.manuscript.sheet.columns import SHEETS

READ_ALOUD = ("aria-label", "title", "placeholder", "alt")
MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
BETWEEN = re.compile(r"[·›|,:–()\n]|\d+[.]?(?=\s|$)")
# Names that are the same in every language: of languages, of formats, and of what stands in the workbook.
NAMES = {"bokmål", "nynorsk", "english", "http"}
NAMES |= {"docx", "xlsx", "html", "json", "pdf", "word", "excel", "markdown", "csv", "bibtex", "ris"}
NAMES |= {name.casefold() for sheet in SHEETS for name in (sheet.name, *(column.heading for column in sheet.columns))}


def mark_catalogues(monkeypatch) -> None:
    """Each answer of the catalogues is marked."""
    for name in ("gettext", "pgettext", "ngettext", "npgettext"):
        plain = getattr(translation._trans, name)
        monkeypatch.setattr(translation._trans, name, lambda *said, plain=plain: f"⟦{plain(*said)}⟧")


def _unmarked(html: str) -> list[str]:
    """The texts of a page, also those only read aloud, without what is marked, piece by piece."""
    html = re.sub(r"<(script|style|svg|textarea)\b.*?</\1>|<!--.*?-->", "", html, flags=re.DOTALL)
    html = re.sub(r"<input type=\"hidden\"[^>]*>", "", html)
    while MARKED.search(html):
        html = MARKED.sub("·", html)
    texts = []
    for element in _ours(html5lib.parse(html, namespaceHTMLElements=False)):
        texts += [element.text, element.tail, *(element.get(name) for name in READ_ALOUD)]
        if element.tag == "input" and element.get("type") == "submit":
            texts.append(element.get("value"))
    pieces = (_folded(piece) for text in texts if text for piece in BETWEEN.split(text))
    return [piece for piece in pieces if re.search(r"[^\W\d_]{3}", piece)]


def _ours(element):
    """All but what says itself to be in a language of its own, as the editors' texts do, and the citation to copy."""
    yield element
    for inner in element:
        if not inner.get("lang") and inner.get("id") != "sitat":
            yield from _ours(inner)


def _folded(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", unescape(text)).replace("\N{SOFT HYPHEN}", "").split()).casefold()


def content() -> tuple[set[str], str]:
    """What stands in the database: each text, and all of them together, for pieces of longer ones."""
    values = (value for model in apps.get_models() for row in model.objects.values() for value in _leaves(row))
    texts = {_folded(value) for value in (*values, *(user.get_full_name() for user in User.objects.all()))}
    return texts | {_folded(piece) for text in texts for piece in BETWEEN.split(text)}, " ¤ ".join(texts)


def _leaves(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for inner in value:
            yield from _leaves(inner)
    elif isinstance(value, str):
        yield value


def bare(html: str, known: tuple[set[str], str]) -> set[str]:
    """What a page says that is neither marked nor content."""
    texts, whole = known
    found = {text for text in _unmarked(html) if text not in texts | NAMES}
    return {text for text in found if len(text) < 25 or text not in whole}
