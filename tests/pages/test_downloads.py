"""The files as they are served, and how the pages lead to them."""

from datetime import timedelta

import pytest

from reports import outputs
from reports.publishing.reports import rename_report, withdraw_report
from tests.pages.conftest import words

BAROMETER = "/rapporter/integreringsbarometeret-2020"

pytestmark = pytest.mark.django_db


@pytest.fixture
def streamed(monkeypatch):
    monkeypatch.setattr(outputs, "WHOLE", 3)


@pytest.mark.parametrize("address", ["/rapporter.csv", "/rapporter.json", "/funn.xlsx", f"{BAROMETER}.ris"])
def test_what_cannot_be_read_is_refused_by_name_as_json(client, address):
    response = client.get(f"{address}?farge=x")
    assert (response.status_code, response["Content-Type"]) == (400, "application/json")
    assert [problem["parameter"] for problem in response.json()["problems"]] == ["farge"]


@pytest.mark.parametrize("address", ["/rapporter.exe", "/funn.ris", f"{BAROMETER}.csv", "/rapporter/finnes-ikke.json"])
def test_what_is_not_made_is_not_found(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/rapporter.csv", "/rapporter.xlsx", "/funn.json", f"{BAROMETER}.bib"])
def test_an_unchanged_file_is_answered_with_304(client, make_report, publish, address):
    first = client.get(address)
    assert first["Cache-Control"] == "public, no-cache"
    asked_again = {"if-none-match": first["ETag"]}
    assert client.get(address, headers=asked_again).status_code == 304
    publish(make_report())
    assert client.get(address, headers=asked_again).status_code == 200
    assert client.post(address).status_code == 405


def test_nothing_is_made_for_a_question_about_headers(client, streamed):
    response = client.head("/rapporter.csv")
    assert (response.status_code, b"".join(response)) == (200, b"")
    assert response["Content-Type"] == "text/csv; charset=utf-8"


def test_the_files_of_a_renamed_report_move_with_it(client, make_report, publish, geir, now):
    report = make_report(title="Rapporten")
    publish(report)
    rename_report(report=report, slug="nytt-navn", actor=geir, now=now + timedelta(hours=1))
    publish(report, now + timedelta(hours=2))
    response = client.get("/rapporter/rapporten.json")
    assert (response.status_code, response["Location"]) == (301, "/rapporter/nytt-navn.json")


def test_a_withdrawn_report_says_why(client, make_report, publish, geir, now):
    report = make_report(title="Rapporten")
    publish(report)
    withdraw_report(report=report, reason="Feil tall.", actor=geir, now=now + timedelta(hours=1))
    response = client.get("/rapporter/rapporten.ris")
    assert (response.status_code, response.json()["reason"]) == (410, "Feil tall.")


# How the pages lead to them -------------------------------------------------------------------------
LISTS = ["CSV", "Excel", "JSON", "RIS", "BibTeX"]


def _files(page) -> dict[str, str]:
    return {words(link): link.get("href") for link in page.of_class("downloads")[0].iter("a")}


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("/rapporter/", ""),
        ("/rapporter/?side=2", ""),
        ("/rapporter/?sorter=tittel&q=tolk&utm_source=x", "?q=tolk&sorter=tittel"),
        ("/emner/tolk/", "?emne=tolk"),
        ("/institusjoner/fafo/", "?institusjon=fafo"),
    ],
)
def test_a_list_leads_to_its_files_with_the_same_query(visit, client, address, query):
    files = _files(visit(address))
    assert list(files) == LISTS
    assert files["Excel"] == f"/rapporter.xlsx{query}"
    for file in files.values():
        assert client.get(file).status_code == 200


def test_findings_lead_to_theirs_and_no_hits_to_none(visit):
    assert _files(visit("/funn/?q=tolk"))["JSON"] == "/funn.json?q=tolk"
    assert visit("/rapporter/?q=qqqq").of_class("downloads") == []


def test_a_report_leads_to_its_reference(visit, client, barometer):
    assert _files(barometer) == {"RIS": f"{BAROMETER}.ris", "BibTeX": f"{BAROMETER}.bib", "JSON": f"{BAROMETER}.json"}


@pytest.mark.parametrize("address", [f"{BAROMETER}/", "/rapporter/?q=tolk", "/funn/"])
def test_machines_are_led_to_every_file_of_the_page(visit, client, address):
    page = visit(address)
    alternates = {link.get("href"): link.get("type") for link in page.all("link[@rel='alternate'][@type]")}
    assert set(_files(page).values()) <= set(alternates)
    for file, content_type in alternates.items():
        assert client.get(file)["Content-Type"].partition(";")[0] == content_type


# What reference managers read in the page -----------------------------------------------------------
def _said(page) -> list[tuple[str, str]]:
    return [
        (m.get("name"), m.get("content")) for m in page.all("meta") if (m.get("name") or "").startswith("citation_")
    ]


def test_the_page_of_a_report_says_how_it_is_cited(barometer):
    said = dict(_said(barometer))
    assert said["citation_title"] == "Integreringsbarometeret 2020"
    assert said["citation_author"] == said["citation_technical_report_institution"] == "Institutt for samfunnsforskning"
    assert (said["citation_publication_date"], said["citation_language"]) == ("2020/06", "nb")
    assert "citation_pdf_url" not in said


def test_persons_and_a_file_are_named_where_they_are_known(visit, make_report, publish):
    report = make_report(title="Rapporten", authors=["Kari Nordmann", "Ola Nordmann"], issued="2030-05-07")
    report.documents.create(title="Vedlegg", kind="vedlegg", url="https://example.no/v.pdf", position=1)
    report.documents.create(title="Rapporten", kind="rapport", url="https://example.no/r.pdf", position=2)
    publish(report)
    said = _said(visit("/rapporter/rapporten/"))
    assert [value for name, value in said if name == "citation_author"] == ["Kari Nordmann", "Ola Nordmann"]
    assert ("citation_pdf_url", "https://example.no/r.pdf") in said
    assert ("citation_publication_date", "2030/05/07") in said
