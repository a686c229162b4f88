"""An edition written as Markdown and read again is the same, but for what is not printed."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings

from reports.manuscript.folder import read_folder
from reports.manuscript.markdown import to_markdown
from reports.manuscript.reading.document import read_document

from .printable import editions

SHIPPED = Path(__file__).resolve().parents[3] / "reports" / "editions" / "2020"
# Not on paper: ids, slugs, tags, measures, a document's kind and language, and the files that we keep.
_DOCUMENT = {"id": "", "kind": "rapport", "language": "nb", "sha256": None, "file_name": None}


def _printed(edition):
    return replace(edition, chapters=tuple(map(_printed_chapter, edition.chapters)))


def _printed_chapter(chapter):
    return replace(chapter, slug="", reports=tuple(map(_printed_report, chapter.reports)))


def _printed_report(report):
    return replace(
        report,
        id="",
        slug="",
        tags=(),
        performer_unknown=False,
        findings=tuple(replace(finding, id="") for finding in report.findings),
        key_figures=tuple(replace(figure, id="", measure=None) for figure in report.key_figures),
        documents=tuple(replace(document, **_DOCUMENT) for document in report.documents),
    )


def test_the_shipped_edition_comes_back_without_a_single_doubt():
    edition = read_folder(SHIPPED)
    reading = read_document(to_markdown(edition).encode(), name="fou.md")
    assert _printed(reading.edition) == _printed(edition)
    assert reading.problems == ()


@settings(max_examples=25)  # whole editions are slow to make
@given(editions())
def test_a_made_edition_comes_back(edition):
    reading = read_document(to_markdown(edition).encode(), name="fou.md")
    assert _printed(reading.edition) == _printed(edition)
    assert {p.kind for p in reading.problems} <= {"html", "rapport"}
