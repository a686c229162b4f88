"""No English on the screen: what the libraries say is said in bokmål, by them or by reports/locale."""

import ast
import re
from collections import Counter
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation.trans_real import DjangoTranslation
from django.views.i18n import JavaScriptCatalog

CATALOGUES = sorted(Path(settings.LOCALE_PATHS[0]).rglob("*.po"))
OURS = [path for path in CATALOGUES if "nb" in path.parts]  # the others: test_translations.py

# Libraries with an English catalogue, and libraries where only the code knows what is said.
WITH_CATALOGUE = [
    "allauth",
    "django.conf",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "taggit",
]
WITHOUT_CATALOGUE = [
    "django.contrib.messages",
    "django_filters",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
]

# Words that are the same in bokmål.
LANGUAGES = (
    "Afrikaans Esperanto Hindi Ido Interlingua Kannada Khmer Malayalam Marathi Nepali Swahili Tamil Telugu Thai Urdu"
)
MONTHS = "jan feb mar apr jun jul aug sep nov Jan Feb Mar Apr Jun Jul Aug Sep Nov April August September November"
CLOCK = "AM PM a.m. p.m."  # only in formats that write the American clock
TERMS = "Filter Headless IPv4 IPv6 MFA WebAuthn hash salt status uid"
LETTERS = "S M T F"  # Sunday/Saturday, Monday, Tuesday/Thursday, Friday over the calendar's columns
SAME = set(f"{LANGUAGES} {MONTHS} {CLOCK} {TERMS} {LETTERS}".split())

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[a-z]|\{\w*\}")
UNIT = re.compile(r"(byte|[KMGTP]B)s?")
TRANSLATORS = {"gettext", "gettext_lazy", "gettext_noop", "pgettext", "pgettext_lazy"}


def _key(entry: polib.POEntry) -> tuple[str | None, str, str]:
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def _home(library: str) -> Path:
    return Path(find_spec(library).origin).parent


# What the libraries say ---------------------------------------------------------------------------
def _in_catalogues(domain: str) -> dict[tuple, str]:
    said = {}
    for library in WITH_CATALOGUE:
        source = _home(library) / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
        if source.exists():
            said.update((_key(entry), library) for entry in polib.pofile(source) if not entry.obsolete)
    return said


def _in_python(source: str):
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in TRANSLATORS
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names:
            strings = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
            if len(strings) == len(node.args):  # what is computed is made of strings that are found elsewhere
                with_context = names[node.func.id].startswith("pgettext")
                yield (strings[0], strings[1], "") if with_context else (None, strings[0], "")


def _in_templates(source: str):
    for text in re.findall(r"""{%\s*trans(?:late)?\s+(".*?"|'.*?')""", source):
        yield None, text[1:-1], ""


def _in_scripts(source: str):
    """The bundled editor gives gettext a short name of its own."""
    for name in re.findall(r"([\w$]+)=window\.gettext\b", source):
        for text in re.findall(rf'(?<![\w$.]){re.escape(name)}\(("(?:[^"\\]|\\.)*")\)', source):
            yield None, ast.literal_eval(text), ""


def _in_code(domain: str) -> dict[tuple, str]:
    readers = {"django": {"*.py": _in_python, "*.html": _in_templates}, "djangojs": {"*.js": _in_scripts}}[domain]
    return {
        key: library
        for library in WITHOUT_CATALOGUE
        for pattern, reader in readers.items()
        for path in sorted(_home(library).rglob(pattern))
        for key in reader(path.read_text(encoding="utf-8"))
    }


@cache
def _said(domain: str) -> dict[tuple, str]:
    return _in_code(domain) | _in_catalogues(domain)


# What is answered ---------------------------------------------------------------------------------
def _answers(speaker, context: str | None, one: str, many: str) -> list[tuple[str, str]]:
    """Pairs of English and what is shown for it."""
    if not many:
        return [(one, speaker.pgettext(context, one) if context else speaker.gettext(one))]
    forms = [(speaker.npgettext(context, one, many, n) if context else speaker.ngettext(one, many, n)) for n in (1, 2)]
    return list(zip((one, many), forms, strict=True))


