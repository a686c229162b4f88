"""Which document a file is, by what it is called: "NIBR_2020-14_Hele mennesker, delte tjenester (endelig).pdf"."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from .slugs import slugify

LIKELY = 0.5
_NOISE = {"pdf", "rapport", "endelig", "final", "versjon", "web", "trykk", "kopi", "signert", "ferdig", "av", "og", "i"}
_WORD = re.compile(r"[^\W_]+")


def propose(files: Sequence[str], documents: Mapping[str, Sequence[str]]) -> dict[int, str]:
    """Place of a file → key of the document it most likely is. `documents` have the titles each may be known by.

    Best likeness first; no document is proposed for two files, and none for a file that is like none.
    """
    likenesses = (
        (max((_likeness(_words(file), _words(title)) for title in titles), default=0), place, key)
        for place, file in enumerate(files)
        for key, titles in documents.items()
    )
    found, taken = {}, set()
    for likeness, place, key in sorted(likenesses, key=lambda one: (-one[0], one[1])):
        if likeness >= LIKELY and place not in found and key not in taken:
            found[place] = key
            taken.add(key)
    return found


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    """Folded, without what says nothing of the content; all of them when nothing is left."""
    stem = re.sub(r"\.pdf$", "", name, flags=re.IGNORECASE)
    words = tuple(slugify(word) for word in _WORD.findall(re.sub(r"(?<=[a-zæøå])(?=[A-ZÆØÅ])", " ", stem)))
    return tuple(word for word in words if word not in _NOISE) or words


def _likeness(file: tuple[str, ...], title: tuple[str, ...]) -> float:
    """By the words they share, or by letters where words are cut or written together. Numbers alone prove nothing."""
    shared = set(file) & set(title)
    if not any(not word.isdigit() for word in shared):
        shared = set()
    by_words = 2 * len(shared) / (len(set(file)) + len(set(title)) or 1)
    letters = SequenceMatcher(None, "".join(file), "".join(title), autojunk=False)
    if by_words >= LIKELY or letters.quick_ratio() < 0.6:
        return by_words
    return max(by_words, 0.9 * letters.ratio())
