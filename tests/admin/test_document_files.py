"""A file in the report form: kept when it is a PDF, read for size and pages, never asked for twice."""

import hashlib
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from reports.files.kept import is_kept, keep_file
from reports.files.texts import read_waiting_files
from reports.files.verdicts import judge_waiting_files, look_into
from reports.models import Document, Report
from reports.publishing.gate import blocks_of

from ..pdfs import good_pdf, locked_pdf, pdf
from .forms import report_form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

FILE = "documents-0-file"


@pytest.fixture
def document():
    return Document.objects.get(report__title="Integreringsbarometeret 2020", position=1)


@pytest.fixture
def address(document):
    return reverse("admin:reports_report_change", args=[document.report_id])


@pytest.fixture
def desk(client, rita):
    client.force_login(rita)
    return client


def _upload(content: bytes, name: str = "Rapport æøå.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/html")


def _row(answer):
    forms = next(f.formset for f in answer.context["inline_admin_formsets"] if f.formset.prefix == "documents").forms
    return forms[0]


def _look(now) -> None:
    """What the worker does on its rounds."""
    read_waiting_files(now=now)
    judge_waiting_files(now=now)


def test_an_uploaded_pdf_is_kept_and_read_by_the_worker(desk, document, address, now):
    form = report_form(desk, address, _continue="1", **{"documents-0-size": "5", "documents-0-pages": ""})
    desk.post(address, form | {FILE: _upload(pdf(pages=3))})
    document.refresh_from_db()
    assert document.pages is None
    _look(now)
    document.refresh_from_db()
    assert (document.file_name, document.pages, document.format) == ("Rapport æøå.pdf", 3, "PDF")
    assert document.size == len(pdf(pages=3))
    assert is_kept(document.sha256)
    assert "Filen «Rapport æøå.pdf» er lastet opp." in desk.get(address).content.decode()


def test_a_form_opened_before_the_worker_had_looked_does_not_take_the_pages_away(desk, document, address, now):
    desk.post(address, report_form(desk, address, _continue="1") | {FILE: _upload(pdf(pages=3))})
    opened = report_form(desk, address, _continue="1")
    _look(now)
    desk.post(address, opened)
    document.refresh_from_db()
    assert document.pages == 3


def test_a_file_put_in_place_of_another_leaves_the_document_its_id_and_so_its_address(desk, document, address, now):
    before = document.public_id
    for pages in (1, 4):
        desk.post(address, report_form(desk, address, _continue="1") | {FILE: _upload(pdf(pages=pages))})
        _look(now)
        document.refresh_from_db()
        assert (document.public_id, document.pages) == (before, pages)


def test_a_file_stays_when_the_form_is_saved_again_and_goes_when_told(desk, document, address):
    desk.post(address, report_form(desk, address, _continue="1") | {FILE: _upload(pdf())})
    desk.post(address, report_form(desk, address, _continue="1"))
    document.refresh_from_db()
    digest = document.sha256
    assert digest
    desk.post(address, report_form(desk, address, _continue="1") | {f"{FILE}-fjern": "on"})
    document.refresh_from_db()
    assert (document.sha256, document.file_name) == ("", "")
    assert is_kept(digest)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"PK\x03\x04", "er ikke en PDF"), (b"", "er tom")],
)
def test_what_is_wrong_with_a_file_is_said_at_its_field_and_nothing_is_saved(desk, document, address, content, words):
    form = report_form(desk, address, _continue="1", lead="Ny ingress.")
    answer = desk.post(address, form | {FILE: _upload(content)})
    assert words in _row(answer).errors["file"][0]
    assert Report.objects.get(pk=document.report_id).lead != "Ny ingress."
    assert "Ny ingress." in answer.content.decode()


def test_a_good_file_is_not_asked_for_again_when_another_field_must_be_mended(desk, document, address):
    form = report_form(desk, address, _continue="1", issued="32. mai 2020") | {FILE: _upload(pdf(pages=2))}
    page = desk.post(address, form).content.decode()
    assert "Filen «Rapport æøå.pdf» er mottatt" in page
    token = re.search(rf'name="{FILE}-mottatt" value="([^"]+)"', page)[1]
    mended = form | {"issued": "mai 2020", FILE: "", f"{FILE}-mottatt": token}
    desk.post(address, mended)
    document.refresh_from_db()
    assert (document.file_name, document.size) == ("Rapport æøå.pdf", len(pdf(pages=2)))


def test_a_file_is_kept_before_the_forms_transaction_begins(desk, document, address, monkeypatch):
    """Else every other editor would wait while a large one is written."""
    depths = []

    def noted(**given):
        depths.append(len(connection.savepoint_ids))
        return keep_file(**given)

    monkeypatch.setattr("reports.admin.document_rows.keep_file", noted)
    outside = len(connection.savepoint_ids)
    desk.post(address, report_form(desk, address, _continue="1") | {FILE: _upload(pdf())})
    assert depths == [outside]


