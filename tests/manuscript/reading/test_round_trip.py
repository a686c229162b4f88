"""An edition written as Markdown and read again is the same, but for ids and the files that we keep."""

from dataclasses import replace
from pathlib import Path

from hypothesis import Phase, given, settings

from reports.manuscript.folder import read_folder
from reports.manuscript.markdown import to_markdown
from reports.manuscript.reading.document import read_document

from .printable import editions

SHIPPED = Path(__file__).resolve().parents[3] / "reports" / "editions" / "2020"
# Not in the file: ids, and the files that we keep.
_LEFT_OUT = {"id": "", "sha256": None, "file_name": None}


def expected(edition):
    return replace(edition, chapters=tuple(map(_chapter, edition.chapters)))


def _chapter(chapter):
    return replace(chapter, reports=tuple(map(_report, chapter.reports)))


def _report(report):
    return replace(
        report,
        id="",
        findings=tuple(replace(finding, id="") for finding in report.findings),
        key_figures=tuple(replace(figure, id="") for figure in report.key_figures),
        documents=tuple(replace(document, **_LEFT_OUT) for document in report.documents),
    )


def test_the_shipped_edition_comes_back_without_a_single_doubt():
    edition = read_folder(SHIPPED)
    reading = read_document(to_markdown(edition).encode(), name="fou.md")
    assert reading.edition == expected(edition)
    assert reading.problems == ()


@settings(max_examples=25, phases=[Phase.reuse, Phase.generate])  # whole editions are slow to make and to shrink
@given(editions())
def test_a_made_edition_comes_back(edition):
    reading = read_document(to_markdown(edition).encode(), name="fou.md")
    assert reading.edition == expected(edition)
    assert {p.kind for p in reading.problems} <= {"html", "rapport"}
