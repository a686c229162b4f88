"""The words of the yearly document as they are read out of each of its kinds, from the introduction on."""

import io
import re
from xml.etree.ElementTree import Element

import pypdfium2
from docx import Document

_UNSEEN = re.compile(r"[\s\N{SOFT HYPHEN}\N{HYPHEN}\N{ZERO WIDTH SPACE}\x02\ufffe-]+")
# Marks of lists, which Word and the browser draw: bullets and numbers.
MARKS = re.compile(r"[•\d.]*")


def folded(text: str) -> str:
    """Without spaces and hyphens: a hyphen may stand at the end of a line."""
    return _UNSEEN.sub("", text)


def words_of_pdf(content: bytes, title: str) -> str:
    """Less running headers, which end in the title, and page numbers."""
    pages = []
    for number, page in enumerate(pypdfium2.PdfDocument(content), start=1):
        lines = page.get_textpage().get_text_range().splitlines()
        pages += [line for line in lines if not line.endswith(title) and line.strip() != str(number)]
    text = "\n".join(pages)
    return folded(text[text.rindex("\nInnledning\n") :])


def words_of_word(content: bytes) -> str:
    """Less the heads of tables of key figures, which stand for the bars."""
    document = Document(io.BytesIO(content))
    texts = ["".join(part.text or "" for part in block.iter(f"{{{_W}}}t")) for block in document.element.body]
    start = len(texts) - 1 - texts[::-1].index("Innledning")
    return folded("".join(texts[start:]).replace("TallHva tallet gjelder", ""))


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FURNITURE = {"whole-number", "dot"}


def words_of_page(main: Element) -> list[str]:
    """Every text node of the page, less its ways elsewhere."""
    sections = [element for element in main.iter() if "whole-chapter" in (element.get("class") or "")]
    return [word for section in sections for text in _texts(section) if (word := folded(text))]


def _texts(element: Element):
    kind = set((element.get("class") or "").split())
    if kind & _FURNITURE or (element.text or "").startswith("Egen side"):
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
