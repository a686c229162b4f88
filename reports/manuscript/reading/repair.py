"""Joins what the end of a page has torn apart: a paragraph that goes on in the next, in or out of a list."""

from dataclasses import replace

from ..richtext import Run
from ..said import Said
from .dates_line import byline_date, is_date_line
from .source import Block, Notes

_JOINABLE = {"paragraph", "bullet", "numbered", "more"}
_ENDS = (".", "!", "?", ":", ";", "…", "»", "”", '"', ")")


def join_pages(blocks: list[Block], notes: Notes) -> list[Block]:
    """Lists with only such a repair between are one, since the torn words leave the place between them."""
    joined = []
    for block in blocks:
        if joined and _continues(joined[-1], block) and _joins(joined[-1], block, notes):
            before = joined.pop()
            joined.append(replace(before, runs=(*before.runs, Run(" "), *block.runs)))
        else:
            joined.append(block)
    return joined


def _joins(before: Block, block: Block, notes: Notes) -> bool:
    message = Said("Avsnittet var delt, trolig av et sideskift. Delene er satt sammen.")
    return notes.offer("sideskift", message, block.number, proposal=f"… {before.line[-40:]} {block.line[:40]} …")


def _continues(before: Block, block: Block) -> bool:
    """It begins in lower case after words that no sign has ended."""
    first, last = block.text[:1], before.text.rstrip()
    return (
        block.kind == "paragraph"
        and before.kind in _JOINABLE
        and first.islower()
        and bool(last)
        and not last.endswith(_ENDS)
        and not is_date_line(before.line)
        and not byline_date(before.line)
    )
