"""What the PDF will not be able to print, and where it stands: asked before the document is made, or frozen."""

import unicodedata

from .fonts import printable
from .letters import Letters


def unprintable(pages: dict) -> list[tuple[str, list[str]]]:
    """Each letter of pages.py's pages that no font of ours has, with the titles of the reports that hold it; the
    year's own title stands for the texts of the year and its chapters."""
    found = {}
    chapters = [{**chapter, "reports": []} for chapter in pages["chapters"]]
    own = {**pages, "chapters": chapters, "carried": {}, "picture": "", "keywords": []}
    reports = [report for chapter in pages["chapters"] for report in chapter["reports"]]
    for part in (own, *reports):
        letters = Letters(printable())
        letters.clean(part)
        for letter in letters.replaced:
            found.setdefault(_named(letter), []).append(part["title"])
    return list(found.items())


def _named(letter: str) -> str:
    """What cannot be seen, or would turn the text around it, by its number."""
    alone = letter.isprintable() and unicodedata.category(letter)[0] != "M"
    return letter if alone else f"U+{ord(letter):04X}"