@cache
def _script_catalogue(language: str = "nb") -> DjangoTranslation:
    """What the desk sends to its scripts: the admin's own catalogue and ours, nothing else."""
    view = JavaScriptCatalog(packages=["django.contrib.admin"])
    return DjangoTranslation(language, domain="djangojs", localedirs=view.get_paths(view.packages))


def _may_be_the_same(text: str) -> bool:
    words = UNIT.sub("", PLACEHOLDER.sub("", text))
    return text in SAME or not any(letter.isalpha() for letter in words)


# The tests ----------------------------------------------------------------------------------------
def test_the_catalogues_are_there():
    assert [path.name for path in OURS] == ["django.po", "djangojs.po"]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_compiled_catalogue_is_the_source_compiled(path):
    source, compiled = polib.pofile(path), polib.mofile(path.with_suffix(".mo"))
    wanted = {_key(entry): (entry.msgstr, entry.msgstr_plural) for entry in source.translated_entries()}
    found = {_key(entry): (entry.msgstr, entry.msgstr_plural) for entry in compiled}
    stale = sorted(key[1] for key in wanted.keys() | found.keys() if wanted.get(key) != found.get(key))
    assert not stale, f"{path.with_suffix('.mo').name} er ikke laget av {path.name}: {stale}"
    assert source.metadata == compiled.metadata


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_every_entry_is_translated_once(path):
    entries = polib.pofile(path)
    unfinished = [entry.msgid for entry in entries if not entry.translated()]
    assert not unfinished, f"uten oversettelse i {path.name}: {unfinished}"
    twice = [key for key, times in Counter((entry.msgctxt, entry.msgid) for entry in entries).items() if times > 1]
    assert not twice, f"står to ganger i {path.name}: {twice}"


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_entries_are_said_by_a_library(path):
    """A library that rewords a sentence leaves ours behind; it goes, and the new one is translated."""
    left = sorted(entry.msgid for entry in polib.pofile(path) if _key(entry) not in _said(path.stem))
    assert not left, f"ingen sier dette lenger, ta det ut av {path.name}: {left}"


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_placeholders_agree(path):
    wrong = []
    for entry in polib.pofile(path):
        plurals = [entry.msgstr_plural[form] for form in sorted(entry.msgstr_plural)]
        sources = [entry.msgid, entry.msgid_plural] if plurals else [entry.msgid]
        for english, norwegian in zip(sources, plurals or [entry.msgstr], strict=True):
            if sorted(PLACEHOLDER.findall(english)) != sorted(PLACEHOLDER.findall(norwegian)):
                wrong.append((english, norwegian))
    assert not wrong, f"plassholderne stemmer ikke: {wrong}"


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_nothing_is_said_in_english(domain):
    speaker = {"django": translation, "djangojs": _script_catalogue()}[domain]
    with translation.override("nb"):
        english = {
            f"{library}: {text!r}"
            for key, library in _said(domain).items()
            for text, shown in _answers(speaker, *key)
            if shown == text and not _may_be_the_same(text)
        }
    assert not english, "uten norsk:\n" + "\n".join(sorted(english))


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_nynorsk_lacks_nothing_that_a_library_says(domain):
    """What its catalogues lack would be answered in bokmål."""
    speaker = DjangoTranslation("nn") if domain == "django" else _script_catalogue("nn")
    lacking = [
        f"{library}: {one!r}"
        for (context, one, many), library in _said(domain).items()
        if not _may_be_the_same(one) and not _knows(speaker, f"{context}\x04{one}" if context else one, many)
    ]
    assert lacking == []


def _knows(speaker, key: str, many: str) -> bool:
    """By its own catalogues, not by the one it falls back on."""
    return speaker._catalog.get((key, speaker.plural(1)) if many else key) is not None


def test_the_reading_of_code_finds_what_is_there():
    """Without these the tests above would be silent about libraries that have no English catalogue."""
    assert set(_in_code("django").values()) == set(WITHOUT_CATALOGUE) - {"django_prose_editor"}
    assert (None, "Edit Link", "") in _in_code("djangojs")
    assert ("Task", "Ready", "") in _in_code("django")
    assert (None, "Field filters", "") in _in_code("django")


def test_exceptions_are_needed():
    texts = {text for domain in ("django", "djangojs") for _, one, many in _said(domain) for text in (one, many)}
    assert not SAME - texts, f"unntak for ord ingen sier: {sorted(SAME - texts)}"
