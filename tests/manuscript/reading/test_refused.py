"""Bad files: one clear Norwegian sentence each, bounded memory, nothing fetched."""

import io
import resource
import socket
import zipfile

import pytest

from reports.manuscript.reading import package as limits
from reports.manuscript.reading.document import read_document
from reports.manuscript.reading.source import ReadError

from .word_files import STYLES, package, paragraph, run, year_with

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
_YEAR = b"# FoU 2031\n\n# 1 Bosetting\n\n## Rapport\n\nKort sagt.\n\nUtgitt: mai 2031\n\n"


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refuse(*arguments):
        raise AssertionError("noe ble hentet")

    monkeypatch.setattr(socket.socket, "connect", refuse)


def _with_entry(name: str, content: bytes = b"x") -> bytes:
    out = io.BytesIO(year_with())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def _document(inner: str, before: str = "") -> bytes:
    return package("", document=f'{before}<w:document xmlns:w="{_W}"><w:body>{inner}</w:body></w:document>')


def _many_entries() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(limits.MOST_ENTRIES + 1):
            archive.writestr(f"word/{number}", b"")
    return out.getvalue()


_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
_DEEP = "<w:sdt><w:sdtContent>" * 60 + paragraph("x") + "</w:sdtContent></w:sdt>" * 60
BAD_WORD = {
    "tom": (lambda: b"", "Filen er tom."),
    "ikke zip": (lambda: b"hei", "Filen er ikke et Word-dokument (.docx)."),
    "avkortet": (lambda: year_with()[:900], "Word-filen er skadet eller avkortet."),
    "gammel": (lambda: _OLE, "Filen er et gammelt Word-dokument (.doc)."),
    "passord": (lambda: _OLE + "EncryptedPackage".encode("utf-16-le"), "Word-filen er beskyttet med passord."),
    "annen pakke": (lambda: _zip_of({"mimetype": b"x"}), "Filen er en pakke, men ikke et Word-dokument"),
    "mange deler": (_many_entries, "Filen pakker ut til mye mer"),
    "bombe": (lambda: _with_entry("word/media/b.bin", bytes(130_000_000)), "Filen pakker ut til mye mer"),
    "stor del": (lambda: package("", document=" " * 50_000_000), "Filen pakker ut til mye mer"),
    "oppover": (lambda: _with_entry("../../etc/passwd"), "Word-filen inneholder filnavn som peker ut"),
    "entiteter": (lambda: _document(paragraph("&b;"), _LAUGHS), "Word-filen har egne XML-definisjoner"),
    "utenfra": (lambda: _document(paragraph("&a;"), _OUTSIDE), "Word-filen har egne XML-definisjoner"),
    "ugyldig": (lambda: package("", document="<w:document"), "Word-filen har innhold som ikke er gyldig XML."),
    "dyp": (lambda: _document(_DEEP), "Word-filen er bygd opp med for mange nivåer"),
    "svært dyp": (lambda: _document("<w:p>" * 5000), "Word-filen har innhold som ikke er gyldig XML."),
    "lang": (lambda: _document("<w:p></w:p>" * 100_000), "Dokumentet har over 60 000 avsnitt."),
    "uten rapporter": (lambda: package(paragraph("FoU 2031", "Tittel")), "Fant ingen rapporter i dokumentet."),
}


def _zip_of(parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("name", BAD_WORD)
def test_a_word_file_that_is_refused_says_why_in_a_sentence(name):
    make, sentence = BAD_WORD[name]
    data = make()
    with pytest.raises(ReadError) as refused:
        read_document(data, name="fou.docx")
    assert str(refused.value).startswith(sentence)
    assert str(refused.value).endswith(".")


def test_refusing_takes_little_memory_and_time():
    """As many elements as a part may be made to unpack to; ru_maxrss is the highest ever, in kilobytes."""
    inner = "<w:b/>" * 7_000_000
    data = package("", document=f'<w:document xmlns:w="{_W}"><w:body><w:p>{inner}</w:p></w:body></w:document>')
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(ReadError, match="Filen pakker ut til mye mer"):
        read_document(data, name="fou.docx")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"  \n", "Filen er tom."),
        (_YEAR + "æøå".encode("latin-1"), "Filen er ikke skrevet i UTF-8."),
        ("æøå".encode("utf-16"), "Filen er ikke skrevet i UTF-8."),
        (b"a\x00b", "Filen er ikke en tekstfil."),
        (b"x" * 25_000_001, "Filen er større enn 25 MB."),
        (b"ord\n\n" * 100_000, "Dokumentet har over 60 000 avsnitt."),
        (b"# FoU 2031\n\nord", "Fant ingen rapporter i dokumentet."),
        (b"# FoU\n\n# 1 A\n\n## B\n\nord\n\nUtgitt: mai 2031", "Fant ikke hvilket år utgaven gjelder."),
    ],
    ids=lambda value: value[:12] if isinstance(value, str) else "",
)
def test_a_text_file_that_is_refused_says_why_in_a_sentence(data, sentence):
    with pytest.raises(ReadError) as refused:
        read_document(data, name="fou.md")
    assert str(refused.value).startswith(sentence)


def test_other_kinds_of_files_are_refused_by_name():
    with pytest.raises(ReadError, match=r"Filen må være et Word-dokument \(\.docx\) eller Markdown \(\.md\)\."):
        read_document(b"%PDF-1.7", name="fou.pdf")


def test_deep_nesting_in_markdown_is_read_without_harm():
    reading = read_document(_YEAR + b"> " * 5000 + b"dypt\n\n" + b"- " * 3000 + b"x\n", name="fou.md")
    assert reading.edition.chapters[0].reports[0].title == "Rapport"


def test_script_links_lose_their_address_and_are_told():
    reading = read_document(_YEAR + b"Les [mer](javascript:alert(1)) og [der](data:text/html;x).", name="fou.md")
    assert reading.edition.chapters[0].reports[0].body == "<p>Les mer og der.</p>"
    assert [problem.kind for problem in reading.problems] == ["lenke", "lenke"]


def test_html_is_text_and_is_told():
    reading = read_document(_YEAR + b"Les <script>alert(1)</script> her.", name="fou.md")
    assert reading.edition.chapters[0].reports[0].body == "<p>Les &lt;script&gt;alert(1)&lt;/script&gt; her.</p>"
    assert [problem.kind for problem in reading.problems] == ["html"]


def test_macros_and_linked_pictures_are_told_and_left_alone():
    picture = run("Se bildet.") + "<w:r><w:drawing/></w:r>"
    reading = read_document(year_with(paragraph(picture), vbaProject__bin=b"x", styles__xml=STYLES), name="fou.docm")
    assert {problem.kind for problem in reading.problems} == {"makro", "bilde"}
    assert reading.edition.chapters[0].reports[0].body == "<p>Se bildet.</p>"
