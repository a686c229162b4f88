"""Markdown as source blocks: CommonMark with tables; HTML in it is text like any other."""

import re
from dataclasses import replace

from markdown_it import MarkdownIt

from ..richtext import Run
from ..said import Said
from ..values import CONTROL
from .contents import read_contents
from .metadata import labelled_lines
from .source import QUESTION, Block, Notes, ReadError, trimmed
from .typed import split_lines

MOST_BYTES = 25_000_000
MOST_BLOCKS = 90_000
TOO_LONG = Said("Dokumentet har over 90 000 avsnitt. Del det opp.")
_DEEPEST = 40
_NORWEGIAN, _TWICE = re.compile("[æøåÆØÅ]"), re.compile("Ã[\\x80-\\xbf¦¥¸˜†…]")
_HEAD = re.compile(r"\A---[ \t]*\r?\n((?:[\w-]+:.*\r?\n|[ \t]+.*\r?\n)+)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)")
_ATTRIBUTES = re.compile(r"\s*\{(?:[#.][\w-]+\s*)+\}$")  # of a heading, as pandoc writes them
_parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST}).enable("table")
# Addresses stay as they are written; which of them may be linked to is decided once, for every format.
_parser.normalizeLink = lambda url: url
_parser.validateLink = lambda url: True


def read_markdown(data: bytes, notes: Notes) -> list[Block]:
    """Raises ReadError."""
    text = _without_comments(_decoded(data, notes), notes)
    front, text = _front_matter(text)
    if text.count("\n\n") > MOST_BLOCKS or text.count("\n- ") > MOST_BLOCKS:
        raise ReadError(TOO_LONG)
    tokens = _parser.parse(text)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        notes.add(
            "dybde",
            Said(
                "Tekst som står mer enn %(levels)d nivåer inn i lister eller sitater, er ikke tatt med.",
                levels=_DEEPEST // 2,
            ),
        )
    reader = _Blocks()
    for kind, words in front:
        reader._add(kind, (Run(words),))
    blocks = reader.read(tokens)
    contents = read_contents(blocks).blocks
    for block in blocks:
        if block.number not in contents and any(tag in block.text for tag in ("</", "<br", "<img", "<script")):
            notes.add("html", Said("Teksten inneholder HTML-koder. De står som vanlig tekst."), block.number)
    return blocks


def _decoded(data: bytes, notes: Notes) -> str:
    if not data.strip():
        raise ReadError(Said("Filen er tom."))
    if len(data) > MOST_BYTES:
        raise ReadError(Said("Filen er større enn 25 MB."))
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        text = _older(data, notes)
    if "\x00" in text:
        raise ReadError(Said("Filen er ikke en tekstfil."))
    return CONTROL.sub("", text)


def _older(data: bytes, notes: Notes) -> str:
    """What Windows wrote before UTF-8, where the Norwegian letters show that it is that."""
    text = data.decode("cp1252", errors="replace")
    if not _NORWEGIAN.search(text) or _TWICE.search(text) or "\ufffd" in text:
        raise ReadError(Said("Filen er ikke skrevet i UTF-8. Lagre den på nytt med tegnkodingen UTF-8."))
    message = Said(
        "Filen er ikke skrevet i UTF-8, og er lest som Windows-1252. Se om æ, ø, å og anførselstegn er riktige."
    )
    notes.add("tegnkoding", message, severity=QUESTION)
    return text


def _without_comments(text: str, notes: Notes) -> str:
    """What nobody sees on a page made of the text, told with its words."""
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[at:start])
        if words := " ".join(text[start + 4 : end].split()):
            notes.add("kommentar", Said("Kommentaren «%(text)s» er ikke tatt med.", text=words[:80]), proposal=words)
        at = end + 3
    return "".join([*kept, text[at:]])


