"""The words of search, made once and for every database: text in, stems out. Pure; knows no index.

A stem is lower-case letters and digits: æ is ae, ø is oe, å is aa (so "maal" is "mål" and "mal" is not), endings are
off, nynorsk is written as bokmål where the two have one word. The same function makes the words of texts and queries.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import snowballstemmer

from .dates import MONTHS

LONGEST = 40  # letters of a word that count
# Joined thousands; or letters and digits with the soft hyphens and accents that may stand among them; or %.
_WORD = re.compile(
    r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)"
    r"|[^\W_](?:[^\W_]|[\u00ad\u200b-\u200f\u2060\ufeff\u0300-\u036f])*|%"
)
_OTHER_SIGNS = re.compile(r"[\W_]")
_NORDIC = {"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "å": "aa", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l"}
_LETTERS = str.maketrans(_NORDIC)

# Nynorsk and what bokmål calls it, folded; also inside compounds ("grunnskule").
_NYNORSK = (
    (re.compile(r"skul(?=e|ar)"), "skol"),
    (re.compile(r"^buset[jn]i?ng|^busetting"), "bosetting"),
    (re.compile(r"^buset(?:je|jer|te|t|j)?$"), "bosette"),
    (re.compile(r"^bustad"), "bolig"),
    (re.compile(r"tenest"), "tjenest"),
    (re.compile(r"^vaksn"), "voksn"),
    (re.compile(r"^vaksen"), "voksen"),
    (re.compile(r"^born(?=a$|as$|e|$)"), "barn"),
    (re.compile(r"^vidare"), "videre"),
    (re.compile(r"^opphald"), "opphold"),
    (re.compile(r"^heim"), "hjem"),
    (re.compile(r"verksemd"), "virksomhet"),
    (re.compile(r"^arbeidsloeyse"), "arbeidsloeshet"),
    (re.compile(r"^spoerje"), "spoerre"),
    (re.compile(r"(?:gransking|undersoeking)(?:a|ar|ane|en|er|ene)?$"), "undersoekelse"),
    (re.compile(r"^haldning"), "holdning"),
    (re.compile(r"deltaking(?:a|ar|ane|en|er|ene)?$"), "deltakelse"),
    (re.compile(r"^mogleg"), "mulig"),
    (re.compile(r"gjev(?=ar|er)"), "giv"),
    (re.compile(r"^kjensl(?=e)"), "foelels"),
    (re.compile(r"^framand"), "fremmed"),
    (re.compile(r"^kvardag"), "hverdag"),
    (re.compile(r"^noreg"), "norge"),
    (re.compile(r"^skilnad"), "forskjell"),
    (re.compile(r"^medverk"), "medvirk"),
    (re.compile(r"^verk(?=e|a|n)"), "virk"),
    (re.compile(r"rettleii?ng"), "veiledning"),
    (re.compile(r"^(tilsett|tilset)(?=e|$)"), "ansatt"),
    (re.compile(r"^loen(?=n)"), "loenn"),
    (re.compile(r"leik(?=$|en|a)"), "het"),
    (re.compile(r"heit(?=$|a|en|er)"), "het"),
    (re.compile(r"(?<=...)leg(?=$|e|t)"), "lig"),
)
# Ends of words for people, which Snowball cuts in different places: deltaker, deltakeren, deltakere, deltakarar.
_PEOPLE = re.compile(r"(?<=...)(?:er(?:e|en|ene|ens|enes|es|ne|nes|s)|ar(?:ar|en|ane|ens|anes|ars|s))$")
_DOUBLED = re.compile(r"([bcdfghjklmnpqrstvwxz])\1$")
# What no ending explains, by stem.
_IRREGULAR = {"bosat": "boset", "foreld": "foreldr", "boeker": "bok", "stoerst": "stor", "stoer": "stor"}
_stemmer = snowballstemmer.stemmer("norwegian")

_MONTH = "|".join(MONTHS)
_PRINTED = re.compile(rf"(?:(?<!\d)(\d{{1,2}})\.?\s+)?\b({_MONTH})\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?((?:19|20)\d\d)(?!\d)")
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
    for nynorsk, bokmaal in _NYNORSK:
        folded = nynorsk.sub(bokmaal, folded)
    folded = _PEOPLE.sub("er", folded)
    cut = _stemmer.stemWord(folded)
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
    return [made for _start, _end, made in spans(text)]


def dates(text: str) -> list[tuple[int, int, str]]:
    """Dates as one word each, with where they stand: "19. oktober 2020", "19.10.2020", "2020-10-19" are all "20201019".

    A month is "202010". Numbers that are no date are left alone.
    """
    found = []
    if not _YEAR.search(text):
        return found
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


@lru_cache(maxsize=20_000)
def bare(stem: str) -> str:
    """The stem as one types it who lacks the keys: "spraak" → "sprak", "oekonomi" → "okonomi"."""
    return stem.replace("aa", "a").replace("oe", "o").replace("ae", "a")
