"""What a file of our own carries unseen, put back where the printed words still are what they were."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from .. import values
from ..book.carried import COMMENT, ROOT
from ..book.pages import about_of, byline_of, document_of, figure_of
from ..data import edition_from_data
from ..slugs import slugify
from ..typography import unbroken_numbers
from ..values import ManuscriptError
from .package import Package, parsed
from .source import ReadError

_NAMESPACE = ROOT[1:].partition("}")[0].encode()
_LONGEST = 10_000_000  # bytes of a comment
_HEAD = 400  # bytes in which the name of an element stands
_ROWS = {"authors": ("Forfattere",), "tags": ("Emner",)}
_ROWS |= dict.fromkeys(["contributions", "performer_unknown"], ("Utført av", "Oppdragsgiver", "Datainnsamling"))


@dataclass(frozen=True, slots=True)
class Carried:
    """Chapters' addresses and reports, by printed titles; Word files have a line that says who and when."""

    chapters: dict[str, str] = field(default_factory=dict)
    reports: dict[str, list[values.Report]] = field(default_factory=dict)
    bylines: bool = False

    def byline(self, title: str) -> str | None:
        """Of the next report with this title, empty where it has none; None for reports that are not carried."""
        if not self.reports.get(title):
            return None
        return byline_of(self.reports[title][0]) if self.bylines else ""

    def chapter_slug(self, title: str) -> str:
        return self.chapters.get(title) or slugify(title)

    def restored(self, report: values.Report) -> values.Report:
        """Each that is carried serves one report of its title, in their order."""
        if not self.reports.get(report.title):
            return report
        known = self.reports[report.title].pop(0)
        rows, known_rows = _rows(report), _rows(known)
        same = {
            name: getattr(known, name)
            for name, labels in _ROWS.items()
            if all(rows.get(label) == known_rows.get(label) for label in labels)
        }
        return replace(
            report,
            **same,
            slug=known.slug if slugify(known.slug) == known.slug else report.slug,
            documents=_matched(report.documents, known.documents, document_of),
            key_figures=_matched(report.key_figures, known.key_figures, _printed_figure),
        )


def carried_in_word(data: bytes) -> Carried:
    """Empty when the file is none of ours or its part has been harmed. Raises ReadError."""
    package = Package(data)
    parts = (package.read(name) for name in package.ending(".xml") if name.startswith("customXml/item"))
    ours = next((part for part in parts if _NAMESPACE in part[:_HEAD]), b"")
    try:
        return _carried(parsed(ours).text or "", bylines=True)
    except ReadError:
        return Carried()


def carried_in_markdown(data: bytes) -> tuple[Carried, bytes]:
    """And the file without the comment; where it is spoilt it is a comment like any other."""
    match = COMMENT.search(data, max(0, len(data) - _LONGEST))
    carried = _carried(match[1]) if match else Carried()
    return carried, data[: match.start()] if carried.reports else data


def _carried(text: str | bytes, *, bylines: bool = False) -> Carried:
    try:
        edition = edition_from_data(json.loads(text))
    except (ManuscriptError, ValueError, TypeError, RecursionError):
        return Carried()
    carried = Carried({c.title: c.slug for c in edition.chapters if slugify(c.slug) == c.slug}, bylines=bylines)
    for chapter in edition.chapters:
        for report in chapter.reports:
            title = unbroken_numbers(report.title) if bylines else report.title
            carried.reports.setdefault(title, []).append(report)
    return carried


def _rows(report: values.Report) -> dict[str, str]:
    return {row["label"]: row["value"] for row in about_of(report)}


def _printed_figure(figure: values.KeyFigure) -> tuple:
    printed = figure_of(figure)
    return figure.group, printed["quantity"], printed["statement"]


def _matched(found: tuple, known: tuple, printed: Callable) -> tuple:
    """Each that is printed as one that is known becomes that one but for its printed words, each known one once."""
    waiting = list(known)
    matched = []
    for item in found:
        twin = next((other for other in waiting if printed(other) == printed(item)), None)
        if twin is not None:
            waiting.remove(twin)
            item = _unprinted(item, twin)
        matched.append(item)
    return tuple(matched)


def _unprinted(item, twin):
    if isinstance(item, values.KeyFigure):
        return replace(item, value=twin.value, measure=twin.measure)
    return replace(item, kind=twin.kind, size=twin.size)
