"""Sanitised HTML as a small tree, and the words of a piece of it. Which tags mean what is richtext.py's affair."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_SPACE = re.compile(r"[ \t\r\n\f]+")  # not the non-breaking space, which is typography
INLINE = {"strong", "em", "a"}


@dataclass(slots=True)
class Node:
    tag: str
    href: str = ""
    children: list = field(default_factory=list)

    @property
    def has_blocks(self) -> bool:
        return any(
            not isinstance(child, str) and (child.tag not in INLINE or child.has_blocks) for child in self.children
        )

    def lowered(self):
        """The children of an inline node with its look moved inside the blocks among them."""
        for child in self.children:
            if isinstance(child, str) or (child.tag in INLINE and not child.has_blocks):
                yield Node(self.tag, self.href, [child])
            else:
                yield Node(child.tag, child.href, list(Node(self.tag, self.href, child.children).lowered()))

    def descendants(self, tag: str):
        for child in self.children:
            if not isinstance(child, str):
                if child.tag == tag:
                    yield child
                else:
                    yield from child.descendants(tag)


class TreeBuilder(HTMLParser):
    """Builds the tree of well-formed HTML, as the sanitiser writes it."""

    DEEPEST = 60  # hostile nesting is unwrapped beyond this, so that no walk of the tree runs out of stack

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.stack = [Node("")]
        self.too_deep = 0

    @classmethod
    def build(cls, text: str) -> list:
        builder = cls()
        builder.feed(text)
        builder.close()
        return builder.stack[0].children

    def handle_starttag(self, tag, attrs):
        if len(self.stack) > self.DEEPEST:
            self.too_deep += 1
            return
        # As browsers read an address: spaces around it and line breaks in it do not count.
        node = Node(tag, re.sub(r"[\t\r\n]", "", dict(attrs).get("href") or "").strip())
        self.stack[-1].children.append(node)
        self.stack.append(node)

    def handle_endtag(self, tag):
        if self.too_deep:
            self.too_deep -= 1
        elif len(self.stack) > 1 and self.stack[-1].tag == tag:
            self.stack.pop()

    def handle_data(self, data):
        self.stack[-1].children.append(data)


def words_of(run: type, *nodes) -> tuple:
    """The runs of some nodes: spaces folded, none at the ends, neighbours with the same look joined.

    `run` is called with text, bold, italic, href.
    """
    pieces = []
    _collect(nodes, (False, False, ""), pieces)
    joined = []
    for text, look in pieces:
        text = _SPACE.sub(" ", text)
        if text.startswith(" ") and (not joined or joined[-1][0].endswith(" ")):
            text = text[1:]
        if not text:
            continue
        if joined and joined[-1][1] == look:
            joined[-1] = (joined[-1][0] + text, look)
        else:
            joined.append((text, look))
    if joined:
        joined[-1] = (joined[-1][0].rstrip(" "), joined[-1][1])
    if not "".join(text for text, _ in joined).strip():  # Word's empty paragraph is a non-breaking space
        return ()
    return tuple(run(text, *look) for text, look in joined if text)


def _collect(nodes, look, pieces):
    bold, italic, href = look
    for node in nodes:
        if isinstance(node, str):
            pieces.append((node, look))
        elif node.tag == "strong":
            _collect(node.children, (True, italic, href), pieces)
        elif node.tag == "em":
            _collect(node.children, (bold, True, href), pieces)
        elif node.tag == "a" and node.href:
            _collect(node.children, (bold, italic, node.href), pieces)
        elif node.tag in {"a", ""}:
            _collect(node.children, look, pieces)
        else:  # a block where only words fit: keep its words apart from their neighbours
            pieces.append((" ", look))
            _collect(node.children, look, pieces)
            pieces.append((" ", look))
