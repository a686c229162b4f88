"""What a paragraph of a Word document is: styles followed to what they are based on, and numbering.

Styles are known by name or id, in Norwegian, English, Danish and Swedish ("Overskrift 1", "heading 1", "Rubrik 1"), or
by the outline level they give.
"""

import re
from dataclasses import dataclass, field

from ..numbers import whole_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|overskrift|deloverskrift|rubrik)\s*([1-9])(?!\d)", re.IGNORECASE)
_CONTENTS = re.compile(
    r"(?:toc|innh|inh|innholdsfortegnelse|indholdsfortegnelse|innehåll)\s*([1-9])(?!\d)", re.IGNORECASE
)
_LIST = (
    (
        "bullet",
        re.compile(
            r"(?:list bullet|listbullet|punktliste|punktmerket liste|opstilling - punkttegn|punktlista)\s*([2-9])?",
            re.IGNORECASE,
        ),
    ),
    ("more", re.compile(r"(?:list continue|listcontinue|liste ?- ?forts\.)\s*([2-9])?", re.IGNORECASE)),
    (
        "numbered",
        re.compile(
            r"(?:list number|listnumber|nummerert liste|opstilling - talliste|numrerad lista)\s*([2-9])?", re.IGNORECASE
        ),
    ),
)
_NAMED = {
    **dict.fromkeys(("title", "tittel", "titel", "rubrik"), "title"),
    **dict.fromkeys(("subtitle", "undertittel", "undertitel", "underrubrik"), "subtitle"),
    **dict.fromkeys(
        ("quote", "sitat", "citat", "intense quote", "sterkt sitat", "intensequote", "sterktsitat"), "quote"
    ),
    **dict.fromkeys(("kolofon", "colophon"), "colophon"),  # whose the document is, as our own cover says it
    **dict.fromkeys(("horizontal line", "horizontalline", "vannrett linje"), "rule"),
    **dict.fromkeys(("toc heading", "overskrift for innholdsfortegnelse", "tocheading"), "contents"),
}
_DEEPEST = 40  # a chain of styles that goes in a ring ends here


def value(element, path: str) -> str | None:
    """The w:val of a descendant, "" when it is there without one, None when it is not there."""
    found = element.find(path) if element is not None else None
    return None if found is None else found.get(f"{W}val", "")


def on(element, name: str) -> bool | None:
    """A toggle such as bold; None where nothing is said."""
    setting = value(element, f"{W}{name}")
    return None if setting is None else setting not in {"0", "false", "off", "none"}


@dataclass(slots=True)
class Styles:
    elements: dict = field(default_factory=dict)
    default: str = ""
    size: int = 20  # half-points

    @classmethod
    def of(cls, root) -> "Styles":
        styles = cls()
        if root is None:
            return styles
        for element in root.iter(f"{W}style"):
            styles.elements[element.get(f"{W}styleId", "")] = element
            if element.get(f"{W}type") == "paragraph" and element.get(f"{W}default") in {"1", "true", "on"}:
                styles.default = element.get(f"{W}styleId", "")
        size = whole_number(value(root, f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz") or "")
        styles.size = styles.size if size is None else size
        return styles

    def chain(self, style: str | None):
        """The style and those it is based on."""
        style = style or self.default
        for _ in range(_DEEPEST):
            element = self.elements.get(style)
            if element is None:
                return
            yield style, element
            style = value(element, f"{W}basedOn")

    def kind(self, style: str | None) -> tuple[str, int]:
        """heading, contents, title, subtitle, quote, bullet or numbered with its level; "" for plain text."""
        names = [style] if style and style not in self.elements else []
        for key, element in self.chain(style):
            names += [value(element, f"{W}name") or "", key]
            level = whole_number(value(element, f"{W}pPr/{W}outlineLvl") or "")
            if found := _kind_by_name([*names[-2:]]):
                return found
            if level is not None and level < 9:
                return "heading", level + 1
        return _kind_by_name(names) or ("", 0)

    def look(self, style: str | None, name: str) -> bool | None:
        return next((s for _, e in self.chain(style) if (s := on(e.find(f"{W}rPr"), name)) is not None), None)

    def font_size(self, style: str | None) -> int | None:
        sizes = (whole_number(value(e, f"{W}rPr/{W}sz") or "") for _, e in self.chain(style))
        return next((size for size in sizes if size is not None), None)

    def numbering(self, style: str | None):
        """The style's own w:numPr."""
        return next((n for _, e in self.chain(style) if (n := e.find(f"{W}pPr/{W}numPr")) is not None), None)


def _kind_by_name(names) -> tuple[str, int] | None:
    for name in names:
        plain = name.strip().lower()
        if plain in _NAMED:
            return _NAMED[plain], 0
        if match := _HEADING.match(plain):
            return "heading", int(match[1])
        if match := _CONTENTS.match(plain):
            return "contents", int(match[1])
        for kind, pattern in _LIST:
            if match := pattern.fullmatch(plain):
                return kind, int(match[1] or 1)
    return None


class Numbering:
    """Whether the level of a list has bullets or numbers."""

    def __init__(self, root):
        self._formats, self._abstract = {}, {}
        if root is None:
            return
        links = {}
        for abstract in root.iter(f"{W}abstractNum"):
            number = abstract.get(f"{W}abstractNumId")
            self._formats[number] = {
                level.get(f"{W}ilvl"): value(level, f"{W}numFmt") or "decimal" for level in abstract.iter(f"{W}lvl")
            }
            if link := value(abstract, f"{W}styleLink"):
                links[link] = number
        linked = {
            abstract.get(f"{W}abstractNumId"): links.get(value(abstract, f"{W}numStyleLink"))
            for abstract in root.iter(f"{W}abstractNum")
        }
        for num in root.iter(f"{W}num"):
            abstract = value(num, f"{W}abstractNumId")
            self._abstract[num.get(f"{W}numId")] = linked.get(abstract) or abstract

    def kind(self, number: str | None, level: str) -> str:
        """bullet, numbered, or "" for none (numId 0)."""
        if not number or number == "0" or number not in self._abstract:
            return ""
        form = self._formats.get(self._abstract[number], {}).get(level, "bullet")
        return {"bullet": "bullet", "none": ""}.get(form, "numbered")