@pytest.mark.parametrize("token", ["x", "a:b:c", "😀", "x" * 10_000])
def test_a_made_up_token_is_no_file(desk, document, address, token):
    desk.post(address, report_form(desk, address, _continue="1") | {f"{FILE}-mottatt": token})
    document.refresh_from_db()
    assert document.sha256 == ""


def test_a_document_with_a_file_lacks_no_address(desk, document, address):
    listed = reverse("admin:reports_report_changelist") + "?q=Integreringsbarometeret+2020"
    before = desk.get(listed).context["cl"].result_list[0].without_address
    desk.post(address, report_form(desk, address, _continue="1") | {FILE: _upload(pdf())})
    assert desk.get(listed).context["cl"].result_list[0].without_address == before - 1


def test_a_file_that_lies_elsewhere_too_is_told_with_a_link_and_taken_all_the_same(
    desk, document, address, make_report
):
    kept = keep_file(chunks=[pdf(pages=2)], name="a.pdf")
    twin = make_report("Tvillingen").documents.create(title="Samme", sha256=kept.sha256, file_name="a.pdf", position=1)
    form = report_form(desk, address, _continue="1") | {FILE: _upload(pdf(pages=2))}
    page = desk.post(address, form, follow=True).content.decode()
    assert "ligger også på dokumentet «Samme» i" in page
    assert reverse("admin:reports_report_change", args=[twin.report_id]) in page
    document.refresh_from_db()
    assert document.sha256 == kept.sha256


def test_the_same_file_sent_again_to_its_own_document_is_not_remarked_on(desk, address):
    for _ in range(2):
        form = report_form(desk, address, _continue="1") | {FILE: _upload(pdf(pages=2))}
        page = desk.post(address, form, follow=True).content.decode()
    assert "ligger også på" not in page


@pytest.mark.parametrize(("content", "words"), [(locked_pdf(), "låst med passord"), (pdf()[:90], "lar seg ikke åpne")])
def test_what_nobody_can_open_is_told_on_the_form_and_stops_the_publishing(
    desk, document, address, now, content, words
):
    desk.post(address, report_form(desk, address, _continue="1") | {FILE: _upload(content)})
    assert "Filen blir lest om litt." in desk.get(address).content.decode()
    _look(now)
    assert words in desk.get(address).content.decode()
    assert [sentence for _field, sentence in blocks_of(document.report) if words in sentence]


# Sent by itself, before the form -------------------------------------------------------------------
RECEIVE = "/admin/reports/document/motta/"


def test_a_file_sent_by_itself_is_kept_at_once_and_looked_into_by_the_worker(desk, document, address, now, monkeypatch):
    with monkeypatch.context() as without:
        without.setattr("reports.files.kept.subprocess.run", None)  # no request waits for a reader
        answer = desk.post(RECEIVE, {"file": _upload(good_pdf(pages=200, title="Lang"))})
        told = answer.json()["told"]
        assert (answer.status_code, desk.get(told).json()["known"]) == (201, False)
        form = report_form(desk, address, _continue="1") | {f"{FILE}-mottatt": answer.json()["token"]}
        desk.post(address, form)
    waiting = DBTaskResult.objects.get(task_path="reports.files.verdicts.look_into")
    look_into.call(*waiting.args_kwargs["args"])
    seen = desk.get(f"{told}?dokument={document.pk}").json()
    assert (seen["known"], seen["refused"]) == (True, "")
    assert "200 sider · tittel i filen: «Lang» · språk i filen: nb-NO" in " ".join(seen["html"].split())
    document.refresh_from_db()
    assert (document.file_name, document.pages) == ("Rapport æøå.pdf", 200)


@pytest.mark.parametrize("content", [locked_pdf(), pdf()[:90]], ids=["locked", "broken"])
def test_one_that_nobody_can_open_is_refused_as_soon_as_the_worker_has_looked(desk, content):
    answer = desk.post(RECEIVE, {"file": _upload(content)}).json()
    look_into.call(hashlib.sha256(content).hexdigest())
    assert desk.get(answer["told"]).json()["refused"]


@pytest.mark.parametrize("sent", [{}, {"file": _upload(b"PK")}, {"file": "tekst"}], ids=["nothing", "zip", "words"])
def test_what_is_no_file_of_ours_is_refused_with_a_sentence(desk, sent):
    answer = desk.post(RECEIVE, sent)
    assert (answer.status_code, bool(answer.json()["error"])) == (400, True)


def test_nothing_is_told_of_a_file_that_is_not_there(desk):
    for name in ("a" * 64, "finnes-ikke"):
        assert desk.get(f"/admin/reports/document/fil/{name}/").status_code == 404
