"""What Word and Markdown files carry unseen, so that reading them again gives the same manuscript.

Only what is not printed, or not printed so that it can be told apart: addresses, a document's kind and exact size,
measures, and each name of a list of names. What is printed beside it wins wherever an editor has changed the text.
"""

import re
from dataclasses import replace

from .. import values
from ..data import edition_to_data

COMMENT = re.compile(rb"<!-- fou:(\{[^<>]*\}) -->\s*\Z")  # ends a Markdown file
PART = "customXml/item2.xml"  # programs give it another number when they save
FIGURES = ("Tall", "Hva tallet gjelder")  # heads the table of key figures
BAR = "fou-soyle"  # begins the name of a key figure's picture, which says no more than the figure beside it
ROOT = "{urn:no:imdi:fou:manuskript}utgave"


def carried_of(edition: values.Edition) -> dict:
    """The edition's data without ids, files that we keep, and what the reader finds in the text."""
    chapters = tuple(
        replace(chapter, introduction="", reports=tuple(map(_unprinted, chapter.reports)))
        for chapter in edition.chapters
    )
    return _lean(edition_to_data(replace(edition, introduction="", chapters=chapters)))


def _lean(value):
    """Without what is empty, but for a figure's unit: where none is given, it is "%"."""
    if isinstance(value, dict):
        return {name: _lean(item) for name, item in value.items() if name == "unit" or item not in (None, "", [])}
    return [_lean(item) for item in value] if isinstance(value, list) else value


def _unprinted(report: values.Report) -> values.Report:
    known = {
        "title",
        "slug",
        "issued",
        "authors",
        "contributions",
        "performer_unknown",
        "tags",
        "key_figures",
        "documents",
    }
    documents = tuple(replace(document, id="", sha256=None, file_name=None) for document in report.documents)
    figures = tuple(replace(figure, id="") for figure in report.key_figures)
    kept = {name: getattr(report, name) for name in known}
    return values.Report(**{**kept, "documents": documents, "key_figures": figures})
