"""An edition as what is printed: every word, number and address in reading order, as dictionaries JSON can hold.

The PDF's template and the Word writer read this and nothing else, so that they say the same. Blocks of rich text:
{"kind": "paragraph", "runs"} · {"kind": "heading", "level", "runs"} · {"kind": "list", "ordered", "items": [[block]]} ·
{"kind": "quote", "blocks"} · {"kind": "table", "head": [runs], "rows": [[runs]]}; a run is {"text", "bold", "italic",
"href"}. Levels of headings are those of the document: chapter 1, report 2, its parts 3. `carried` is not
printed (carried.py).
"""

import base64
from datetime import datetime

from .. import richtext, values
from ..colours import HOUSE_ACCENT
from ..dates import MONTHS
from ..typography import NO_BREAK, number, quantity, size, unbroken_numbers
from .carried import carried_of

PUBLISHER = "Integrerings- og mangfoldsdirektoratet"
SUBJECT = "Forskning og utvikling om integrering og mangfold"
_MOST_KEYWORDS = 120
NO_ADDRESS = "adresse ukjent"
_ROLES = (("utfører", "Utført av"), ("oppdragsgiver", "Oppdragsgiver"), ("datainnsamler", "Datainnsamling"))


def pages_of(
    edition: values.Edition, *, made: datetime, address: str = "", picture: bytes = b"", standing: str = ""
) -> dict:
    """`made` is when the texts became what they are, `address` the edition's own page where it has one, `picture` the
    JPEG on the cover, `standing` what else the cover must say: that it is a draft, or what has been corrected."""
    return {
        "title": _named(edition.title),
        "subtitle": edition.subtitle,
        "year": edition.year,
        "publisher": PUBLISHER,
        "subject": SUBJECT,
        "keywords": _keywords(edition),
        "made": f"{made.day}.{NO_BREAK}{MONTHS[made.month - 1]} {made.year}",
        "made_iso": made.isoformat(),
        "address": address,
        "standing": standing,
        "accent": edition.accent or HOUSE_ACCENT,
        "picture": base64.b64encode(picture).decode(),
        "picture_alt": edition.cover_alt or "",
        "introduction": _blocks(edition.introduction, top=2),
        "chapters": [_chapter(chapter) for chapter in edition.chapters],
        "carried": carried_of(edition),
    }


def _keywords(edition: values.Edition) -> list[str]:
    """The tags, as many as a document's property may hold (PDF/A: 32,767 bytes, two a letter)."""
    tags = sorted({tag[:100] for chapter in edition.chapters for report in chapter.reports for tag in report.tags})
    return tags[:_MOST_KEYWORDS]


def _named(title: str) -> str:
    """A heading may not be empty, not even in a draft."""
    return title if title.strip() else "Uten tittel"


def _chapter(chapter: values.Chapter) -> dict:
    return {
        "number": chapter.number,
        "title": _named(chapter.title),
        "introduction": _blocks(chapter.introduction, top=2),
        "reports": [_report(report, f"{chapter.number}-{place}") for place, report in enumerate(chapter.reports, 1)],
    }


def _report(report: values.Report, place: str) -> dict:
    return {
        "place": place,
        "title": _named(unbroken_numbers(report.title)),
        "language": report.language,
        "source": byline_of(report),
        "lead": unbroken_numbers(report.lead),
        "findings": [
            {"heading": heading, "first": first, "items": [_blocks(f.text, top=5 if heading else 4) for f in items]}
            for heading, first, items in _neighbours(report.findings, "heading")
        ],
        "figures": [
            {"heading": heading, "items": [figure_of(figure) for figure in items]}
            for heading, _, items in _neighbours(report.key_figures, "group")
        ],
        "body": _blocks(report.body, top=4),
        **frame_of(report),
    }


def frame_of(report: values.Report) -> dict:
    """What stands after a report's own texts; the whole edition on one page says the same."""
    return {
        "facts": [{"label": fact.label, "value": unbroken_numbers(fact.value), "href": ""} for fact in report.facts],
        "about": about_of(report),
        "documents": [document_of(document) for document in report.documents],
    }


def byline_of(report: values.Report) -> str:
    """ "Institutt for samfunnsforskning · juni 2020", as much of it as is known."""
    makers = _with_role(report, "utfører") or _with_role(report, "oppdragsgiver")
    return " · ".join(part for part in (_joined(makers), _date(report)) if part)


