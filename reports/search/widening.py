"""Other forms of a word, taken from the index's own vocabulary, so that every one of them is there to be found."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ..manuscript.words import bare, name_of, stems, with_keys
from ..models import SearchSynonym, SearchWord
from ..stamped import while_stamp_stands
from .compounds import apart, halves_of
from .expressions import All, Either, Expression, Words
from .forms import SHORTEST_PART, SHORTEST_START, holds
from .spelling import near
from .vocabulary import Forms, Vocabulary, vocabulary

MOST_FORMS = 60
RARE = 4  # reports that hold a word, below which its parts are looked for too
MOST_RESPELT = 4  # words of a question that close spellings are looked for; each costs a walk through the vocabulary
NEAR = 0.75
SLIP = 0.9
_MOST = 0.5  # of all reports: a longer word that more of them hold tells nothing of the shorter one


Missing = Mapping[str, str]  # stems that nothing is found for, and the words as they were typed


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
        if len(single) == 1 and not several:
            return single[0]
        return Either((*single, *several)) if single or several else None


def _either(forms: tuple[str, ...]) -> Expression:
    return Either(tuple(Words((form,)) for form in forms))


def widen(typed: Mapping[str, str], synonyms: dict[str, list[tuple[str, ...]]], total: int) -> dict[str, Widened]:
    """Each stem's other forms: those that hold it, synonyms; only where there are none, those spelt like it.

    `typed`: stems, and the words as they were typed. `total`: how many reports are public.
    """
    words = vocabulary()
    forms = words.holding(typed)
    found = {word: _widened(word, forms, synonyms.get(word, []), total) for word in typed}
    for otherwise in (_in_names, _without_keys, _slips, _apart, _respelt):
        if missing := {word: typed[word] for word, widened in found.items() if widened.expression is None}:
            found |= otherwise(missing, words)
    return _also_apart(found, total, words) if len(found) == 1 else found


def _also_apart(found: dict[str, Widened], total: int, words: Vocabulary) -> dict[str, Widened]:
    """A compound that few have written, also as the words it is made of."""
    rare = {word: widened for word, widened in found.items() if widened.forms and widened.reports < RARE}
    cut = halves_of((form for widened in rare.values() for form in widened.forms[:1]), total, words)
    return found | {
        word: replace(widened, parts=(*widened.parts, tuple((half,) for half in cut[widened.forms[0]])))
        for word, widened in rare.items()
        if widened.forms[0] in cut
    }


def synonyms_of(wanted: Iterable[str]) -> dict[str, list[tuple[str, ...]]]:
    """What editors say means the same as a word, as stems."""
    synonyms = _synonyms()
    return {word: synonyms[word] for word in wanted if word in synonyms}


@while_stamp_stands
def _synonyms() -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in SearchSynonym.objects.all():
        meanings = [tuple(stems(text)) for text in entry.words]
        for meaning in meanings:
            if len(meaning) == 1:
                found.setdefault(meaning[0], []).extend(other for other in meanings if other and other != meaning)
    return found


def written_as(forms: Iterable[str]) -> dict[str, str]:
    """Stems as some report writes them."""
    return dict(SearchWord.objects.filter(stem__in=set(forms)).values_list("stem", "written"))


def _widened(word: str, known: Forms, synonyms: list[tuple[str, ...]], total: int) -> Widened:
    forms = [form for form in known if holds(form, word) and not _tells_nothing(form, word, known, total)]
    forms.sort(key=lambda form: (form != word, not form.startswith(word), -known[form], form))
    forms = forms[:MOST_FORMS]
    single = [meaning[0] for meaning in synonyms if len(meaning) == 1]
    several = tuple(tuple((part,) for part in meaning) for meaning in synonyms if len(meaning) > 1)
    return Widened(
        word,
        tuple(dict.fromkeys(forms + single)),
        several,
        reports=sum(known[form] for form in forms) + len(several) + len(single),
    )


def _tells_nothing(form: str, word: str, known: Forms, total: int) -> bool:
    return form != word and word in known and known[form] > max(_MOST * total, known[word])


def _in_names(missing: Missing, words: Vocabulary) -> dict[str, Widened]:
    """A word that only names of institutions hold."""
    names = {name_of([word]): word for word in missing}
    return {
        word: Widened(word, (name,), reports=words.names[name]) for name, word in names.items() if name in words.names
    }


def _without_keys(missing: Missing, words: Vocabulary) -> dict[str, Widened]:
    """A word typed by one who lacks æ, ø and å, also where only compounds hold it."""
    plain = [word for word in missing if len(word) >= SHORTEST_START and word.isalpha()]
    if not plain:
        return {}
    lacking = {word: with_keys(missing[word].lower()) for word in plain}
    forms = words.among(set().union(*lacking.values())) | words.typed_with(map(bare, plain))
    return {
        word: _as_corrected(word, forms, lambda form, of=word: form in lacking[of] or _is_typed_as(form, of))
        for word in plain
    }


def _is_typed_as(form: str, word: str) -> bool:
    """Whether the word is the form, or a part of it, with some or all of its letters as another keyboard has them."""
    return holds(bare(form), bare(word)) and (bare(word) == word or bool(_lacking_some(word).search(form)))


@lru_cache(maxsize=500)
def _lacking_some(word: str) -> re.Pattern:
    letters = re.findall("aa|ae|oe|.", word)
    return re.compile("".join({"a": "(?:aa|ae|a)", "o": "(?:oe|o)"}.get(letter, letter) for letter in letters))


def _slips(missing: Missing, words: Vocabulary) -> dict[str, Widened]:
    """A letter too many, too few or another one, in a word of some length."""
    return _respelt(missing, words, nearest=SLIP)


def _respelt(missing: Missing, words: Vocabulary, nearest: float = NEAR) -> dict[str, Widened]:
    """Close spellings: the same first letter, about as long."""
    found = {}
    for word in [word for word in missing if len(word) >= SHORTEST_PART][:MOST_RESPELT]:
        if spelt := near(word, missing[word], nearest, words):
            found[word] = _as_corrected(
                word, words.holding(spelt), lambda form, known=spelt: any(holds(form, each) for each in known)
            )
    return found


def _as_corrected(word: str, forms: Forms, meant: Callable[[str], bool]) -> Widened:
    found = sorted(form for form in forms if meant(form))
    return Widened(word, tuple(found), corrected=bool(found), reports=sum(forms[form] for form in found))


def _apart(missing: Missing, words: Vocabulary) -> dict[str, Widened]:
    """A compound that nobody has written, by the words it is made of, also where those stand in other compounds."""
    found = {}
    for word, halves in apart(missing, words).items():
        fewest = min(sum(forms.values()) for forms in halves)
        parts = tuple(tuple(sorted(forms, key=len))[:MOST_FORMS] for forms in halves)
        found[word] = Widened(word, (), (parts,), reports=fewest)
    return found
