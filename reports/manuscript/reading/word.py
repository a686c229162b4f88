"""A Word document as source blocks. What is left out on purpose is told: deletions, hidden text, comments, pictures."""

from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import chain

from ..richtext import Run
from ..said import Said
from .markdown import MOST_BLOCKS, TOO_LONG
from .package import Package, parsed
from .source import LISTED, Block, Notes, ReadError, trimmed
from .word_runs import Words, draws_rule
from .word_styles import Numbering, Styles, W, on, value

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_THROUGH = {f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "customXml")}
_DEEPEST = 30
_LEFT_OUT = {
    "slettet": lambda count: Said(
        "%(count)d slettede steder med sporede endringer er ikke tatt med. Innsatt tekst er tatt med.", count=count
    ),
    "skjult": lambda count: Said("%(count)d steder med skjult tekst er ikke tatt med.", count=count),
    "bilde": lambda count: Said("%(count)d bilder eller tegninger er ikke tatt med.", count=count),
}
_LONGEST_HEADING = 200


def read_word(data: bytes, notes: Notes) -> list[Block]:
    """Raises ReadError."""
    package = Package(data)
    raw = package.read("word/document.xml")
    if sum(raw.count(start) for start in (b"<w:p>", b"<w:p ", b"<w:p/")) > MOST_BLOCKS:
        raise ReadError(TOO_LONG)
    body = parsed(raw).find(f"{W}body")
    del raw
    if body is None:
        raise ReadError(Said("Word-filen har ingen tekst."))
    styles = Styles.of(package.part("word/styles.xml"))
    words = Words(styles, _links(package))
    reader = _Reader(styles, Numbering(package.part("word/numbering.xml")), words)
    reader.walk(body)
    _tell(package, words, notes)
    return _with_plain_headings(reader.blocks, reader.sizes)


def _links(package: Package) -> dict[str, str]:
    root = package.part("word/_rels/document.xml.rels")
    relations = root.iter(f"{_RELATIONS}Relationship") if root is not None else ()
    return {r.get("Id", ""): r.get("Target", "") for r in relations if r.get("Type", "").endswith("/hyperlink")}


@dataclass(slots=True)
class _Reader:
    styles: Styles
    numbering: Numbering
    words: Words
    blocks: list[Block] = field(default_factory=list)
    sizes: dict[int, int] = field(default_factory=dict)  # half-points of each paragraph of plain text

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
                inner = child.find(f"{W}sdtContent")
                self.walk(inner if inner is not None else (), depth + 1, contents or gallery == "Table of Contents")
            elif child.tag in _THROUGH:
                self.walk(child, depth + 1, contents)

    def _paragraph(self, paragraph, contents: bool) -> None:
        settings = paragraph.find(f"{W}pPr")
        style = value(settings, f"{W}pStyle")
        runs = trimmed(self.words.of(paragraph, style))
        # Text boxes hang in a paragraph, and are written twice for old programs.
        boxes = [box for box in paragraph.iter(f"{W}txbxContent") if not _for_old_programs(box)]
        if runs and on(settings, "vanish") is None:
            kind, level, numbered = self._kind(settings, style)
            if contents and kind != "contents":
                kind, level = "contents", 0
            if kind == "more" and not (self.blocks and self.blocks[-1].kind in LISTED):
                kind, level = "paragraph", 0
            if kind in {"heading", "title", "subtitle", "contents"}:
                runs = tuple(replace(run, bold=False, href="") for run in runs)
            if kind == "paragraph":
                self.sizes[len(self.blocks) + 1] = self._size(paragraph, style)
            self._add(kind, runs, level, numbered=numbered)
        elif not runs and self._is_rule(paragraph, settings, style):
            self._add("rule", (), 0)
        for box in boxes:
            self.walk(box, 1)

    def _kind(self, settings, style: str | None) -> tuple[str, int, bool]:
        kind, level = self.styles.kind(style)
        own = settings.find(f"{W}numPr") if settings is not None else None
        numbers = own if own is not None else self.styles.numbering(style)
        depth = value(numbers, f"{W}ilvl") or "0"
        number = value(numbers, f"{W}numId") or value(self.styles.numbering(style), f"{W}numId")
        listed = self.numbering.kind(number if numbers is not None else None, depth)
        outline = value(settings, f"{W}outlineLvl")
        if not kind and outline and outline.isdigit() and int(outline) < 9:
            kind, level = "heading", int(outline) + 1
        if kind == "heading":
            return kind, level, listed == "numbered"
        if listed and kind in {"", "bullet", "numbered", "quote"}:
            return listed, max(level, 1) if kind in {"bullet", "numbered"} and depth == "0" else int(depth) + 1, False
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
            size = value(run, f"{W}rPr/{W}sz") or ""
            length = sum(len(text.text or "") for text in run.iter(f"{W}t"))
            sizes[int(size) if size.isdigit() else usual] += length
        return sizes.most_common(1)[0][0] if sizes else usual

    def _table(self, table) -> None:
        """A table of one cell is a frame around its text."""
        rows = [list(row.iter(f"{W}tc")) for row in table.iterchildren(f"{W}tr")]
        if sum(map(len, rows)) == 1:
            self.walk(rows[0][0], 1)
            return
        first = table.find(f"{W}tr/{W}trPr")
        headed = bool(on(first, "tblHeader")) if first is not None else False
        read = tuple(tuple(self._cell(cell, headed and row is rows[0]) for cell in row) for row in rows)
        if any(cell for row in read for cell in row):
            self.blocks.append(Block(len(self.blocks) + 1, "table", rows=read, headed=headed))

    def _cell(self, cell, in_head: bool) -> tuple[Run, ...]:
        """What the style of a heading row makes bold is not bold by itself."""
        styled = ((p, None if in_head else value(p, f"{W}pPr/{W}pStyle")) for p in cell.iter(f"{W}p"))
        paragraphs = (trimmed(self.words.of(p, style)) for p, style in styled)
        return trimmed(chain.from_iterable((*runs, Run(" ")) for runs in paragraphs if runs))

    def _add(self, kind: str, runs, level: int, **more) -> None:
        if len(self.blocks) >= MOST_BLOCKS:
            raise ReadError(TOO_LONG)
        self.blocks.append(Block(len(self.blocks) + 1, kind, runs, level, **more))


