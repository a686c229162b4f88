"""Reports that hold some of the words: those worth enough of what all the words tell. Pure.

A word tells more the fewer reports hold it.
"""

from collections.abc import Iterator
from itertools import combinations
from math import log

from .asking import WEAK
from .expressions import All, Either, Expression
from .widening import Widened

MOST_WEIGHED = 6
HALF = 0.5
MOST_OF_IT = 0.6  # where others hold all the words
FEW_KNOWN = 3
LONG_NUMBER = 3
LITTLE = 0.3


class Shares:
    """What each of a question's words is worth, of 1 for all of them.

    `total`: how many reports there are; `little`: what words that tell little are worth, of what others are.
    """

    def __init__(self, widened: dict[str, Widened], total: int, little: float = 1):
        self.expressions = {stem: word.expression for stem, word in widened.items() if word.expression}
        weight = {stem: _weight(stem) * (little if stem in WEAK else 1) for stem in widened}
        worth = {stem: _worth(min(widened[stem].reports, total), total) * weight[stem] for stem in self.expressions}
        unknown = log(1 + total / HALF)
        if len(worth) >= FEW_KNOWN:  # one word that nobody has written is not the whole question
            unknown = min(unknown, sum(worth.values()) / 2)
        everything = sum(worth.values()) + unknown * sum(weight[stem] for stem in widened if stem not in worth)
        self.of = {stem: value / everything for stem, value in worth.items()}

    def expression(self, enough: float) -> Expression | None:
        """What holds words worth so much, or nothing where no words are."""
        choices = [All(tuple(self.expressions[stem] for stem in stems)) for stems in self._smallest(enough)]
        return Either(tuple(choices)) if choices else None

    def _smallest(self, enough: float) -> list[tuple[str, ...]]:
        """Sets of words that are worth enough, without those that hold a smaller one."""
        found: list[tuple[str, ...]] = []
        for stems in self._sets():
            if sum(self.of[stem] for stem in stems) >= enough and not any(set(less) <= set(stems) for less in found):
                found.append(stems)
        return found

    def _sets(self) -> Iterator[tuple[str, ...]]:
        telling = sorted(self.of, key=self.of.get, reverse=True)[:MOST_WEIGHED]
        for size in range(1, len(telling) + 1):
            yield from combinations(telling, size)


def _worth(reports: int, total: int) -> float:
    return log(1 + total / max(reports, 1))


def _weight(stem: str) -> float:
    """A number of some length is what somebody remembers of the one report."""
    return 2 if stem.isdigit() and len(stem) >= LONG_NUMBER else 1
