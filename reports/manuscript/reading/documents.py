"""Lines that name a document: "Rapporten (PDF, 2 MB)", most often as a link."""

import re

from ..values import LANGUAGES, Document
from .figures import number_of
from .source import LISTED, Block, folded

_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_AFTER_DASH = re.compile(r"\s+[–-]\s+([^–()]+)$")
# What they say, in any order, with a comma or no more than a space between.
_SAID = re.compile(
    r"(?P<format>PDF|DOCX?|XLSX?|PPTX?|ODT|ODS|CSV|HTML)(?:-fil)?|(?P<size>\d[\d\s.,]*?)\s*(?P<unit>[KMG]B|byte)"
    r"|(?P<pages>\d[\d\s]*?)\s*(?:sider?|s\.)|(?P<language>bokmål|nynorsk|engelsk)"
    r"|(?P<window>åpnes i (?:nytt vindu|ny fane)|ekstern lenke)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*[,;/|]\s+|\s*[;/|]\s*|(?<=\b(?:PDF|DOC|XLS))\s+(?=\d)", re.IGNORECASE)
_AHEAD = re.compile(r"(?:last ned|les|se|hent|åpne)(?: (?:hele )?(?:rapporten|dokumentet|notatet))?:\s*", re.IGNORECASE)
_LANGUAGES = {name: code for code, name in LANGUAGES.items()}
_UNITS = {"byte": 1, "kb": 1000, "mb": 1_000_000, "gb": 1_000_000_000}
_KINDS = (
    ("delrapport", re.compile(r"\bdelrapport", re.IGNORECASE)),
    ("spørreskjema", re.compile(r"spørreskjema", re.IGNORECASE)),
    ("sammendrag", re.compile(r"sammendrag|samandrag|oppsummeringen\b|summary", re.IGNORECASE)),
    ("vedlegg", re.compile(r"\bvedlegg", re.IGNORECASE)),
)


def document_of(block: Block, *, among_documents: bool = False, loosely: bool = False) -> Document | None:
    """The block when it is wholly one link that ends in "(PDF, 2 MB)", "(PDF)" or the like; "#" is no address.

    Loosely, the brackets may stand outside the link or after a dash, and a list item needs no link. Among lines that
    are said to be documents no line needs one, and an address may stand after the brackets.
    """
    title, said, after = _parts(block.line, dashes=loosely or among_documents)
    if not said:
        return None
    linked = folded("".join(run.text for run in block.runs if run.href))
    addresses = {run.href for run in block.runs if run.text.strip() and run.href}
    if not among_documents:
        if after.strip(" .") or len(addresses) > 1 or not (addresses or (loosely and block.kind in LISTED)):
            return None
        if addresses and linked != block.line:
            title = _AHEAD.sub("", title)
            if not loosely or not linked.startswith(title.rstrip(" :")):
                return None
    address = next(iter(sorted(addresses)), "#")
    return Document(
        title=title,
        kind=next((kind for kind, words in _KINDS if words.search(title)), "rapport"),
        format=said["format"].upper(),
        size=_bytes(said["size"], said["unit"]) if "size" in said else None,
        url=None if address.startswith("#") else address.strip(),
        language=_LANGUAGES.get(said.get("language", "").lower(), "nb"),
        pages=int("".join(said["pages"].split())) if "pages" in said else None,
    )


def _parts(line: str, *, dashes: bool) -> tuple[str, dict[str, str], str]:
    """Title, what is said of the document, and what stands after that; nothing where nothing is said."""
    for match in (*_BRACKETS.finditer(line), *(_AFTER_DASH.finditer(line) if dashes else ())):
        if match.start() and (said := _said(match[1])):
            return line[: match.start()], said, line[match.end() :]
    return "", {}, ""


def _said(text: str) -> dict[str, str]:
    """Format, size and more; empty when anything else is said, or no format."""
    found = {}
    for part in _BETWEEN.split(text):
        match = _SAID.fullmatch(part.strip())
        if not match:
            return {}
        found |= {name: words for name, words in match.groupdict().items() if words}
    return found if "format" in found else {}


def _bytes(number: str, unit: str) -> int | None:
    value = number_of(number)
    return int(value * _UNITS[unit.lower()]) if value else None