def _for_old_programs(box) -> bool:
    return any("Fallback" in str(above.tag) for above in box.iterancestors())


# Headings that are only bold and big --------------------------------------------------------------
def _with_plain_headings(blocks: list[Block], sizes: dict[int, int]) -> list[Block]:
    """In a document without heading styles, a short paragraph that is bold all through or bigger is a heading."""
    if sum(block.kind == "heading" for block in blocks) >= 2 or not sizes:
        return blocks
    letters = Counter()
    for block in blocks:
        if block.kind in {"paragraph", "bullet"}:
            letters[sizes.get(block.number, 0)] += len(block.text) if block.number in sizes else 0
    usual = letters.most_common(1)[0][0]
    heads = {b.number for b in blocks if b.kind == "paragraph" and _looks_like_heading(b, sizes[b.number], usual)}
    levels = {size: n for n, size in enumerate(sorted({sizes[n] for n in heads}, reverse=True), start=1)}
    return [
        replace(
            b, kind="heading", level=min(levels[sizes[b.number]], 9), runs=tuple(replace(r, bold=False) for r in b.runs)
        )
        if b.number in heads
        else b
        for b in blocks
    ]


def _looks_like_heading(block: Block, size: int, usual: int) -> bool:
    bold = all(run.bold or not run.text.strip() for run in block.runs)
    short = len(block.line) < _LONGEST_HEADING and "\n" not in block.text
    return short and (size > usual or (bold and size == usual)) and not block.line.endswith((".", ":", ";", ","))


# What is left out -----------------------------------------------------------------------------------
def _tell(package: Package, words: Words, notes: Notes) -> None:
    for kind, sentence_of in _LEFT_OUT.items():
        if count := words.skipped[kind]:
            notes.add(kind, sentence_of(count))
    if package.ending("vbaProject.bin"):
        notes.add("makro", Said("Dokumentet har makroer. De er ikke lest og ikke kjørt."))
    for part, kind, noun in (
        ("word/comments.xml", "kommentar", Said("Kommentaren")),
        ("word/footnotes.xml", "fotnote", Said("Fotnoten")),
        ("word/endnotes.xml", "fotnote", Said("Sluttnoten")),
    ):
        for text in _texts(package.part(part)):
            message = Said("%(noun)s «%(text)s» er ikke tatt med.", noun=noun, text=text[:80])
            notes.add(kind, message, proposal=text)


def _texts(root):
    for entry in root if root is not None else ():
        text = " ".join("".join(t.text or "" for t in entry.iter(f"{W}t")).split())
        if text:
            yield text
