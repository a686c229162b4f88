"""The Word file as another program lays it out: what stands on its pages, its headings and its contents."""

import io
import re

import pypdfium2
import pytest
from docx import Document

from ..programs import converted
from .editions import shipped_pages, shipped_word


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(converted(shipped_word(), "fou.docx", "pdf", tmp_path_factory.mktemp("pdf")))


def _text(sheet) -> str:
    return re.sub(r"\s+", " ", sheet.get_textpage().get_text_range())


def test_the_headings_are_the_outline(laid_out):
    marks = [(mark.level, mark.get_title()) for mark in laid_out.get_toc()]
    pages = shipped_pages()
    wanted = [(0, "Innledning")]
    for chapter in pages["chapters"]:
        wanted.append((0, f"{chapter['number']} {chapter['title']}"))
        wanted += [(1, report["title"]) for report in chapter["reports"]]
    assert [mark for mark in marks if mark[0] < 2] == wanted
    assert (2, "Funn") in marks


def test_the_contents_are_filled(laid_out):
    contents = _text(laid_out[1]) + _text(laid_out[2])
    assert contents.startswith("FoU-prosjekter 2020 Innhold Innledning")
    for chapter in shipped_pages()["chapters"]:
        assert all(report["title"].split()[0] in contents for report in chapter["reports"])


def test_the_contents_tell_the_pages(laid_out):
    contents = iter(re.findall(r"\.(?: ?\.)+ ?(\d+)", _text(laid_out[1]) + _text(laid_out[2])))
    for mark in laid_out.get_toc():
        if mark.level < 2:
            assert int(next(contents)) == mark.get_dest().get_index() + 1, mark.get_title()


def test_nothing_is_lost_on_the_way_to_paper(laid_out):
    text = re.sub(r"\s", "", "".join(_text(sheet) for sheet in laid_out))
    for chapter in shipped_pages()["chapters"]:
        for report in chapter["reports"]:
            assert re.sub(r"\s", "", report["title"]) in text
            assert all(row["value"].split()[0] in text for row in report["about"])


def test_python_docx_sees_the_headings_of_the_saved_file(tmp_path):
    saved = Document(io.BytesIO(converted(shipped_word(), "fou.docx", "docx", tmp_path)))
    names = {paragraph.style.name for paragraph in saved.paragraphs}
    assert {"Heading 1", "Heading 2", "Heading 3", "List Bullet", "List Number"} <= names
    assert len(saved.inline_shapes) == sum(
        figure["bar"] is not None
        for chapter in shipped_pages()["chapters"]
        for report in chapter["reports"]
        for group in report["figures"]
        for figure in group["items"]
    )
