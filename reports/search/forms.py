"""Which stems are forms of a word: those that hold it, and those made of the same root by another ending. Pure."""

from functools import lru_cache

SHORTEST_START = 3  # letters of a stem that other words may begin with
SHORTEST_PART = 4  # … and end with or hold
# Shorter words than parts that compounds begin with, as words.fold writes them; "fyl" begins "fylke" by chance.
SHORT_FIRSTS = frozenset(["bo", "by", "aar", "oey", "lov", "rus", "syk", "ung", "vei", "laan"])
LONG = 5  # letters from which whatever comes after may be a form: "prob" is not "problem"
_SHORTEST_ROOT = 6
_DERIVED = ("ing", "els", "dom")
# What words begin with that is no part of them: "mistillit" has nothing to do with "miste".
_PREFIXES = ("mis", "for", "sam", "opp", "inn", "til", "van", "gjen", "over", "under", "etter")
# Ends of stems by which words of one root differ: fordele, fordeling; kvalifisere, kvalifikasjon; økonomi, økonomisk.
_ENDS = (
    *("", "t", "d", "i", "ing", "ning", "els", "er", "ert", "ering", "asjon", "ikasjon", "isk"),
    *("is", "iser", "isert", "isering"),
)
_LONG_ENDS = {"asjon", "ikasjon"}  # after which a root may be shorter: motivasjon, motivere
_SHORTEST_VERB = 4  # letters of a root before -t and -d: kjøpe, kjøpt


def holds(form: str, word: str) -> bool:
    """Whether somebody who looks for the word (a stem) means this one too."""
    if form == word:
        return True
    if not word.isalpha() or len(word) < SHORTEST_START:
        return False
    rest = form.removeprefix(word)
    if rest != form:
        is_longer = _may_begin(word) and len(rest) >= SHORTEST_PART and not _begins_otherwise(word)
        return len(word) >= LONG or is_longer or rest in _DERIVED
    is_part = word in form if len(word) >= LONG else form.endswith(word) and len(word) >= SHORTEST_PART
    return is_part or form in family(word)


def _may_begin(word: str) -> bool:
    return len(word) >= SHORTEST_PART or word in SHORT_FIRSTS


def _begins_otherwise(word: str) -> bool:
    """Whether what begins with these letters mostly begins with fewer of them."""
    return any(word.startswith(prefix) and len(word) - len(prefix) == 1 for prefix in _PREFIXES)


@lru_cache(maxsize=2_000)
def family(word: str) -> frozenset[str]:
    """The word and what its roots could make with other endings; most of them are no words."""
    if not word.isalpha():
        return frozenset([word])
    roots = {word.removesuffix(end) for end in _ENDS if word.endswith(end)}
    roots = {root for root in roots if len(root) >= _SHORTEST_ROOT - (word.removeprefix(root) in _LONG_ENDS)}
    roots |= {root[:-1] for root in roots if root[-1] == root[-2]}
    verb = word[:-1] if word.endswith(("t", "vd")) and len(word) > _SHORTEST_VERB else word
    return frozenset({word, verb} | {root + end for root in roots for end in _ENDS})
