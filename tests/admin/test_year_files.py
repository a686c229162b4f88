import io
import json
from dataclasses import replace

import pytest
from django.urls import reverse
from docx import Document

from reports import jobs
from reports.models import Edition, Issue, Job, Report
from reports.yearly import freezing
from reports.yearly.yearbook import FORMATS, Made

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture(autouse=True)
def _made(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.fixture
def year():
    return Edition.objects.get(year=2020)


@pytest.fixture
def only_data(monkeypatch):
    monkeypatch.setattr(freezing, "FORMATS", {"json": FORMATS["json"]})


def _address(year, name="files", *more) -> str:
    return reverse(f"admin:reports_edition_{name}", args=[year.pk, *more])


def _do_the_job(now) -> Job:
    job = Job.objects.get()
    jobs.run(job=job, now=now)
    return job


# As it stands at the desk -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("who", "status"), [("anonymous", 302), ("uno", 403), ("rita", 200), ("geir", 200), ("ada", 200)]
)
def test_those_who_may_see_the_edition_may_have_it_as_a_file(client, request, year, who, status):
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    assert client.get(_address(year, "file", "json")).status_code == status


def test_the_file_is_the_desks_text_also_when_it_is_not_published(client, rita, year):
    client.force_login(rita)
    Report.objects.filter(slug="integreringsbarometeret-2020").update(title="Ny tittel")
    response = client.get(_address(year, "file", "json"))
    assert "Ny tittel" in response.content.decode()
    assert len(json.loads(response.content)["chapters"]) == 5
    assert response["Content-Disposition"] == 'attachment; filename="fou-prosjekter-2020.utkast.json"'
    assert "no-store" in response["Cache-Control"]


def test_a_pdf_is_made_by_the_worker_and_then_offered(client, rita, year, now, monkeypatch):
    pdf = replace(FORMATS["pdf"], write=lambda *_, **__: Made(b"%PDF-", ("😀",)))
    monkeypatch.setitem(FORMATS, "pdf", pdf)
    client.force_login(rita)
    file, page = _address(year, "file", "pdf"), _address(year)
    assert f'href="{file}"' not in client.get(page).text
    assert client.get(file)["Location"] == page
    answer = client.post(_address(year, "file_make", "pdf"))
    job = _do_the_job(now)
    assert answer["Location"] == f"/admin/reports/job/{job.pk}/change/"
    assert (job.state, job.then, job.result) == ("done", page, {"replaced": ["😀"]})
    assert f'href="{file}"' in client.get(page).text
    assert client.get(file).content == b"%PDF-"


@pytest.mark.parametrize("name", ["files", "freeze"])
def test_letters_that_would_be_lost_are_named_before_a_file_is_made(client, geir, year, publish, name):
    page = _address(year, name)
    client.force_login(geir)
    assert "Skriftene i PDF-en" not in client.get(page).text
    report = Report.objects.get(slug="integreringsbarometeret-2020")
    report.lead = "Smil 😀, snudd\N{RIGHT-TO-LEFT OVERRIDE} tekst."
    report.save()
    publish(report)
    told = client.get(page).text
    assert "<strong>😀</strong> «Integreringsbarometeret 2020»" in told
    assert "<strong>U+202E</strong>" in told


def test_a_draft_says_on_its_cover_that_it_is_one(client, rita, year, now):
    client.force_login(rita)
    client.post(_address(year, "file_make", "docx"))
    _do_the_job(now)
    document = Document(io.BytesIO(client.get(_address(year, "file", "docx")).content))
    assert "Utkast fra redaksjonen" in [paragraph.text for paragraph in document.paragraphs]


def test_a_change_at_the_desk_asks_for_a_new_file(client, rita, year, now, monkeypatch):
    monkeypatch.setitem(FORMATS, "pdf", replace(FORMATS["pdf"], write=lambda *_, **__: Made(b"%PDF-")))
    client.force_login(rita)
    client.post(_address(year, "file_make", "pdf"))
    _do_the_job(now)
    Report.objects.filter(slug="integreringsbarometeret-2020").update(title="Ny tittel")
    assert f'href="{_address(year, "file", "pdf")}"' not in client.get(_address(year)).text


def test_a_file_that_could_not_be_made_is_told_on_the_job(client, rita, year, now, monkeypatch):
    monkeypatch.setattr("reports.yearly.yearbook._SECONDS", 0)
    client.force_login(rita)
    client.post(_address(year, "file_make", "pdf"))
    job = _do_the_job(now)
    assert (job.state, "for tung å lage" in job.message) == ("failed", True)


def test_what_is_no_format_or_no_edition_is_not_found(client, rita, year):
    client.force_login(rita)
    assert client.get(_address(year, "file", "exe")).status_code == 404
    assert client.post(_address(year, "file_make", "exe")).status_code == 404
    assert client.get(reverse("admin:reports_edition_files", args=[9999])).status_code == 404


# Freezing -----------------------------------------------------------------------------------------
def test_the_page_says_what_freezing_means_and_which_reports_differ(client, geir, year, make_report):
    make_report("Et utkast")
    Report.objects.filter(slug="integreringsbarometeret-2020").update(changed_at="2031-01-01T00:00Z")
    client.force_login(geir)
    page = client.get(_address(year, "freeze")).text
    assert "Filene endres aldri" in page
    assert "2 rapporter er annerledes i redaksjonen" in page
    assert "Et utkast" in page
    assert "publisert med endringer" in page
    assert not Job.objects.exists()


def test_an_approver_freezes_and_later_corrects(client, geir, year, now, only_data, publish):
    client.force_login(geir)
    client.post(_address(year, "freeze"))
    assert _do_the_job(now).result["number"] == 1
    page = client.get(_address(year)).text
    assert Issue.objects.get().files.get().sha256 in page
    assert "Lag rettet utgave" in page
    assert "Ingenting er publisert siden utgave 1" in client.get(_address(year, "freeze")).text
    report = Report.objects.get(slug="integreringsbarometeret-2020")
    report.lead = "Ny ingress."
    report.save()
    publish(report)
    assert "Integreringsbarometeret 2020" in client.get(_address(year, "freeze")).text
    assert "Skriv hva som er rettet." in client.post(_address(year, "freeze"), {"note": ""}).text
    Job.objects.all().delete()
    client.post(_address(year, "freeze"), {"note": "Ingressen."})
    assert _do_the_job(now).result["number"] == 2


def test_a_year_that_is_not_published_says_so(client, geir):
    edition = Edition.objects.create(year=2031, title="FoU 2031")
    client.force_login(geir)
    assert "Publiser den først" in client.get(_address(edition, "freeze")).text
    assert "ikke frosset" in client.get(_address(edition)).text


def test_a_writer_may_not_freeze(client, rita, year):
    client.force_login(rita)
    assert client.post(_address(year, "freeze")).status_code == 403
    assert "Frys utgaven" not in client.get(_address(year)).text
    assert not Job.objects.exists()
