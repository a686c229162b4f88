"""Markdown as source blocks: CommonMark with tables; HTML in it is text like any other."""

from markdown_it import MarkdownIt

from ..richtext import Run
from ..values import CONTROL
from .contents import read_contents
from .metadata import labelled_lines
from .source import Block, Notes, ReadError, trimmed
from .typed import split_lines

MOST_BYTES = 25_000_000
MOST_BLOCKS = 90_000
TOO_LONG = "Dokumentet har over 90 000 avsnitt. Del det opp."
_DEEPEST = 40
_parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST}).enable("table")
# Addresses stay as they are written; which of them may be linked to is decided once, for every format.
_parser.normalizeLink = lambda url: url
_parser.validateLink = lambda url: True


def read_markdown(data: bytes, notes: Notes) -> list[Block]:
    """Raises ReadError."""
    text = _decoded(data)
    if text.count("\n\n") > MOST_BLOCKS or text.count("\n- ") > MOST_BLOCKS:
        raise ReadError(TOO_LONG)
    tokens = _parser.parse(text)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        message = f"Tekst som står mer enn {_DEEPEST // 2} nivåer inn i lister eller sitater, er ikke tatt med."
        notes.add("dybde", message)
    blocks = _Blocks().read(tokens)
    contents = read_contents(blocks).blocks
    for block in blocks:
        if block.number not in contents and any(tag in block.text for tag in ("</", "<br", "<img", "<script")):
            notes.add("html", "Teksten inneholder HTML-koder. De står som vanlig tekst.", block.number)
    return blocks


def _decoded(data: bytes) -> str:
    if not data.strip():
        raise ReadError("Filen er tom.")
    if len(data) > MOST_BYTES:
        raise ReadError("Filen er større enn 25 MB.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ReadError("Filen er ikke skrevet i UTF-8. Lagre den på nytt med tegnkodingen UTF-8.") from None
    if "\x00" in text:
        raise ReadError("Filen er ikke en tekstfil.")
    return CONTROL.sub("", text)


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
            self._add("heading", runs, self.heading)
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
