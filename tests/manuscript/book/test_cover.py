"""The year's face on the yearly document: its colour, and its picture with words or as decoration."""

import ctypes
import io

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn

from reports.manuscript import picture as pictures
from reports.manuscript import values
from reports.manuscript.book import pdf, word
from reports.manuscript.book.pages import pages_of
from reports.manuscript.colours import contrast
from reports.manuscript.reading.document import read_document
from tests.pictures import picture

from .editions import MADE, edition, report
from .test_pdf import _failures

JPEG = pictures.remade(picture())[1]
COVERED = {"cover": "a" * 64, "accent": "#7a1f4b"}


def _pages(**fields) -> dict:
    return pages_of(edition(report(), **{**COVERED, **fields}), made=MADE, picture=JPEG)


@pytest.mark.parametrize("alt", ["En overgang", None])
def test_a_picture_keeps_the_pdf_valid(alt):
    content = pdf.write(_pages(cover_alt=alt))[1]
    assert _failures(content) == {}
    first = pypdfium2.PdfDocument(content)[0]
    pictures_drawn = [each for each in first.get_objects() if each.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
    assert len(pictures_drawn) == 1
    assert ("En overgang" in _alternatives(first)) is bool(alt)


def _alternatives(page) -> list[str]:
    """The alternative texts of the page's tags."""
    raw = pypdfium2.raw
    tree = raw.FPDF_StructTree_GetForPage(page)
    waiting = [raw.FPDF_StructTree_GetChildAtIndex(tree, n) for n in range(raw.FPDF_StructTree_CountChildren(tree))]
    found = []
    while waiting:
        tag = waiting.pop()
        buffer = ctypes.create_string_buffer(400)
        length = raw.FPDF_StructElement_GetAltText(tag, buffer, 400)
        found += [bytes(buffer)[: length - 2].decode("utf-16-le")] if length > 2 else []
        children = range(raw.FPDF_StructElement_CountChildren(tag))
        waiting += [child for n in children if (child := raw.FPDF_StructElement_GetChildAtIndex(tag, n))]
    return found


def test_the_cover_says_how_the_document_stands():
    said = pages_of(edition(report()), made=MADE, standing="Rettet utgave 2. Et tall var feil.")
    assert said["standing"] in pypdfium2.PdfDocument(pdf.write(said)[1])[0].get_textpage().get_text_range()
    content = word.write(said)[1]
    assert said["standing"] in [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]
    plain = word.write(pages_of(edition(report()), made=MADE))[1]
    assert read_document(content, name="fou.docx").edition == read_document(plain, name="fou.docx").edition


def test_the_same_picture_gives_the_same_bytes():
    assert pdf.write(_pages())[1] == pdf.write(_pages())[1]
    assert word.write(_pages())[1] == word.write(_pages())[1]


def test_the_word_file_has_the_picture_with_its_words():
    document = Document(io.BytesIO(word.write(_pages(cover_alt="En overgang"))[1]))
    (properties,) = document.element.body.iter(qn("wp:docPr"))
    assert properties.get("descr") == "En overgang"
    assert len(document.inline_shapes) == 1


def test_the_word_file_says_that_a_picture_is_decoration():
    document = Document(io.BytesIO(word.write(_pages())[1]))
    (properties,) = document.element.body.iter(qn("wp:docPr"))
    assert not properties.get("descr")
    assert [each.get("val") for each in properties.iter() if each.tag.endswith("}decorative")] == ["1"]


def test_the_colour_is_that_of_the_year():
    document = Document(io.BytesIO(word.write(_pages())[1]))
    assert str(document.styles["Heading 3"].font.color.rgb) == "7A1F4B"
    plain = pages_of(edition(report()), made=MADE)
    assert (plain["accent"], plain["picture"]) == ("#0b5563", "")
    assert pdf.write(_pages())[1] != pdf.write({**_pages(), "accent": "#0b5563"})[1]


def test_the_bars_of_the_word_file_have_the_colour_of_the_year():
    figured = report(key_figures=(values.KeyFigure(value=40, statement="mener det"),))
    document = Document(io.BytesIO(word.write(pages_of(edition(figured, accent="#7a1f4b"), made=MADE))[1]))
    (bar,) = (part.blob for part in document.part.package.iter_parts() if part.content_type == "image/png")
    assert bytes.fromhex("7a1f4b") in bar


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#0b5563", "#0b5563", 1)]
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)
