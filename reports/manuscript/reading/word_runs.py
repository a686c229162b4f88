"""The words of a Word paragraph: insertions taken, deletions and hidden text left out and counted."""

import re
from collections import Counter
from dataclasses import dataclass, field

from ..book.carried import BAR
from ..richtext import Run
from ..values import CONTROL
from .word_styles import Styles, W, on, value

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SHAPE, _RULE = "{urn:schemas-microsoft-com:vml}rect", "{urn:schemas-microsoft-com:office:office}hr"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
# An address with or without quotation marks; with neither it leads to a place in the document.
_INSTRUCTION = re.compile(r'\bHYPERLINK\s+(?:\\[hmn]\s+)*(?:"([^"]*)"|([^\s\\"]+)|\\l\s+"([^"]*)")?')
_SKIPPED = {f"{W}del": "slettet", f"{W}moveFrom": "slettet"}
_THROUGH = {f"{W}{name}" for name in ("ins", "moveTo", "smartTag", "customXml", "dir", "bdo")}
_SYMBOLS = {"B7": "•", "A7": "•", "D8": "•", "E0": "→", "F0": "→", "2D": "–", "FC": "✓"}  # of Symbol and Wingdings
_DEEPEST = 30


@dataclass(slots=True)
class Words:
    """Reads the runs of paragraphs one after another; fields may stretch over many runs."""

    styles: Styles
    links: dict[str, str]
    skipped: Counter = field(default_factory=Counter)
    notes: list[tuple[str, str]] = field(default_factory=list)  # part and id of comments and footnotes met
    _fields: list[list] = field(default_factory=list)  # [instruction, shown?, address] of each open field
    _torn: set = field(default_factory=set)  # the beginnings of fields whose instruction goes on past the paragraph

    def of(self, paragraph, style: str | None) -> tuple[Run, ...]:
        self._torn = _without_end(paragraph)
        runs = [run for run in self._inline(paragraph, style, "", 0) if run.text]
        self._fields = self._fields if self._fields and len(self._fields) < _DEEPEST else []
        return _joined(runs)

    def _inline(self, parent, style, href: str, depth: int):
        if depth > _DEEPEST:
            return
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                yield from self._run(child, style, href)
            elif tag in _SKIPPED:
                self.skipped[_SKIPPED[tag]] += 1
            elif tag == f"{W}hyperlink":
                address = self.links.get(child.get(f"{R}id", ""), "")
                anchor = child.get(f"{W}anchor")
                yield from self._inline(child, style, address or (f"#{anchor}" if anchor else "#"), depth + 1)
            elif tag == f"{W}fldSimple":
                yield from self._inline(child, style, _address(child.get(f"{W}instr", "")) or href, depth + 1)
            elif tag == f"{W}sdt":
                yield from self._inline(controlled(child, self.skipped), style, href, depth + 1)
            elif tag in _THROUGH:
                yield from self._inline(child, style, href, depth + 1)
            elif isinstance(tag, str) and tag.startswith(f"{_FORMULA}oMath"):
                yield Run("".join(text.text or "" for text in child.iter(f"{_FORMULA}t")), href=href)

    def _run(self, run, style, href: str):
        look = run.find(f"{W}rPr")
        own = value(look, f"{W}rStyle")
        by_style = self.styles.look(own, "vanish") if own else None
        if _first(on(look, "vanish"), by_style, self.styles.look(style, "vanish")):
            self.skipped["skjult"] += 1
            for child in run:
                self._field(child)
            return
        bold = bool(_first(on(look, "b"), self.styles.look(own, "b") if own else None, self.styles.look(style, "b")))
        italic = bool(_first(on(look, "i"), self.styles.look(own, "i") if own else None))
        for child in run:
            self._field(child)
            if any(not shown for _, shown, _ in self._fields):
                continue
            address = next((address for *_, address in reversed(self._fields) if address), href)
            if text := self._text(child):
                yield Run(CONTROL.sub("", text), bold, italic, address)

    def _text(self, child) -> str:
        match child.tag.removeprefix(W) if isinstance(child.tag, str) else "":
            case "t":
                return child.text or ""
            case "tab" | "ptab":
                return "\t"
            case "br" | "cr":
                return "" if child.get(f"{W}type") in {"page", "column"} else "\n"
            case "noBreakHyphen":
                return "\u2011"
            case "softHyphen":
                return "\u00ad"
            case "sym":
                sign = _SYMBOLS.get(child.get(f"{W}char", "")[-2:].upper(), "")
                self.skipped["tegn"] += not sign
                return sign
            case "footnoteReference" | "endnoteReference" | "commentReference" as name:
                self.notes.append((f"{name.removesuffix('Reference')}s", child.get(f"{W}id", "")))
            case "drawing" | "pict" | "object" if _is_picture(child):
                self.skipped["bilde"] += 1
        if child.tag == f"{_ALTERNATIVES}AlternateContent":
            shown = child.find(f"{_ALTERNATIVES}Choice")
            self.skipped["bilde"] += sum(map(_is_picture, shown)) if shown is not None else 0
        return ""

    def _field(self, child) -> None:
        """Fields begin with an instruction, which is not shown, and go on with what is."""
        if child.tag == f"{W}instrText" and self._fields:
            self._fields[-1][0] += child.text or ""
        elif child.tag == f"{W}fldChar":
            kind = child.get(f"{W}fldCharType")
            if kind == "begin" and child not in self._torn:
                self._fields.append(["", False, ""])
            elif kind == "separate" and self._fields:
                self._fields[-1][1:] = [True, _address(self._fields[-1][0])]
            elif kind == "end" and self._fields:
                self._fields.pop()


