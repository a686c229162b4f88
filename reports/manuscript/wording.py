"""What was taken out of a text and what was put in, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

SAME, REMOVED, ADDED = "same", "removed", "added"
_TOKEN = re.compile(r"\s+|[\w\u00ad]+|[^\w\s]")
MOST_WORDS = 3_000  # above this, what differs is shown line by line: comparing words takes the square of their number


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive words with the same mark: same, removed or added."""

    mark: str
    text: str


def pieces(before: str, after: str, *, listed: bool = False) -> tuple[Piece, ...]:
    """Both texts as one run of pieces: without the added ones it reads as before, without the removed ones as after.

    `listed` texts are lists with a thing on each line: a line is the same or it is not, for its words say no more.
    """
    found = _lines(before.split("\n"), after.split("\n")) if listed else _mixed(before, after)
    return tuple(
        Piece(mark, "".join(text for _, text in group))
        for mark, group in groupby((pair for pair in found if pair[1]), key=lambda pair: pair[0])
    )


def _lines(old: list[str], new: list[str]) -> list[tuple[str, str]]:
    found = []
    for _, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[a:b] != new[c:d]:
            found += [(REMOVED, line + "\n" * (n < len(old) - 1)) for n, line in enumerate(old[a:b], start=a)]
            found += [(ADDED, line + "\n" * (n < len(new) - 1)) for n, line in enumerate(new[c:d], start=c)]
            continue
        for step, line in enumerate(old[a:b]):
            goes_on = (a + step < len(old) - 1, c + step < len(new) - 1)
            ends = {(True, True): SAME, (True, False): REMOVED, (False, True): ADDED}
            found += [(SAME, line), (ends.get(goes_on, SAME), "\n" * any(goes_on))]
    return found


def _mixed(before: str, after: str) -> list[tuple[str, str]]:
    """Line by line, and where lines differ word by word."""
    found = []
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for mark, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if mark == "equal":
            found.append((SAME, "".join(old[a:b])))
        else:
            found += _words("".join(old[a:b]), "".join(new[c:d]))
    return found


def _words(before: str, after: str):
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if not old or not new or len(old) + len(new) > MOST_WORDS:
        return [(REMOVED, before), (ADDED, after)]
    found = []
    for _, a, b, c, d in _opcodes(old, new):
        if old[a:b] == new[c:d]:
            found.append((SAME, "".join(old[a:b])))
        else:
            found += [(REMOVED, "".join(old[a:b])), (ADDED, "".join(new[c:d]))]
    return found


def _opcodes(old: list[str], new: list[str]):
    """A lone space that stayed between words that did not is no islet to stop at: it goes with its neighbours."""
    merged = []
    for mark, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        islet = mark == "equal" and merged and not "".join(old[a:b]).strip()
        if merged and (islet or merged[-1][0] == "replace") and (mark != "equal" or islet) and merged[-1][0] != "equal":
            _, first, _, start, _ = merged[-1]
            merged[-1] = ("replace", first, b, start, d)
        else:
            merged.append(("equal" if mark == "equal" else "replace", a, b, c, d))
    return merged


def likeness(before: str, after: str) -> float:
    """From 0 to 1: how much of the words two texts share, in order."""
    old, new = before.casefold().split(), after.casefold().split()
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() > 0.3 else 0.0
