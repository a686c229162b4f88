"""The yearly document at the desk: sent in, seen over, taken in and undone."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports import jobs
from reports.admin import imports as desk
from reports.importing import receiving
from reports.models import Edition, Import, Job, Report

from ..importing.conftest import YEAR

pytestmark = pytest.mark.django_db
ADD = "/admin/reports/import/add/"


@pytest.fixture
def editor(client, rita):
    client.force_login(rita)
    return client


@pytest.fixture
def upload(editor):
    """Sends a document in as the editor does; the answer, and the import when there is one."""

    def upload(content: str | bytes = YEAR, name="fou.md", **fields):
        data = content.encode() if isinstance(content, str) else content
        answer = editor.post(ADD, {"file": SimpleUploadedFile(name, data), **fields})
        return answer, Import.objects.first()

    return upload


def _fields(page, button: str) -> dict:
    """The preview's form as a browser would send it, with every box as it stands."""
    fields = {button: "1"}
    for tag in re.findall(r"<input[^>]+>", page.content.decode(), re.DOTALL):
        found = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if found.get("type") == "hidden" or (found.get("type") == "checkbox" and re.search(r"\bchecked\b", tag)):
            fields.setdefault(found["name"], []).append(found["value"])
    return fields


def _address(sent) -> str:
    return reverse("admin:reports_import_change", args=[sent.pk])


def test_a_document_is_shown_beside_its_source_and_nothing_is_taken(editor, upload):
    answer, sent = upload()
    assert answer.url == _address(sent)
    page = editor.get(answer.url).content.decode()
    assert "Veien hjem" in page
    assert "dem som" in page
    assert "Avsnittet var delt" in page
    block = next(p["block"] for p in sent.reading["problems"] if p["kind"] == "sideskift")
    assert f'href="#avsnitt-{block}"' in page
    assert f'id="avsnitt-{block}"' in page
    assert not Edition.objects.filter(year=2031).exists()


def test_the_way_from_preview_to_drafts_and_back(editor, upload):
    _, sent = upload()
    answer = editor.post(_address(sent), _fields(editor.get(_address(sent)), "_take"), follow=True)
    assert "3 rapporter er tatt inn som utkast" in answer.content.decode()
    draft = Report.objects.get(title="Veien hjem")
    assert reverse("admin:reports_report_change", args=[draft.pk]) in answer.content.decode()
    answer = editor.post(_address(sent), {"_undo": "1"}, follow=True)
    assert "Importen er angret" in answer.content.decode()
    assert not Edition.objects.filter(year=2031).exists()


def test_what_is_not_ticked_is_refused_or_skipped(editor, upload):
    _, sent = upload()
    fields = _fields(editor.get(_address(sent)), "_take")
    torn = next(f"{p['block']}:{p['choice']}" for p in sent.reading["problems"] if p["kind"] == "sideskift")
    fields["problem"].remove(torn)
    fields["report"].remove(str(sent.starts[1]))
    answer = editor.post(_address(sent), fields, follow=True)
    assert "lest på nytt" in answer.content.decode()
    assert not Edition.objects.filter(year=2031).exists()
    editor.post(_address(sent), _fields(editor.get(_address(sent)), "_take"))
    sent.refresh_from_db()
    assert [f"{block}:{choice}" for choice, block in sent.refused] == [torn]
    assert sent.state == "taken"
    assert not Report.objects.filter(title="Veien ut").exists()


def test_an_existing_year_is_compared_word_by_word(editor, upload):
    _, sent = upload()
    editor.post(_address(sent), _fields(editor.get(_address(sent)), "_take"))
    _, sent = upload(YEAR.replace("En studie av veien ut", "Den lange studien av veien ut"))
    page = editor.get(_address(sent)).content.decode()
    assert "0 ny, 1 endret, 2 uendret, 0 finnes bare her" in page
    assert "<del>En studie</del><ins>Den lange studien</ins> av veien ut" in page


def test_the_same_file_again_says_so_and_changes_nothing(editor, upload):
    _, sent = upload()
    editor.post(_address(sent), _fields(editor.get(_address(sent)), "_take"))
    _, sent = upload()
    page = editor.get(_address(sent))
    assert "Den samme filen ble tatt inn" in page.content.decode()
    answer = editor.post(_address(sent), _fields(page, "_take"), follow=True)
    assert "0 endringer: alt sto der fra før" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "fou.docx", "Filen er tom"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "fou.doc", "gammelt Word-dokument"),
        (b"PK\x03\x04avkortet", "fou.docx", "skadet eller avkortet"),
        (b"Bare tekst.", "fou.md", "Fant ingen rapporter"),
        (b"%PDF-1.7", "fou.pdf", "Filen må være et Word-dokument"),
    ],
)
def test_a_file_that_cannot_be_read_gives_its_sentence_on_the_form(upload, content, name, sentence):
    answer, sent = upload(content, name)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert sent is None


