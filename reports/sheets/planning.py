"""What a spreadsheet that is handed back would change at the desk. Nothing here writes."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from ..exchange import read_edition
from ..manuscript import values
from ..manuscript.comparison import (
    CHANGED,
    NEW,
    ONLY_BEFORE,
    Change,
    EditionComparison,
    ReportComparison,
    compare_editions,
)
from ..manuscript.data import edition_to_data
from ..manuscript.sheet.files import read_file
from ..manuscript.sheet.reading import Problem
from ..models import Edition
from .checks import desk_problems
from .merging import Merged, merge


@dataclass(frozen=True, slots=True)
class Plan:
    """`comparison` is None when something in the spreadsheet is wrong. `seen` changes when the desk does."""

    seen: str
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]
    before: values.Edition
    merged: Merged | None = None
    comparison: EditionComparison | None = None
    frame: tuple[Change, ...] = ()

    @property
    def count(self) -> int:
        """Changes to the edition's own texts, and reports that are new, changed or gone."""
        return len(self.frame) + len(self.new) + len(self.changed) + len(self.removed)

    @property
    def rights(self) -> set[str]:
        """What one must be allowed to do to take it in, besides changing."""
        kept = set(self.merged.numbers.values()) if self.merged else set()
        gone = [chapter for chapter in self.before.chapters if self.merged and chapter.number not in kept]
        needed = {"reports.delete_report": self.removed, "reports.delete_chapter": gone}
        return {right for right, what in needed.items() if what}

    @property
    def new(self) -> tuple[ReportComparison, ...]:
        return self._of(NEW)

    @property
    def changed(self) -> tuple[ReportComparison, ...]:
        return self._of(CHANGED)

    @property
    def removed(self) -> tuple[ReportComparison, ...]:
        return self._of(ONLY_BEFORE)

    def _of(self, kind: str) -> tuple[ReportComparison, ...]:
        return self.comparison.of(kind) if self.comparison else ()


def plan_sheet(*, edition: Edition, data: bytes, name: str) -> Plan:
    """Writes nothing. Raises ReadError when the file can't be read at all."""
    before = read_edition(edition)
    seen = hashlib.sha256(json.dumps(edition_to_data(before), sort_keys=True).encode()).hexdigest()
    reading = read_file(data, name=name, base=before)
    problems = (*reading.problems, *desk_problems(edition=edition, before=before, reading=reading))
    if problems:
        return Plan(seen, problems, reading.notes, before)
    merged = merge(before, reading)
    if merged.problems:
        return Plan(seen, merged.problems, reading.notes, before)
    comparison = compare_editions(before, _with_every_id(merged.edition))
    frame = (*comparison.frame, *_moved_addresses(before, merged))
    return Plan(seen, (), (*reading.notes, *merged.notes), before, merged, comparison, frame)


def _with_every_id(edition: values.Edition) -> values.Edition:
    """A row without id is something new, however like another it is: it is not to be taken for that."""
    unnamed = iter(range(1, 10**9))

    def named(parts):
        return tuple(part if part.id else replace(part, id=f"ny-{next(unnamed)}") for part in parts)

    def whole(report):
        parts = {place: named(getattr(report, place)) for place in ("findings", "key_figures", "documents")}
        return replace(report, **parts)

    chapters = (replace(chapter, reports=tuple(map(whole, chapter.reports))) for chapter in edition.chapters)
    return replace(edition, chapters=tuple(chapters))


def _moved_addresses(before: values.Edition, merged: Merged) -> Iterator[Change]:
    """The comparison tells what is printed of a chapter; its address is not."""
    old = {chapter.number: chapter for chapter in before.chapters}
    for chapter in merged.edition.chapters:
        was = old.get(merged.numbers.get(chapter.number))
        if was and was.slug != chapter.slug:
            label = _("Adressen til kapittel %d") % chapter.number
            yield Change("chapters", label, CHANGED, was.slug, chapter.slug)
