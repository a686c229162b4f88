"""What our own code, templates and scripts say, and the catalogues that answer in nynorsk and English.

`make messages` writes what is missing into reports/locale/{nn,en}/ without a translation, takes out what nobody says
any more, and compiles every catalogue; test_language.py refuses catalogues that lack something.
"""

import ast
import io
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polib
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.conf import settings
from django.utils.translation.template import templatize

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fou.settings")
ROOT = Path(settings.BASE_DIR)
LOCALE = Path(settings.LOCALE_PATHS[0])
TRANSLATED = ("nn", "en")
KEYWORDS = (
    DEFAULT_KEYWORDS
    | {
        name: DEFAULT_KEYWORDS[name.removesuffix("_lazy").removesuffix("_noop")]
        for name in ("gettext_lazy", "gettext_noop", "ngettext_lazy", "pgettext_lazy", "npgettext_lazy")
    }
    | {"Said": None}
)
HEAD = {
    "Project-Id-Version": "FoU-oversikten",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}
Key = tuple[str | None, str, str]


def key_of(entry: polib.POEntry) -> Key:
    """(context, singular, plural)."""
    return entry.msgctxt, entry.msgid, entry.msgid_plural


@cache
def ours(domain: str) -> dict[Key, str]:
    """Every string of ours with the files that say it."""
    found: dict[Key, set[str]] = {}
    for path, method, source in _sources(domain):
        keywords = KEYWORDS | _aliases(source) if path.suffix == ".py" else KEYWORDS
        for _line, said, _comments, context in extract(method, io.BytesIO(source.encode()), keywords):
            one, many = (said[0], said[1]) if isinstance(said, tuple) else (said, "")
            found.setdefault((context, one, many), set()).add(path.relative_to(ROOT).as_posix())
    return {key: " ".join(sorted(found[key])) for key in sorted(found, key=lambda key: (min(found[key]), key[1]))}


def _aliases(source: str) -> dict:
    """What a module calls the functions of gettext: `from django.utils.translation import gettext as _t`."""
    return {
        alias.asname: KEYWORDS[alias.name]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.asname and alias.name in KEYWORDS
    }


def _sources(domain: str) -> Iterator[tuple[Path, str, str]]:
    """Files with the reader that fits them; a template becomes calls in brackets, where line breaks mean nothing."""
    if domain == "djangojs":
        for path in sorted((ROOT / "static").rglob("*.js")):
            yield path, "javascript", path.read_text("utf-8")
        return
    for room in ("reports", "fou"):
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path, "python", path.read_text("utf-8")
    for path in sorted((ROOT / "templates").rglob("*.html")):
        yield path, "python", f"({templatize(path.read_text('utf-8'))})"


def catalogue(language: str, domain: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / f"{domain}.po"


def top_up(language: str, domain: str) -> list[str]:
    """Brings a catalogue of ours in step with what is said; answers with what still lacks a translation."""
    path = catalogue(language, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    known = {key_of(entry): entry for entry in polib.pofile(path)} if path.exists() else {}
    fresh = polib.POFile(wrapwidth=120)
    fresh.metadata = {**HEAD, "Language": language}
    for key, where in ours(domain).items():
        context, one, many = key
        entry = known.get(key) or polib.POEntry(msgctxt=context, msgid=one, msgid_plural=many)
        if many and not entry.msgstr_plural:
            entry.msgstr_plural = {0: "", 1: ""}
        entry.comment, entry.occurrences, entry.flags = where, [], _flags(one)
        fresh.append(entry)
    fresh += [entry for key, entry in known.items() if key not in ours(domain) and entry.comment.startswith(LIBRARY)]
    fresh.save(path)
    fresh.save_as_mofile(path.with_suffix(".mo"))
    return [entry.msgid for entry in fresh if not entry.translated()]


LIBRARY = "Bibliotek:"  # the mark of an entry that a library says, and its own catalogue lacks


def _flags(text: str) -> list[str]:
    return ["python-format"] if "%(" in text else []


def compile_all() -> None:
    for path in sorted(LOCALE.rglob("*.po")):
        polib.pofile(path).save_as_mofile(path.with_suffix(".mo"))


if __name__ == "__main__":
    lacking = [
        f"{language}/{domain}: {text}"
        for language in TRANSLATED
        for domain in ("django", "djangojs")
        for text in top_up(language, domain)
    ]
    compile_all()
    print("\n".join([*lacking, f"{len(lacking)} tekster uten oversettelse."]))
