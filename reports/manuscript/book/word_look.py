"""The styles of the Word file: the built-in ones, so that Word calls them Overskrift 1 and Punktliste in Norwegian."""

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from .word_parts import LANGUAGES, element, field, say

ACCENT, INK, SOFT = RGBColor(0x0B, 0x55, 0x63), RGBColor(0x1E, 0x1B, 0x16), RGBColor(0x5A, 0x54, 0x49)
SERIF, SANS = "Georgia", "Calibri"
# Style: face, size in points, bold, colour, space before and after in points.
_LOOKS = {
    "Normal": (SANS, 11, False, INK, 0, 7),
    "Title": (SERIF, 32, True, INK, 200, 10),
    "Subtitle": (SANS, 16, False, SOFT, 0, 0),
    "Heading 1": (SERIF, 24, True, INK, 0, 14),
    "TOC Heading": (SERIF, 24, True, INK, 0, 14),
    "Heading 2": (SERIF, 17, True, INK, 30, 4),
    "Heading 3": (SANS, 11, True, ACCENT, 14, 5),
    "Heading 4": (SERIF, 12, True, INK, 12, 4),
    "Heading 5": (SANS, 11, True, INK, 10, 3),
    "Heading 6": (SANS, 11, True, INK, 10, 3),
    "List Bullet": (SANS, 11, False, INK, 0, 4),
    "List Bullet 2": (SANS, 11, False, INK, 0, 3),
    "List Number": (SANS, 11, False, INK, 0, 6),
    "List Number 2": (SANS, 11, False, INK, 0, 3),
    "List Continue": (SANS, 11, False, INK, 0, 6),
    "List Continue 2": (SANS, 11, False, INK, 0, 3),
    "Quote": (SERIF, 11, False, SOFT, 4, 8),
}
_OWN = {
    "toc 1": (SERIF, 12, True, INK, 8, 2),
    "toc 2": (SANS, 10, False, INK, 0, 1),
    "Forsidestrek": (SANS, 8, False, INK, 0, 28),
    "Kolofon": (SANS, 11, False, INK, 0, 7),
    "Vannrett linje": (SANS, 4, False, SOFT, 10, 10),
    "Ingress": (SERIF, 13, False, INK, 0, 8),
    "Kilde": (SANS, 10, False, SOFT, 0, 6),
    "Tabellhode": (SANS, 10, True, INK, 0, 0),
    "Tabelltekst": (SANS, 11, False, INK, 0, 0),
    "Fakta": (SANS, 10, False, INK, 0, 2),
}


def dress(document, title: str) -> None:
    for name, look in _LOOKS.items():
        _set(document.styles[name], look)
    for name, look in _OWN.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("toc"))
        style.element.styleId = name.replace("toc ", "TOC").replace(" ", "")
        style.base_style = document.styles["Normal"]
        _set(style, look)
    underline(document.styles["Vannrett linje"])
    _rule(document.styles["Table Grid"])
    hyperlink = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    hyperlink.font.color.rgb, hyperlink.font.underline = ACCENT, True
    document.styles["toc 2"].paragraph_format.left_indent = Mm(8)
    document.styles["Heading 1"].paragraph_format.page_break_before = True
    _lay_off(document.styles["Title"].element, "w:pPr", "w:pBdr")
    _lay_off(document.styles["Subtitle"].element, "w:rPr", "w:spacing")
    document.styles["Forsidestrek"].paragraph_format.right_indent = Mm(118)
    _set_language(document)
    _set_page(document.sections[0], title)


def _set(style, look) -> None:
    face, size, bold, colour, before, after = look
    style.font.name, style.font.size, style.font.bold, style.font.italic = face, Pt(size), bold, False
    style.font.color.rgb = colour
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    form.line_spacing = 1.15 if size < 16 else 1.05
    form.widow_control = True
    _lay_off(style.element, "w:pPr", "w:contextualSpacing")  # or there is no air between the findings
    form.keep_with_next = style.name.startswith("Heading") or style.name in {"Kilde", "Ingress", "Tabellhode"}


def _lay_off(style, where: str, what: str) -> None:
    """A look of python-docx's own template that is not ours."""
    for found in style.findall(f"{qn(where)}/{qn(what)}"):
        found.getparent().remove(found)


def underline(style, colour: str = "BDB5A7", eighths: int = 4) -> None:
    """The border that is the line, `eighths` of a point thick; where the schema wants it among the properties."""
    line = element("w:pBdr")
    line.append(element("w:bottom", val="single", sz=str(eighths), space="1", color=colour))
    style.element.get_or_add_pPr().insert_element_before(line, "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _rule(style) -> None:
    """Tables with air around their words, and lines between the rows alone."""
    properties = style.element.find(qn("w:tblPr"))
    for border in list(properties.find(qn("w:tblBorders"))):
        between = border.tag in {qn("w:top"), qn("w:bottom"), qn("w:insideH")}
        border.set(qn("w:val"), "single" if between else "nil")
        border.set(qn("w:color"), "BDB5A7")
    for side in properties.find(qn("w:tblCellMar")):
        across = side.tag in {qn("w:left"), qn("w:right")}
        side.set(qn("w:w"), "85" if across else "70")


def _set_language(document) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for known in defaults.findall(qn("w:lang")):
        defaults.remove(known)
    defaults.append(element("w:lang", val=LANGUAGES["nb"], eastAsia=LANGUAGES["nb"]))


def _set_page(section, title: str) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(32)
    section.top_margin = section.bottom_margin = Mm(26)
    section.different_first_page_header_footer = True
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    say(head._p, head, title)
    foot.alignment = 2
    field(foot._p, " PAGE ", "2")