def _front_matter(text: str) -> tuple[list[tuple[str, str]], str]:
    """Title and subtitle of a head as other programs write it, between two lines of hyphens; and the rest."""
    match = _HEAD.match(text)
    if not match:
        return [], text
    lines = dict(line.split(":", 1) for line in match[1].splitlines() if ":" in line)
    found = ((name, lines.get(name, "").strip().strip("\"'")) for name in ("title", "subtitle"))
    return [(name, words) for name, words in found if words], text[match.end() :]


class _Blocks:
    """Tokens are a flat stream with opening and closing ones; lists and quotes are kept on a stack."""

    def __init__(self):
        self.blocks = []
        self.lists = []  # the kinds of the open lists, outermost first
        self.fresh = False  # the open list item has had no paragraph yet
        self.quotes = 0
        self.heading = 0
        self.row = self.rows = None
        self.headed = False

    def read(self, tokens) -> list[Block]:
        for token in tokens:
            handle = getattr(self, f"_{token.type}", None)
            if handle:
                handle(token)
        return self.blocks

    def _add(self, kind: str, runs=(), level: int = 0, **more) -> None:
        self.blocks.append(Block(len(self.blocks) + 1, kind, runs, level, **more))

    def _bullet_list_open(self, token):
        self._empty_item()
        self.lists.append("bullet")

    def _ordered_list_open(self, token):
        self._empty_item()
        self.lists.append("numbered")

    def _bullet_list_close(self, token):
        self.lists.pop()

    _ordered_list_close = _bullet_list_close

    def _list_item_open(self, token):
        self.fresh = True

    def _list_item_close(self, token):
        self.fresh = False

    def _empty_item(self):
        """An item that begins with a list: the outer item stands without words of its own."""
        if self.lists and self.fresh:
            self._add(self.lists[-1], (), len(self.lists))

    def _blockquote_open(self, token):
        self.quotes += 1

    def _blockquote_close(self, token):
        self.quotes -= 1

    def _heading_open(self, token):
        self.heading = int(token.tag[1])

    def _heading_close(self, token):
        self.heading = 0

    def _hr(self, token):
        self._add("rule")

    def _fence(self, token):
        self._add("paragraph", trimmed([Run(token.content)]))

    _code_block = _fence

    def _table_open(self, token):
        self.rows = []

    def _tr_open(self, token):
        self.row = []

    def _tr_close(self, token):
        self.rows.append(tuple(self.row))

    def _table_close(self, token):
        rows, self.row, self.rows = self.rows, None, None
        headed = any(rows[0])
        if labelled := labelled_lines(rows if headed else rows[1:]):
            for line, known in labelled:
                self._add("paragraph" if known else "bullet", trimmed(line), 0 if known else 1)
            return
        self._add("table", rows=tuple(rows if headed else rows[1:]), headed=headed)

    def _inline(self, token):
        runs = trimmed(_runs(token.children))
        if self.row is not None:
            self.row.append(runs)
        elif not runs:
            return
        elif self.heading:
            self._add("heading", _without_attributes(runs), self.heading)
        elif self.lists:
            self._add(self.lists[-1] if self.fresh else "more", runs, len(self.lists))
            self.fresh = False
        elif self.quotes:
            self._add("quote", runs)
        else:
            for piece in split_lines(runs):
                self._add("paragraph", piece)


def _runs(tokens):
    bold = italic = 0
    href = ""
    for token in tokens:
        match token.type:
            case "strong_open" | "strong_close":
                bold += token.nesting
            case "em_open" | "em_close":
                italic += token.nesting
            case "link_open":
                href = str(token.attrs.get("href", ""))
            case "link_close":
                href = ""
            case "softbreak" | "hardbreak":
                yield Run("\n", bold > 0, italic > 0, href)
            case "image":
                yield Run(token.content, bold > 0, italic > 0, "")
            case _:
                yield Run(token.content, bold > 0, italic > 0, href)


def _without_attributes(runs):
    *before, last = runs
    return trimmed((*before, replace(last, text=_ATTRIBUTES.sub("", last.text)))) or runs
