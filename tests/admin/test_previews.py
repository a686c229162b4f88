"""The draft as it will look: what is saved, and what stands in the form, without saving it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile

from reports.models import Chapter, Publication, Report, Stamp

from ..pdfs import pdf
from .forms import report_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, rita):
    client.force_login(rita)
    return client


@pytest.fixture
def published():
    return Report.objects.get(slug="integreringsbarometeret-2020")


def _address(report) -> str:
    return f"/admin/reports/report/{report.pk}/forhandsvisning/"


def _own(page: str) -> list[str]:
    """The report's own part of the page, without the way to others."""
    main = page.partition("<main")[2].partition("</main>")[0]
    for others in ('<section class="section related"', '<nav class="neighbours"'):
        main = main.partition(others)[0]
    return main.split()


def test_what_is_saved_is_shown_as_the_public_page_shows_it(desk, published):
    public = desk.get(published.publication.get_absolute_url()).text
    preview = desk.get(_address(published)).text
    assert "Forhåndsvisning." in preview
    assert "Om rapporten" in " ".join(_own(preview))
    assert _own(preview) == _own(public)


def test_what_stands_in_the_form_is_shown_and_nothing_is_saved(desk, published):
    before = (published.changed_at, Stamp.current(), LogEntry.objects.count())
    form = report_form(desk, f"/admin/reports/report/{published.pk}/change/", title="Ny tittel ennå ikke lagret")
    page = desk.post(_address(published), {**form, "findings-0-text": "<p>Et nytt funn.</p>", "_preview": ""})
    assert page.status_code == 200
    assert "Ny tittel ennå ikke lagret" in page.text
    assert "Et nytt funn." in page.text
    published.refresh_from_db()
    assert (published.changed_at, Stamp.current(), LogEntry.objects.count()) == before
    assert published.title == "Integreringsbarometeret 2020"
    assert "er lagret" not in desk.get("/admin/").text


def test_a_new_report_can_be_looked_at_before_it_is_saved(desk):
    chapter = Chapter.objects.first()
    form = report_form(
        desk, "/admin/reports/report/add/", title="Helt ny", chapter=str(chapter.pk), tags=[], lead="Kort."
    )
    page = desk.post("/admin/reports/report/forhandsvisning/", form)
    assert page.status_code == 200
    assert "Helt ny" in page.text
    assert not Report.objects.filter(title="Helt ny").exists()


def test_what_must_be_mended_first_is_told_and_nothing_is_lost(desk, published):
    form = report_form(desk, f"/admin/reports/report/{published.pk}/change/", issued="31. februar 2020")
    page = desk.post(_address(published), form)
    assert page.status_code == 400
    assert "Kan ikke vises ennå" in page.text
    assert "<strong>Utgitt:</strong>" in page.text


def test_a_draft_that_lacks_almost_everything_has_a_preview(desk, make_report):
    report = make_report("Bare tittel", lead="", issued=None)
    report.findings.all().delete()
    page = desk.get(_address(report))
    assert page.status_code == 200
    assert "Bare tittel" in page.text


def test_the_preview_may_stand_in_the_desks_own_frame_and_is_kept_nowhere(desk, published):
    page = desk.get(_address(published))
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert "public" not in page["Cache-Control"]
    assert desk.get("/admin/")["X-Frame-Options"] == "DENY"


def test_a_kept_file_of_a_draft_opens_for_those_who_write_it(desk, client, media, make_report, rita):
    report = make_report()
    form = report_form(desk, f"/admin/reports/report/{report.pk}/change/")
    upload = {"documents-TOTAL_FORMS": "1", "documents-0-title": "Rapporten", "documents-0-kind": "rapport"}
    upload |= {"documents-0-format": "PDF", "documents-0-language": "nb", "documents-0-position": "1"}
    desk.post(
        f"/admin/reports/report/{report.pk}/change/",
        {**form, **upload, "documents-0-file": SimpleUploadedFile("a.pdf", pdf())},
    )
    document = report.documents.get()
    address = f"/admin/reports/report/{report.pk}/fil/{document.public_id}/"
    assert address in desk.get(_address(report)).text
    assert b"".join(desk.get(address).streaming_content).startswith(b"%PDF-")
    assert not Publication.objects.filter(source=report).exists()
    client.logout()
    assert client.get(address).status_code == 302
