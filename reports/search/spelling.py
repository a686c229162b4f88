"""Words of the vocabulary that are spelt much like one that nobody wrote."""

from difflib import SequenceMatcher

from ..manuscript.words import bare
from ..models import SearchWord

MOST_NEAR = 5
_SHORT = 5  # letters of a word that another letter makes another word
_SAME_LETTERS = 0.85  # one is left out or put in: "tlk" and "tollk" are "tolk", "talk" is not
_AS_NEAR = 0.03


def near(word: str, nearest: float) -> list[str]:
    """Stems with the same first letter and so great a likeness, of those the few that are as near as the nearest."""
    if not word.isalpha():
        return []
    plain = bare(word)
    # Two words of other lengths are not alike: 2 × the shorter / both is the most that they can be.
    lengths = int(len(word) * nearest / (2 - nearest)), len(word) + 3
    rows = SearchWord.objects.filter(bare__startswith=plain[0], length__range=lengths)
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(plain)
    scored = []
    for form, spelt in rows.values_list("stem", "bare"):
        matcher.set_seq1(spelt)
        if not form.isalpha() or matcher.quick_ratio() < nearest:
            continue
        score = matcher.ratio()
        if score >= nearest and (len(plain) > _SHORT or score >= _SAME_LETTERS or sorted(spelt) == sorted(plain)):
            scored.append((score, form))
    best = max(scored, default=(0, ""))[0]
    return [form for score, form in sorted(scored, reverse=True)[:MOST_NEAR] if score >= best - _AS_NEAR]
