"""What taking a document in changed, written down as it is done: all that undoing needs, as JSON.

made: was the edition new? · frame, chapters: their texts before (None: new) and after · reports: what they were
before (NOTHING: new) and the mark of what they became · places: chapter and position before and after, where they are
others · entries: names new to the catalogue.
"""

import hashlib
import json
from dataclasses import dataclass, field

from ..exchange import read_report
from ..manuscript.data import to_data
from ..models import Chapter, Edition, Report

FRAME_FIELDS = ("title", "subtitle", "introduction")
CHAPTER_FIELDS = ("title", "introduction")
NOTHING = {"before": None}


@dataclass(slots=True)
class Journal:
    edition: int
    made: bool
    frame: dict
    chapters: list[dict] = field(default_factory=list)
    reports: list[dict] = field(default_factory=list)
    places: list[dict] = field(default_factory=list)
    entries: list[list] = field(default_factory=list)


def texts_of(row: Edition | Chapter) -> dict:
    names = FRAME_FIELDS if isinstance(row, Edition) else CHAPTER_FIELDS
    return {name: getattr(row, name) for name in names}


def before_of(row: Report) -> dict:
    """Fetch the report with its children."""
    return {
        "before": to_data(read_report(row)),
        "changed_at": row.changed_at.isoformat(),
        "changed_by": row.changed_by_id,
    }


def mark_of(row: Report) -> str:
    """A fingerprint of everything that the report says, and of when that was last said."""
    said = json.dumps([to_data(read_report(row)), row.changed_at.isoformat()], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def rows_of(journal: Journal) -> dict[int, Report]:
    """The reports that were taken, those that still exist."""
    rows = Report.objects.with_children().filter(pk__in=[entry["pk"] for entry in journal.reports])
    return {row.pk: row for row in rows}


def note_after(journal: Journal) -> None:
    rows = rows_of(journal)
    for entry in journal.reports:
        entry |= {"title": rows[entry["pk"]].title, "after": mark_of(rows[entry["pk"]])}
