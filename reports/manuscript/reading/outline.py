"""From a list of blocks to the document's parts: title, introduction, chapters and their reports.

Heading levels are not trusted. Two oracles say what a report is: the contents table, and a heading followed by a
paragraph and "Utgitt:". A heading that only one of them names is taken and asked about. With neither, levels decide.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..said import Said
from .contents import FRONT, NUMBER, ROMAN, SECTION_NUMBER, Contents, read_contents
from .dates_line import is_date_line
from .section_names import SECTIONS, section_key
from .source import QUESTION, Block, Notes, key

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_ENDING = re.compile(
    r"(?:vedlegg|tillegg|appendi(?:ks|x)|etterord|litteratur\w*|referanse\w*|kilde\w*|register|ordliste)\b",
    re.IGNORECASE,
)
_MOST_LEADS = 3  # paragraphs between a report's heading and its date


@dataclass(slots=True)
class Part:
    """A heading and what stands under it, up to the next part."""

    title: str
    heading: Block | None
    blocks: list[Block] = field(default_factory=list)
    reports: list["Part"] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    front: list[Block]  # everything before the first chapter, but the contents table
    chapters: list[Part]


def read_outline(blocks: Sequence[Block], notes: Notes) -> Outline:
    contents = read_contents(blocks)
    blocks = [block for block in blocks if block.number not in contents.blocks]
    reports = _reports(blocks, contents, notes)
    chapters = _chapters(blocks, contents, reports)
    if not reports:
        chapters, reports = _by_level(blocks, chapters)
    elif not chapters:
        chapters = _above(blocks, reports)
    chapters |= _after_reports(blocks, chapters, reports, notes)
    _missing(blocks, contents, chapters, notes)
    return _parts(blocks, _without_roman(chapters), reports, notes)


def _headings(blocks) -> list[Block]:
    return [block for block in blocks if block.kind == "heading"]


def _without_section_number(title: str) -> str:
    return title[match.end() :] if (match := SECTION_NUMBER.match(title)) else title


def _without_number(title: str) -> str:
    return title[match.end() :] if (match := NUMBER.match(title)) else title


# Reports ------------------------------------------------------------------------------------------
def _reports(blocks, contents: Contents, notes: Notes) -> set[int]:
    dated = {heading.number for heading in _dated(blocks)}
    named = _named(blocks, contents, dated)
    if contents and dated:
        for block in _headings(blocks):
            if block.number in dated and block.number not in named:
                notes.offer(
                    "rapport",
                    Said(
                        "«%(title)s» har en utgivelsesdato, men står ikke i innholdsfortegnelsen. Er det en rapport?",
                        title=block.line,
                    ),
                    block.number,
                    severity=QUESTION,
                )
            elif block.number in named and block.number not in dated:
                notes.offer(
                    "rapport",
                    Said(
                        "«%(title)s» står i innholdsfortegnelsen, men har ingen linje med «Utgitt:». "
                        "Er det en rapport?",
                        title=block.line,
                    ),
                    block.number,
                    severity=QUESTION,
                )
    return _corrected(blocks, dated | named, notes)


def _corrected(blocks, found: set[int], notes: Notes) -> set[int]:
    """The editor has the last word: no report where that was refused, one where "only a sub-heading" was."""
    corrected = {number for number in found if ("rapport", number) not in notes.refused}
    for block in _headings(blocks):
        if ("overskriftsnivå", block.number) in notes.refused:
            message = Said("Overskriften «%(title)s» er en mellomtittel.", title=block.line)
            notes.offer("overskriftsnivå", message, block.number)
            corrected.add(block.number)
    return corrected


def _dated(blocks):
    """Headings followed by few paragraphs and the line with the date."""
    heading, leads = None, 0
    for block in blocks:
        if block.kind == "heading":
            heading, leads = None if section_key(block.line) in SECTIONS else block, 0
        elif heading and block.kind == "paragraph" and is_date_line(block.line):
            yield heading
            heading = None
        elif heading:
            leads += 1
            heading = heading if block.kind == "paragraph" and leads <= _MOST_LEADS else None


def _named(blocks, contents: Contents, dated: set[int]) -> set[int]:
    """As many headings of each title as the table has lines of it: those with a date first, then the outermost."""
    wanted = Counter(map(_report_key, contents.reports))
    found = set()
    for heading in sorted(_headings(blocks), key=lambda h: (h.number not in dated, h.level, h.number)):
        if wanted[_report_key(heading.line)] > 0:
            wanted[_report_key(heading.line)] -= 1
            found.add(heading.number)
    return found


def _report_key(title: str) -> str:
    return key(_without_section_number(title))


# Chapters -----------------------------------------------------------------------------------------
def _chapters(blocks, contents: Contents, reports: set[int]) -> dict[int, str]:
    """Block numbers and titles. A number counts when it is the next, and the table or the level agrees."""
    waiting = [key(title) for title in contents.chapters]
    chapters, level = {}, None
    for block in _headings(blocks):
        if block.number in reports:
            continue
        match = NUMBER.match(block.line)
        title = _without_number(block.line)
        if waiting:
            agreed = key(title) == waiting[0] or key(block.line) == waiting[0]
            title = title if agreed and key(title) == waiting[0] else block.line
        else:
            in_turn = (match and int(match[1]) == len(chapters) + 1) or (block.numbered and block.level == 1)
            agreed = in_turn and not contents.chapters and (level is None or block.level <= level)
        if agreed:
            waiting = waiting[1:]
            chapters[block.number] = title
            level = block.level if level is None else level
    return chapters if contents.chapters else _with_unnumbered(blocks, reports, chapters, level)


def _with_unnumbered(blocks, reports: set[int], chapters: dict[int, str], level: int | None) -> dict[int, str]:
    """Where some chapters have numbers, a heading of their level right above a report is one that lacks it."""
    above = _above(blocks, reports) if chapters else {}
    levels = {heading.number: heading.level for heading in _headings(blocks)}
    more = {n: title for n, title in above.items() if levels[n] <= level and n > min(chapters) and n not in chapters}
    return dict(sorted({**chapters, **more}.items()))


def _above(blocks, reports: set[int]) -> dict[int, str]:
    """Headings that stand right before a report and above it, or with no words between them."""
    beside = {block.number for block, after in pairwise(blocks) if after.kind == "heading"}
    return {
        heading.number: _without_number(heading.line)
        for heading, following in pairwise(_headings(blocks))
        if heading.number not in reports
        and following.number in reports
        and heading.level <= following.level - (heading.number not in beside)
    }


def _by_level(blocks, chapters: dict[int, str]) -> tuple[dict[int, str], set[int]]:
    """No oracle: the outermost level with something under it is chapters, the next one reports."""
    headings = [h for h in _headings(blocks) if key(h.line) not in FRONT]
    levels = sorted({heading.level for heading in headings})
    if len(headings) < 2:
        return chapters, set()
    if chapters:
        top = min(heading.level for heading in headings if heading.number in chapters)
    elif len(levels) > 1 and sum(heading.level == levels[0] for heading in headings) == 1 and len(levels) > 2:
        top = levels[1]  # a single outermost heading is the document's title
    else:
        top = levels[0] if levels else 0
    if not chapters and len(levels) > 1:
        chapters = {h.number: _without_number(h.line) for h in headings if h.level == top}
    below = next((level for level in levels if level > top), top)
    return chapters, {h.number for h in headings if h.level == below and h.number not in chapters}


def _after_reports(blocks, chapters: dict[int, str], reports: set[int], notes: Notes) -> dict[int, str]:
    """An appendix that ends the document, on the level of the chapters, is no part of the last report."""
    levels = {heading.number: heading.level for heading in _headings(blocks)}
    top = max((levels[number] for number in chapters), default=0)
    if not chapters or top >= min((levels[number] for number in reports), default=0):
        return {}  # the levels tell nothing
    last, more = max((*chapters, *reports)), {}
    for heading in _headings(blocks):
        title = _without_number(heading.line)
        if heading.number > last and heading.level <= top and (more or _ENDING.match(title)):
            message = Said("«%(title)s» er lest som et kapittel uten rapporter.", title=heading.line)
            more |= {heading.number: title} if notes.offer("kapittel", message, heading.number) else {}
    return more


def _without_roman(chapters: dict[int, str]) -> dict[int, str]:
    """Roman numerals are numbers where the chapters are counted by them; else "I dag" would lose its first word."""
    counted = {}
    for (number, title), numeral in zip(chapters.items(), _ROMAN, strict=False):
        match = ROMAN.match(title)
        counted |= {number: title[match.end() :]} if match and match[1].upper() == numeral else {}
    return chapters | counted if len(counted) > 1 else chapters


def _missing(blocks, contents: Contents, chapters: dict[int, str], notes: Notes) -> None:
    headings = {_report_key(heading.line) for heading in _headings(blocks)} | {key(t) for t in chapters.values()}
    for title in (*contents.chapters, *contents.reports):
        if _report_key(title) not in headings:
            message = Said("Innholdsfortegnelsen nevner «%(title)s», men ingen overskrift heter det.", title=title)
            notes.add("innholdsfortegnelse", message, severity=QUESTION)


# Parts --------------------------------------------------------------------------------------------
def _parts(blocks, chapters: dict[int, str], reports: set[int], notes: Notes) -> Outline:
    outline = Outline([], [])
    for block in blocks:
        if block.number in chapters:
            outline.chapters.append(Part(chapters[block.number], block))
        elif block.number in reports:
            if not outline.chapters:
                message = Said(
                    "Rapporten står før det første kapittelet. Den er lagt i et kapittel som heter «Rapporter»."
                )
                notes.add("kapittel", message, block.number, severity=QUESTION)
                outline.chapters.append(Part("Rapporter", None))
            outline.chapters[-1].reports.append(Part(_title(block.line, outline.chapters), block))
        elif not outline.chapters:
            outline.front.append(block)
        else:
            chapter = outline.chapters[-1]
            (chapter.reports[-1] if chapter.reports else chapter).blocks.append(block)
    return outline


def _title(line: str, chapters: list[Part]) -> str:
    """Without "2.3", where it is the third report of the second chapter."""
    match = SECTION_NUMBER.match(line)
    in_turn = match and (int(match[1]), int(match[2])) == (len(chapters), len(chapters[-1].reports) + 1)
    return line[match.end() :] if in_turn else line
