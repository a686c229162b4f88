"""Compounds that nobody has written, cut into words that somebody has."""

from collections.abc import Iterable

from ..manuscript.words import bare, stem
from .asking import ASKING, KINDS
from .forms import LONG, SHORT_FIRSTS, SHORTEST_PART, SHORTEST_START, family, holds
from .vocabulary import Forms, Vocabulary

MOST_CUTS = 3
MOST_BY_CHANCE = 4  # reports that hold both halves of a compound, were they strewn about
_BINDINGS = ("", "s", "e")
Cut = tuple[str, str]


def apart(missing: Iterable[str], words: Vocabulary) -> dict[str, list[Forms]]:
    """For each of the stems that can be cut so: the forms of its two halves, or of the first alone.

    The first alone where the second only says what kind of thing it is: "koronatiltak" is about "korona".
    """
    missing = list(missing)
    cuts = {word: list(dict.fromkeys(_cuts(word))) for word in missing}
    known = _known({half for word in missing for cut in cuts[word] for half in cut}, words)
    likely = {word: _likely(cuts[word], known) for word in missing}
    forms = words.holding({known.get(half, half) for word in missing for cut in likely[word] for half in cut})
    found = {word: _halves(likely[word], known, forms) for word in missing}
    return {word: forms for word, forms in found.items() if forms}


def halves_of(compounds: Iterable[str], total: int, words: Vocabulary) -> dict[str, Cut]:
    """For each of the stems that can be cut so: two others that stand by themselves somewhere, in few reports by chance
    both. `total`: how many reports are public.
    """
    cuts = {word: [cut for cut in _cuts(word) if min(map(len, cut)) >= SHORTEST_PART] for word in compounds}
    halves = {half for each in cuts.values() for cut in each for half in cut}
    reports = words.among(halves)
    found = {}
    for word, each in cuts.items():
        stands = [cut for cut in each if reports.keys() >= set(cut) and cut[1] not in KINDS]
        cut = max(stands, key=lambda cut: min(map(len, cut)), default=None)
        if cut and reports[cut[0]] * reports[cut[1]] <= MOST_BY_CHANCE * total:
            found[word] = cut
    return found


def _cuts(word: str) -> Iterable[Cut]:
    for place in range(2, len(word) - SHORTEST_START + 1):
        if place < SHORTEST_PART and word[:place] not in SHORT_FIRSTS:
            continue
        last = stem(word[place:])
        for binding in _BINDINGS:
            if word[:place].endswith(binding) and place - len(binding) >= min(place, SHORTEST_PART):
                first = stem(word[: place - len(binding)])
                if first not in ASKING and (last in KINDS or last not in ASKING):
                    yield first, last


def _known(halves: set[str], words: Vocabulary) -> dict[str, str]:
    """The halves that stand by themselves somewhere, as they are, as a word of the same root or with other keys."""
    relatives: dict[str, list[str]] = {}
    for half in sorted(halves):
        for form in family(half):
            relatives.setdefault(form, []).append(half)
    found: dict[str, str] = {}
    for form in sorted(words.among(relatives).keys() | words.typed_as(relatives).keys()):
        for half in relatives.get(form, ()):
            found[half] = half
        for half in relatives.get(bare(form), ()):
            found.setdefault(half, form)
    return found


def _likely(cuts: list[Cut], known: dict[str, str]) -> list[Cut]:
    """Cuts of which a half stands by itself somewhere, or says what kind of thing it is; both halves first."""
    standing = [
        (sum(half in known or half in KINDS for half in cut), cut[0] in known, len(cut[0]), cut)
        for cut in cuts
        if len(cut[1]) >= SHORTEST_PART or cut[1] in KINDS or cut[1] in known
    ]
    return [cut for count, *_order, cut in sorted(standing, reverse=True) if count][:MOST_CUTS]


def _halves(cuts: list[Cut], known: dict[str, str], forms: Forms) -> list[Forms]:
    for first, last in cuts:
        wanted = (first,) if last in KINDS else (first, last)
        found = [{form: n for form, n in forms.items() if _is_half(form, half, known)} for half in wanted]
        if all(found):
            return found
    return []


def _is_half(form: str, half: str, known: dict[str, str]) -> bool:
    """What stands nowhere by itself may still begin or end another compound."""
    half, stands = known.get(half, half), half in known
    if not holds(form, half):
        return False
    if form.startswith(half):
        return stands or (len(half) >= LONG and len(form) - len(half) >= SHORTEST_PART)
    return form.endswith(half) or (stands and half not in form)
