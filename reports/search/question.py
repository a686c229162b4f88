"""What somebody typed, read: phrases in quotes, a minus before what is unwanted, plain words. Nothing is an error."""

import re
from dataclasses import dataclass

from ..manuscript import words

MOST_WORDS = 16
_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟″", '"'))
_PIECE = re.compile(r'(?P<minus>(?<![^\s"])[-−–](?=["\w]))?(?:"(?P<phrase>[^"]*)"?|(?P<plain>[^\s"]+))')

# How questions are asked, by stem: told apart only where something else is left to look for.
_ASKING = """
hva hvem hvor hvordan hvorfor hvilken hvilket hvilke hvilk når kva kven kvar korleis kvifor kva kor mange mye mykje
vet vi veit vite er var blir ble bli har hadde ha kan kunne skal skulle vil ville må måtte bør burde får fikk få gjør
gjorde gjøre gjer finnes fins finst sier seier viser syner fortell gi gir bruk bruke bruker brukes
jeg eg du han hun ho det den de dei dere meg deg oss man en ei et eit ein
i på om av til for fra frå med mot ved hos uten utan etter før mellom under over gjennom blant som at å og eller men
så hvis dersom enn da når der her ikke ikkje noe noko noen nokon alle all alt andre samme også bare sin sitt sine
the of and in on to is are what how do does we know about
"""
_ABOUT_RESEARCH = "forskning forskningen forsking rapport rapporter rapporten studie studier kunnskap tall"
ASKING = frozenset(words.stem(word) for word in _ASKING.split())
ABOUT_RESEARCH = frozenset(words.stem(word) for word in _ABOUT_RESEARCH.split())


@dataclass(frozen=True, slots=True)
class Word:
    """A plain word (or a date) as it was typed, and its stems: "flyktning-barn" has two, that stand together."""

    typed: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """`phrases` and `without` are stems in order, never widened; `words` may be."""

    words: tuple[Word, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.phrases or self.without)


def read(text: str) -> Question:
    """Reads a query as typed."""
    plain, phrases, without = [], [], []
    for match in _PIECE.finditer(text.translate(_QUOTES)):
        stems = tuple(words.stems(match["phrase"] or match["plain"] or ""))[:MOST_WORDS]
        if not stems:
            continue
        if match["minus"]:
            without.append(stems)
        elif match["phrase"] is not None:
            phrases.append(stems)
        else:
            plain.append((match.start(), match.end()))
    return Question(
        words=_telling(_plain_words(text, plain), bool(phrases))[:MOST_WORDS],
        phrases=tuple(dict.fromkeys(phrases))[:MOST_WORDS],
        without=tuple(dict.fromkeys(without))[:MOST_WORDS],
    )


def _plain_words(text: str, pieces: list[tuple[int, int]]) -> list[Word]:
    """Words outside phrases; a date and a number with joined thousands are one, whatever spaces they hold."""
    kept = "".join(c if any(start <= n < end for start, end in pieces) else " " for n, c in enumerate(text))
    found = []
    for start, end, word in words.dates(kept):
        found.append((start, Word(kept[start:end], (word,))))
        kept = kept[:start] + " " * (end - start) + kept[end:]
    found += [(start, Word(kept[start:end], (stem,))) for start, end, stem in words.spans(kept)]
    found.sort(key=lambda pair: pair[0])
    first = {}
    for _start, word in found:
        first.setdefault(word.stems, word)
    return list(first.values())


def _telling(typed: list[Word], has_phrases: bool) -> tuple[Word, ...]:
    """Without the words a question is asked with, and then without "forskning" and "rapport", while others are left."""
    for ignored in (ASKING, ABOUT_RESEARCH):
        left = [word for word in typed if word.stems[0] not in ignored]
        if left or has_phrases:
            typed = left
    return tuple(typed)
