"""Headings that no style marks as such: short lines that are only bold, or bold and big."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..said import Said
from .dates_line import is_date_line
from .section_names import SECTIONS, section_key
from .source import Block, Notes

_LONGEST = 200
_LONGEST_SUB_HEADING = 100
_MOST_LEADS = 3  # paragraphs between a report's heading and its date
_ENDS = (".", ":", ";", ",")


def with_plain_headings(blocks: list[Block], sizes: Mapping[int, int] | None = None) -> list[Block]:
    """`sizes`: half-points of the paragraphs, by block number, where the document tells them.

    In a document without heading styles every short line that is bold or bigger than the text is a heading. In one
    with such styles it is, where it stands as a report's title and nothing else does; then all that look like it are.
    """
    sizes = sizes or {}
    usual = _usual_size(blocks, sizes)
    looks = {b.number: _look(b, sizes.get(b.number, usual), usual) for b in blocks if b.kind == "paragraph"}
    heads = {number for number, look in looks.items() if look}
    heads -= _stopped(blocks, looks)
    above = 0
    if sum(block.kind == "heading" for block in blocks) >= 2:
        titles = {looks[number] for number in _untitled(blocks, heads)}
        heads = {number for number in heads if looks[number] in titles}
        above = min(block.level for block in blocks if block.kind == "heading")
    levels = {size: n for n, size in enumerate(sorted({looks[n] for n in heads}, reverse=True), start=above + 1)}
    return [_as_heading(block, levels[looks[block.number]]) if block.number in heads else block for block in blocks]


def _usual_size(blocks: Sequence[Block], sizes: Mapping[int, int]) -> int:
    """Of the most letters."""
    letters = Counter()
    for block in blocks:
        if block.number in sizes:
            letters[sizes[block.number]] += len(block.text)
    return letters.most_common(1)[0][0] if letters else 0


def _look(block: Block, size: int, usual: int) -> tuple[int, bool] | None:
    """Size and boldness of a line that may be a heading; None for any other."""
    bold = is_bold(block)
    short = len(block.line) < _LONGEST and "\n" not in block.text and not block.line.endswith(_ENDS[1:])
    dated = is_date_line(block.line)
    return (size, bold) if short and not dated and (size > usual or (bold and size == usual)) else None


def is_bold(block: Block) -> bool:
    return all(run.bold or not run.text.strip() for run in block.runs)


def _stopped(blocks: Sequence[Block], looks: Mapping[int, tuple | None]) -> set[int]:
    """Lines that end with a full stop are headings only where they look as others do that have none."""
    stopped = {b.number: looks[b.number] for b in blocks if looks.get(b.number) and b.line.endswith(".")}
    others = {look for number, look in looks.items() if look and number not in stopped}
    usual_look = min(others, default=None)
    return {number for number, look in stopped.items() if look not in others or look == usual_look}


def _untitled(blocks: Sequence[Block], heads: set[int]) -> set[int]:
    """Lines that stand as titles above a lead and a date, in the place of a heading."""
    found, since = set(), []
    for block in blocks:
        if block.kind == "paragraph" and is_date_line(block.line):
            # The line right above the date is its lead, unless there is no heading at all above it.
            titles = [b.number for b in since[-_MOST_LEADS - 1 :] if b.number in heads]
            if titles and (titles[-1] != since[-1].number or len(since) > _MOST_LEADS):
                found.add(titles[-1])
            since = []
        else:
            since = [*since[-_MOST_LEADS:], block] if block.kind == "paragraph" else []
    return found


def _as_heading(block: Block, level: int) -> Block:
    runs = tuple(replace(run, bold=False) for run in block.runs)
    return replace(block, kind="heading", level=min(level, 9), runs=runs)


# Within reports -----------------------------------------------------------------------------------
def with_plain_sub_headings(blocks: list[Block], notes: Notes) -> list[Block]:
    """Below the first date a short bold line with text under it is a sub-heading, and so is "Hovedfunn:".

    An editor can refuse each.
    """
    dated, level, read = False, 0, []
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        dated = dated or is_date_line(block.line)
        level = block.level if block.kind == "heading" else level
        below = following is not None and following.kind != "heading"
        if dated and level and below and _is_sub_heading(block) and _offered(block, notes):
            block = _as_heading(block, level + 1)
        read.append(block)
    return read


def _is_sub_heading(block: Block) -> bool:
    if block.kind != "paragraph" or any(run.href for run in block.runs) or "\n" in block.text:
        return False
    if section_key(block.line) in SECTIONS:
        return is_bold(block) or block.line.endswith(":")
    return is_bold(block) and len(block.line) <= _LONGEST_SUB_HEADING and not block.line.endswith(_ENDS)


def _offered(block: Block, notes: Notes) -> bool:
    message = Said(
        "Linjen «%(line)s» ser ut som en overskrift, uten å være merket. Den er lest som en mellomtittel.",
        line=block.line,
    )
    return notes.offer("mellomtittel", message, block.number)
