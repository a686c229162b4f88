"""An edition as Markdown (CommonMark with tables), as people read it and as `reading` reads it back.

Ids and kept files are left out. A comment at the end carries what nobody reads: addresses, measures, kinds of
documents.
"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal

from . import richtext, values
from .book.carried import carried_of
from .richtext import Heading, List, Paragraph, Quote, Run, Table

_SPECIAL = re.compile(r"([\\`*_\[\]<>&~|])")
_AT_START = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)]))")
_UNITS = ((1_000_000, "MB"), (1000, "KB"), (1, "byte"))


def to_markdown(edition: values.Edition) -> str:
    """The whole edition with its contents table; sections of a report have fixed headings."""
    return "\n\n".join(_edition(edition)) + "\n"


def text_to_markdown(text: str) -> str:
    """Rich text alone; its first heading level is "#"."""
    return "\n\n".join(_rich(text, above=0))


def _edition(edition: values.Edition) -> Iterator[str]:
    yield f"# {_line(edition.title)}"
    if edition.subtitle:
        yield f"**{_line(edition.subtitle)}**"
    if edition.introduction:
        yield "## Innledning"
        yield from _rich(edition.introduction, above=2)
    if edition.chapters:
        yield "## Innhold"
        yield "\n".join(_contents(edition))
    for chapter in edition.chapters:
        yield f"# {chapter.number} {_line(chapter.title)}"
        yield from _rich(chapter.introduction, above=2 if chapter.reports else 1)
        for report in chapter.reports:
            yield from _report(report)
    yield _comment(edition)


def _comment(edition: values.Edition) -> str:
    """JSON in which nothing can end the comment."""
    data = json.dumps(carried_of(edition), separators=(",", ":"))
    for sign, escaped in (("<", "\\u003c"), (">", "\\u003e"), ("--", "\\u002d\\u002d")):
        data = data.replace(sign, escaped)
    return f"<!-- fou:{data} -->"


def _contents(edition: values.Edition) -> Iterator[str]:
    for chapter in edition.chapters:
        yield f"- {chapter.number} {_line(chapter.title)}"
        yield from (f"    - {_line(report.title)}" for report in chapter.reports)


# Reports ------------------------------------------------------------------------------------------
def _report(report: values.Report) -> Iterator[str]:
    yield f"## {_line(report.title)}"
    if report.lead:
        yield _line(report.lead)
    if report.issued:
        yield f"Utgitt: {report.issued}"
    if lines := [f"{label}: {_line(value)}" for label, value in _metadata(report)]:
        yield "\\\n".join(lines)
    if report.facts:
        yield "### Fakta"
        yield "\n".join(f"- {_line(fact.label)}: {_line(fact.value)}" for fact in report.facts)
    if report.key_figures:
        yield "### Nøkkeltall"
        yield from _figures(report.key_figures)
    if report.findings:
        yield "### Funn"
        yield from _findings(report.findings)
    if report.body:
        yield "### Om rapporten"
        yield from _rich(report.body, above=3)
    if report.documents:
        yield "### Dokumenter"
        yield "\n".join(f"- {_document(document)}" for document in report.documents)


def _metadata(report: values.Report) -> Iterator[tuple[str, str]]:
    for contribution in report.contributions:
        yield contribution.role.capitalize(), contribution.organisation
    if report.series:
        yield "Serie", report.series
    if report.authors:
        yield "Forfattere", "; ".join(report.authors)
    if report.tags:
        yield "Emner", ", ".join(report.tags)
    for identifier in report.identifiers:
        yield values.IDENTIFIER_TYPES[identifier.type], identifier.value
    if report.source_url:
        yield "Kilde", report.source_url
    if report.language != "nb":
        yield "Språk", values.LANGUAGES[report.language]


def _under_headings(parts, name: str):
    """Parts that stand together, with the Markdown that tells the heading: a rule where there is none again."""
    heading, together = "", []
    for part in parts:
        if (own := getattr(part, name)) != heading:
            if together:
                yield together
            yield f"#### {_line(own)}" if own else "---"
            heading, together = own, []
        together.append(part)
    yield together


def _findings(findings) -> Iterator[str]:
    for together in _under_headings(findings, "heading"):
        if isinstance(together, str):
            yield together
        else:
            yield "\n".join(_item("-", richtext.parse(finding.text)) for finding in together)


def _figures(figures) -> Iterator[str]:
    """Two or more percentages as lines, anything else as a table."""
    for together in _under_headings(figures, "group"):
        if isinstance(together, str):
            yield together
        elif len(together) > 1 and {figure.unit for figure in together} == {"%"}:
            yield "\\\n".join(f"{_number(f.value)} % {_line(f.statement)}" for f in together)
        else:
            rows = [f"| {_number(f.value)} | {_line(f.unit)} | {_line(f.statement)} |" for f in together]
            yield "\n".join(["| Verdi | Enhet | Nøkkeltall |", "| --- | --- | --- |", *rows])


def _number(value: Decimal | None) -> str:
    return "–" if value is None else f"{value:f}".replace(".", ",")


def _document(document: values.Document) -> str:
    size = f", {_size(document.size)}" if document.size else ""
    pages = f", {document.pages} sider" if document.pages else ""
    language = f", {values.LANGUAGES[document.language]}" if document.language != "nb" else ""
    return f"[{_line(document.title)} ({document.format}{size}{pages}{language})]({_address(document.url or '#')})"


def _size(size: int) -> str:
    """In the largest unit that says it whole, or with three decimals: 2 MB, 1,5 MB, 845 KB."""
    factor, unit = next((f, u) for f, u in _UNITS if size >= f and (size * 1000) % f == 0)
    return f"{_number(Decimal(size) / factor)} {unit}"


# Rich text ----------------------------------------------------------------------------------------
def _rich(text: str, *, above: int) -> Iterator[str]:
    for block in richtext.parse(text):
        yield _heading(block, above) if isinstance(block, Heading) else _block(block)


def _heading(heading: Heading, above: int) -> str:
    return f"{'#' * (above + heading.level)} {_inline(heading.runs)}"


def _block(block) -> str:
    match block:
        case List(ordered, items):
            marks = (f"{number}." for number in range(1, len(items) + 1)) if ordered else iter(["-"] * len(items))
            return "\n".join(_item(mark, item) for mark, item in zip(marks, items, strict=True))
        case Quote(paragraphs):
            return "\n>\n".join(f"> {_inline(paragraph.runs)}" for paragraph in paragraphs)
        case Table(head, rows):
            width = max(len(row) for row in (head, *rows))
            return "\n".join([_row(head, width), "|" + " --- |" * width, *(_row(row, width) for row in rows)])
        case Paragraph(runs) | Heading(_, runs):
            return _inline(runs)


def _row(cells, width: int) -> str:
    printed = [_inline(cell) for cell in cells] + [""] * (width - len(cells))
    return f"| {' | '.join(printed)} |"


def _item(mark: str, blocks) -> str:
    """A list item; what follows its first paragraph is indented to stand within it."""
    indent = " " * (len(mark) + 1)
    text = "\n\n".join(_block(block) for block in blocks)
    return f"{mark} " + "\n".join(indent + line if line else "" for line in text.split("\n"))[len(indent) :]


def _line(text: str) -> str:
    return _inline((Run(" ".join(text.split(" "))),))


def _inline(runs: tuple[Run, ...]) -> str:
    """Looks stand between borders that no reader shows (U+200B), so that any letters may be their neighbours."""
    parts = []
    for run in runs:
        text = _SPECIAL.sub(r"\\\1", run.text).replace("\n", " ")
        if mark := "**" * run.bold + "*" * run.italic:
            text = f"&#8203;{mark}{_edges(text)}{mark}&#8203;"
        parts.append(f"[{text}]({_address(run.href)})" if run.href else text)
    text = _tidy("".join(parts)).replace("![", "\\![")  # no link is a picture
    text = re.sub(r"#$", r"\#", text)  # a last # would close a heading
    return _AT_START.sub(lambda m: m[1] + (m[2] + "\\" if m[2].isdigit() else "\\" + m[2]), text)


def _edges(text: str) -> str:
    """A space at the edge of a look would break it; as a reference it does not."""
    text = re.sub(r"^\s", lambda m: f"&#{ord(m[0])};", text)
    return re.sub(r"\s$", lambda m: f"&#{ord(m[0])};", text)


def _tidy(text: str) -> str:
    """Borders are left out where words are bounded by plain spaces anyway; odd spaces at the ends are kept."""
    text = re.sub(r"(^|(?<=[ («]))&#8203;(?=\*+[^\W_])", "", text)
    text = re.sub(r"(?<=[^\W_])(\*+)&#8203;(?=$|[ .,:;!?)»])", r"\1", text)
    text = re.sub(r"^\s", lambda m: f"&#{ord(m[0])};", text)
    return re.sub(r"\s$", lambda m: f"&#{ord(m[0])};", text)


def _address(url: str) -> str:
    escaped = re.sub(r"[\\<>&]", lambda m: f"&#{ord(m[0])};", url)
    return f"<{escaped}>" if re.search(r"[^\w:/.?=%#+,;@~-]", escaped) else escaped
