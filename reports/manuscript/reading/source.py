"""What every reader gives: the document as one list of blocks, and the problems met on the way."""

import re
import unicodedata
from dataclasses import dataclass, field

from ..richtext import Run

# How grave a problem is: told only, asked about, or proposed and to be accepted.
LISTED = {"bullet", "numbered", "more"}  # kinds of blocks that stand in lists
NOTE, QUESTION, PROPOSAL = "merknad", "spørsmål", "forslag"
_SPACES = re.compile(r"[ \t\r\n\f]+")
_IGNORED = re.compile(r"</?\w+>|[\u00ad\u200b\"'«»“”„‘’*]")


class ReadError(ValueError):
    """The file can't be read at all; the message is one Norwegian sentence."""


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the source. `number` counts from 1 in reading order; a line break within is "\\n" in a run.

    kind: heading, paragraph, bullet, numbered, more (a further paragraph of a list item), quote, table,
    rule, title, subtitle, colophon, contents (a line of the contents table).
    level: a heading's level (1–9), a list item's depth (from 1), a contents line's level when known, else 0.
    """

    number: int
    kind: str
    runs: tuple[Run, ...] = ()
    level: int = 0
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    headed: bool = False
    numbered: bool = False  # a heading that the program numbers by itself

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def line(self) -> str:
        return folded(self.text)


@dataclass(frozen=True, slots=True)
class Problem:
    """`block` and `heading` say where; `proposal` is what was done or could be done, in the words of the document.

    `choice` is what an editor refuses it by, together with the block number; empty where there is nothing to refuse.
    """

    kind: str
    message: str
    block: int = 0
    heading: str = ""
    proposal: str = ""
    severity: str = NOTE
    choice: str = ""
    refused: bool = False


@dataclass(slots=True)
class Notes:
    """Collects problems. What an editor has refused, as (choice, block number), is not done again."""

    refused: frozenset[tuple[str, int]] = frozenset()
    problems: list[Problem] = field(default_factory=list)

    def add(self, kind: str, message: str, block: int = 0, *, proposal: str = "", severity: str = NOTE) -> None:
        self.problems.append(Problem(kind, message, block, "", proposal, severity))

    def offer(
        self, kind: str, message: str, block: int, *, proposal: str = "", choice: str = "", severity: str = PROPOSAL
    ) -> bool:
        """Tells of something that can be refused. False when it has been: then it is not to be done."""
        choice = choice or kind
        refused = (choice, block) in self.refused
        self.problems.append(Problem(kind, message, block, "", proposal, severity, choice, refused))
        return not refused


def folded(text: str) -> str:
    """Without breaks and doubled spaces; a non-breaking space is typography, and stays."""
    return _SPACES.sub(" ", text).strip(" ")


def key(title: str) -> str:
    """By which whole titles are compared: no case, soft hyphens, quotation marks, tags or final stops."""
    folded = _IGNORED.sub("", unicodedata.normalize("NFKC", title)).casefold()
    return " ".join(folded.replace("–", "-").split()).rstrip(" .")


def trimmed(runs) -> tuple[Run, ...]:
    """Runs without empty ones and without spaces at the outer ends."""
    kept = [run for run in runs if run.text]
    if kept:
        kept[0] = Run(kept[0].text.lstrip(" \t\n"), kept[0].bold, kept[0].italic, kept[0].href)
        kept[-1] = Run(kept[-1].text.rstrip(" \t\n"), kept[-1].bold, kept[-1].italic, kept[-1].href)
    return tuple(run for run in kept if run.text)


def lines(runs) -> list[tuple[Run, ...]]:
    """The runs of each printed line."""
    found = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        found[-1].append(Run(first, run.bold, run.italic, run.href))
        found += [[Run(part, run.bold, run.italic, run.href)] for part in rest]
    return [line for line in map(trimmed, found) if line]
