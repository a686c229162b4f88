"""Many PDFs for a year: proposed, looked over, put on the documents; nothing typed or sent is lost."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.files.verdicts import look_into
from reports.models import Document, Edition

from ..pdfs import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def edition():
    return Edition.objects.get(year=2020)


@pytest.fixture
def address(edition):
    return reverse("admin:reports_edition_pdfs", args=[edition.pk])


@pytest.fixture
def desk(client, rita):
    client.force_login(rita)
    return client


@pytest.fixture
def document():
    return Document.objects.get(report__title="Integreringsbarometeret 2020", position=1)


def _file(name: str, content: bytes = b"", pages: int = 1) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content or pdf(pages=pages, words=name[:8]))


def _send(desk, address, *files):
    return desk.post(address, {"files": files})


def _tokens(page) -> list[str]:
    return [row["token"] for row in page.context["rows"]]


def test_a_file_is_proposed_its_document_and_put_there(desk, address, document, rita):
    page = _send(desk, address, _file("integreringsbarometeret-2020.pdf", pages=3))
    (row,) = page.context["rows"]
    assert row["chosen"] == document.public_id
    look_into.call(row["file"].sha256)  # the worker, while the editor looks over the list
    document.refresh_from_db()
    assert document.sha256 == ""
    desk.post(address, {"mottatt": _tokens(page), "dokument-0": document.public_id, "_save": "1"})
    document.refresh_from_db()
    assert (document.file_name, document.pages, document.format) == ("integreringsbarometeret-2020.pdf", 3, "PDF")
    assert document.report.changed_by == rita


def test_a_file_that_is_skipped_changes_nothing(desk, address, document):
    page = _send(desk, address, _file("integreringsbarometeret-2020.pdf"))
    answer = desk.post(address, {"mottatt": _tokens(page), "dokument-0": "", "_save": "1"}, follow=True)
    assert "0 filer" in answer.content.decode()
    assert not Document.objects.exclude(sha256="").exists()


def test_two_files_for_one_document_are_asked_about_and_kept(desk, address, document):
    page = _send(desk, address, _file("a.pdf"), _file("b.pdf", pages=2))
    chosen = {"dokument-0": document.public_id, "dokument-1": document.public_id}
    again = desk.post(address, {"mottatt": _tokens(page), "_save": "1", **chosen})
    assert "To filer har samme dokument" in again.content.decode()
    assert [(row["chosen"], row["twin"]) for row in again.context["rows"]] == [
        (document.public_id, 0),
        (document.public_id, 1),
    ]
    document.refresh_from_db()
    assert document.sha256 == ""


def test_a_bad_file_is_named_and_the_others_go_on(desk, address):
    page = _send(desk, address, _file("bra.pdf"), _file("regneark.pdf", b"PK\x03\x04"), _file("tom.pdf", b" "))
    assert [row["file"].name for row in page.context["rows"]] == ["bra.pdf"]
    assert [name for name, _reason in page.context["refusals"]] == ["regneark.pdf", "tom.pdf"]


def test_a_token_of_ones_own_making_is_no_file(desk, address, document):
    answer = desk.post(address, {"mottatt": ["oppdiktet"], "dokument-0": document.public_id, "_save": "1"})
    assert "ble borte på veien" in answer.content.decode()


def test_a_document_of_another_year_is_left_alone(desk, address, make_report):
    other = Edition.objects.create(year=2031, title="FoU 2031").chapters.create(number=1, title="En")
    document = make_report("Annet år", chapter=other).documents.create(title="Dokument", position=1)
    page = _send(desk, address, _file("a.pdf"))
    desk.post(address, {"mottatt": _tokens(page), "dokument-0": document.public_id, "_save": "1"})
    document.refresh_from_db()
    assert document.sha256 == ""


def test_a_file_that_lies_on_a_document_already_is_told_and_skipped(desk, address, document):
    page = _send(desk, address, _file("integreringsbarometeret-2020.pdf"))
    desk.post(address, {"mottatt": _tokens(page), "dokument-0": document.public_id, "_save": "1"})
    again = _send(desk, address, _file("integreringsbarometeret-2020.pdf"))
    assert "Filen ligger allerede på" in again.content.decode()
    assert again.context["rows"][0]["chosen"] == ""


def test_a_file_at_a_time_gets_a_token_or_a_reason(desk, edition):
    receive = reverse("admin:reports_edition_receive", args=[edition.pk])
    assert desk.post(receive, {"file": _file("a.pdf")}).json()["token"]
    refused = desk.post(receive, {"file": _file("a.pdf", b"x")})
    assert (refused.status_code, "ikke en PDF" in refused.json()["error"]) == (400, True)
    assert desk.post(receive).status_code == 400


def test_more_documents_cost_no_more_queries(desk, address, document, django_assert_max_num_queries):
    page = _send(desk, address, _file("a.pdf"))
    Document.objects.bulk_create(Document(report=document.report, title=f"Nr. {n}", position=n) for n in range(40))
    with django_assert_max_num_queries(14):
        desk.post(address, {"mottatt": _tokens(page)})
