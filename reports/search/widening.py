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
MOST_CUTS = 3
MOST_RESPELT = 4  # words of a question that close spellings are looked for; each costs a walk through the vocabulary
LONG = 5  # letters from which whatever comes after may be a form: "prob" is not "problem"
_DERIVED = {"ing", "else"}
_NEAR = 0.75
_SLIP = 0.9
_AS_NEAR = 0.03
_BINDINGS = ("", "s", "e")


@dataclass(frozen=True, slots=True)
class Widened:
    """A word with its other forms. `corrected`: none of them holds it, they are only spelt much like it."""

    stem: str
    forms: tuple[str, ...]
    # What stands for it by several words, each with its forms: compounds written apart, synonyms.
    parts: tuple[tuple[tuple[str, ...], ...], ...] = ()
    corrected: bool = False
    reports: int = 0  # at most so many hold one of the forms

    @property
    def expression(self) -> Expression | None:
        single = [Words((form,)) for form in self.forms]
        several = [All(tuple(_either(forms) for forms in parts)) for parts in self.parts]
        return Either((*single, *several)) if single or several else None


def _either(forms: tuple[str, ...]) -> Expression:
    return Either(tuple(Words((form,)) for form in forms))


def widen(wanted: Iterable[str], synonyms: dict[str, list[tuple[str, ...]]]) -> dict[str, Widened]:
    """Each stem's other forms: those that hold it, synonyms; only where there are none, those spelt like it."""
    wanted = list(wanted)
    vocabulary = _holding(wanted)
    found = {word: _widened(word, vocabulary, synonyms.get(word, [])) for word in wanted}
    for otherwise in (_slips, _apart, _respelt):
        if missing := [word for word, widened in found.items() if widened.expression is None]:
            found |= otherwise(missing)
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


def written_as(forms: Iterable[str]) -> dict[str, str]:
    """Stems as some report writes them."""
    return dict(SearchWord.objects.filter(stem__in=set(forms)).values_list("stem", "written"))


def _holding(wanted: Iterable[str]) -> dict[str, int]:
    """Stems of the vocabulary that are or hold one of the words, and in how many reports."""
    wanted = list(wanted)
    condition = Q(stem__in=wanted)
    for word in wanted:
        if len(word) >= SHORTEST_PART and word.isalpha():
            condition |= Q(stem__contains=word)
        elif len(word) >= SHORTEST_START and word.isalpha():
            condition |= Q(stem__startswith=word)
    return dict(SearchWord.objects.filter(condition).values_list("stem", "reports"))


def _widened(word: str, vocabulary: dict[str, int], synonyms: list[tuple[str, ...]]) -> Widened:
    forms = [form for form in vocabulary if _holds(form, word)]
    forms.sort(key=lambda form: (form != word, not form.startswith(word), -vocabulary[form], form))
    forms = forms[:MOST_FORMS]
    single = [meaning[0] for meaning in synonyms if len(meaning) == 1]
    several = tuple(tuple((part,) for part in meaning) for meaning in synonyms if len(meaning) > 1)
    return Widened(
        word,
        tuple(dict.fromkeys(forms + single)),
        several,
        reports=sum(vocabulary[form] for form in forms) + len(several) + len(single),
    )


def _holds(form: str, word: str) -> bool:
    if form == word:
        return True
    if not word.isalpha() or len(word) < SHORTEST_START:
        return False
    rest = form.removeprefix(word)
    if rest != form:
        return len(word) >= LONG or len(rest) >= SHORTEST_PART or rest in _DERIVED
    return len(word) >= SHORTEST_PART and word in form


def _apart(missing: list[str]) -> dict[str, Widened]:
    """A compound that nobody has written, by the two words it is made of, also where those stand in other compounds."""
    cuts = {word: list(_cuts(word)) for word in missing}
    known = set(
        SearchWord.objects.filter(
            stem__in={part for word in missing for cut in cuts[word] for part in cut}
        ).values_list("stem", flat=True)
    )
    likely = {word: _likely(cuts[word], known) for word in missing}
    vocabulary = _holding({part for word in missing for cut in likely[word] for part in cut})
    return {word: _of_two(word, likely[word], vocabulary) for word in missing}


def _likely(cuts: list[tuple[str, str]], known: set[str]) -> list[tuple[str, str]]:
    """Cuts of which a half stands by itself somewhere; both halves first."""
    standing = [(sum(half in known for half in cut), cut) for cut in dict.fromkeys(cuts)]
    return [cut for count, cut in sorted(standing, reverse=True) if count][:MOST_CUTS]


def _of_two(word: str, cuts: list[tuple[str, str]], vocabulary: dict[str, int]) -> Widened:
    for cut in cuts:
        halves = [[form for form in vocabulary if _is_half(form, half)] for half in cut]
        if all(halves):
            reports = min(sum(vocabulary[form] for form in forms) for forms in halves)
            return Widened(
                word, (), (tuple(tuple(sorted(forms, key=len))[:MOST_FORMS] for forms in halves),), reports=reports
            )
    return Widened(word, ())


def _is_half(form: str, half: str) -> bool:
    return _holds(form, half) and (form.startswith(half) or (len(half) >= LONG and form.endswith(half)))


def _cuts(word: str) -> Iterable[tuple[str, str]]:
    for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        for binding in _BINDINGS:
            if word[:place].endswith(binding) and place - len(binding) >= SHORTEST_PART:
                yield stem(word[: place - len(binding)]), stem(word[place:])


def _slips(missing: list[str]) -> dict[str, Widened]:
    """A letter too many, too few or another one, in a word of some length."""
    return _respelt(missing, nearest=_SLIP)


def _respelt(missing: list[str], nearest: float = _NEAR) -> dict[str, Widened]:
    """Close spellings: the same first letter, about as long."""
    found = {}
    for word in missing:
        near = _near(word, nearest) if len(found) < MOST_RESPELT and len(word) >= SHORTEST_PART else {}
        known = _holding(near) if near else {}
        forms = [form for form in known if any(_holds(form, spelt) for spelt in near)]
        reports = sum(known[form] for form in forms)
        found[word] = Widened(word, tuple(sorted(forms)), corrected=bool(forms), reports=reports)
    return found


def _near(word: str, nearest: float) -> dict[str, int]:
    if not word.isalpha():
        return {}
    plain = bare(word)
    rows = SearchWord.objects.filter(bare__startswith=plain[0], length__range=(len(word) - 2, len(word) + 3))
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(plain)
    scored = []
    for form, spelt, reports in rows.values_list("stem", "bare", "reports"):
        matcher.set_seq1(spelt)
        if form.isalpha() and matcher.quick_ratio() >= nearest and (score := matcher.ratio()) >= nearest:
            scored.append((score, form, reports))
    if not scored:
        return {}
    best = max(score for score, *_ in scored)
    return {form: reports for score, form, reports in sorted(scored, reverse=True)[:5] if score >= best - _AS_NEAR}
