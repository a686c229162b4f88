"""What to offer where a search found nothing: words that reports use and that look like it, tags and institutions.

Looser than widening.py, which shows other hits in place of those that were asked for; here the reader chooses.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from django.db.models import Q

from ..manuscript.words import bare, stems
from ..models import Organisation, SearchWord, Tag
from .question import Question, Word

MOST_WORDS = 3  # of the question that close spellings are looked for; each costs a walk through the vocabulary
MOST_NEAR = 4
MOST_NAMES = 4
SHORTEST = 3
_NEAR = 0.62
_SAME_START = 5


@dataclass(frozen=True, slots=True)
class Near:
    """A word that was typed and those that may have been meant, each with the whole search with it in its place."""

    typed: str
    words: list[tuple[str, str]]


@dataclass
class Nearby:
    words: list[Near] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)


def nearby(question: Question, text: str, *, found: Container[str] = ()) -> Nearby:
    """`text` is the search as it was typed; `found` are words of it that give something by themselves."""
    asked = [word for word in question.words if len(word.stems[0]) >= SHORTEST and word.stems[0].isalpha()]
    asked = asked[:MOST_WORDS]
    near = {word: _near(word.stems[0]) for word in asked if word.typed not in found}
    return Nearby(
        words=[_offered(word, written, text) for word, written in near.items() if written],
        tags=_named(Tag, asked),
        organisations=_named(Organisation, asked),
    )


def _offered(word: Word, found: list[str], text: str) -> Near:
    return Near(word.typed, [(written, text.replace(word.typed, written, 1)) for written in found])


def _near(stem: str) -> list[str]:
    """Spelt somewhat like it, the nearest first; and known words that it begins with. Nothing for a known word."""
    plain = bare(stem)
    beginnings = [plain[:length] for length in range(_SAME_START, len(plain))]
    likely = Q(bare__startswith=plain[0]) | Q(bare__endswith=plain[-2:])
    rows = SearchWord.objects.filter(
        Q(bare__in=beginnings) | (likely & Q(length__range=(len(plain) - 2, len(plain) + 3)))
    )
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(plain)
    scored = []
    for spelt, written, reports in rows.values_list("bare", "written", "reports"):
        if spelt == plain:
            return []
        matcher.set_seq1(spelt)
        if spelt in beginnings:
            scored.append((len(spelt) / len(plain), reports, written))
        elif spelt.isalpha() and matcher.quick_ratio() >= _NEAR and (score := matcher.ratio()) >= _NEAR:
            scored.append((score, reports, written))
    return [written for _score, _reports, written in sorted(scored, reverse=True)[:MOST_NEAR]]


def _named(model: type, asked: Iterable[Word]) -> list:
    """Entries in use with a word like one of these in their names."""
    wanted = [bare(stem) for word in asked for stem in word.stems]
    acronym = ["acronym"] if model is Organisation else []
    scored = []
    for pk, *names in model.objects.values_list("pk", "name", *acronym, "other_names") if wanted else ():
        spelt = {bare(stem) for name in [*names[:-1], *names[-1]] for stem in stems(name)}
        if score := max((_alike(one, other) for one in wanted for other in spelt), default=0):
            scored.append((-score, pk))
    found = model.objects.in_use().in_bulk([pk for _score, pk in sorted(scored)[: 3 * MOST_NAMES]]) if scored else {}
    return [found[pk] for _score, pk in sorted(scored) if pk in found][:MOST_NAMES]


def _alike(one: str, other: str) -> float:
    """1 for the same, less for a common beginning or a close spelling, 0 for neither."""
    if min(len(one), len(other)) < SHORTEST:
        return float(one == other)
    if len(other) > SHORTEST and (one.startswith(other) or other.startswith(one[:_SAME_START])):
        return min(len(one), len(other)) / max(len(one), len(other))
    ratio = SequenceMatcher(None, one, other, autojunk=False).ratio() if one[0] == other[0] else 0
    return ratio if ratio >= _NEAR + 0.1 else 0
