"""Source blocks as canonical rich text."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from .. import richtext
from ..richtext import Heading, List, Paragraph, Quote, Run, Table
from ..said import Said
from .source import LISTED, NOTE, Block, Notes


def rich(blocks: Sequence[Block], *, above: int | None = None) -> str:
    """HTML of the restricted vocabulary. `above` is the level of the heading that the text stands under."""
    if above is None:
        above = min((block.level for block in blocks if block.kind == "heading"), default=1) - 1
    return richtext.clean(richtext.render(tuple(_blocks(blocks, above))))


def _blocks(blocks, above: int):
    for listed, group in groupby(blocks, key=lambda block: block.kind in LISTED):
        if listed:
            yield from _lists(list(group))
            continue
        for kind, same in groupby(group, key=lambda block: block.kind):
            if kind == "quote":
                yield Quote(tuple(Paragraph(_linked(block.runs)) for block in same))
            else:
                yield from (_block(block, above) for block in same if block.kind != "rule")


def _block(block: Block, above: int):
    if block.kind == "heading":
        return Heading(min(max(block.level - above, 1), 2), tuple(replace(r, bold=False) for r in _linked(block.runs)))
    if block.kind == "table":
        rows = tuple(tuple(_linked(cell) for cell in row) for row in block.rows)
        return Table(rows[0], rows[1:]) if block.headed else Table((), rows)
    return Paragraph(_linked(block.runs))


def _lists(blocks: list[Block]) -> list[List | Paragraph]:
    """The items at the outermost depth with what is nested in them; a new kind of item begins a new list."""
    top = min(block.level for block in blocks)
    found = []
    for item in items_of(blocks, top):
        ordered = item[0].kind == "numbered"
        if found and found[-1].ordered == ordered:
            found[-1] = List(ordered, (*found[-1].items, _item(item, top)))
        else:
            found.append(List(ordered, (_item(item, top),)))
    return found


def items_of(blocks: Sequence[Block], top: int) -> list[list[Block]]:
    """The blocks of each item at depth `top`."""
    items = []
    for block in blocks:
        if not items or (block.level <= top and block.kind != "more"):
            items.append([block])
        else:
            items[-1].append(block)
    return items


def _item(blocks: list[Block], top: int) -> tuple:
    content = []
    for nested, group in groupby(blocks, key=lambda block: block.level > top):
        if nested:
            content += _lists(list(group))
        else:
            content += [Paragraph(_linked(block.runs)) for block in group if block.runs]
    return tuple(content)


def item_text(blocks: Sequence[Block]) -> str:
    """A list item as rich text of its own: its words, then what is nested in it."""
    return richtext.clean(richtext.render(_item(list(blocks), blocks[0].level)))


def _linked(runs) -> tuple[Run, ...]:
    """A link without an address is words."""
    return tuple(replace(run, href="") if run.href.startswith("#") else run for run in runs)


def mend_links(blocks: list[Block], notes: Notes) -> list[Block]:
    """Only http, https and mailto lead anywhere; other addresses become "#" and are told."""
    return [
        _with_safe_links(block, notes) if any(r.href for r in block.runs) else _safe_table(block, notes)
        for block in blocks
    ]


def _safe_table(block: Block, notes: Notes) -> Block:
    if not any(run.href for row in block.rows for cell in row for run in cell):
        return block
    return replace(block, rows=tuple(tuple(_safe(cell, block.number, notes) for cell in row) for row in block.rows))


def _with_safe_links(block: Block, notes: Notes) -> Block:
    if "#" in {run.href for run in block.runs} and any(run.text.strip() and not run.href for run in block.runs):
        words = " ".join("".join(run.text for run in block.runs if run.href == "#").split())
        message = Said("Lenken «%(words)s» har ingen adresse.", words=words)
        notes.add("lenke", message, block.number, severity=NOTE)
    return replace(block, runs=_safe(block.runs, block.number, notes))


def _safe(runs, number: int, notes: Notes) -> tuple[Run, ...]:
    told = set()
    mended = []
    for run in runs:
        scheme, colon, _ = run.href.strip().partition(":")
        if run.href and not run.href.startswith("#") and not (colon and scheme.lower() in richtext.LINK_SCHEMES):
            if run.href not in told:
                notes.add(
                    "lenke",
                    Said("Adressen «%(address)s» kan ikke brukes som lenke. Ordene er beholdt.", address=run.href[:60]),
                    number,
                    severity=NOTE,
                )
            told.add(run.href)
            run = replace(run, href="#")
        mended.append(run)
    return tuple(mended)
