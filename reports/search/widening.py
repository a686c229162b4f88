"""Other forms of a word, taken from the index's own vocabulary, so that every one of them is there to be found."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db.models import Q

from ..manuscript.words import bare, stem, stems
from ..models import SearchSynonym, SearchWord
from .expressions import All, Either, Expression, Words

SHORTEST_START = 3  # letters of a stem that other words may begin with
SHORTEST_PART = 4  # … and end with or hold
MOST_FORMS = 60
_NEAR = 0.75
_BINDINGS = ("", "s", "e")


@dataclass(frozen=True, slots=True)
class Widened:
    """A word with its other forms. `corrected`: none of them holds it, they are only spelt much like it."""

    stem: str
    forms: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...] = ()  # compounds written apart; synonyms of several words
    corrected: bool = False
    reports: int = 0  # at most so many hold one of the forms

    @property
    def expression(self) -> Expression | None:
        found = [Words((form,)) for form in self.forms] + [
            All(tuple(Words((part,)) for part in parts)) for parts in self.parts
        ]
        return Either(tuple(found)) if found else None


def widen(wanted: Iterable[str]) -> dict[str, Widened]:
    """Each stem's other forms: those that hold it, synonyms; only where there are none, those spelt like it."""
    wanted = list(wanted)
    synonyms = synonyms_of(wanted)
    vocabulary = _holding(wanted)
    found = {word: _widened(word, vocabulary, synonyms.get(word, [])) for word in wanted}
    missing = [word for word, widened in found.items() if not widened.forms and not widened.parts]
    if missing:
        found |= _apart(missing)
        found |= _respelt([word for word in missing if not found[word].parts])
    return found


def synonyms_of(wanted: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """What editors say means the same as a word, as stems."""
    wanted, found = set(wanted), {}
    for entry in SearchSynonym.objects.all():
        meanings = [tuple(stems(text)) for text in entry.words]
        for meaning in meanings:
            if len(meaning) == 1 and meaning[0] in wanted:
                found.setdefault(meaning[0], []).extend(other for other in meanings if other and other != meaning)
    return found


def _holding(wanted: list[str]) -> dict[str, int]:
    """Stems of the vocabulary that are, begin with, end with or hold one of the words, and in how many reports."""
    condition = Q(stem__in=wanted) | Q(bare__in=[bare(word) for word in wanted])
    for word in wanted:
        if len(word) >= SHORTEST_PART and word.isalpha():
            condition |= Q(stem__contains=word)
        elif len(word) >= SHORTEST_START and word.isalpha():
            condition |= Q(stem__startswith=word)
    return dict(SearchWord.objects.filter(condition).values_list("stem", "reports"))


def _widened(word: str, vocabulary: dict[str, int], synonyms: list[tuple[str, ...]]) -> Widened:
    forms = [form for form in vocabulary if _holds(form, word)]
    forms += [] if forms else [form for form in vocabulary if bare(form) == bare(word)]
    forms.sort(key=lambda form: (form != word, not form.startswith(word), -vocabulary[form], form))
    forms = forms[:MOST_FORMS]
    single = [meaning[0] for meaning in synonyms if len(meaning) == 1]
    several = tuple(meaning for meaning in synonyms if len(meaning) > 1)
    return Widened(
        word,
        tuple(dict.fromkeys(forms + single)),
        several,
        reports=sum(vocabulary[form] for form in forms) + len(several) + len(single),
    )


def _holds(form: str, word: str) -> bool:
    if form == word:
        return True
    if not word.isalpha():
        return False
    return (len(word) >= SHORTEST_START and form.startswith(word)) or (len(word) >= SHORTEST_PART and word in form)


def _apart(missing: list[str]) -> dict[str, Widened]:
    """A compound that nobody has written, by two words that somebody has: "flyktningbolig" by "flyktning", "bolig"."""
    cuts = {word: list(_cuts(word)) for word in missing}
    parts = {stem_ for word in missing for cut in cuts[word] for stem_ in cut}
    known = dict(SearchWord.objects.filter(stem__in=list(parts)[:900]).values_list("stem", "reports"))
    found = {}
    for word in missing:
        whole = [cut for cut in cuts[word] if set(cut) <= known.keys()]
        if whole:
            reports = max(min(known[part] for part in cut) for cut in whole)
            found[word] = Widened(word, (), tuple(dict.fromkeys(whole)), reports=reports)
    return {word: found.get(word, Widened(word, ())) for word in missing}


def _cuts(word: str) -> Iterable[tuple[str, str]]:
    for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        for binding in _BINDINGS:
            if word[:place].endswith(binding) and place - len(binding) >= SHORTEST_PART:
                yield stem(word[: place - len(binding)]), stem(word[place:])


def _respelt(missing: list[str]) -> dict[str, Widened]:
    """Close spellings: the same first letter, about as long."""
    found = {}
    for word in missing:
        near = _near(word) if len(word) >= SHORTEST_PART and word.isalpha() else {}
        found[word] = Widened(word, tuple(near), corrected=bool(near), reports=sum(near.values()))
    return found


def _near(word: str) -> dict[str, int]:
    plain = bare(word)
    rows = SearchWord.objects.filter(bare__startswith=plain[0], length__range=(len(word) - 2, len(word) + 3))
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(plain)
    scored = []
    for form, spelt, reports in rows.values_list("stem", "bare", "reports"):
        matcher.set_seq1(spelt)
        if form.isalpha() and matcher.quick_ratio() >= _NEAR and (score := matcher.ratio()) >= _NEAR:
            scored.append((score, form, reports))
    if not scored:
        return {}
    best = max(score for score, *_ in scored)
    return {form: reports for score, form, reports in sorted(scored, reverse=True)[:5] if score >= best - 0.05}
