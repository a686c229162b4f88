"""A yearly document, Word or Markdown, read into a manuscript with a list of what was doubtful."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .. import values
from ..dates import EARLIEST, LATEST
from ..said import Said
from .body import mend_links, rich
from .carried import Carried, carried_in_markdown, carried_in_word
from .contents import FRONT
from .institutions import Known
from .letters import mend_letters
from .markdown import read_markdown
from .outline import Outline, Part, read_outline
from .package import is_package
from .plain_headings import with_plain_sub_headings
from .repair import join_pages
from .report import read_report
from .source import QUESTION, Block, Notes, Problem, ReadError, key
from .typed import with_typed_lists
from .word import read_word

_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_RESERVED = {"les", "eksport", "rss", "atom"}  # addresses under a year that no chapter can have


@dataclass(frozen=True, slots=True)
class Reading:
    edition: values.Edition
    problems: tuple[Problem, ...]
    blocks: tuple[Block, ...]  # the source as it was read, for showing beside the outline
    places: tuple[tuple[int, tuple[int, ...]], ...]  # the block of each chapter's heading, with those of its reports


def read_document(
    data: bytes,
    *,
    name: str,
    year: int | None = None,
    known: Known | None = None,
    refused: frozenset[tuple[str, int]] = frozenset(),
) -> Reading:
    """`name` is the file's name; `refused` holds (kind, block number) of repairs that are not to be done.

    Raises ReadError with one Norwegian sentence.
    """
    notes = Notes(refused)
    source, carried = _source(data, name, notes)
    if not source:
        raise ReadError(Said("Dokumentet har ingen tekst."))
    blocks = source if carried.reports else with_plain_sub_headings(with_typed_lists(source), notes)
    blocks = mend_links(mend_letters(join_pages(blocks, notes), notes), notes)
    outline = read_outline(blocks, notes)
    edition = _edition(outline, year, notes, known or Known(), carried)
    places = tuple((_number(chapter), tuple(map(_number, chapter.reports))) for chapter in outline.chapters)
    return Reading(edition, _placed(notes.problems, source), tuple(source), places)


def _number(part: Part) -> int:
    return part.heading.number if part.heading else 0


def _source(data: bytes, name: str, notes: Notes) -> tuple[list[Block], Carried]:
    if is_package(data) or name.lower().endswith((".docx", ".docm", ".doc")):
        return read_word(data, notes), carried_in_word(data)
    if name.lower().endswith((".md", ".markdown", ".txt")):
        carried, text = carried_in_markdown(data)
        return read_markdown(text, notes), carried
    raise ReadError(Said("Filen må være et Word-dokument (.docx) eller Markdown (.md)."))


def _placed(problems: Sequence[Problem], blocks: Sequence[Block]) -> tuple[Problem, ...]:
    """In the order of the document, each with the heading it stands under."""
    headings, heading = {}, ""
    for block in blocks:
        heading = block.line if block.kind == "heading" else heading
        headings[block.number] = heading
    placed = [replace(problem, heading=headings.get(problem.block, "")) for problem in problems]
    return tuple(sorted(placed, key=lambda problem: problem.block))


# The edition --------------------------------------------------------------------------------------
def _edition(outline: Outline, year: int | None, notes: Notes, known: Known, carried: Carried) -> values.Edition:
    title, subtitle, introduction = _front(outline.front, notes)
    if not any(chapter.reports for chapter in outline.chapters):
        raise ReadError(
            Said("Fant ingen rapporter i dokumentet. En rapport er en overskrift med tekst og «Utgitt:» under.")
        )
    year = year or _year(title, subtitle)
    if not title:
        title = f"FoU-prosjekter {year}"
        message = Said("Fant ingen tittel på utgaven. Den er kalt «%(title)s».", title=title)
        notes.add("tittel", message, severity=QUESTION)
    free = _Free()
    chapters = tuple(
        _chapter(number, part, notes, known, carried, free) for number, part in enumerate(outline.chapters, start=1)
    )
    _tell_of_twins(outline, notes)
    return values.Edition(year=year, title=title, subtitle=subtitle, introduction=introduction, chapters=chapters)


def _tell_of_twins(outline: Outline, notes: Notes) -> None:
    seen = set()
    for report in (report for chapter in outline.chapters for report in chapter.reports):
        if key(report.title) in seen:
            message = Said(
                "Dokumentet har flere rapporter med tittelen «%(title)s». Se om det er den samme.", title=report.title
            )
            notes.add("duplikat", message, report.heading.number if report.heading else 0, severity=QUESTION)
        seen.add(key(report.title))


def _year(*texts: str) -> int:
    for text in texts:
        for match in _YEAR.finditer(text):
            if EARLIEST <= int(match[1]) <= LATEST:
                return int(match[1])
    raise ReadError(Said("Fant ikke hvilket år utgaven gjelder. Oppgi året."))


def _front(blocks: Sequence[Block], notes: Notes) -> tuple[str, str, str]:
    """Title, subtitle and introduction; the rest of the front page is told with its words."""
    headings = [block for block in blocks if block.kind in {"title", "heading"} and key(block.line) not in FRONT]
    title = next((block for block in headings if block.kind == "title"), headings[0] if headings else None)
    below = [block for block in _subtitled(blocks, title) if block is not title]
    starts = next((n for n, block in enumerate(below) if block.kind == "heading"), len(below))
    front = below[:starts]
    subtitle = _subtitle(front)
    for block in front:
        if block is not subtitle and block.kind not in {"rule", "colophon"}:
            message = Said("Teksten «%(text)s» på forsiden er ikke tatt med.", text=block.line)
            notes.add("forside", message, block.number, proposal=block.line)
    introduction = below[starts:]
    above = introduction[0].level if introduction else 0
    if introduction and key(introduction[0].line) in FRONT:
        introduction = introduction[1:]
    else:
        above -= 1
    return title.line if title else "", subtitle.line if subtitle else "", rich(introduction, above=above)


def _subtitled(blocks: Sequence[Block], title: Block | None) -> list[Block]:
    """A heading that stands between the title and another heading with no words of its own is a subtitle."""
    read = list(blocks)
    for n, (before, block, after) in enumerate(zip(read, read[1:], read[2:], strict=False), start=1):
        between = before is title and block.kind == after.kind == "heading"
        if between and key(block.line) not in FRONT:
            read[n] = replace(block, kind="subtitle", level=0)
    return read


def _subtitle(front: Sequence[Block]) -> Block | None:
    """Marked as such, else the first line that is bold all through, else the first."""
    words = [block for block in front if block.kind in {"subtitle", "paragraph"}]
    bold = (
        block for block in words if "\n" not in block.text and all(r.bold or not r.text.strip() for r in block.runs)
    )
    marked = (block for block in words if block.kind == "subtitle")
    return next(marked, None) or next(bold, None) or next(iter(words), None)


def _chapter(number: int, part: Part, notes: Notes, known: Known, carried: Carried, free: "_Free") -> values.Chapter:
    reports = []
    for report in part.reports:
        read = carried.restored(read_report(report, notes, known, carried.byline(report.title)))
        reports.append(replace(read, slug=free.slug(read.slug)))
    return values.Chapter(
        number=number,
        title=part.title,
        slug=free.slug(carried.chapter_slug(part.title), "kapittel"),
        introduction=rich(part.blocks, above=_level_above(part)),
        reports=tuple(reports),
    )


def _level_above(part: Part) -> int:
    """The level that the introduction's headings stand under: the reports', where all of them are deeper."""
    if part.heading is None:
        return 0
    reports = min((report.heading.level for report in part.reports), default=part.heading.level)
    inner = min((block.level for block in part.blocks if block.kind == "heading"), default=0)
    return reports if inner > reports else part.heading.level


class _Free:
    """Addresses that no other part of the document has."""

    def __init__(self):
        self.taken = {("kapittel", slug) for slug in _RESERVED}

    def slug(self, wanted: str, noun: str = "rapport") -> str:
        slug, number = wanted, 1
        while (noun, slug) in self.taken:
            number += 1
            slug = f"{wanted}-{number}"
        self.taken.add((noun, slug))
        return slug
