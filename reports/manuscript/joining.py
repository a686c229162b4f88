"""Two people changed the same report: what only one of them changed is taken, and where both did, one must choose.

A field is one thing; of findings, key figures and documents each is one thing by its id, and their order another.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace

from . import values
from .comparison import LISTS, field_text, text_of
from .wording import Piece, pieces

MINE, THEIRS = "mine", "theirs"
PARTS = {"findings": "Funn", "key_figures": "Nøkkeltall", "documents": "Dokument"}
# Lists in which each thing is itself: what either added is there, what either took away is not.
SETS = ("tags",)
_LEFT_ALONE = ("id", "slug", *PARTS)


@dataclass(frozen=True)
class Difference:
    """`key` names it in a form ("lead", "findings:abcd2345"); the texts are plain, empty where there is nothing."""

    key: str
    label: str
    before: str
    mine: str
    theirs: str

    @property
    def my_pieces(self) -> tuple[Piece, ...]:
        return pieces(self.before, self.mine, listed=self.key in LISTS)

    @property
    def their_pieces(self) -> tuple[Piece, ...]:
        return pieces(self.before, self.theirs, listed=self.key in LISTS)


@dataclass(frozen=True)
class Joined:
    """`conflicts` are chosen between; `mine` and `theirs` are what only one side changed, taken by itself."""

    report: values.Report
    conflicts: tuple[Difference, ...]
    mine: tuple[Difference, ...]
    theirs: tuple[Difference, ...]


def join(
    before: values.Report, mine: values.Report, theirs: values.Report, choices: Mapping[str, str] | None = None
) -> Joined:
    """`choices`: MINE or THEIRS by the key of a conflict; theirs stand where nothing was chosen."""
    joining = _Joining(choices or {})
    taken = {
        field.name: joining.thing(field.name, *(getattr(r, field.name) for r in (before, mine, theirs)))
        for field in fields(values.Report)
        if field.name not in _LEFT_ALONE
    }
    for place in PARTS:
        taken[place] = joining.parts(place, *(getattr(report, place) for report in (before, mine, theirs)))
    return Joined(replace(theirs, **taken), *map(tuple, (joining.conflicts, joining.mine, joining.theirs)))


class _Joining:
    def __init__(self, choices: Mapping[str, str]):
        self.choices = choices
        self.conflicts, self.mine, self.theirs = [], [], []

    def thing(self, name: str, before, mine, theirs):
        if name in SETS:
            return self._set(name, before, mine, theirs)
        label, text = field_text(name)
        return self._one(name, label, text, before, mine, theirs)

    def _set(self, name: str, before: tuple, mine: tuple, theirs: tuple) -> tuple:
        label, text = field_text(name)
        self._note(name, label, text, before, mine, theirs, conflict=False)
        kept = [each for each in theirs if each in mine or each not in before]
        return tuple(dict.fromkeys((*kept, *(each for each in mine if each not in before))))

    def _one(self, key: str, label: str, text: Callable, before, mine, theirs):
        conflict = mine != theirs and before not in (mine, theirs)
        self._note(key, label, text, before, mine, theirs, conflict=conflict)
        if conflict:
            return mine if self.choices.get(key) == MINE else theirs
        return theirs if mine == before else mine

    def _note(self, key, label, text, before, mine, theirs, *, conflict: bool) -> None:
        difference = Difference(key, label, text(before), text(mine), text(theirs))
        if conflict:
            self.conflicts.append(difference)
            return
        if mine != before:
            self.mine.append(difference)
        if theirs != before and theirs != mine:
            self.theirs.append(difference)

    def parts(self, place: str, before: tuple, mine: tuple, theirs: tuple) -> tuple:
        """By id; a part that I added has none that the others know, and stays."""

        def text(part) -> str:
            return text_of(place, part) if part else ""

        old, my, their = ({part.id: part for part in side} for side in (before, mine, theirs))
        order = self._order(place, list(old), list(my), list(their))
        kept = []
        for key in order:
            label = f"{PARTS[place]} {_number(key, list(my), list(their), list(old))}"
            part = self._one(f"{place}:{key}", label, text, old.get(key), my.get(key), their.get(key))
            if part is not None:
                kept.append(part)
        return tuple(kept)

    def _order(self, place: str, old: list, my: list, their: list) -> list:
        """Everything that any of the three has, in the order of the one who moved something."""
        common = [key for key in old if key in my and key in their]
        my_order, their_order = ([key for key in side if key in common] for side in (my, their))
        label = f"{PARTS[place]}: rekkefølgen"

        def text(order: list) -> str:
            return ", ".join(str(old.index(key) + 1) for key in order)

        order = self._one(f"{place}-order", label, text, common, my_order, their_order)
        lead, other = (my, their) if order == my_order else (their, my)
        return _woven(lead, _woven(other, old))


def _woven(lead: list, other: list) -> list:
    """`lead` with what only the other has, each after the one it followed there."""
    order = list(lead)
    for place, key in enumerate(other):
        if key not in order:
            before = next((each for each in reversed(other[:place]) if each in order), None)
            order.insert(order.index(before) + 1 if before is not None else 0, key)
    return order


def _number(key: str, *sides: list) -> int:
    return next(side.index(key) + 1 for side in sides if key in side)
