"""Compounds that nobody has written, cut into words that somebody has."""

from collections.abc import Callable, Iterable

from ..manuscript.words import stem
from ..models import SearchWord
from .asking import ASKING, KINDS
from .forms import SHORTEST_PART, holds

MOST_CUTS = 3
_SHORTEST_KIND = 3
_BINDINGS = ("", "s", "e")
Cut = tuple[str, str]
Forms = dict[str, int]  # stems, and in how many reports


def apart(missing: list[str], holding: Callable[[Iterable[str]], Forms]) -> dict[str, list[Forms]]:
    """For each of the stems that can be cut so: the forms of its two halves, or of the first alone.

    The first alone where the second only says what kind of thing it is: "koronatiltak" is about "korona".
    """
    cuts = {word: list(dict.fromkeys(_cuts(word))) for word in missing}
    halves = {half for word in missing for cut in cuts[word] for half in cut}
    known = set(SearchWord.objects.filter(stem__in=halves).values_list("stem", flat=True))
    likely = {word: _likely(cuts[word], known) for word in missing}
    vocabulary = holding({half for word in missing for cut in likely[word] for half in cut})
    found = {word: _halves(likely[word], vocabulary) for word in missing}
    return {word: forms for word, forms in found.items() if forms}


def _cuts(word: str) -> Iterable[Cut]:
    for place in range(SHORTEST_PART, len(word) - _SHORTEST_KIND + 1):
        last = stem(word[place:])
        if len(word) - place < SHORTEST_PART and last not in KINDS:
            continue
        for binding in _BINDINGS:
            if word[:place].endswith(binding) and place - len(binding) >= SHORTEST_PART:
                first = stem(word[: place - len(binding)])
                if first not in ASKING and last not in ASKING:
                    yield first, last


def _likely(cuts: list[Cut], known: set[str]) -> list[Cut]:
    """Cuts of which a half stands by itself somewhere, or says what kind of thing it is; both halves first."""
    standing = [(sum(half in known for half in cut) + (cut[1] in KINDS), cut) for cut in cuts]
    return [cut for count, cut in sorted(standing, reverse=True) if count][:MOST_CUTS]


def _halves(cuts: list[Cut], vocabulary: Forms) -> list[Forms]:
    for first, last in cuts:
        wanted = (first,) if last in KINDS else (first, last)
        forms = [{form: n for form, n in vocabulary.items() if _is_half(form, half)} for half in wanted]
        if all(forms):
            return forms
    return []


def _is_half(form: str, half: str) -> bool:
    return holds(form, half) and (form.startswith(half) or form.endswith(half) or half not in form)
