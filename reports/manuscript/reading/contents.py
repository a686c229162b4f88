"""The contents table as an oracle: its titles say which headings are chapters and which are reports."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .source import Block, key, lines

HEADINGS = {"innhold", "innhald", "innholdsfortegnelse", "innhaldsliste", "contents", "table of contents"}
FRONT = {"innledning", "innleiing", "forord", "introduction", "om dokumentet"}
_TAG = re.compile(r"</?\w+>")
_BARE_PAGE = re.compile(r"\s+\d{1,3}$")
_PAGE = re.compile(r"\s*(?:\t|\.{2,}|…)[\s.…]*[\d–-]*\s*$")
NUMBER = re.compile(r"(?:kapittel\s+)?(\d{1,2})(?:[.):]|\s+[–-])?\s+(?=\S)", re.IGNORECASE)  # of a chapter
ROMAN = re.compile(
    r"(?:(?:kapittel|del)\s+)?([IVX]{1,5})(?:[.):]|\s+[–-])?\s+(?=\S)", re.IGNORECASE
)  # also a chapter's
SECTION_NUMBER = re.compile(r"(\d{1,2})\.(\d{1,2})\.?\s+(?=\S)")  # of a report: "1.2 Title"


@dataclass(slots=True)
class Contents:
    chapters: list[str] = field(default_factory=list)  # titles, as printed
    reports: list[str] = field(default_factory=list)
    blocks: set[int] = field(default_factory=set)  # the block numbers of the table itself

    def __bool__(self) -> bool:
        return bool(self.reports)


def read_contents(blocks: Sequence[Block]) -> Contents:
    """The table's own levels decide, else those of the headings that it names."""
    contents, found, inside = Contents(), [], False
    for block in blocks:
        if block.kind == "heading":
            inside = not found and key(block.line) in HEADINGS
        if block.kind == "contents" or inside:
            contents.blocks.add(block.number)
            if block.kind != "heading":
                found += _entries(block)
    levels = _levels([b for b in blocks if b.kind == "heading" and b.number not in contents.blocks])
    entries = [(_without_page(title, levels), level) for title, level in found]
    if not any(_names_heading(title, levels) for title, _ in entries):
        return contents  # it says nothing of this text, like one that is yet to be made
    known = len({level for _, level in entries}) > 1 or any(NUMBER.match(title) for title, _ in entries)
    top = min((levels[key(title)] for title, _ in entries if key(title) in levels), default=0)
    for title, level in entries:
        _place(title, level if known or not top else 1 if levels.get(key(title)) == top else 2, contents)
    if not contents.reports:  # a table of one level names reports alone
        contents.reports, contents.chapters = contents.chapters, []
    return contents


def _levels(headings: Sequence[Block]) -> dict[str, int]:
    return {form: h.level for h in reversed(headings) for form in (key(h.line), key(NUMBER.sub("", h.line, count=1)))}


def _entries(block: Block) -> list[tuple[str, int]]:
    """Titles and levels. Page number, dot leader and tab come off only from the end."""
    printed = ["\t".join("".join(run.text for run in cell) for cell in row) for row in block.rows]
    printed += ["".join(run.text for run in line) for line in lines(block.runs)]
    titles = (_PAGE.sub("", _TAG.sub("", text)).strip(" \t.") for text in printed)
    return [(title.replace("\t", " "), block.level) for title in titles if title]


def _names_heading(title: str, levels: dict[str, int]) -> bool:
    forms = (title, NUMBER.sub("", title, count=1), SECTION_NUMBER.sub("", title, count=1))
    return any(key(form) in levels for form in forms)


def _without_page(title: str, levels: dict[str, int]) -> str:
    """With only a space before the page number the headings tell that it is one."""
    shorter = _BARE_PAGE.sub("", title)
    is_page = shorter != title and key(title) not in levels and _names_heading(shorter, levels)
    return shorter if is_page else title


def _place(title: str, level: int, contents: Contents) -> None:
    match = NUMBER.match(title)
    if match and int(match[1]) == len(contents.chapters) + 1 and level <= 1:
        contents.chapters.append(title[match.end() :])
    elif level == 1 and key(title) not in FRONT | HEADINGS:
        contents.chapters.append(title)
    elif level <= 2 and key(title) not in FRONT | HEADINGS:
        contents.reports.append(SECTION_NUMBER.sub("", title, count=1))
