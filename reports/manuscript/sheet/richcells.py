"""Rich text in a cell: Markdown, written as plainly as it can be while it reads back as the very same text.

Markdown and not HTML, because editors type in the cell: a list is lines that begin with "- ", a heading begins with
"# ", **fet**, *kursiv*, [ord](https://…). A line break ends a paragraph. The rare text that Markdown cannot say is
written as HTML, and read as such.
"""

import re

from .. import richtext
from ..markdown import text_to_markdown
from ..reading.body import rich
from ..reading.markdown import read_markdown
from ..reading.source import Block, Notes, ReadError, lines
from ..said import Said
from .cells import CellError, Kind, words

_HTML = re.compile(rf"<({'|'.join(sorted(richtext.TAGS))})[ >]")
_ESCAPED = re.compile(r"\\([^\w\s])")


def rich_text() -> Kind:
    return Kind(_read, _written)


def _written(text: str) -> str:
    if not text:
        return ""
    careful = text_to_markdown(text)
    plain = _ESCAPED.sub(r"\1", careful)
    for candidate in dict.fromkeys((plain, careful)):
        if candidate == candidate.strip() and _reads_as(candidate, text):
            return candidate
    return text


def _reads_as(candidate: str, text: str) -> bool:
    try:
        return _read(candidate) == text
    except CellError:
        return False


def _read(cell: object) -> str:
    text = words(cell)
    if not text:
        return ""
    if _HTML.match(text):
        return richtext.clean(text)
    try:
        blocks = [part for block in read_markdown(text.encode(), Notes()) for part in _paragraphs(block)]
    except ReadError:
        raise CellError(Said("Teksten er for lang til å leses.")) from None
    _refuse_bad_links(blocks)
    return rich(blocks, above=0)


def _paragraphs(block: Block) -> list[Block]:
    """Who presses Alt+Enter in a cell means a new paragraph."""
    if block.kind != "paragraph":
        return [block]
    return [Block(block.number, "paragraph", line) for line in lines(block.runs)]


def _refuse_bad_links(blocks: list[Block]) -> None:
    for block in blocks:
        for run in (*block.runs, *(run for row in block.rows for cell in row for run in cell)):
            scheme, colon, _ = run.href.strip().partition(":")
            if run.href and not (colon and scheme.lower() in richtext.LINK_SCHEMES):
                raise CellError(
                    Said(
                        "Lenken «%(address)s» kan ikke brukes. Skriv hele adressen, med https:// eller mailto: først.",
                        address=run.href[:60],
                    )
                )
