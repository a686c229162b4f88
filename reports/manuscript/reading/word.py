"""A Word document as source blocks. What is left out on purpose is told: deletions, hidden text, comments, pictures."""

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import chain

from ..numbers import whole_number
from ..richtext import Run
from ..said import Said
from .markdown import MOST_BLOCKS, TOO_LONG
from .metadata import labelled_lines
from .package import Package, parsed
from .plain_headings import with_plain_headings
from .source import LISTED, Block, Notes, ReadError, trimmed
from .typed import split_lines
from .word_notes import tell
from .word_runs import Words, controlled, draws_rule
from .word_styles import Numbering, Styles, W, on, value

_THROUGH = {f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "customXml")}
_BOX = f"{W}txbxContent"
_GONE = tuple(f"{W}rPr/{W}{name}" for name in ("del", "moveFrom"))  # of a paragraph whose end is taken away
_DEEPEST = 30


def read_word(data: bytes, notes: Notes) -> list[Block]:
    """Raises ReadError."""
    package = Package(data)
    raw = package.read(package.main)
    if sum(raw.count(start) for start in (b"<w:p>", b"<w:p ", b"<w:p/")) > MOST_BLOCKS:
        raise ReadError(TOO_LONG)
    body = parsed(raw).find(f"{W}body")
    del raw
    if body is None:
        raise ReadError(Said("Word-filen har ingen tekst."))
    styles = Styles.of(package.beside("styles"))
    links = (r for r in package.relations(package.main) if r.get("Type", "").endswith("/hyperlink"))
    words = Words(styles, {r.get("Id", ""): r.get("Target", "") for r in links})
    reader = _Reader(styles, Numbering(package.beside("numbering")), words)
    reader.walk(body)
    reader.end()
    tell(package, words, reader.places, notes)
    return with_plain_headings(reader.blocks, reader.sizes)


