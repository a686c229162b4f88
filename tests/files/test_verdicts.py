"""What kept files tell machines, judged outside requests: each fault on a made file, and files that nothing reads."""

import hashlib
import time
from datetime import timedelta

import pytest

from reports.files import kept as keptfiles
from reports.files.kept import keep_file, path_of
from reports.files.texts import read_file, read_waiting_files
from reports.files.verdicts import ADVICE, PROBLEMS, judge_file, judge_waiting_files, sentences_on, told_of
from reports.models import Document, FileText, FileVerdict

from ..manuscript.book.editions import shipped_pdf
from ..pdfs import good_pdf, locked_pdf, pdf, pictures_pdf, restricted_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

Fault, Problem = FileVerdict.Fault, FileVerdict.Problem


@pytest.fixture
def judge(now):
    """A file that lies there, whatever the upload would have said of it."""

    def of(content: bytes) -> FileVerdict:
        sha256 = hashlib.sha256(content).hexdigest()
        path_of(sha256).parent.mkdir(parents=True, exist_ok=True)
        path_of(sha256).write_bytes(content)
        read_file(sha256=sha256, now=now)
        return judge_file(sha256=sha256, now=now)

    return of


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (good_pdf(), []),
        (good_pdf(tagged=False), [Fault.UNTAGGED]),
        (good_pdf(title=""), [Fault.NO_TITLE]),
        (good_pdf(shown=False), [Fault.TITLE_HIDDEN]),
        (good_pdf(language=""), [Fault.NO_LANGUAGE]),
        (pictures_pdf(), [Fault.NO_TEXT, Fault.UNTAGGED, Fault.NO_TITLE, Fault.NO_LANGUAGE]),
        (good_pdf().replace(b"/StructTreeRoot <<", b"/Nothing <<"), [Fault.UNTAGGED]),
        (locked_pdf(), [Fault.UNREADABLE]),
        (restricted_pdf(), [Fault.UNREADABLE]),
        (b"%PDF-1.7\n" + b"\x00" * 4000, [Fault.UNREADABLE]),
        (pdf()[:200], [Fault.UNREADABLE]),
        (b"", [Fault.UNREADABLE]),
    ],
    ids=[
        "good",
        "untagged",
        "no title",
        "title not shown",
        "no language",
        "pictures",
        "tags that are not there",
        "locked",
        "restricted",
        "zeros",
        "half",
        "empty",
    ],
)
def test_each_fault_is_found_and_said_with_what_to_do(judge, content, faults):
    verdict = judge(content)
    assert verdict.faults == faults
    assert [fault for fault in Fault if FileVerdict.objects.with_fault(fault).exists()] == faults
    assert FileVerdict.objects.without_faults().exists() == (not faults)
    assert len(sentences_on(verdict)) == len(faults)


def test_every_fault_and_problem_has_its_sentence():
    assert {*ADVICE, Fault.UNREADABLE} == set(Fault)
    assert set(PROBLEMS) == set(Problem)


def test_a_good_file_is_told_in_full(judge):
    verdict = judge(good_pdf(pages=3, title="Språk «og» læring", language="nn-NO"))
    assert (verdict.pages, verdict.text_pages) == (3, 3)
    assert (verdict.title, verdict.title_shown, verdict.language) == ("Språk «og» læring", True, "nn-NO")


def test_the_yearly_document_that_we_make_is_good(judge):
    assert judge(shipped_pdf()).faults == []


def test_the_locked_one_and_the_broken_one_are_told_apart(judge):
    assert judge(locked_pdf()).problem == Problem.ENCRYPTED
    assert judge(pdf()[:200]).problem == Problem.BROKEN


def test_a_file_of_two_hundred_pages_is_judged_in_seconds(judge):
    began = time.monotonic()
    assert judge(good_pdf(pages=200)).faults == []
    assert time.monotonic() - began < 20


def test_what_a_hostile_file_says_is_one_clean_line(judge):
    verdict = judge(good_pdf(title="<b>\x00\x1b[31m\n" + "x" * 5000))
    assert verdict.title.startswith("<b> [31m x")
    assert len(verdict.title) == 300


def test_a_reader_that_does_not_come_back_leaves_a_verdict(judge, monkeypatch):
    monkeypatch.setattr(keptfiles, "_READER_SECONDS", 0.001)
    assert judge(good_pdf()).problem == Problem.HEAVY


def test_a_file_whose_words_nobody_got_to_the_end_of_is_not_called_pictures(judge, monkeypatch):
    monkeypatch.setattr(keptfiles, "_TEXT_SECONDS", 0.001)
    assert judge(good_pdf()).problem == Problem.HEAVY


def test_the_worker_judges_each_file_once_after_it_has_read_it(make_report, now):
    report = make_report("Med filer")
    for number in range(3):
        kept = keep_file(chunks=[good_pdf(title=f"Nummer {number}")], name="a.pdf")
        report.documents.create(title=f"Fil {number}", sha256=kept.sha256, file_name="a.pdf", position=number)
    assert judge_waiting_files(now=now) == 0
    assert read_waiting_files(now=now) == 3
    assert judge_waiting_files(now=now) == 3
    assert judge_waiting_files(now=now + timedelta(minutes=1)) == 0
    assert set(FileVerdict.objects.values_list("title", flat=True)) == {"Nummer 0", "Nummer 1", "Nummer 2"}


def test_a_file_that_has_gone_holds_up_no_other(make_report, now):
    FileText.objects.create(sha256="a" * 64, is_whole=True, read_at=now)
    assert judge_waiting_files(now=now) == 0


def test_the_same_file_on_two_documents_is_noticed_in_as_many_queries_as_ten(make_report, django_assert_num_queries):
    kept = keep_file(chunks=[good_pdf()], name="a.pdf")
    for number in range(10):
        of_file = {"sha256": kept.sha256, "file_name": kept.name}
        make_report(f"Rapport {number}").documents.create(title=f"Fil {number}", position=1, **of_file)
    documents = list(Document.objects.filter(sha256=kept.sha256).order_by("pk"))
    for some in (documents[:2], documents):
        with django_assert_num_queries(2):
            told = told_of(some)
    assert [twin.title for twin in told[documents[0].pk].twins] == [f"Fil {number}" for number in range(1, 10)]
    assert told[documents[0].pk].verdict is None
