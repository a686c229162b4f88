import ctypes
import io
import re
import shutil
import subprocess
from collections import Counter
from importlib import metadata

import page
import pypdfium2
import pytest
from pypdf import PdfReader
from pypdfium2 import raw

from reports.manuscript import values
from reports.manuscript.book import pdf

from .editions import MADE, pages, report, rich_report, shipped_pages, shipped_pdf

PROFILES = (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A)


def _failures(content: bytes) -> dict:
    """Rule to message, for both profiles, by page-validation 0.11.0; nothing when the file conforms."""
    reports = [page.validate_pdf_bytes(content, profile=profile) for profile in PROFILES]
    failures = {failure.rule_id: failure.message for report_ in reports for failure in report_.failures}
    # page 0.11 takes a stream whose last byte is 13 for one byte shorter than it is: this rule we check ourselves.
    if _lengths_are_right(content):
        failures.pop("PDFA2A-STREAM-LENGTH-001", None)
    return failures


def test_the_validator_is_the_one_that_was_compared_with_verapdf():
    assert metadata.version("page-validation") == "0.11.0"


def _lengths_are_right(content: bytes) -> bool:
    ends = []
    for match in re.finditer(rb"/Length (\d+)[^>]*(?:>[^>]+)*>>\s*stream\r?\n", content):
        end = match.end() + int(match[1])
        ends.append(content[end : end + 10])
    return len(ends) == content.count(b"endstream") and set(ends) == {b"\nendstream"}


def _text(content: bytes) -> str:
    """Everything that can be read, spaces folded."""
    document = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(sheet.get_textpage().get_text_range() for sheet in document).split())


def _words(*blocks):
    for block in blocks:
        yield "".join(run["text"] for run in block.get("runs", []))
        for item in block.get("items", []):
            yield from _words(*item)
        yield from _words(*block.get("blocks", []))
        for row in [block.get("head", []), *block.get("rows", [])]:
            yield from ("".join(run["text"] for run in cell) for cell in row)


def _said(built: dict):
    """Every text in the order of reading."""
    yield from _words(*built["introduction"])
    for chapter in built["chapters"]:
        yield chapter["title"]
        yield from _words(*chapter["introduction"])
        for report_ in chapter["reports"]:
            yield from (report_["title"], report_["source"], report_["lead"])
            for group in report_["findings"]:
                yield group["heading"]
                yield from _words(*(block for item in group["items"] for block in item))
            for group in report_["figures"]:
                yield group["heading"]
                yield from (text for item in group["items"] for text in (item["quantity"], item["statement"]))
            yield from _words(*report_["body"])
            yield from (text for row in [*report_["facts"], *report_["about"]] for text in (row["label"], row["value"]))
            yield from (text for row in report_["documents"] for text in (row["title"], row["address"]))


# The shipped edition ------------------------------------------------------------------------------
def test_the_2020_edition_is_pdf_ua_1_and_pdf_a_2a():
    assert _failures(shipped_pdf()) == {}


def test_the_same_edition_gives_the_same_bytes():
    assert pdf.write(shipped_pages())[1] == shipped_pdf()


def test_bookmarks_lead_to_introduction_chapters_and_reports():
    marks = list(pypdfium2.PdfDocument(shipped_pdf()).get_toc())
    wanted = [(0, "Innledning")]
    for chapter in shipped_pages()["chapters"]:
        wanted.append((0, f"{chapter['number']} {chapter['title']}"))
        wanted += [(1, report_["title"]) for report_ in chapter["reports"]]
    assert [(mark.level, mark.get_title()) for mark in marks if mark.get_title() != "Innhold"] == wanted
    assert len(wanted) == 1 + 5 + 24
    places = [mark.get_dest().get_index() for mark in marks]
    assert places == sorted(places)


def test_headings_lists_links_and_contents_are_tagged():
    document = pypdfium2.PdfDocument(shipped_pdf())
    tags = Counter(tag for sheet in document for tag in _tagged(sheet))
    assert tags["H2"] == 24
    assert tags["TOCI"] == 1 + 5 + 24
    assert {"H1", "H3", "H4", "P", "L", "LI", "Lbl", "LBody", "Link"} <= set(tags)


def test_every_chart_is_a_figure_that_says_what_it_shows():
    reports = [report for chapter in shipped_pages()["chapters"] for report in chapter["reports"]]
    shown = [figure for report in reports for group in report["figures"] for figure in group["items"]]
    alternatives = [figure["alt"] for figure in shown if figure["bar"] is not None]
    assert len(alternatives) > 30
    structure = PdfReader(io.BytesIO(shipped_pdf())).trailer["/Root"]["/StructTreeRoot"]
    assert [element["/Alt"] for element in _elements(structure) if element.get("/S") == "/Figure"] == alternatives


def _elements(node):
    """The elements of a structure tree in reading order (ISO 32000-1, section 14.7)."""
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        child = child.get_object()
        if hasattr(child, "get"):
            yield child
            yield from _elements(child)


