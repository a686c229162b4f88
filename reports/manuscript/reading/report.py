"""One report from the blocks under its heading."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from .. import values
from ..dates import PartialDate
from ..said import Said
from ..slugs import slugify
from .body import item_text, items_of, rich
from .dates_line import byline_date, is_date_line
from .documents import document_of
from .figures import fact_of, figures_in, listed_figures, lone_fact
from .institutions import Known, propose_contributions, propose_series
from .metadata import issued, metadata_fields, metadata_of
from .outline import Part
from .section_names import BACKGROUND, SECTIONS, section_key
from .source import LISTED, Block, Notes


@dataclass(slots=True)
class _Parts:
    lead: list[str] = field(default_factory=list)
    date: Block | None = None
    byline: Block | None = None  # "Fafo · 27. april 2020" right under the heading
    issued: PartialDate | None = None
    entries: list[tuple[str, str]] = field(default_factory=list)
    facts: list[values.Fact] = field(default_factory=list)
    findings: list[values.Finding] = field(default_factory=list)
    figures: list[values.KeyFigure] = field(default_factory=list)
    documents: list[values.Document] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    ours: bool = False  # in a file of our own nothing is looked for but where our layout puts it


def read_report(part: Part, notes: Notes, known: Known, byline: str | None = None) -> values.Report:
    """`byline` stands under the heading in a file of our own, which has our layout and no more makers than it prints;
    with None it is somebody else's, and makers that the text names are proposed.
    """
    parts = _Parts(ours=byline is not None)
    preamble, sections = _sections(part, our_layout=byline is not None)
    if byline and preamble and preamble[0].line == byline:
        preamble = preamble[1:]
    rest = _preamble(preamble, parts)
    levels = _levels(part, [block for section in sections if not section.kind for block in section.blocks], notes)
    for section in (_Section("", 0, rest), *sections):
        _read_section(section, parts, levels)
    fields = metadata_fields(list(dict.fromkeys(parts.entries)), known)
    if parts.byline and not fields["contributions"] and "·" in parts.byline.line:
        parts.body.insert(0, parts.byline)
    lead, body = " ".join(parts.lead), rich(parts.body, above=0)
    if byline is None and not fields["contributions"]:
        fields["contributions"] = propose_contributions(part, [lead, *map(_line, part.blocks)], notes, known)
    if byline is None:
        fields.setdefault("series", propose_series(part, notes, known))
    return values.Report(
        title=part.title,
        slug=slugify(part.title),
        lead=lead,
        issued=issued(parts.date, notes) or parts.issued,
        facts=tuple(parts.facts),
        body=body,
        findings=tuple(parts.findings),
        key_figures=tuple(parts.figures),
        documents=tuple(parts.documents),
        **fields,
    )


def _line(block: Block) -> str:
    return block.line


# The report's sections ----------------------------------------------------------------------------
@dataclass(slots=True)
class _Section:
    kind: str
    level: int
    blocks: list[Block]


def _sections(part: Part, our_layout: bool) -> tuple[list[Block], list[_Section]]:
    """What stands before any heading, and the sections: named ones, and free ones between them."""
    preamble, sections = [], []
    names = dict(SECTIONS)
    if our_layout or any(SECTIONS.get(section_key(block.line)) for block in part.blocks if block.kind == "heading"):
        names |= dict.fromkeys(BACKGROUND, "body")
    for block in part.blocks:
        current = sections[-1] if sections else None
        if block.kind == "heading" and not (current and current.kind and block.level > current.level):
            if kind := names.get(section_key(block.line), ""):
                sections.append(_Section(kind, block.level, []))
                continue
            if current is None or current.kind:
                sections.append(_Section("", block.level, []))
        (sections[-1].blocks if sections else preamble).append(block)
    return preamble, sections


def _preamble(blocks: Sequence[Block], parts: _Parts) -> list[Block]:
    """Takes lead, date and lines of metadata; gives what else stands there."""
    dates = [block for block in blocks if block.kind == "paragraph" and is_date_line(block.line)]
    parts.date = dates[0] if dates else None
    if parts.date is None and blocks and blocks[0].kind == "paragraph" and (words := byline_date(blocks[0].line)):
        parts.issued = words
        parts.byline, blocks = blocks[0], blocks[1:]
    rest = []
    for block in blocks:
        if block is parts.date:
            continue
        if entries := metadata_of(block):
            parts.entries += entries
        elif block.kind == "paragraph" and _leads(block, parts):
            parts.lead.append(block.line)
        else:
            rest.append(block)
    return rest


def _leads(block: Block, parts: _Parts) -> bool:
    """Every paragraph above the date; where there is none, the first of all."""
    return not parts.lead or (parts.date is not None and block.number < parts.date.number)


def _levels(part: Part, blocks: Sequence[Block], notes: Notes) -> dict[int, int]:
    """Level 1 or 2 within the text for each heading of the free sections, whatever the source gave it."""
    above = part.heading.level
    headings = [block for block in blocks if block.kind == "heading"]
    first = min((heading.level for heading in headings if heading.level > above), default=above + 1)
    for heading in headings:
        if heading.level <= above:
            notes.offer(
                "overskriftsnivå",
                Said(
                    "Overskriften «%(title)s» hadde samme nivå som rapporten. Den er gjort til en mellomtittel.",
                    title=heading.line,
                ),
                heading.number,
            )
    return {heading.number: 1 if heading.level <= first else 2 for heading in headings}


def _read_section(section: _Section, parts: _Parts, levels: dict[int, int]) -> None:
    if section.kind == "body":
        parts.body += [
            replace(block, level=max(1, block.level - section.level)) if block.kind == "heading" else block
            for block in section.blocks
            if not _about(block, parts)
        ]
        return
    heading = None
    for starts, group in groupby(section.blocks, key=lambda block: block.kind in {"heading", "rule"}):
        for block in group if starts else [list(group)]:
            if not starts:
                _read_run(block, heading, section.kind, parts)
                heading = heading and replace(heading, level=0)
                continue
            _keep_unused(heading, parts)
            level = levels.get(block.number, min(2, max(1, block.level - section.level)))
            heading = replace(block, level=level) if block.kind == "heading" else None
    _keep_unused(heading, parts)


def _about(block: Block, parts: _Parts) -> bool:
    """Takes the date and the lines of metadata where they stand last in a report."""
    if entries := metadata_of(block):
        parts.entries += entries
        return True
    if block.kind == "paragraph" and is_date_line(block.line) and (parts.date is None or parts.byline):
        parts.date = parts.date or block
        return True
    return False


def _keep_unused(heading: Block | None, parts: _Parts) -> None:
    """A heading with nothing under it but another heading stands in the text; level 0 means that it is used."""
    if heading and heading.level:
        parts.body.append(heading)


# The words between two headings -------------------------------------------------------------------
def _read_run(blocks: list[Block], heading: Block | None, kind: str, parts: _Parts) -> None:
    title = heading.line if heading else ""
    figures = figures_in(blocks, title) if kind in {"", "figures"} else {}
    body = []
    for listed, group in groupby(blocks, key=lambda block: block.kind in LISTED):
        if listed:
            body += _read_list(list(group), title, kind, parts)
            continue
        for block in group:
            if block.number in figures:
                parts.figures += figures[block.number]
            elif document := document_of(block, loosely=not parts.ours):
                parts.documents.append(document)
            elif fact := _fact(block, kind, parts):
                parts.facts.append(fact)
            else:
                body.append(block)
    if body:
        parts.body += ([heading] if heading and heading.level else []) + body


def _fact(block: Block, kind: str, parts: _Parts) -> values.Fact | None:
    if kind == "facts":
        return fact_of(block, among_facts=True)
    return lone_fact(block) if kind in {"", "figures"} and block.kind == "paragraph" and not parts.ours else None


def _read_list(blocks: list[Block], title: str, kind: str, parts: _Parts) -> list[Block]:
    """Takes documents, facts and findings from a list; gives the blocks that belong to the text."""
    said = kind == "documents"
    documents = [(block, document_of(block, among_documents=said, loosely=not parts.ours)) for block in blocks]
    parts.documents += [document for _, document in documents if document]
    left = [block for block, document in documents if not document]
    if not left:
        return []
    items = items_of(left, min(block.level for block in left))
    numbered = [item for item in items if item[0].kind == "numbered" and kind != "findings"]
    bullets = [item for item in items if item not in numbered]
    bullets = _take_figures(bullets, title, kind, parts)
    bullets = _take_facts(bullets, kind, parts)
    if kind in {"", "findings"}:
        parts.findings += [values.Finding(text=item_text(item), heading=title) for item in bullets]
        bullets = []
    in_text = {block.number for item in items if item in bullets or item in numbered for block in item}
    return [block for block in left if block.number in in_text]


def _take_figures(items: list, title: str, kind: str, parts: _Parts) -> list:
    """All of a list or nothing; gives the items that are left."""
    if kind not in {"", "figures"} or parts.ours:
        return items
    figures = listed_figures(items, title, said=kind == "figures")
    parts.figures += figures
    return [] if figures else items


def _take_facts(items: list, kind: str, parts: _Parts) -> list:
    """A list of facts, or those among findings that can be nothing else; gives the items that are left."""
    if kind not in {"", "facts"}:
        return items
    facts = [fact_of(item[0], among_facts=kind == "facts") if len(item) == 1 else None for item in items]
    if kind == "" and not all(facts):
        facts = [lone_fact(item[0]) if len(item) == 1 and not parts.ours else None for item in items]
    parts.facts += [fact for fact in facts if fact]
    return [item for item, fact in zip(items, facts, strict=True) if not fact]
