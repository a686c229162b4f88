"""Words in which Latin letters are mixed with Cyrillic or Greek ones that look the same, as text recognition leaves.

The word is mended when a word with Latin letters alone stands elsewhere in the document, else it is only told.
A word in one alphabet is left in peace.
"""

import itertools
import re
from collections import Counter
from dataclasses import replace

from ..richtext import Run
from ..said import Said
from .source import NOTE, Block, Notes

# By look, and where they differ by sound too ("р" looks like p and sounds like r).
_TWINS = {
    "а": "a", "е": "e", "о": "o", "р": "pr", "с": "cs", "у": "yu", "х": "x", "к": "k", "м": "m",
    "т": "tm", "н": "nh", "в": "bv", "і": "i", "ј": "j", "ѕ": "s", "п": "pn", "и": "iu", "г": "g",
    "д": "d", "л": "l", "б": "b", "з": "z", "ф": "f", "ц": "c", "ч": "c",
    "α": "a", "ε": "e", "ι": "i", "ο": "o", "κ": "k", "ν": "vn", "ρ": "pr", "τ": "t", "υ": "uy",
    "χ": "x", "β": "b", "η": "n",
}  # fmt: skip
_TWINS |= {foreign.upper(): latin.upper() for foreign, latin in _TWINS.items()}
_TWINS |= {"Н": "HN", "Р": "PR", "С": "CS", "В": "BV", "Ρ": "PR", "Η": "HN", "У": "YU"}
_FOREIGN = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")
_MOST_FOREIGN = 6


def mend_letters(blocks: list[Block], notes: Notes) -> list[Block]:
    if not any(_FOREIGN.search(block.text) for block in blocks):
        return blocks
    known = Counter(word.casefold() for block in blocks for word in _WORD.findall(block.text))
    return [_mended(block, known, notes) if _FOREIGN.search(block.text) else block for block in blocks]


def mixed_words(text: str) -> list[str]:
    """Words that mix Latin letters with Cyrillic or Greek ones, in the order they stand."""
    if not _FOREIGN.search(text):
        return []
    return [word for word in _WORD.findall(text) if _is_mixed(word)]


def _is_mixed(word: str) -> bool:
    return bool(_FOREIGN.search(word) and _LATIN.search(word))


def _mended(block: Block, known: Counter, notes: Notes) -> Block:
    def mend(match: re.Match) -> str:
        word = match[0]
        if not _is_mixed(word):
            return word
        candidate = next((other for other in _candidates(word) if known[other.casefold()]), None)
        if candidate is None:
            message = Said("Ordet «%(word)s» blander bokstaver fra flere alfabeter. Se over det.", word=word)
            notes.add("bokstaver", message, block.number, proposal=next(_candidates(word), ""), severity=NOTE)
            return word
        message = Said(
            "Ordet «%(word)s» blander bokstaver fra flere alfabeter. Det er rettet til latinske bokstaver.", word=word
        )
        return candidate if notes.offer("bokstaver", message, block.number, proposal=candidate) else word

    runs = tuple(Run(_WORD.sub(mend, run.text), run.bold, run.italic, run.href) for run in block.runs)
    return replace(block, runs=runs)


def _candidates(word: str):
    if len(_FOREIGN.findall(word)) > _MOST_FOREIGN:
        return
    choices = [_TWINS.get(letter, "") if _FOREIGN.match(letter) else letter for letter in word]
    if all(choices):
        yield from map("".join, itertools.product(*choices))
