"""The desk in another language: whatever a page says that is no content has passed the catalogues."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation

from reports.importing.receiving import receive_document
from reports.models import Edition, EditorLanguage, Report
from tests.importing.conftest import YEAR
from tests.leftovers import bare, content, mark_catalogues
from tests.sheets.workbooks import Workbook

from .policy import POLICY, YES

pytestmark = pytest.mark.django_db
CONTENT = {
    "admin:reports_report_preview",  # what visitors will see, in their language
    "admin:reports_version_change",  # the manuscript as JSON
}


@pytest.fixture
def marked(monkeypatch, client, ada):
    """Ada reads English, and each answer of the catalogues is marked."""
    EditorLanguage.objects.create(editor=ada, language="en")
    client.force_login(ada)
    mark_catalogues(monkeypatch)


def _bare(answer) -> set[str]:
    assert answer.status_code == 200
    return bare(answer.content.decode(), content())


@pytest.mark.parametrize(
    "route", [route for route, policy in POLICY.items() if policy[-1] == YES and route not in CONTENT]
)
def test_a_page_of_the_desk_says_nothing_that_no_catalogue_knows(client, marked, route):
    if answer := _first_page(client, route):
        assert _bare(answer) == set()


def _first_page(client, route: str):
    """Of a route with or without a row; files are no pages."""
    report = Report.objects.first()
    for arguments in ([], [report.pk], [1], [report.pk, 1], [report.chapter.edition_id, "json"]):
        try:
            answer = client.get(reverse(route, args=arguments))
        except NoReverseMatch:
            continue
        if answer.status_code == 200:
            return answer if answer["Content-Type"].startswith("text/html") else None
    return None


def test_an_import_is_told_in_the_language_of_who_reads_it(client, marked, ada):
    """Kept as it was read, by somebody with another language."""
    with translation.override("nb"):
        sent = receive_document(content=YEAR.encode(), name="fou.md", year=None, actor=ada, now=timezone.now())
    assert any("side" in problem["kind"] for problem in sent.reading["problems"])
    answer = client.get(reverse("admin:reports_import_change", args=[sent.pk]))
    assert "⟦The paragraph was split, probably by a page break." in answer.content.decode()
    assert _bare(answer) == set()


def test_an_import_from_before_is_told_as_it_was(client, ada):
    sent = receive_document(content=YEAR.encode(), name="fou.md", year=None, actor=ada, now=timezone.now())
    for problem in sent.reading["problems"]:
        del problem["said"]
    sent.save()
    EditorLanguage.objects.create(editor=ada, language="en")
    client.force_login(ada)
    assert "Avsnittet var delt" in client.get(reverse("admin:reports_import_change", args=[sent.pk])).content.decode()


def test_what_is_wrong_in_a_spreadsheet_is_told_in_the_editors_language(client, marked):
    book = Workbook().set("Rapporter", 2, Utgitt="tull").set("Funn", 2, Funn="")
    assert _bare(_planned(client, book)) == set()
    page = _planned(client, Workbook().set("Rapporter", 2, Utgitt="tull")).content.decode()
    assert "⟦The date “tull” is not one that we recognise.⟧" in page


def test_what_a_spreadsheet_changes_is_told_in_the_editors_language(client, marked):
    book = Workbook().set("Rapporter", 2, Utgitt="mai 2020", Språk="nynorsk", Utfører_ukjent="ja").delete("Funn", 3)
    assert _bare(_planned(client, book)) == set()


def _planned(client, book: Workbook):
    address = reverse("admin:reports_edition_sheet", args=[Edition.objects.get(year=2020).pk])
    return client.post(address, {"sheet": SimpleUploadedFile("ark.xlsx", book.data)})
