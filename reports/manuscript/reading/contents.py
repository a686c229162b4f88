"""The contents table as an oracle: its titles say which headings are chapters and which are reports."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .source import Block, key, lines

HEADINGS = {"innhold", "innhald", "innholdsfortegnelse", "innhaldsliste", "contents"}
FRONT = {"innledning", "innleiing", "forord", "introduction", "om dokumentet"}
_TAG = re.compile(r"</?\w+>")
_PAGE = re.compile(r"\s*(?:\t|\.{2,}|…)[\s.…]*[\d–-]*\s*$")
_NUMBER = re.compile(r"(\d{1,2})[.)]?\s+(?=\S)")


@dataclass(slots=True)
class Contents:
    chapters: list[str] = field(default_factory=list)  # titles, as printed
    reports: list[str] = field(default_factory=list)
    blocks: set[int] = field(default_factory=set)  # the block numbers of the table itself

    def __bool__(self) -> bool:
        return bool(self.reports)


def read_contents(blocks: Sequence[Block]) -> Contents:
    contents = Contents()
    inside = False
    for block in blocks:
        if block.kind == "heading":
            inside = not contents.reports and key(block.line) in HEADINGS
        if block.kind == "contents" or inside:
            contents.blocks.add(block.number)
            if block.kind != "heading":
                _read(block, contents)
    return contents


def _read(block: Block, contents: Contents) -> None:
    for line in lines(block.runs):
        text = _TAG.sub("", "".join(run.text for run in line))
        # Page number, dot leader and tab come off only from the end.
        title = _PAGE.sub("", text).strip(" \t.")
        match = _NUMBER.match(title)
        if match and int(match[1]) == len(contents.chapters) + 1 and block.level <= 1:
            contents.chapters.append(title[match.end() :])
        elif block.level == 1 and key(title) not in FRONT:
            contents.chapters.append(title)
        elif title and block.level <= 2 and key(title) not in FRONT | HEADINGS:
            contents.reports.append(title)
