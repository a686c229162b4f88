"""Files are kept for what they hold: once each, whole, and never when they are no PDF that a visitor could open."""

import hashlib
import zipfile
from io import BytesIO

import pytest

from reports.files import kept as keptfiles
from reports.files.kept import FileRefused, is_kept, keep_file, pages_of, path_of

from ..pdfs import locked_pdf, pdf, restricted_pdf

pytestmark = pytest.mark.usefixtures("media")


def _keep(content: bytes, name: str = "Rapport.pdf"):
    return keep_file(chunks=[content] if content else [], name=name)


def _zip() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return made.getvalue()


def test_a_pdf_is_kept_under_the_hash_of_what_it_holds(media):
    content = pdf(pages=3)
    kept = _keep(content, "Årsrapport «2020».pdf")
    digest = hashlib.sha256(content).hexdigest()
    assert (kept.sha256, kept.name, kept.size) == (digest, "Årsrapport «2020».pdf", len(content))
    assert pages_of(digest) == 3
    assert path_of(digest) == media / "documents" / digest[:2] / f"{digest}.pdf"
    assert path_of(digest).read_bytes() == content
    assert is_kept(digest)


def test_the_same_file_twice_lies_there_once(media):
    assert _keep(pdf(), "a.pdf").sha256 == _keep(pdf(), "b.pdf").sha256
    assert len([path for path in media.rglob("*") if path.is_file()]) == 1


def test_a_file_that_comes_in_pieces_is_the_same_file():
    content = pdf(pages=2)
    kept = keep_file(chunks=[content[:7], content[7:500], content[500:]], name="a.pdf")
    assert kept.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Filen er tom."),
        (_zip(), "«Rapport.pdf» er ikke en PDF."),
        (b"<html><script>%PDF-1.7</script>", "er ikke en PDF."),
    ],
    ids=["empty", "zip", "html"],
)
def test_what_is_no_pdf_is_refused_and_leaves_nothing(media, content, words):
    with pytest.raises(FileRefused, match=words):
        _keep(content)
    assert [path for path in media.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n" + b"\x00" * 4000, "lar seg ikke åpne"),
        (pdf()[:200], "lar seg ikke åpne"),
        (pdf(pages=0), "lar seg ikke åpne"),
        (pdf().replace(b"/Count 1 ", b"/Count 1000000 "), "lar seg ikke åpne"),
        (locked_pdf(), "låst med passord eller kryptering"),
        (restricted_pdf(), "låst med passord eller kryptering"),
    ],
    ids=["zeros", "half", "no pages", "a million pages", "locked", "restricted"],
)
def test_what_no_visitor_could_open_is_kept_unread_and_refused_by_who_opens_it(content, words, monkeypatch):
    with monkeypatch.context() as without:
        without.setattr(keptfiles.subprocess, "run", None)  # keeping opens nothing
        kept = _keep(content)
    with pytest.raises(FileRefused, match=words):
        pages_of(kept.sha256)


def test_a_page_tree_that_counts_wrong_is_opened_all_the_same():
    assert pages_of(_keep(pdf().replace(b"/Count 1", b"/Count 9")).sha256) in {1, 9}


def test_a_file_that_is_too_large_is_stopped_while_it_comes(media, monkeypatch):
    monkeypatch.setattr(keptfiles, "LARGEST", 1_000_000)
    taken = []

    def chunks():
        for number in range(100):
            taken.append(number)
            yield b"%PDF-" + b"x" * 200_000

    with pytest.raises(FileRefused, match="større enn 1 MB"):
        keep_file(chunks=chunks(), name="a.pdf")
    assert len(taken) == 5
    assert [path for path in media.rglob("*") if path.is_file()] == []


def test_a_reader_that_does_not_come_back_is_stopped_with_a_message(monkeypatch):
    monkeypatch.setattr(keptfiles, "_READER_SECONDS", 0.001)
    with pytest.raises(FileRefused, match="for tung å lese"):
        pages_of(_keep(pdf()).sha256)


@pytest.mark.parametrize("text", ["", "../../etc/passwd", "a" * 63, "A" * 64, "a" * 64 + "\n"])
def test_what_is_no_hash_is_no_place(text):
    assert not is_kept(text)
    with pytest.raises(ValueError, match="no SHA-256"):
        path_of(text)
