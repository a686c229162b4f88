"""A file in the report form: kept when it is a PDF, read for size and pages, never asked for twice."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from reports.keptfiles import is_kept, keep_file
from reports.models import Document, Report

from ..pdfs import locked_pdf, pdf
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


def test_an_uploaded_pdf_is_kept_and_read(desk, document, address):
    form = report_form(desk, address, _continue="1", **{"documents-0-size": "5", "documents-0-pages": ""})
    desk.post(address, form | {FILE: _upload(pdf(pages=3))})
    document.refresh_from_db()
    assert (document.file_name, document.pages, document.format) == ("Rapport æøå.pdf", 3, "PDF")
    assert document.size == len(pdf(pages=3))
    assert is_kept(document.sha256)
    assert "Filen «Rapport æøå.pdf» er lastet opp." in desk.get(address).content.decode()


def test_a_file_put_in_place_of_another_leaves_the_document_its_id_and_so_its_address(desk, document, address):
    before = document.public_id
    for pages in (1, 4):
        desk.post(address, report_form(desk, address, _continue="1") | {FILE: _upload(pdf(pages=pages))})
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
    [(b"PK\x03\x04", "er ikke en PDF"), (locked_pdf(), "låst med passord"), (b"", "er tom"), (pdf()[:90], "ikke åpne")],
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
    assert (document.file_name, document.pages) == ("Rapport æøå.pdf", 2)


def test_a_file_is_read_before_the_forms_transaction_begins(desk, document, address, monkeypatch):
    """Else every other editor would wait for a heavy PDF."""
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