def _without_end(paragraph) -> set:
    """Fields whose instruction does not end in the paragraph: taken at their word they would hide all that follows."""
    waiting = []  # None for one that has come to what it shows
    for sign in paragraph.iter(f"{W}fldChar"):
        if next(sign.iterancestors(*_SKIPPED), None) is not None:
            continue
        match sign.get(f"{W}fldCharType"):
            case "begin":
                waiting.append(sign)
            case "separate" if waiting:
                waiting[-1] = None
            case "end" if waiting:
                waiting.pop()
    return {sign for sign in waiting if sign is not None}


def _address(instruction: str) -> str:
    """Where a field leads: "#" within the document, "" when it is no link."""
    match = _INSTRUCTION.search(instruction)
    return (match[1] or match[2] or f"#{match[3] or ''}") if match else ""


def controlled(element, skipped: Counter):
    """What stands in a content control; one that still shows its "Click here to write" says nothing."""
    if on(element.find(f"{W}sdtPr"), "showingPlcHdr"):
        skipped["felt"] += 1
        return ()
    content = element.find(f"{W}sdtContent")
    return content if content is not None else ()


def _is_picture(element) -> bool:
    """Not a line, a bar of our own or the frame of a text box."""
    is_frame = next(element.iter(f"{W}txbxContent"), None) is not None
    return not (is_frame or draws_rule(element) or _draws_bar(element))


def draws_rule(element) -> bool:
    """A line across the page."""
    return any(shape.get(_RULE) in {"t", "true", "1"} for shape in element.iter(_SHAPE))


def _draws_bar(element) -> bool:
    """A key figure's bar in a file of our own, which says no more than the figure."""
    return any(properties.get("name", "").startswith(BAR) for properties in element.iter(_PICTURE))


def _first(*settings: bool | None) -> bool | None:
    return next((setting for setting in settings if setting is not None), None)


def _joined(runs) -> tuple[Run, ...]:
    """Word cuts words into runs anywhere; those that look the same are one."""
    joined = []
    for run in runs:
        last = joined[-1] if joined else None
        if last and (last.bold, last.italic, last.href) == (run.bold, run.italic, run.href):
            joined[-1] = Run(last.text + run.text, run.bold, run.italic, run.href)
        else:
            joined.append(run)
    return tuple(joined)
