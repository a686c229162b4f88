"""Bad files: one clear Norwegian sentence or a warning each, little memory and time, nothing fetched or opened."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from reports.manuscript.reading.document import read_document
from reports.manuscript.reading.source import ReadError

from .bad_files import FILES, REFUSED, TOLD, YEAR
from .word_files import paragraph, run, year_with

ROOT = Path(__file__).parents[3]
MOST_MEGABYTES, MOST_SECONDS = 300, 10


@pytest.fixture(scope="module")
def figures(tmp_path_factory) -> dict:
    """What a process of its own says of every bad file, by the name of the file."""
    folder = tmp_path_factory.mktemp("dårlige")
    for number, (name, make) in enumerate(FILES.values()):
        place = folder / str(number)
        place.mkdir()
        (place / name).write_bytes(make())
    command = [sys.executable, "-m", "tests.manuscript.reading.measured", str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    found = json.loads(done.stdout)
    return {name: found[str(number)] for number, name in enumerate(FILES)}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_refused_says_why_in_a_sentence(figures, name):
    assert figures[name]["refused"].startswith(REFUSED[name])
    assert figures[name]["refused"].endswith(".")


@pytest.mark.parametrize("name", TOLD)
def test_a_file_that_can_be_read_tells_what_was_left_out(figures, name):
    assert figures[name]["refused"] == ""
    assert TOLD[name] in figures[name]["told"]


@pytest.mark.parametrize("name", FILES)
def test_it_takes_little_memory_and_time_and_opens_nothing(figures, name):
    assert figures[name]["megabytes"] < MOST_MEGABYTES
    assert figures[name]["seconds"] < MOST_SECONDS
    assert figures[name]["opened"] == []


def test_other_kinds_of_files_are_refused_by_name():
    with pytest.raises(ReadError, match=r"Filen må være et Word-dokument \(\.docx\) eller Markdown \(\.md\)\."):
        read_document(b"%PDF-1.7", name="fou.pdf")


def test_script_links_lose_their_address_and_are_told():
    reading = read_document(YEAR + b"Les [mer](javascript:alert(1)) og [der](data:text/html;x).", name="fou.md")
    assert reading.edition.chapters[0].reports[0].body == "<p>Les mer og der.</p>"
    assert [problem.kind for problem in reading.problems] == ["lenke", "lenke"]


def test_html_is_text_and_is_told():
    reading = read_document(YEAR + b"Les <script>alert(1)</script> her.", name="fou.md")
    assert reading.edition.chapters[0].reports[0].body == "<p>Les &lt;script&gt;alert(1)&lt;/script&gt; her.</p>"
    assert [problem.kind for problem in reading.problems] == ["html"]


def test_macros_and_linked_pictures_are_told_and_left_alone():
    picture = run("Se bildet.") + "<w:r><w:drawing/></w:r>"
    reading = read_document(year_with(paragraph(picture), vbaProject__bin=b"x"), name="fou.docm")
    assert {problem.kind for problem in reading.problems} == {"makro", "bilde"}
    assert reading.edition.chapters[0].reports[0].body == "<p>Se bildet.</p>"


@pytest.mark.parametrize(
    "spoilt", [b"{}", b"[" * 100_000, b'{"schema":1}', b'{"schema":1,"year":2031,"title":"x","chapters":[7]}', b"\xff"]
)
def test_what_a_file_says_that_it_carries_is_not_believed(spoilt):
    """A comment in Markdown, a part of its own in Word."""
    reading = read_document(YEAR + b"Mer.\n\n<!-- fou:" + spoilt.replace(b"\xff", b"{x}") + b" -->", name="fou.md")
    assert reading.edition.chapters[0].reports[0].title == "Rapport"
    part = b'<utgave xmlns="urn:no:imdi:fou:manuskript">' + spoilt + b"</utgave>"
    reading = read_document(year_with(paragraph("Mer."), **{"../customXml/item2.xml": part}), name="fou.docx")
    assert reading.edition.chapters[0].reports[0].title == "En rapport"
