"""Rich text: a small fixed vocabulary as canonical restricted HTML, and the blocks every output is written from.

The only code that knows the vocabulary: paragraph, two heading levels (h2, h3), bullet and numbered lists with one
nested level, strong, em, link, quotation, simple table. The editor's toolbar offers it (TAGS), `clean` keeps it.
Canonical means: `clean(clean(x)) == clean(x)`, and `render(parse(x)) == x` for what `clean` returned.
"""

import html
import re
from dataclasses import dataclass

import nh3

from .markup import INLINE, TreeBuilder, words_of
from .values import CONTROL

TAGS = {
    *("p", "h2", "h3", "ul", "ol", "li", "strong", "em", "a", "blockquote"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
LINK_SCHEMES = {"http", "https", "mailto"}
# What Word, older pages and other editors write for the same thing; a div or a line break ends a paragraph.
_SYNONYMS = {"h1": "h2", "h4": "h3", "h5": "h3", "h6": "h3", "b": "strong", "i": "em", "div": "p", "br": "p"}
# Other blocks are unwrapped too, but keep their words apart from their neighbours'.
_SYNONYMS |= dict.fromkeys(
    [
        *("address", "article", "aside", "caption", "center", "dd", "details", "dl", "dt", "fieldset", "figcaption"),
        *("figure", "footer", "form", "header", "hr", "legend", "main", "nav", "option", "pre", "section", "summary"),
    ],
    "p",
)
_SYNONYM = re.compile(rf"<(/?)({'|'.join(_SYNONYMS)})(?=[\s/>])", re.IGNORECASE)
_INVISIBLE = re.compile(rf"{CONTROL.pattern}|[\u200b\ufeff]")
# Nothing but paragraphs of words with one space between: most findings.
_WORD = r"(?:(?![\x00-\x1f\x7f-\x9f\u200b\ufeff\ufffe\uffff\ud800-\udfff])[^<&\s])+"
_PARAGRAPHS = re.compile(rf"(?:<p>{_WORD}(?:[ \u00a0]{_WORD})*</p>)+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words with the same look."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 or 2 within the text, whatever level the page gives it."""

    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class List:
    """Each item is paragraphs, and in an outer list also inner lists."""

    ordered: bool
    items: tuple[tuple["Paragraph | List", ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells of runs; `head` holds the heading row, or nothing."""

    head: tuple[tuple[Run, ...], ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]


Block = Paragraph | Heading | List | Quote | Table


def clean(text: str) -> str:
    """Any HTML as canonical restricted HTML; what the vocabulary lacks is unwrapped, scripts and styles are dropped."""
    return render(parse(text))


def parse(text: str) -> tuple[Block, ...]:
    """The blocks of any HTML, after sanitising."""
    mapped = _SYNONYM.sub(lambda match: f"<{match[1]}{_SYNONYMS[match[2].lower()]}", _INVISIBLE.sub("", text))
    safe = nh3.clean(mapped, tags=TAGS, attributes={"a": {"href"}}, url_schemes=LINK_SCHEMES, link_rel=None)
    return tuple(_blocks(TreeBuilder.build(_INVISIBLE.sub("", safe))))


def plain(text: str) -> str:
    """The words alone, a line a block or list item."""
    if _PARAGRAPHS.fullmatch(text):
        return text[3:-4].replace("</p><p>", "\n")
    return words(parse(text))


def words(blocks: tuple[Block, ...]) -> str:
    """`plain` of what is parsed already."""
    return "\n".join(line for block in blocks for line in _lines(block))


def addresses(blocks: tuple[Block, ...]) -> list[str]:
    """Where its links lead, in order."""
    paragraphs = (paragraph for block in blocks for paragraph in _paragraphs(block))
    return [run.href for paragraph in paragraphs for run in paragraph.runs if run.href]


def link_texts(blocks: tuple[Block, ...]) -> list[str]:
    """What its links say, in order."""
    paragraphs = (paragraph for block in blocks for paragraph in _paragraphs(block))
    return [run.text for paragraph in paragraphs for run in paragraph.runs if run.href]


def render(blocks: tuple[Block, ...], *, top: int = 2) -> str:
    """Blocks as HTML; `top` is the page's level for the text's first heading level (2 is the canonical form)."""
    return "".join(_render(block, top) for block in blocks)


# Reading ----------------------------------------------------------------------------------------
def _blocks(nodes):
    """Loose words between blocks become paragraphs of their own."""
    loose = []
    for node in _flow(nodes):
        if isinstance(node, str) or node.tag in INLINE:
            loose.append(node)
            continue
        yield from _paragraph(loose)
        loose = []
        yield from _block(node)
    yield from _paragraph(loose)


def _flow(nodes):
    """Bold around whole paragraphs, as other programs paste it, becomes bold inside each of them."""
    for node in nodes:
        if not isinstance(node, str) and node.tag in INLINE and node.has_blocks:
            yield from _flow(node.lowered())
        else:
            yield node


def _block(node):
    match node.tag:
        case "p":
            yield from _blocks(node.children) if node.has_blocks else _paragraph(node.children)
        case "h2" | "h3":
            if runs := _runs(node.children):
                yield Heading(int(node.tag[1]) - 1, runs)
        case "ul" | "ol":
            if items := tuple(_items(node, depth=1)):
                yield List(node.tag == "ol", items)
        case "blockquote":
            if paragraphs := tuple(_flat(node)):
                yield Quote(paragraphs)
        case "table":
            yield from _table(node)
        case _:  # a list item or a table part outside its parent
            yield from _blocks(node.children)


def _items(node, depth):
    for child in node.children:
        if isinstance(child, str) or child.tag != "li":
            if item := tuple(_item([child], depth)):
                yield item
        elif item := tuple(_item(child.children, depth)):
            yield item


def _item(children, depth):
    """Paragraphs and, one level deep, lists; whatever lies deeper becomes paragraphs of the inner item."""
    for block in _blocks(children):
        if isinstance(block, Paragraph) or (isinstance(block, List) and depth == 1):
            yield block if isinstance(block, Paragraph) else _shallow(block)
        else:
            yield from _paragraphs(block)


def _shallow(inner: List) -> List:
    return List(inner.ordered, tuple(tuple(p for block in item for p in _paragraphs(block)) for item in inner.items))


def _flat(node):
    for block in _blocks(node.children):
        yield from _paragraphs(block)


def _paragraphs(block):
    match block:
        case Paragraph():
            yield block
        case Heading(_, runs):
            yield Paragraph(runs)
        case List(_, items):
            for item in items:
                for inner in item:
                    yield from _paragraphs(inner)
        case Quote(paragraphs):
            yield from paragraphs
        case Table(head, rows):
            for row in [head, *rows]:
                yield from (Paragraph(cell) for cell in row if cell)


def _table(node):
    rows = [
        [c for c in row.children if not isinstance(c, str) and c.tag in {"th", "td"}] for row in node.descendants("tr")
    ]
    grid = [(tuple(words_of(Run, cell) for cell in cells), all(c.tag == "th" for c in cells)) for cells in rows]
    grid = [(cells, is_head) for cells, is_head in grid if any(cells)]
    if not grid:
        return
    head = grid[0][0] if grid[0][1] else ()
    yield Table(head, tuple(cells for cells, _ in (grid[1:] if head else grid)))


def _paragraph(children):
    if runs := _runs(children):
        yield Paragraph(runs)


def _runs(children) -> tuple[Run, ...]:
    return words_of(Run, *children)


# Writing ----------------------------------------------------------------------------------------
def _render(block: Block, top: int) -> str:
    match block:
        case Paragraph(runs):
            return f"<p>{_inline(runs)}</p>"
        case Heading(level, runs):
            tag = f"h{min(top + level - 1, 6)}"
            return f"<{tag}>{_inline(runs)}</{tag}>"
        case List(ordered, items):
            tag = "ol" if ordered else "ul"
            inner = "".join(f"<li>{render(item)}</li>" for item in items)
            return f"<{tag}>{inner}</{tag}>"
        case Quote(paragraphs):
            return f"<blockquote>{render(paragraphs)}</blockquote>"
        case Table(head, rows):
            top_row = f"<thead>{_row(head, 'th')}</thead>" if head else ""
            body = f"<tbody>{''.join(_row(row, 'td') for row in rows)}</tbody>" if rows else ""
            return f"<table>{top_row}{body}</table>"


def _row(cells, tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{_inline(cell)}</{tag}>' for cell in cells)}</tr>"


def _inline(runs: tuple[Run, ...]) -> str:
    parts = []
    for run in runs:
        text = html.escape(run.text, quote=False)
        text = f"<em>{text}</em>" if run.italic else text
        text = f"<strong>{text}</strong>" if run.bold else text
        parts.append(f'<a href="{html.escape(run.href)}">{text}</a>' if run.href else text)
    return "".join(parts)


def _lines(block: Block):
    for paragraph in _paragraphs(block):
        yield "".join(run.text for run in paragraph.runs)
