"""Words of the vocabulary that are spelt much like one that nobody wrote."""

from difflib import SequenceMatcher

from ..manuscript.words import bare, fold
from .vocabulary import Vocabulary

MOST_NEAR = 5
_SHORT = 5  # letters of a word that another letter makes another word
_SAME_LETTERS = 0.85  # one is left out or put in: "tlk" and "tollk" are "tolk", "talk" is not
_AS_NEAR = 0.03
_LONG = 9  # letters of a word in which somebody slips twice
_OTHER_LETTERS = 2  # that a word as written may lack
_SHORTEST = 3


def near(word: str, typed: str, nearest: float, words: Vocabulary) -> list[str]:
    """Stems with the same first letter and so great a likeness, of those the few that are as near as the nearest.

    Where a word is misspelt in its ending the stemmer finds none; so what was typed is also held up against words as
    they are written.
    """
    if not word.isalpha():
        return []
    plain, whole = bare(word), bare(fold(typed))
    as_stems, as_written = SequenceMatcher(autojunk=False), SequenceMatcher(autojunk=False)
    as_stems.set_seq2(plain)
    as_written.set_seq2(whole)
    letters = set(whole)
    scored = []
    for form, spelt, written in words.written.get(plain[0], ()):
        # No longer word is alike; a shorter stem may be of a word as long.
        if not (form.isalpha() and _SHORTEST <= len(form) <= len(word) + 3):
            continue
        score = _likeness(as_stems, plain, spelt, nearest)
        if len(whole) > _SHORT and len(letters.difference(written)) <= _OTHER_LETTERS:
            score = max(score, _likeness(as_written, whole, bare(fold(written)), nearest))
        if score:
            scored.append((score, form))
    best = max(scored, default=(0, ""))[0]
    return [form for score, form in sorted(scored, reverse=True)[:MOST_NEAR] if score >= best - _AS_NEAR]


def _likeness(matcher: SequenceMatcher, word: str, other: str, least: float) -> float:
    """How alike the other is, of 1; 0 where that is less, or there are more slips than a word of its length has."""
    if 2 * min(len(word), len(other)) < least * (len(word) + len(other)):
        return 0.0
    matcher.set_seq1(other)
    if matcher.quick_ratio() < least or (score := matcher.ratio()) < least:
        return 0.0
    if len(word) <= _SHORT and score < _SAME_LETTERS and sorted(other) != sorted(word):
        return 0.0
    return score if _slips(word, other) <= (2 if len(word) >= _LONG else 1) else 0.0


def _slips(one: str, other: str) -> int:
    """Letters left out, put in, exchanged for another or for the next."""
    before, last = [], list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        now = [row]
        for column, its in enumerate(other, 1):
            cost = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != its))
            if row > 1 < column and letter == other[column - 2] and one[row - 2] == its:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        before, last = last, now
    return last[-1]
