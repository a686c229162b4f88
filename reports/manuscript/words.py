"""The words of search, made once and for every database: text in, stems out. Pure; knows no index.

A stem is lower-case letters and digits: æ is ae, ø is oe, å is aa (so "maal" is "mål" and "mal" is not), endings are
off, nynorsk is written as bokmål where the two have one word. The same function makes the words of texts and queries.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import snowballstemmer

from .dates import MONTHS
from .inflection import regular
from .nynorsk import as_bokmaal

LONGEST = 40  # letters of a word that count
NAME = "0"  # begins what stands for a name, or for a word of one
# Joined thousands; or letters and digits with the soft hyphens and accents that may stand among them; or %.
_WORD = re.compile(
    r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)"
    r"|[^\W_]+(?:[\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f]+[^\W_]*)*|%"
)
_OTHER_SIGNS = re.compile(r"[\W_]")
_NORDIC = {"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l"}
_LETTERS = str.maketrans(_NORDIC)
_LACKED = {"a": ("å", "æ"), "o": ("ø",)}
_MANY = 6  # letters that may be lacked, above which only one of them is thought to be

# Ends of words for people, which Snowball cuts in different places: deltaker, deltakeren, deltakere, deltakarar.
_PEOPLE = re.compile(r"(?<=...)(?:er(?:e|en|ene|ens|enes|es|ne|nes|s)|ar(?:ar|en|ane|ens|anes|ars|s))$")
# Short words that end in a vowel, whose endings Snowball leaves on: veien, veiene, byer, nyere.
_OPEN = re.compile(r"^([bcdfghjklmnpqrstvwxz]+(?:ei|oey|au|y|oe|aa))(?:en|er|ens|ers|ene|enes)$")
_DOUBLED = re.compile(r"([bcdfghjklmnpqrstvwxz])\1$")
# What no ending explains, by stem.
_IRREGULAR = {"foreld": "foreldr"}
_stemmer = snowballstemmer.stemmer("norwegian")

_MONTH = "|".join(MONTHS)
_PRINTED = re.compile(rf"(?:(?<!\d)(\d{{1,2}})\.?\s+)?\b({_MONTH})\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)(?!\d)")
# As one types it: "01.07.20", "24/8-2020".
_SHORT = re.compile(r"(?<![\d./-])(\d{1,2})(?:\.\s?(\d{1,2})\.\s?|/(\d{1,2})[-/.\s]\s?)((?:20)?\d\d)(?![\d.])")
_YEAR = re.compile(r"(?:19|20)\d\d")  # no date is without one, most findings are
_ISO = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(\d\d)(?:-(\d\d))?(?![\d-])")


def fold(text: str) -> str:
    """One spelling of what is the same on paper, without invisible and control characters; case is gone."""
    text = unicodedata.normalize("NFKC", text).lower()
    if text.isascii():
        return text
    text = text.translate(_LETTERS)
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(c for c in decomposed if unicodedata.category(c) not in ("Mn", "Cf"))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of one word as written."""
    if word == "%":
        return "prosent"
    folded = _OTHER_SIGNS.sub("", fold(word))[:LONGEST]
    if not folded.isalpha():
        return folded
    folded = _PEOPLE.sub("er", regular(as_bokmaal(folded)))
    if folded.endswith("aa"):
        return folded
    cut = _OPEN.sub(r"\1", _stemmer.stemWord(folded))
    if cut.endswith("led") and f"{cut}ig" in folded:  # "ledighet" has nothing to do with "leder"
        cut += "ig"
    if len(cut) > 3:
        cut = _DOUBLED.sub(r"\1", cut.rstrip("ae") if len(cut) > 4 else cut)
    return _IRREGULAR.get(cut, cut)


def spans(text: str) -> Iterator[tuple[int, int, str]]:
    """Where each word of a text stands, and its stem. Numbers with joined thousands are one word: "2 968"."""
    for match in _WORD.finditer(text):
        if made := stem(match[0]):
            yield match.start(), match.end(), made


def stems(text: str) -> list[str]:
    """The stems of a text in its order."""
    return [made for made in map(stem, _WORD.findall(text)) if made]


def stems_of_words(text: str) -> list[tuple[str, str]]:
    """(stem, word as written) of a text in its order."""
    found = _WORD.findall(text)
    return [(made, word) for made, word in zip(map(stem, found), found, strict=True) if made]


def dates(text: str, *, short: bool = False) -> list[tuple[int, int, str]]:
    """Dates as one word each, with where they stand: "19. oktober 2020", "19.10.2020", "2020-10-19" are all "20201019".

    A month is "202010". Numbers that are no date are left alone. `short`: also "19.10.20" and "19/10-20", which in a
    text may be other numbers.
    """
    found = []
    if short:
        for match in _SHORT.finditer(text):
            found.append((match, f"20{match[4][-2:]}", int(match[2] or match[3]), match[1]))
    if _YEAR.search(text):
        for match in _PRINTED.finditer(text):
            found.append((match, match[3], MONTHS.index(match[2].lower()) + 1, match[1]))
        for match in _DOTTED.finditer(text):
            found.append((match, match[3], int(match[2]), match[1]))
        for match in _ISO.finditer(text):
            found.append((match, match[1], int(match[2]), match[3]))
    return [
        (match.start(), match.end(), f"{year}{month:02}" + (f"{int(day):02}" if day else ""))
        for match, year, month, day in found
        if 1 <= month <= 12 and (day is None or 1 <= int(day) <= 31)
    ]


def name_of(stems: Sequence[str]) -> str:
    """What stands in the index for a name of these stems: one word that no text holds."""
    return (NAME + "".join(stems))[:LONGEST]


@lru_cache(maxsize=20_000)
def bare(stem: str) -> str:
    """The stem as one types it who lacks the keys: "spraak" → "sprak", "oekonomi" → "okonomi"."""
    return stem.replace("aa", "a").replace("oe", "o").replace("ae", "a")


@lru_cache(maxsize=2_000)
def with_keys(typed: str) -> frozenset[str]:
    """Stems that a word may have which was typed without the keys, at most two of its letters: "hoyt" is "høyt"."""
    once = {typed[:n] + other + typed[n + 1 :] for n, c in enumerate(typed) for other in _LACKED.get(c, ())}
    twice = {one[:n] + other + one[n + 1 :] for one in once for n, c in enumerate(one) for other in _LACKED.get(c, ())}
    return frozenset(stem(word) for word in once | (twice if len(once) <= _MANY else set())) - {typed}
