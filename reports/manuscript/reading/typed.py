"""Lists that were typed sign by sign, and dates that share a paragraph with other words."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ..richtext import Run
from .dates_line import is_date_line
from .plain_headings import is_bold
from .source import Block, folded, lines

# A hyphen may be followed by a space, a dash only by a tab: "– Vi er fornøyde" is what somebody says.
_SIGN = re.compile(r"[ \t\u00a0]*(?:([•·▪■●◦○‣⁃∙►➢✓\uf0b7\uf0a7\uf0d8\uf02d])[ \t\u00a0]*|([-–—*o])\t\s*|(-) +)(?=\S)")
_NUMBER = re.compile(r"\s*(\d{1,2})[.)][ \t\u00a0]+(?=\S)")


def split_lines(runs: Sequence[Run]) -> list[tuple[Run, ...]]:
    """A paragraph whose line breaks part a date or a typed item from the rest, as several; else as it was."""
    groups, last = [], ""
    for line in lines(runs):
        text = folded("".join(run.text for run in line))
        apart = is_date_line(text) or is_date_line(last) or _SIGN.match(line[0].text)
        last = text
        if groups and not apart:
            groups[-1] += (Run("\n"), *line)
        else:
            groups.append(line)
    return groups if len(groups) > 1 else [tuple(runs)]


def with_typed_lists(blocks: Sequence[Block]) -> list[Block]:
    """Paragraphs that begin with a bullet or a hyphen, and those that are numbered 1, 2 … by hand, as list items."""
    read, signs, run = [], [], []
    for block in (*blocks, None):
        plain = block is not None and block.kind == "paragraph"
        match = _SIGN.match(block.text) if plain else None
        number = _NUMBER.match(block.text) if plain and not is_bold(block) else None
        if run and not (number and int(number[1]) == len(run) + 1):
            read += [_item(item, _NUMBER, "numbered", 1) for item in run] if len(run) > 1 else run
            run = []
        if number and int(number[1]) == len(run) + 1:
            run.append(block)
        elif match:
            sign = next(filter(None, match.groups()))
            signs = [*signs, sign] if sign not in signs else signs
            read.append(_item(block, _SIGN, "bullet", signs.index(sign) + 1))
        elif block is not None:
            read.append(block)
        signs = signs if match else []
    return read


def _item(block: Block, sign: re.Pattern, kind: str, level: int) -> Block:
    """Without its sign, which may stand in runs of its own."""
    left, runs = sign.match(block.text).end(), []
    for run in block.runs:
        runs.append(replace(run, text=run.text[left:]))
        left = max(0, left - len(run.text))
    return replace(block, kind=kind, level=level, runs=tuple(run for run in runs if run.text))
