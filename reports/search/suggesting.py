"""What somebody who is typing may be after: tags, institutions, reports, and words that reports use.

Names are few and are all compared here; words come from the index's vocabulary, and titles from the index by words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q

from ..manuscript import words
from ..models import Organisation, SearchWord, Tag
from .expressions import All, Either, Expression, Words
from .matching import titles_that_hold

SHORTEST = 2  # letters, before which nothing is suggested
MOST_NAMES, MOST_TITLES, MOST_WORDS = 3, 3, 3
_MOST_FORMS = 20  # words that the last one typed may become
TAG, ORGANISATION, REPORT, WORD = "emne", "institusjon", "rapport", "ord"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`url` is where it leads; a word leads nowhere of its own, it is searched for. `reports`: how many it has."""

    kind: str
    text: str
    url: str = ""
    reports: int | None = None


def suggestions_for(text: str) -> list[Suggestion]:
    """Names that begin so first, then titles, then words; nothing for fewer than two letters."""
    typed = _spelt(text)
    if len(typed.replace(" ", "")) < SHORTEST:
        return []
    *before, last = typed.split()
    forms = _forms(last)
    return [
        *_names(Tag, TAG, typed),
        *_names(Organisation, ORGANISATION, typed),
        *_titles(text, [stem for stem, _written, _reports in forms]),
        *_words(text, forms, alone=not before),
    ]


@lru_cache(maxsize=20_000)
def _spelt(text: str) -> str:
    """As it is typed by one who lacks some keys, without case, accents and signs: "Språk" → "sprak"."""
    kept = "".join(c if c.isalnum() else " " for c in words.fold(text))
    return " ".join(words.bare(word) for word in kept.split())


def _names(model: type, kind: str, typed: str) -> Iterator[Suggestion]:
    acronym = ["acronym"] if model is Organisation else []
    scored = []
    for pk, name, other_names, *short in model.objects.values_list("pk", "name", "other_names", *acronym):
        if place := min((found for each in (name, *short, *other_names) if (found := _place(each, typed))), default=0):
            scored.append((place, len(name), pk))
    found = model.objects.in_use().in_bulk([pk for *_score, pk in sorted(scored)[: 3 * MOST_NAMES]]) if scored else {}
    shown = [found[pk] for *_score, pk in sorted(scored) if pk in found][:MOST_NAMES]
    return (Suggestion(kind, entry.name, entry.get_absolute_url(), entry.report_count) for entry in shown)


def _place(name: str, typed: str) -> int:
    """1 where the name begins so, 2 where a word of it does; 0 where none does."""
    spelt = _spelt(name)
    return 1 if spelt.startswith(typed) else 2 if f" {typed}" in spelt else 0


def _forms(last: str) -> list[tuple[str, str, int]]:
    """(stem, as written, reports) of words that begin with what is typed; a stem may be shorter than that."""
    beginnings = [last[:length] for length in range(SHORTEST, len(last))]
    rows = SearchWord.objects.filter(Q(bare__startswith=last) | Q(bare__in=beginnings)).order_by("-reports", "stem")
    found = rows.values_list("stem", "written", "reports", "bare")[: 10 * _MOST_FORMS]
    return [
        (stem, written, reports)
        for stem, written, reports, bare in found
        if bare.startswith(last) or _spelt(written).startswith(last)
    ][:_MOST_FORMS]


def _titles(text: str, forms: Sequence[str]) -> Iterator[Suggestion]:
    if not forms:
        return iter(())
    *before, _last = words.stems(text) or [""]
    wanted: Expression = Either(tuple(Words((stem,)) for stem in forms))
    if before:
        wanted = All((*(Words((stem,)) for stem in before), wanted))
    found = titles_that_hold(wanted).only("title", "slug")[: 3 * MOST_TITLES]
    by_title = [publication for publication in found if not set(forms).isdisjoint(words.stems(publication.title))]
    return (Suggestion(REPORT, each.title, each.get_absolute_url()) for each in by_title[:MOST_TITLES])


def _words(text: str, forms: Iterable[tuple[str, str, int]], *, alone: bool) -> Iterator[Suggestion]:
    """The last word written out, with the words before it as they were typed."""
    kept = "" if alone else text.rstrip()[: -len(text.split()[-1])]
    known = [(written, reports) for stem, written, reports in forms if stem.isalpha()][:MOST_WORDS]
    return (Suggestion(WORD, f"{kept}{written}", reports=reports if alone else None) for written, reports in known)