def _tagged(sheet):
    """The tag of each element on a page, by PDFium's own reading of the structure."""
    tree = raw.FPDF_StructTree_GetForPage(sheet.raw)
    waiting = [raw.FPDF_StructTree_GetChildAtIndex(tree, n) for n in range(raw.FPDF_StructTree_CountChildren(tree))]
    while waiting:
        if element := waiting.pop():
            buffer = ctypes.create_string_buffer(100)
            length = raw.FPDF_StructElement_GetType(element, buffer, len(buffer))
            yield buffer.raw[: max(0, length - 2)].decode("utf-16-le")
            count = raw.FPDF_StructElement_CountChildren(element)
            waiting += [raw.FPDF_StructElement_GetChildAtIndex(element, n) for n in range(count)]
    raw.FPDF_StructTree_Close(tree)


def test_the_file_says_what_it_is():
    told = pypdfium2.PdfDocument(shipped_pdf()).get_metadata_dict()
    assert told["Title"] == "FoU-prosjekter 2020"
    assert told["Author"] == "Integrerings- og mangfoldsdirektoratet"
    assert "Bosetting" in told["Keywords"]
    assert f"{MADE:%Y%m%d}" in told["CreationDate"]
    assert b"<dc:language>" in shipped_pdf() or b"/Lang" in shipped_pdf()


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed")
def test_every_sentence_is_read_in_order():
    command = ["pdftotext", "-raw", "-", "-"]
    printed = subprocess.run(command, input=shipped_pdf(), capture_output=True, check=True).stdout.decode()
    sheets = []
    for sheet in printed.split("\f"):
        lines = sheet.strip().split("\n")
        # The running header and the number at the foot.
        lines = lines[1:] if lines[0].endswith(" FoU-prosjekter 2020") else lines
        sheets += lines[:-1] if lines[-1].strip().isdigit() else lines
    read = _folded("\n".join(sheets))
    at = read.index("Herfinnerdudetviktigste")
    for text in _said(shipped_pages()):
        wanted = _folded(text)
        found = read.find(wanted, at)
        assert found >= 0, text
        at = found + len(wanted)


def _folded(text: str) -> str:
    """Without spaces, and without hyphens, which may stand at the end of a line."""
    return re.sub(r"[\s\N{SOFT HYPHEN}\N{HYPHEN}\N{ZERO WIDTH SPACE}-]+", "", text)


# Made-up ones -------------------------------------------------------------------------------------
def test_everything_that_a_report_can_hold_is_valid():
    replaced, content = pdf.write(pages(rich_report(), rich_report(language="en"), introduction="<p>Velkommen.</p>"))
    assert replaced == []
    assert _failures(content) == {}
    for text in ("12 000 kroner", "adresse ukjent", "https://imdi.no/rapport.pdf", "Noe noen sa", "indre to"):
        assert text in _text(content)


def test_a_year_with_nothing_in_it_can_still_be_read():
    assert _failures(pdf.write(pages())[1]) == {}
    assert _failures(pdf.write(pages(report(title="", lead="", issued=None)))[1]) == {}


HOSTILE = [
    '#panic("x") #read("/etc/passwd") $x^2$ *fet* _skrå_ `kode` @ref <label> = Tittel',
    "</w:t><script>alert(1)</script> &amp; ]]> \\ \" ' // /* */ #{ }",
    "x" * 20_000,
    "Ordet " * 60,
]


@pytest.mark.parametrize("text", HOSTILE, ids=["typst", "markup", "long word", "long title"])
def test_what_people_write_is_never_source_and_never_stops_the_document(text):
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
    finding = values.Finding(text=f"<p>{safe}</p>", heading=text[:200])
    figure = values.KeyFigure(value=40, statement=text[:300], group=text[:200])
    document = values.Document(title=text[:300], url=f"https://imdi.no/{'a' * 300}")
    hostile = report(title=text[:300], lead=text, body=f"<p>{safe}</p>", findings=(finding,) * 60)
    _, content = pdf.write(pages(hostile, report(key_figures=(figure,), documents=(document,), tags=(text,))))
    assert _failures(content) == {}
    read = re.sub(r"[\s\N{SOFT HYPHEN}\N{HYPHEN}\N{ZERO WIDTH SPACE}\ufffe-]+", "", _text(content))
    assert _folded(text)[:40] in read


def test_a_long_address_stays_on_the_page_and_is_copied_whole():
    long = "https://imdi.no/" + "".join(f"{n:04}" for n in range(80))
    body = f"<p><a href='{long}'>{long}</a></p>"
    content = pdf.write(pages(report(body=body, source_url=long, documents=(values.Document(title="A", url=long),))))[1]
    assert _failures(content) == {}
    text = "".join(sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(content))
    assert re.sub(r"\s", "", text).count(long) == 3


def test_letters_that_no_font_has_are_replaced_and_told():
    told = "Smil 😀 og اسم og Cabdullaahi Maxamed, Đặng, Žižek, Łódź"
    replaced, content = pdf.write(pages(report(lead=told)))
    assert replaced == ["😀"]
    assert "Cabdullaahi Maxamed, Đặng, Žižek, Łódź" in _text(content)
    assert _failures(content) == {}