@pytest.mark.parametrize(("year", "sentence"), [("tjueen", "fire sifre"), ("1200", "Skriv et år fra 1990")])
def test_a_year_that_is_none_is_told_at_the_field(upload, year, sentence):
    answer, sent = upload(year=year)
    assert sentence in answer.content.decode()
    assert sent is None


def test_without_a_file_the_form_says_what_to_do(editor):
    assert "Velg filen du vil lese inn" in editor.post(ADD, {}).content.decode()


def test_a_long_file_is_read_by_the_worker_and_followed(editor, upload, monkeypatch, now):
    monkeypatch.setattr(desk, "LONG", 10)
    answer, sent = upload()
    job = Job.objects.get()
    assert answer.url == reverse("admin:reports_job_change", args=[job.pk])
    assert sent.state == "waiting"
    assert "ikke lest" in editor.get(_address(sent)).content.decode()
    jobs.run(job=job, now=now)
    sent.refresh_from_db()
    assert (sent.state, job.state, job.then) == ("read", "done", _address(sent))


def test_a_long_file_that_cannot_be_read_tells_it_on_the_job(upload, monkeypatch, now):
    monkeypatch.setattr(desk, "LONG", 10)
    upload("Bare tekst, og ingen rapporter i det.")
    job = Job.objects.get()
    jobs.run(job=job, now=now)
    assert (job.state, job.message[:20]) == ("failed", "Fant ingen rapporter")


def test_many_reports_are_taken_in_by_the_worker(editor, upload, monkeypatch, now):
    monkeypatch.setattr(desk, "MANY", 2)
    _, sent = upload()
    editor.post(_address(sent), _fields(editor.get(_address(sent)), "_take"))
    job = Job.objects.get()
    jobs.run(job=job, now=now)
    assert job.result["reports"] == 3
    assert Report.objects.filter(chapter__edition__year=2031).count() == 3


def test_choices_of_other_pages_are_kept(editor, upload, monkeypatch):
    monkeypatch.setattr("reports.admin.import_preview.AT_ONCE", 1)
    _, sent = upload()
    fields = _fields(editor.get(_address(sent) + "?side=2"), "_choose")
    fields["report"].remove(str(sent.starts[1]))
    assert editor.post(_address(sent), fields).url == _address(sent) + "?side=2"
    editor.post(_address(sent), _fields(editor.get(_address(sent)), "_take"))
    titles = Report.objects.filter(chapter__edition__year=2031).values_list("title", flat=True)
    assert set(titles) == {"Veien hjem", "Integreringsbarometeret 2031"}


def test_a_file_over_the_limit_is_refused_before_it_is_read(upload, monkeypatch):
    monkeypatch.setattr(receiving, "MOST_BYTES", 10)
    assert "Filen er større enn" in upload()[0].content.decode()


def test_the_list_asks_the_same_number_of_queries_for_many(editor, upload, django_assert_max_num_queries):
    for _ in range(6):
        upload()
    with django_assert_max_num_queries(12):
        assert editor.get("/admin/reports/import/").status_code == 200


def test_one_who_may_not_is_stopped(client, uno, editor, upload):
    _, sent = upload()
    client.force_login(uno)
    assert client.post(ADD, {}).status_code == 403
    assert client.post(_address(sent), {"_take": "1"}).status_code in {403, 404}
    assert not Edition.objects.filter(year=2031).exists()


def test_the_button_of_the_list_starts_the_next_year(editor):
    page = editor.get("/admin/reports/edition/").content.decode()
    assert "Start 2021-utgaven" in page
    for sentence in ("2021-utgaven er laget av den forrige", "2021-utgaven finnes fra før. Ingenting er endret."):
        answer = editor.post(reverse("admin:reports_edition_new_year"), {"year": "2021"}, follow=True)
        assert sentence in answer.content.decode()
    assert Edition.objects.get(year=2021).chapters.count() == 5
    answer = editor.post(reverse("admin:reports_edition_new_year"), {"year": "x"}, follow=True)
    assert "Velg et annet" in answer.content.decode()
