"""What python-docx has no words for: links, fields, bookmarks, languages, numbering that starts anew, fixed bytes."""

import io
import json
import zipfile
from itertools import count

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from .carried import PART, ROOT

LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
_EPOCH = (1980, 1, 1, 0, 0, 0)


def element(tag: str, **attributes: str):
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def set_style(paragraph, style: str) -> None:
    """By the style's id: python-docx looks names up one by one, which is most of the time of a long document."""
    paragraph._p.get_or_add_pPr().style = style


def say(parent, paragraph, text: str, *, language: str = "nb", bold=False, italic=False, style: str = "") -> None:
    """A run at the end of `parent`: the paragraph's element or a link in it."""
    run = paragraph._p._new_r()
    parent.append(run)
    look = run.get_or_add_rPr()
    if style:
        look.append(element("w:rStyle", val=style))
    if bold:
        look.append(element("w:b"))
    if italic:
        look.append(element("w:i"))
    look.append(element("w:lang", val=LANGUAGES[language]))
    run.text = text


def link(paragraph, address: str):
    """An empty link to an outside address, to be filled by `say`."""
    relation = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    made = OxmlElement("w:hyperlink")
    made.set(qn("r:id"), relation)
    paragraph._p.append(made)
    return made


def inner_link(paragraph, bookmark: str):
    made = element("w:hyperlink", anchor=bookmark, history="1")
    paragraph._p.append(made)
    return made


def bookmark(paragraph, name: str, number: int) -> None:
    """Around everything the paragraph holds."""
    start, end = element("w:bookmarkStart", id=str(number), name=name), element("w:bookmarkEnd", id=str(number))
    properties = paragraph._p.pPr
    paragraph._p.insert(0 if properties is None else 1, start)
    paragraph._p.append(end)


def field_mark(parent, kind: str, *, dirty: bool = False) -> None:
    """`kind`: begin, separate or end. A dirty field is worked out by Word when the document is opened."""
    run = OxmlElement("w:r")
    mark = element("w:fldChar", fldCharType=kind)
    if dirty:
        mark.set(qn("w:dirty"), "true")
    run.append(mark)
    parent.append(run)


def field(parent, code: str, shown: str, *, dirty: bool = False) -> None:
    field_mark(parent, "begin", dirty=dirty)
    instruction(parent, code)
    field_mark(parent, "separate")
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = shown
    run.append(text)
    parent.append(run)
    field_mark(parent, "end")


def instruction(parent, code: str) -> None:
    run, text = OxmlElement("w:r"), OxmlElement("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = code
    run.append(text)
    parent.append(run)


def keep_together(table) -> None:
    """On one page: each row but the last with the next."""
    for row in list(table.rows)[:-1]:
        for paragraph in row._tr.iter(qn("w:p")):
            paragraph.get_or_add_pPr().get_or_add_keepNext()


class Numbering:
    """Numbered lists, each with a `w:num` of its own, or Word would count on from the list before."""

    def __init__(self, document):
        self.root = document.part.numbering_part.element
        taken = [int(each.get(qn("w:numId"))) for each in self.root.findall(qn("w:num"))]
        self.ids = count(max(taken, default=0) + 1)
        self.abstract = str(9000)
        self._add_abstract()

    def _add_abstract(self) -> None:
        abstract = element("w:abstractNum", abstractNumId=self.abstract)
        abstract.append(element("w:multiLevelType", val="multilevel"))
        for level, left in enumerate(("567", "1134")):
            each = element("w:lvl", ilvl=str(level))
            for tag, value in (("w:start", "1"), ("w:numFmt", "decimal"), ("w:lvlText", f"%{level + 1}.")):
                each.append(element(tag, val=value))
            each.append(element("w:lvlJc", val="left"))
            properties = OxmlElement("w:pPr")
            properties.append(element("w:ind", left=left, hanging="567"))
            each.append(properties)
            abstract.append(each)
        self.root.insert(0, abstract)  # the schema wants these before every w:num

    def start(self, level: int, first: int = 1) -> str:
        """The id of a new list that begins at `first`."""
        made = element("w:num", numId=str(next(self.ids)))
        made.append(element("w:abstractNumId", val=self.abstract))
        override = element("w:lvlOverride", ilvl=str(level))
        override.append(element("w:startOverride", val=str(first)))
        made.append(override)
        self.root.append(made)
        return made.get(qn("w:numId"))

    @staticmethod
    def put(paragraph, number: str, level: int) -> None:
        properties = paragraph._p.get_or_add_pPr()
        place = properties.get_or_add_numPr()
        place.get_or_add_ilvl().val = level
        place.get_or_add_numId().val = int(number)


def carry(document, data: dict) -> None:
    """In a part of its own that no reader shows; as text in one element, so that no text can be more than text."""
    root = etree.Element(ROOT, nsmap={None: ROOT[1:].partition("}")[0]})
    root.text = json.dumps(data)
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    part = Part(PackURI(f"/{PART}"), "application/xml", blob, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)


def same_bytes(document) -> bytes:
    """The document's file without the clock of the machine in it."""
    written, packed = io.BytesIO(), io.BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, _EPOCH), source.read(name), zipfile.ZIP_DEFLATED)
    return packed.getvalue()
