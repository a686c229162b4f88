"""The shipped edition through pandoc and LibreOffice and back; .ci/run installs them."""

from dataclasses import replace

import pytest

from reports.manuscript.markdown import to_markdown
from reports.manuscript.reading.document import read_document

from ..book.editions import shipped, shipped_word
from ..programs import converted, run
from .test_round_trip_word import expected

# Other programs leave out the comment that carries addresses, measures, kinds of documents and unknown performers.
_UNSEEN = {"id": "", "kind": "rapport"}


def printed(edition):
    return replace(expected(edition), chapters=tuple(map(_chapter, expected(edition).chapters)))


def _chapter(chapter):
    return replace(chapter, slug="", reports=tuple(map(_report, chapter.reports)))


def _report(report):
    return replace(
        report,
        slug="",
        performer_unknown=False,
        key_figures=tuple(replace(figure, measure=None) for figure in report.key_figures),
        documents=tuple(replace(document, **_UNSEEN) for document in report.documents),
    )


def _through_pandoc(to: str, reader: str) -> bytes:
    return run("pandoc", "--from", reader, "--to", to, "--output", "-", given=to_markdown(shipped()).encode())


@pytest.mark.parametrize("reader", ["markdown", "commonmark_x", "gfm"])
def test_our_markdown_as_a_word_file_by_pandoc(reader):
    reading = read_document(_through_pandoc("docx", reader), name="fou.docx")
    assert printed(reading.edition) == printed(shipped())
    assert reading.problems == ()


def test_our_markdown_as_a_word_file_by_pandoc_and_libreoffice(tmp_path):
    content = converted(_through_pandoc("odt", "markdown"), "fou.odt", "docx", tmp_path)
    reading = read_document(content, name="fou.docx")
    assert printed(reading.edition) == printed(shipped())
    assert reading.problems == ()


def test_our_word_file_saved_by_libreoffice(tmp_path):
    """With what it carries unseen."""
    reading = read_document(converted(shipped_word(), "fou.docx", "docx", tmp_path), name="fou.docx")
    assert reading.edition == expected(shipped())
    assert reading.problems == ()
