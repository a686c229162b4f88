"""The yearly document as a Word file with real styles, so that the next one can be written on top of it."""

from datetime import UTC, datetime
from itertools import count

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.table import CT_Tbl
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph

from ..values import CONTROL
from .carried import FIGURES
from .process import run_writer
from .word_charts import Bars
from .word_cover import paint, put_picture
from .word_look import dress
from .word_parts import (
    Numbering,
    bookmark,
    carry,
    element,
    field,
    field_mark,
    inner_link,
    instruction,
    keep_together,
    link,
    same_bytes,
    say,
    set_style,
)

_COMPARED = 7  # so many key figures need more than one page
_SCREENFUL = 255  # letters that a document property may have


def write(pages: dict) -> tuple[list[str], bytes]:
    """Nothing is replaced, for Word finds a font for every letter; the same bytes for the same pages."""
    return [], same_bytes(_Book(_without_controls(pages)).document)


def _without_controls(value):
    match value:
        case str():
            return CONTROL.sub("", value)
        case dict():
            return {name: _without_controls(item) for name, item in value.items()}
        case list():
            return [_without_controls(item) for item in value]
    return value


class _Book:
    def __init__(self, pages: dict):
        self.document = Document()
        self.end = self.document.element.body.sectPr
        self.numbering = Numbering(self.document)
        self.bars = Bars(self.document, pages["accent"])
        self.marks = count(1)
        dress(self.document, pages["title"])
        paint(self.document, pages["accent"])
        self._properties(pages)
        carry(self.document, pages["carried"])
        self._cover(pages)
        self._contents(pages)
        if pages["introduction"]:
            self._heading("Innledning", 1, mark="innledning")
            self._blocks(pages["introduction"], "nb")
        for chapter in pages["chapters"]:
            self._chapter(chapter)

    def _properties(self, pages: dict) -> None:
        properties, made = self.document.core_properties, datetime.fromisoformat(pages["made_iso"])
        properties.title, properties.author = pages["title"][:_SCREENFUL], pages["publisher"]
        properties.subject, properties.language = pages["subject"], "nb-NO"
        properties.keywords = ", ".join(pages["keywords"])[:_SCREENFUL]
        properties.created = properties.modified = made.astimezone(UTC).replace(tzinfo=None)
        properties.last_modified_by, properties.comments = pages["publisher"], ""

    # Front matter ---------------------------------------------------------------------------------
    def _cover(self, pages: dict) -> None:
        if pages["picture"]:
            put_picture(self.document, self._styled("Normal"), pages["picture"], pages["picture_alt"])
        self._paragraph(pages["title"], "Title")
        if pages["subtitle"]:
            self._paragraph(pages["subtitle"], "Subtitle")
        self._styled("Forsidestrek")
        if pages["standing"]:
            self._paragraph(pages["standing"], "Kolofon", bold=True)
        self._paragraph(pages["publisher"], "Kolofon", bold=True)
        made = self._paragraph(f"Slik oversikten var {pages['made']}", "Kolofon")
        if pages["address"]:
            say(made._p, made, "\n")
            say(link(made, pages["address"]), made, pages["address"], style="Hyperlink")

    def _contents(self, pages: dict) -> None:
        """A field that Word renews, filled, so that it is a contents list wherever it is opened.

        It begins with a tab, which is as good as a space to Word. LibreOffice then sees no contents of Word's, for
        which it would print our sign instead of a page number, but references, which it works out.
        """
        lines = [(1, "Innledning", "innledning", "nb")] if pages["introduction"] else []
        for chapter in pages["chapters"]:
            lines.append((1, f"{chapter['number']} {chapter['title']}", f"kapittel-{chapter['number']}", "nb"))
            lines += [(2, r["title"], f"rapport-{r['place']}", r["language"]) for r in chapter["reports"]]
        self._paragraph("Innhold", "TOCHeading")
        for place, (level, text, mark, language) in enumerate(lines):
            line = self._styled(f"TOC{level}")
            line.paragraph_format.tab_stops.add_tab_stop(Mm(146), 2, 1)
            if place == 0:
                field_mark(line._p, "begin")
                instruction(line._p, '\tTOC \\o "1-2" \\h \\z \\u ')
                field_mark(line._p, "separate")
            target = inner_link(line, mark)
            say(target, line, f"{text}\t", language=language)
            field(target, f" PAGEREF {mark} \\h ", "–", dirty=True)
            if place == len(lines) - 1:
                field_mark(line._p, "end")

    # Chapters and reports -------------------------------------------------------------------------
    def _chapter(self, chapter: dict) -> None:
        self._heading(f"{chapter['number']} {chapter['title']}", 1, mark=f"kapittel-{chapter['number']}")
        self._blocks(chapter["introduction"], "nb", style="Ingress")
        for report in chapter["reports"]:
            self._report(report)

    def _report(self, report: dict) -> None:
        language = report["language"]
        self._heading(report["title"], 2, language=language, mark=f"rapport-{report['place']}")
        if report["source"]:
            self._paragraph(report["source"], "Kilde")
        if report["lead"]:
            self._paragraph(report["lead"], "Ingress", language=language)
        self._findings(report["findings"], language)
        self._figures(report["figures"], language)
        if report["body"]:
            self._heading("Bakgrunn", 3)
            self._blocks(report["body"], language)
        self._facts("Fakta", report["facts"], language)
        self._facts("Om rapporten", report["about"], "nb")
        self._documents(report["documents"])

    def _findings(self, groups: list, language: str) -> None:
        if groups:
            self._heading("Funn", 3)
        for group in groups:
            self._group(group, groups[0], language)
            self._list({"ordered": True, "items": group["items"]}, language, first=group["first"])

    def _figures(self, groups: list, language: str) -> None:
        if groups:
            self._heading("Nøkkeltall", 3)
        for group in groups:
            self._group(group, groups[0], language)
            rows = [[_words(figure["quantity"], bold=True), _words(figure["statement"])] for figure in group["items"]]
            head = [_words(heading) for heading in FIGURES]
            table = self._table(head, rows, language, head_language="nb", widths=(Mm(34), Mm(112)))
            for row, figure in zip(list(table.rows)[1:], group["items"], strict=True):
                if figure["bar"] is not None:
                    below = row.cells[1].add_paragraph()
                    set_style(below, "Tabelltekst")
                    self.bars.add(below, figure["bar"], figure["alt"])
            if len(rows) < _COMPARED:
                keep_together(table)

    def _group(self, group: dict, first: dict, language: str) -> None:
        """Its heading, or a line where it stands under none after one that does."""
        if group["heading"]:
            self._heading(group["heading"], 4, language=language)
        elif group is not first:
            self._styled("Vannrettlinje")

    def _facts(self, title: str, rows: list, language: str) -> None:
        if rows:
            self._heading(title, 3)
        for row in rows:
            line = self._styled("Fakta")
            say(line._p, line, f"{row['label']}: ", bold=True)
            where, style = (link(line, row["href"]), "Hyperlink") if row["href"] else (line._p, "")
            say(where, line, row["value"], language=language, style=style)

    def _documents(self, documents: list) -> None:
        if documents:
            self._heading("Dokumenter", 3)
        for document in documents:
            line = self._styled("ListBullet")
            say(line._p, line, document["title"], bold=True, language=document["language"])
            say(line._p, line, f" ({document['particulars']})\n")
            where, style = (link(line, document["href"]), "Hyperlink") if document["href"] else (line._p, "")
            say(where, line, document["address"], style=style)

    # Rich text ------------------------------------------------------------------------------------
    def _blocks(self, blocks: list, language: str, style: str = "Normal") -> None:
        for block in blocks:
            match block["kind"]:
                case "paragraph":
                    self._fill(self._styled(style), block["runs"], language)
                case "heading":
                    self._fill(self._styled(f"Heading{block['level']}"), block["runs"], language)
                case "list":
                    self._list(block, language)
                case "quote":
                    self._blocks(block["blocks"], language, style="Quote")
                case "table":
                    self._table(block["head"], block["rows"], language)

    def _list(self, block: dict, language: str, *, level: int = 0, first: int = 1) -> None:
        number = self.numbering.start(level, first) if block["ordered"] else ""
        deeper = "2" if level else ""
        style = f"{'ListNumber' if block['ordered'] else 'ListBullet'}{deeper}"
        for item in block["items"]:
            begun = False
            for part in item:
                if part["kind"] == "list":
                    self._list(part, language, level=1)
                elif part["kind"] != "paragraph":  # a table or quotation in a finding stands on its own
                    self._blocks([part], language)
                else:
                    line = self._styled(f"ListContinue{deeper}" if begun else style)
                    if number and not begun:
                        self.numbering.put(line, number, level)
                    self._fill(line, part["runs"], language)
                    begun = True

    def _table(self, head: list, rows: list, language: str, *, head_language: str = "", widths: tuple = ()):
        lines = [head, *rows] if head else rows
        made = CT_Tbl.new_tbl(len(lines), len(lines[0]), Mm(146))
        made.tblPr.style = "TableGrid"
        self.end.addprevious(made)
        table = Table(made, self.document._body)
        for column, width in zip(table.columns, widths, strict=False):
            column.width = width  # LibreOffice believes these, Word the cells
        for row, cells in zip(table.rows, lines, strict=True):
            properties = row._tr.get_or_add_trPr()
            properties.append(element("w:cantSplit"))
            if cells is head:
                properties.append(element("w:tblHeader"))
            for place, (cell, runs) in enumerate(zip(row.cells, cells, strict=True)):
                if widths:
                    cell.width = widths[place]
                set_style(cell.paragraphs[0], "Tabellhode" if cells is head else "Tabelltekst")
                self._fill(cell.paragraphs[0], runs, head_language if cells is head and head_language else language)
        self._styled("Fakta")  # Word joins two tables that touch
        return table

    def _fill(self, paragraph, runs: list, language: str) -> None:
        for run in runs:
            where, style = (link(paragraph, run["href"]), "Hyperlink") if run["href"] else (paragraph._p, "")
            look = {"bold": run["bold"], "italic": run["italic"], "style": style}
            say(where, paragraph, run["text"], language=language, **look)

    # Paragraphs -----------------------------------------------------------------------------------
    def _styled(self, style: str):
        # Before the section's properties, which end the body; python-docx looks for them from the beginning each time.
        made = OxmlElement("w:p")
        self.end.addprevious(made)
        paragraph = Paragraph(made, self.document._body)
        set_style(paragraph, style)
        return paragraph

    def _paragraph(self, text: str, style: str = "Normal", *, language: str = "nb", bold: bool = False):
        paragraph = self._styled(style)
        say(paragraph._p, paragraph, text, language=language, bold=bold)
        return paragraph

    def _heading(self, text: str, level: int, *, language: str = "nb", mark: str = "") -> None:
        paragraph = self._paragraph(text, f"Heading{level}", language=language)
        if mark:
            bookmark(paragraph, mark, next(self.marks))


def _words(text: str, *, bold: bool = False) -> list[dict]:
    return [{"text": text, "bold": bold, "italic": False, "href": ""}]


if __name__ == "__main__":
    run_writer(write)