@dataclass(slots=True)
class _Reader:
    styles: Styles
    numbering: Numbering
    words: Words
    blocks: list[Block] = field(default_factory=list)
    sizes: dict[int, int] = field(default_factory=dict)  # half-points of each paragraph of plain text
    places: dict[tuple[str, str], int] = field(default_factory=dict)  # the block of each comment and footnote
    torn: tuple[Run, ...] = ()  # the words of paragraphs whose ends are taken away: they go on in the next

    def walk(self, parent, depth: int = 0, contents: bool = False) -> None:
        if depth > _DEEPEST:
            raise ReadError(Said("Word-filen er bygd opp med for mange nivåer inni hverandre."))
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child, contents)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag == f"{W}sdt":
                gallery = value(child, f"{W}sdtPr/{W}docPartObj/{W}docPartGallery") or ""
                inner = controlled(child, self.words.skipped)
                self.walk(inner, depth + 1, contents or gallery == "Table of Contents")
            elif child.tag in _THROUGH:
                self.walk(child, depth + 1, contents)
            elif child.tag == f"{W}altChunk":
                self.words.skipped["innlagt"] += 1

    def end(self) -> None:
        if self.torn:
            self._add("paragraph", trimmed(self.torn), 0)

    def _paragraph(self, paragraph, contents: bool) -> None:
        settings = paragraph.find(f"{W}pPr")
        style = value(settings, f"{W}pStyle")
        read = (*self.torn, *self.words.of(paragraph, style))
        gone = settings is not None and any(settings.find(path) is not None for path in _GONE)
        self.torn, runs = (read, ()) if gone else ((), trimmed(read))
        self.places |= dict.fromkeys(self.words.notes, len(self.blocks) + 1)
        self.words.notes.clear()
        if runs:
            kind, level, numbered = self._kind(settings, style)
            if contents and kind != "contents":
                kind, level = "contents", 0
            if kind == "more" and not (self.blocks and self.blocks[-1].kind in LISTED):
                kind, level = "paragraph", 0
            if kind in {"heading", "title", "subtitle", "contents"}:
                runs = tuple(replace(run, bold=False, href="") for run in runs)
            size = self._size(paragraph, style) if kind == "paragraph" else 0
            for piece in split_lines(runs) if size else [runs]:
                self.sizes |= {len(self.blocks) + 1: size} if size else {}
                self._add(kind, piece, level, numbered=numbered)
        elif not gone and self._is_rule(paragraph, settings, style):
            self._add("rule", (), 0)
        for box in _boxes(paragraph):
            self.walk(box, 1)

    def _kind(self, settings, style: str | None) -> tuple[str, int, bool]:
        kind, level = self.styles.kind(style)
        own = settings.find(f"{W}numPr") if settings is not None else None
        numbers = own if own is not None else self.styles.numbering(style)
        depth = value(numbers, f"{W}ilvl") or "0"
        number = value(numbers, f"{W}numId") or value(self.styles.numbering(style), f"{W}numId")
        listed = self.numbering.kind(number if numbers is not None else None, depth)
        outline = whole_number(value(settings, f"{W}outlineLvl") or "")
        if not kind and outline is not None and outline < 9:
            kind, level = "heading", outline + 1
        if kind == "heading":
            return kind, level, listed == "numbered"
        if listed and kind in {"", "bullet", "numbered", "quote"}:
            own_level = (whole_number(depth, digits=2) or 0) + 1
            return listed, max(level, 1) if kind in {"bullet", "numbered"} and depth == "0" else own_level, False
        if kind in {"bullet", "numbered"} and number == "0":
            kind = ""
        return kind or "paragraph", level, False

    def _is_rule(self, paragraph, settings, style: str | None) -> bool:
        """An empty paragraph with a line under it, whichever way the program draws it."""
        border = value(settings, f"{W}pBdr/{W}bottom") or "none"
        return draws_rule(paragraph) or border not in {"none", "nil"} or self.styles.kind(style)[0] == "rule"

    def _size(self, paragraph, style: str | None) -> int:
        """The size of the most letters."""
        usual = self.styles.font_size(style) or self.styles.size
        sizes = Counter()
        for run in paragraph.iter(f"{W}r"):
            size = whole_number(value(run, f"{W}rPr/{W}sz") or "")
            length = sum(len(text.text or "") for text in run.iter(f"{W}t"))
            sizes[usual if size is None else size] += length
        return sizes.most_common(1)[0][0] if sizes else usual

    def _table(self, table) -> None:
        """A table of one cell is a frame around its text, and one with headings in it places texts side by side."""
        rows = [list(_inside(row, "tc")) for row in _inside(table, "tr") if not self._is_deleted(row)]
        cells = [cell for row in rows for cell in row]
        if len(cells) == 1 or any(self._has_heading(cell) for cell in cells):
            for cell in cells:
                self.walk(cell, 1)
            return
        first = table.find(f"{W}tr/{W}trPr")
        headed = bool(on(first, "tblHeader")) if first is not None else False
        read = tuple(tuple(self._cell(cell, headed and row is rows[0]) for cell in row) for row in rows)
        self.places |= dict.fromkeys(self.words.notes, len(self.blocks) + 1)
        self.words.notes.clear()
        if labelled := labelled_lines(read):
            for line, known in labelled:
                self._add("paragraph" if known else "bullet", trimmed(line), 0 if known else 1)
        elif any(cell for row in read for cell in row):
            self.blocks.append(Block(len(self.blocks) + 1, "table", rows=read, headed=headed))

    def _is_deleted(self, row) -> bool:
        deleted = row.find(f"{W}trPr/{W}del") is not None
        self.words.skipped["slettet"] += deleted
        return deleted

    def _has_heading(self, cell) -> bool:
        settings = (p.find(f"{W}pPr") for p in cell.iter(f"{W}p"))
        return any(self._kind(each, value(each, f"{W}pStyle"))[0] == "heading" for each in settings)

    def _cell(self, cell, in_head: bool) -> tuple[Run, ...]:
        """What the style of a heading row makes bold is not bold by itself."""
        paragraphs = (p for p in cell.iter(f"{W}p") if not _for_old_programs(p))
        styled = ((p, None if in_head else value(p, f"{W}pPr/{W}pStyle")) for p in paragraphs)
        read = (trimmed(self.words.of(p, style)) for p, style in styled)
        return trimmed(chain.from_iterable((*runs, Run(" ")) for runs in read if runs))

    def _add(self, kind: str, runs, level: int, **more) -> None:
        if len(self.blocks) >= MOST_BLOCKS:
            raise ReadError(TOO_LONG)
        self.blocks.append(Block(len(self.blocks) + 1, kind, runs, level, **more))


def _inside(parent, name: str):
    """Rows of a table or cells of a row, also those within content controls and insertions."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag == f"{W}sdt" or child.tag in _THROUGH:
            content = child.find(f"{W}sdtContent")
            yield from _inside(child if content is None else content, name)


def _boxes(paragraph):
    """Text boxes that hang in a paragraph, but for those in a box; each is written twice for old programs."""
    outer = next(paragraph.iterancestors(_BOX), None)
    for box in paragraph.iter(_BOX):
        if next(box.iterancestors(_BOX), None) is outer and not _for_old_programs(box):
            yield box


def _for_old_programs(element) -> bool:
    return any("Fallback" in str(above.tag) for above in element.iterancestors())
