"""What somebody typed, read: phrases in quotes, a minus before what is unwanted, plain words. Nothing is an error."""

import re
from dataclasses import dataclass
from itertools import pairwise

from ..manuscript import words
from .asking import ABOUT_RESEARCH, ASKING, YEAR

MOST_WORDS = 16
LONGEST_RUN = 6  # words of a name
_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟″", '"'))
_PIECE = re.compile(r'(?P<minus>(?<![^\s"])[-−–](?=["\w]))?(?:"(?P<phrase>[^"]*)"?|(?P<plain>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Word:
    """A plain word (or a date) as it was typed, and its stems: "flyktning-barn" has two, that stand together."""

    typed: str
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Words beside each other that may be one: what the index would call it; `apart` and `telling` are their stems."""

    telling: tuple[str, ...]  # those that the question is left with
    apart: tuple[str, ...]  # all but those that ask
    joined: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """`phrases` and `without` are stems in order, never widened; `words` may be.

    `counted`: numbers with a word beside them, in their order.
    """

    words: tuple[Word, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    without: tuple[tuple[str, ...], ...] = ()
    runs: tuple[Run, ...] = ()
    counted: tuple[tuple[str, str], ...] = ()

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
    typed = _plain_words(text, plain)
    telling = _telling(typed, bool(phrases))[:MOST_WORDS]
    telling_stems = {word.stems[0] for word in telling}
    return Question(
        words=telling,
        phrases=tuple(dict.fromkeys(phrases))[:MOST_WORDS],
        without=tuple(dict.fromkeys(without))[:MOST_WORDS],
        runs=tuple(_runs(typed[:MOST_WORDS], telling_stems)),
        counted=tuple(pair for pair in _counted(typed) if telling_stems.issuperset(pair)),
    )


def _plain_words(text: str, pieces: list[tuple[int, int]]) -> list[Word]:
    """Words outside phrases; a date and a number with joined thousands are one, whatever spaces they hold."""
    kept = "".join(c if any(start <= n < end for start, end in pieces) else " " for n, c in enumerate(text))
    found = []
    for start, end, word in words.dates(kept, short=True):
        found.append((start, Word(kept[start:end], (word,))))
        kept = kept[:start] + " " * (end - start) + kept[end:]
    found += [(start, Word(kept[start:end], (stem,))) for start, end, stem in words.spans(kept)]
    found.sort(key=lambda pair: pair[0])
    first = {}
    for _start, word in found:
        first.setdefault(word.stems, word)
    return list(first.values())


def _telling(typed: list[Word], has_phrases: bool) -> tuple[Word, ...]:
    """Without the words a question is asked with, and then without "forskning" and "rapport", while others are left.

    What is counted is left: "16 studier", "fem år".
    """
    counts_years = any(word.stems[0].isdigit() for word in typed)
    counted = {noun for number, noun in _counted(typed) if number.isdigit()} - ASKING
    for ignored in (ASKING, ABOUT_RESEARCH if counts_years else ABOUT_RESEARCH | YEAR):
        left = [word for word in typed if word.stems[0] not in ignored - counted]
        if left or has_phrases:
            typed = left
    return tuple(typed)


def _counted(typed: list[Word]) -> list[tuple[str, str]]:
    """Numbers with the words beside them, in their order."""
    pairs = ((one.stems[0], other.stems[0]) for one, other in pairwise(typed))
    return [pair for pair in pairs if pair[0].isdigit() != pair[1].isdigit()]


def _runs(typed: list[Word], telling: set[str]):
    """Runs that may be a name ("Institutt for samfunnsforskning") or a compound written apart, longest first."""
    for size in range(min(LONGEST_RUN, len(typed)), 1, -1):
        for start in range(len(typed) - size + 1):
            run = typed[start : start + size]
            stems = [word.stems[0] for word in run]
            told = tuple(stem for stem in stems if stem in telling)
            if told:
                joined = [words.name_of(stems)]
                if size == 2:
                    joined.append(words.stem("".join(word.typed for word in run)))
                yield Run(told, tuple(stem for stem in stems if stem not in ASKING), tuple(joined))
