"""Words beside each other that the index has as one: the name of an institution, a compound written apart."""

from collections.abc import Iterable
from dataclasses import replace

from ..models import SearchWord
from .expressions import All, Either, Expression, Words
from .question import Run


def known(runs: Iterable[Run]) -> list[Run]:
    """Those that the index has, with only what it has; the longest first, and none that shares a word with another."""
    runs = list(runs)
    there = set(
        SearchWord.objects.filter(stem__in={word for run in runs for word in run.joined}).values_list("stem", flat=True)
    )
    found: list[Run] = []
    for run in runs:
        joined = tuple(word for word in run.joined if word in there)
        if joined and not any(set(run.telling) & set(other.telling) for other in found):
            found.append(replace(run, joined=joined))
    return found


def parts_of(asked: dict[str, Expression | None], runs: Iterable[Run]) -> list[Expression | None]:
    """What each of the words (stems) is asked for by, runs as words that stand together or as the one they are."""
    parts, taken = [], set()
    for run in runs:
        apart = [asked.get(stem, Words((stem,))) for stem in run.apart]
        together = [] if None in apart else [All(tuple(apart))]
        parts.append(Either((*together, *(Words((word,)) for word in run.joined))))
        taken.update(run.telling)
    return [*parts, *(expression for stem, expression in asked.items() if stem not in taken)]
