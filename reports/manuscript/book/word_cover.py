"""The year's face in the Word file: its colour in the styles, and its picture above the title."""

import base64
import io

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from .word_look import underline

_COLOURED = ("Heading 3", "Hyperlink")
_WIDTH = Mm(146)  # between the margins
# Word's own way to say that a picture says nothing: readers of screens pass it by.
_DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


def paint(document, accent: str) -> None:
    for name in _COLOURED:
        document.styles[name].font.color.rgb = RGBColor.from_string(accent[1:].upper())
    underline(document.styles["Forsidestrek"], accent[1:].upper(), 18)


def put_picture(document, paragraph, picture: str, alt: str) -> None:
    """`picture` is a JPEG in base 64; without words it is decoration."""
    paragraph.add_run().add_picture(io.BytesIO(base64.b64decode(picture)), width=_WIDTH)
    for side in "TBLR":  # LibreOffice has an idea of its own of the air around a picture
        next(paragraph._p.iter(qn("wp:inline"))).set(f"dist{side}", "0")
    properties = next(paragraph._p.iter(qn("wp:docPr")))
    properties.set("name", "Forsidebilde")
    if alt:
        properties.set("descr", alt)
    else:
        properties.append(parse_xml(_DECORATIVE))
    document.styles["Title"].paragraph_format.space_before = Pt(28)
