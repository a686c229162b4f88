"""What the preview of an import shows: each report as it was understood, beside the blocks of the source it came from.

Long documents are shown a page of reports at a time; the choices of the other pages are kept with the import.
"""

from bisect import bisect_right
from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ..importing.plan import Entry, plan_for
from ..importing.taking import manuscript_of
from ..manuscript import values
from ..manuscript.reading.source import PROPOSAL, QUESTION
from ..manuscript.said import from_data
from ..models import Import, Report
from ..models.imports import FRAME

AT_ONCE = 40
KINDS = {
    "heading": _("overskrift"),
    "paragraph": _("avsnitt"),
    "bullet": _("punkt"),
    "numbered": _("nummerert"),
    "more": _("fortsatt punkt"),
    "quote": _("sitat"),
    "table": _("tabell"),
    "rule": _("strek"),
    "title": _("tittel"),
    "subtitle": _("undertittel"),
    "contents": _("innhold"),
}
ORDER = {PROPOSAL: 0, QUESTION: 1}


@dataclass
class Shown:
    """A report with what it came from; `start` is the block of its heading, by which it is chosen."""

    entry: Entry
    chapter: values.Chapter
    start: int
    blocks: list[dict] = field(default_factory=list)
    problems: list[dict] = field(default_factory=list)
    opens_chapter: bool = False

    @property
    def anchor(self) -> str:
        return f"rapport-{self.start}"


def preview(sent: Import, page: str) -> dict:
    """Raises ImportRefused when what was read can't be held any more."""
    manuscript, starts = manuscript_of(sent), sent.starts
    plan = plan_for(manuscript=manuscript, skipped=sent.skipped_places)
    listed = Paginator(plan.entries, AT_ONCE).get_page(page)
    source = _Source(sent)
    chapters = {chapter.number: chapter for chapter in plan.edition.chapters}
    shown, last = [], None
    for entry in listed:
        start = starts[entry.number]
        part = Shown(entry, chapters[entry.chapter], start, source.blocks(start), source.problems(start, entry))
        part.opens_chapter, last = entry.chapter != last, entry.chapter
        shown.append(part)
    first = listed.number == 1
    problems = sorted(
        [*(source.problems(0) if first else []), *(problem for part in shown for problem in part.problems)],
        key=lambda problem: (ORDER.get(problem["severity"], 2), problem["block"]),
    )
    return {
        "plan": plan,
        "page": listed,
        "shown": shown,
        "frame_blocks": source.blocks(0) if first else [],
        "problems": problems,
        "problem_total": len(sent.reading["problems"]),
        "totals": _totals(plan),
        "same_file": Import.objects.filter(sha256=sent.sha256, state=Import.State.TAKEN).without_contents().first(),
        "taken_count": sum(entry.is_taken for entry in plan.entries),
    }


def _totals(plan) -> list[tuple[str, int]]:
    reports = [entry.comparison.after for entry in plan.entries]
    return [
        (_t("kapitler"), plan.chapters),
        (_t("rapporter"), len(reports)),
        (_t("funn"), sum(len(report.findings) for report in reports)),
        (_t("nøkkeltall"), sum(len(report.key_figures) for report in reports)),
        (_t("dokumenter"), sum(len(report.documents) for report in reports)),
    ]


class _Source:
    """The blocks of the file, and the problems, by the report they stand in; 0 is what stands in none."""

    def __init__(self, sent: Import):
        self.starts = sorted(start for start in sent.starts if start)
        chapters = {start for start, _ in sent.reading["places"]}
        self.found, self.told, outside = {}, {}, False
        numbered = list(enumerate(sent.reading["problems"], start=1))
        marked = {problem["block"]: number for number, problem in reversed(numbered)}
        for number, kind, level, text in sent.reading["blocks"]:
            outside = (outside or number in chapters) and number not in self.starts
            start = 0 if outside else self._start(number)
            block = {"number": number, "kind": KINDS.get(kind, kind), "level": level, "text": text}
            self.found.setdefault(start, []).append({**block, "problem": marked.get(number)})
        places = {block["number"]: start for start, blocks in self.found.items() for block in blocks}
        for number, problem in numbered:
            value = f"{problem['block']}:{problem['choice']}"
            # Imports read before sentences were kept in parts have them whole, in bokmål.
            message = from_data(problem.get("said", problem["message"]))
            shown = {**problem, "message": message, "number": number, "value": value}
            place = places.get(problem["block"], 0) if problem["block"] else problem["heading"]
            self.told.setdefault(place, []).append(shown)

    def _start(self, number: int) -> int:
        place = bisect_right(self.starts, number)
        return self.starts[place - 1] if place else 0

    def blocks(self, start: int) -> list[dict]:
        return self.found.get(start, [])

    def problems(self, start: int, entry: Entry | None = None) -> list[dict]:
        """Those without a block are told of the report by its title, or of no report at all."""
        title = entry.comparison.after.title if entry else ""
        return [*self.told.get(start, []), *self.told.get(title, [])]


def choices_of(sent: Import, data: QueryDict) -> dict:
    """What was ticked on the page, together with what was chosen on the pages that were not shown."""
    offered = {(p["choice"], p["block"]) for p in sent.reading["problems"] if p["choice"]}
    values_of = {f"{block}:{choice}": (choice, block) for choice, block in offered}
    shown = {values_of[value] for value in data.getlist("shown_problem") if value in values_of}
    wanted = {values_of[value] for value in data.getlist("problem") if value in values_of}
    refused = ({tuple(pair) for pair in sent.refused} - shown) | (shown - wanted)
    keys = {str(start): start for start in (*sent.starts, FRAME)}
    shown_reports = {keys[value] for value in data.getlist("shown_report") if value in keys}
    taken = {keys[value] for value in data.getlist("report") if value in keys}
    return {"refused": refused, "skipped": (set(sent.skipped) - shown_reports) | (shown_reports - taken)}


def taken_reports(sent: Import) -> list[dict]:
    """The drafts that an import made or changed, those that still exist linked."""
    entries = (sent.journal or {}).get("reports", [])
    there = set(Report.objects.filter(pk__in=[entry["pk"] for entry in entries]).values_list("pk", flat=True))
    return [
        {"pk": entry["pk"] if entry["pk"] in there else None, "title": entry["title"], "new": entry["before"] is None}
        for entry in entries
    ]
