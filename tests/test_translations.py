"""Every string of ours has nynorsk and English, with the same placeholders."""

import re

import polib
import pytest

from tests.messages import LIBRARY, TRANSLATED, catalogue, key_of, ours

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[a-z]|\{\w*\}|<[^>]+>")
each_catalogue = pytest.mark.parametrize(
    ("language", "domain"), [(language, domain) for language in TRANSLATED for domain in ("django", "djangojs")]
)


@each_catalogue
def test_every_string_of_ours_is_translated_and_nothing_is_left_behind(language, domain):
    entries = {key_of(entry): entry for entry in polib.pofile(catalogue(language, domain))}
    lacking = [key[1] for key in ours(domain) if key not in entries or not entries[key].translated()]
    assert not lacking, f"kjør make messages, og oversett i {language}/{domain}.po: {lacking}"
    left = [key[1] for key, entry in entries.items() if key not in ours(domain) and LIBRARY not in entry.comment]
    assert not left, f"ingen sier dette lenger, kjør make messages: {left}"
    assert not [key for key, entry in entries.items() if entry.fuzzy or entry.obsolete]


@each_catalogue
def test_placeholders_and_tags_agree(language, domain):
    wrong = []
    for entry in polib.pofile(catalogue(language, domain)):
        if LIBRARY not in entry.comment:
            shown = list(entry.msgstr_plural.values()) or [entry.msgstr]
            said = [entry.msgid, entry.msgid_plural][: len(shown)]
            wrong += [pair for pair in zip(said, shown, strict=True) if _marks(pair[0]) != _marks(pair[1])]
    assert not wrong


def _marks(text: str) -> list[str]:
    return sorted(PLACEHOLDER.findall(text.replace("%%", "")))


def test_extraction_finds_code_templates_and_plurals():
    said = ours("django")
    assert (None, "Søkeord", "") in said
    assert (None, "Hopp til innholdet", "") in said
    assert (None, "%(n)s rapport", "%(n)s rapporter") in said
