"""Whatever people read has passed a translator: no sentence of ours stands bare in the code or in the scripts."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from .messages import KEYWORDS

ROOT = Path(settings.BASE_DIR)
# What is said in bokmål whoever reads it, and why.
EXCEPTIONS = {
    "fou": "start-up errors, for those who run the site",
    "reports/management": "the command line, for those who run the site",
    "reports/importing/telling.py": "the command line, for those who run the site",
    "reports/search/index.py": "what rebuild_search tells",
    "reports/search/pages.py": "what rebuild_search tells",
    "reports/search/asking.py": "words that a search passes over",
    "reports/manuscript/book": "the yearly document, which is in Norwegian",
    "reports/manuscript/markdown.py": "the yearly document, which is in Norwegian",
    "reports/manuscript/comparison.py": "fixed names, shown by languages.shown",
    "reports/manuscript/data.py": "JSON and TOML, for those who write them",
    "reports/manuscript/folder.py": "JSON and TOML, for those who write them",
    "reports/manuscript/reading/carried.py": "headings of the yearly document, as they are read",
    "reports/manuscript/reading/metadata.py": "headings of the yearly document, as they are read",
    "reports/manuscript/reading/section_names.py": "headings of the yearly document, as they are read",
    "reports/manuscript/sheet/columns.py": "the workbook, which is read back by its Norwegian words",
    "reports/manuscript/sheet/xlsx.py": "the workbook, which is read back by its Norwegian words",
    "reports/yearly/pack.py": "the legal deposit, which is in Norwegian",
    "reports/views/samples.py": "made-up texts of editors, for the page of styles",
}
# Single texts that are the same whoever reads them.
THE_SAME = {
    "Integrerings- og mangfoldsdirektoratet (IMDi)",  # the publisher's name
    "FoU-oversikten lenkesjekk (+",  # what we call ourselves to other servers
    "Antall respondenter: 2 968",  # an example of what editors write
    "Utkast fra redaksjonen",  # on the cover of the yearly document
    "Rettet utgave ",  # likewise
    "Table of Contents",  # Word's own name
    "Where the editor goes on when it is done: a path.",  # of a field that no form shows
}
PROGRAMMERS_ERRORS = {"TypeError", "ValueError", "RuntimeError", "AssertionError"}
TWO_WORDS = re.compile(r"[a-zæøå]{2,} [a-zæøå]{2,}", re.IGNORECASE)
A_SENTENCE = re.compile(r"[A-ZÆØÅ«»æøå]|\.$")
NO_SENTENCE = re.compile(r"\b(SELECT|INSERT|PRAGMA|FROM|WHERE)\b|<\?xml|<svg|<a:|\[\^|\(\?|^HTTP/|^304 ")
IN_SCRIPT = re.compile(r"""(?<![\w$])(?:(n?gettext)\()?("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)""")
PLURAL = re.compile(r"""ngettext\((?:"[^"]*"), ("[^"]*")""")


def _translators(tree: ast.AST) -> set[str]:
    imported = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    aliases = {alias.asname for node in imported for alias in node.names if alias.name in KEYWORDS and alias.asname}
    return aliases | set(KEYWORDS)


def _name(node: ast.expr) -> str:
    return getattr(node, "id", None) or getattr(node, "attr", "")


def _unread(tree: ast.Module) -> set[int]:
    """Pieces that nobody reads as they stand: what is translated, docstrings, log lines and programmers' errors."""
    translators, unread = _translators(tree), set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="logger"))):
                unread |= set(map(id, ast.walk(node)))
            case ast.Call(func=function) if _name(function) in translators:
                unread |= {id(inner) for argument in node.args for inner in ast.walk(argument)}
            case ast.Raise(exc=ast.Call(func=ast.Name(id=name))) if name in PROGRAMMERS_ERRORS:
                unread |= set(map(id, ast.walk(node)))
            case ast.Expr(value=ast.Constant()):
                unread.add(id(node.value))
    return unread


def _bare(source: str) -> Iterator[tuple[int, str]]:
    tree = ast.parse(source)
    unread = _unread(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in unread and _is_sentence(node.value):
            yield node.lineno, node.value


def _is_sentence(text) -> bool:
    return isinstance(text, str) and bool(
        TWO_WORDS.search(text) and A_SENTENCE.search(text) and not NO_SENTENCE.search(text)
    )


def _sources() -> list[Path]:
    found = [path for room in ("reports", "fou") for path in sorted((ROOT / room).rglob("*.py"))]
    return [path for path in found if "migrations" not in path.parts]


def _excepted(path: Path) -> str:
    name = path.relative_to(ROOT).as_posix()
    return next((place for place in EXCEPTIONS if name == place or name.startswith(f"{place}/")), "")


def test_no_sentence_of_ours_stands_bare_in_the_code():
    bare = [
        f"{path.relative_to(ROOT)}:{line} {text[:60]}"
        for path in _sources()
        if not _excepted(path)
        for line, text in _bare(path.read_text("utf-8"))
        if text not in THE_SAME
    ]
    assert bare == [], "la teksten gå gjennom gettext (i manuskriptet: Said)"


def test_exceptions_are_needed():
    used = {_excepted(path) for path in _sources() if any(_bare(path.read_text("utf-8")))}
    assert set(EXCEPTIONS) - used == set()


@pytest.mark.parametrize("path", sorted((ROOT / "static").rglob("*.js")), ids=lambda path: path.name)
def test_no_words_of_ours_stand_bare_in_a_script(path):
    source = re.sub(r"(?m)(^|\s)//.*$|/\*.*?\*/", "", path.read_text("utf-8"))
    plurals = set(PLURAL.findall(source))
    bare = [
        text
        for translator, text in IN_SCRIPT.findall(source)
        if not translator and text not in plurals and _is_worded(text[1:-1])
    ]
    assert bare == [], "la teksten gå gjennom gettext, eller gi den i et data-felt"


def _is_worded(text: str) -> bool:
    """Words for people: with a capital or letters of ours, and neither a selector, an address nor an event."""
    plain = re.sub(r"\$\{[^}]*\}", "", text)
    return bool(
        re.search(r"[^\W\d_]{2}", plain)
        and re.search(r"[æøåÆØÅ«»…]|^[A-ZÆØÅ][a-zæøå]+(?: |$)|[a-z]{2,} [a-z]{2,}[^\]]*[.!?]$", plain)
        and not re.search(r"[\[\]#>{}]|^[A-Z][a-z]+(?:-|$)", plain)
    )


def test_the_search_for_bare_sentences_finds_them():
    said = (
        'from x import gettext as _\na = "Dette er ikke oversatt."\nb = _("Dette er oversatt.")\nc = f"{a} er borte."'
    )
    assert [text for _line, text in _bare(said)] == ["Dette er ikke oversatt.", " er borte."]
    assert all(map(_is_worded, ("Flytt ned", "Åpne", "${n} filer følger med")))
    assert not any(map(_is_worded, (".row-toggle > a", "Enter", "«${text}» ${source}")))