def about_of(report: values.Report) -> list[dict]:
    rows = [("Utgitt", _date(report), "")]
    rows += [(label, _joined(_with_role(report, role)), "") for role, label in _ROLES]
    rows += [("Forfattere", _joined(report.authors), ""), ("Serie", report.series or "", "")]
    rows += [(values.IDENTIFIER_TYPES[entry.type], entry.value, "") for entry in report.identifiers]
    rows += [("Språk", values.LANGUAGES[report.language] if report.language != "nb" else "", "")]
    rows += [("Emner", ", ".join(report.tags), ""), ("Kilde", report.source_url or "", _link(report.source_url or ""))]
    return [{"label": label, "value": value, "href": href} for label, value, href in rows if value]


def _with_role(report: values.Report, role: str) -> list[str]:
    return [entry.organisation for entry in report.contributions if entry.role == role]


def _date(report: values.Report) -> str:
    return str(report.issued).replace(". ", f".{NO_BREAK}", 1) if report.issued else ""


def _joined(names) -> str:
    *first, last = names or [""]
    return f"{', '.join(first)} og {last}" if first else last


def _neighbours(items: tuple, key: str) -> list[tuple[str, int, list]]:
    """Neighbours with the same heading together: (heading, the number of the first in the whole list, items)."""
    groups = []
    for place, item in enumerate(items, start=1):
        heading = getattr(item, key)
        if not groups or groups[-1][0] != heading:
            groups.append((heading, place, []))
        groups[-1][2].append(item)
    return groups


def figure_of(figure: values.KeyFigure) -> dict:
    """`bar` is a share of a hundred, or nothing for what has no scale; `alt` says what the bar shows."""
    shown = quantity(figure.value, figure.unit)
    bar = float(figure.value) if figure.unit == "%" and figure.value is not None and 0 <= figure.value <= 100 else None
    return {
        "quantity": shown,
        "statement": unbroken_numbers(figure.statement),
        "bar": bar,
        "alt": f"Søyle som fyller {shown} av bredden: {figure.statement}",
    }


def document_of(document: values.Document) -> dict:
    """ "PDF, 2 MB, 48 sider, bokmål": what is known of it."""
    known = [document.format]
    if document.size:
        known.append(size(document.size))
    if document.pages:
        known.append(f"{number(document.pages)} {'side' if document.pages == 1 else 'sider'}")
    return {
        "title": unbroken_numbers(document.title),
        "language": document.language,
        "particulars": ", ".join([*known, values.LANGUAGES[document.language]]),
        "address": document.url or NO_ADDRESS,
        "href": _link(document.url or ""),
    }


# Rich text ----------------------------------------------------------------------------------------
def _blocks(text: str, *, top: int) -> list[dict]:
    """`top` is the level of the text's first headings; none is deeper than one below the heading above it."""
    blocks, deepest = [], top
    for block in richtext.parse(text):
        written = _block(block)
        if written["kind"] == "heading":
            written["level"] = min(top + written["level"] - 1, deepest)
            deepest = written["level"] + 1
        blocks.append(written)
    return blocks


def _block(block: richtext.Block) -> dict:
    match block:
        case richtext.Paragraph(runs):
            return {"kind": "paragraph", "runs": _runs(runs)}
        case richtext.Heading(level, runs):
            return {"kind": "heading", "level": level, "runs": _runs(runs)}
        case richtext.List(ordered, items):
            return {"kind": "list", "ordered": ordered, "items": [[_block(inner) for inner in item] for item in items]}
        case richtext.Quote(paragraphs):
            return {"kind": "quote", "blocks": [_block(paragraph) for paragraph in paragraphs]}
        case richtext.Table(head, rows):
            width = max(len(row) for row in [head, *rows])
            return {"kind": "table", "head": _row(head, width) if head else [], "rows": [_row(r, width) for r in rows]}


def _row(cells, width: int) -> list[list[dict]]:
    """Rows are made equally long, for a table with holes is none to those who hear it."""
    return [_runs(cell) for cell in cells] + [[] for _ in range(width - len(cells))]


def _runs(runs) -> list[dict]:
    return [
        {"text": unbroken_numbers(run.text), "bold": run.bold, "italic": run.italic, "href": _link(run.href)}
        for run in runs
    ]


def _link(address: str) -> str:
    """An address that may be a link, or nothing."""
    scheme, colon, rest = address.partition(":")
    return address if colon and rest.strip("/") and scheme.lower() in richtext.LINK_SCHEMES else ""
