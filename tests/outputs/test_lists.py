"""Every file of a list has the rows of its page, in its order."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from reports import outputs
from reports.browsing import ordered
from reports.browsing.filters import findings_for, reports_for
from reports.publishing.reports import withdraw_report

from .reading import read_bibtex, read_csv, read_ris, read_sheet

QUERIES = [
    "",
    "q=tolk",
    "emne=tolk&emne=bosetting&sorter=tittel",
    "aar=2020&institusjon=fafo&sorter=eldste",
    "sorter=utgave&utm_source=brev",
    "q=zebrastripe",
]

pytestmark = pytest.mark.django_db


def _addresses(fetch, query: str) -> dict[str, list[str]]:
    """The addresses of the reports in each format, in order."""
    return {
        "csv": [line[-1] for line in read_csv(fetch(f"/rapporter.csv?{query}"))[1:]],
        "xlsx": [line[-1] for line in read_sheet(fetch(f"/rapporter.xlsx?{query}")).iter_rows(2, values_only=True)],
        "ris": [entry["urls"][0] for entry in read_ris(fetch(f"/rapporter.ris?{query}"))],
        "bib": [entry["url"] for entry in read_bibtex(fetch(f"/rapporter.bib?{query}"))],
    }


@pytest.mark.parametrize("query", QUERIES)
def test_every_file_has_the_rows_of_the_page_in_its_order(fetch, client, query):
    rows = reports_for(QueryDict(query)).page.paginator.object_list
    listed = [f"http://127.0.0.1:8000{row.get_absolute_url()}" for row in rows]
    data = client.get(f"/rapporter.json?{query}").json()
    assert data["count"] == len(listed)
    assert [entry["url"] for entry in data["results"]] == listed
    for ending, addresses in _addresses(fetch, query).items():
        assert addresses == listed, ending


@pytest.mark.parametrize("query", ["", "q=tolk", "serie=integreringsbarometeret", "q=zebrastripe"])
def test_so_have_the_files_of_findings(fetch, client, query):
    listed = [row.public_id for row in findings_for(QueryDict(query)).page.paginator.object_list]
    data = client.get(f"/funn.json?{query}").json()
    assert (data["count"], [entry["id"] for entry in data["results"]]) == (len(listed), listed)
    rows = read_csv(fetch(f"/funn.csv?{query}"))
    assert [row[-2].split("/")[-2] for row in rows[1:]] == listed
    sheet = [
        [str(cell or "") for cell in row]
        for row in read_sheet(fetch(f"/funn.xlsx?{query}")).iter_rows(values_only=True)
    ]
    assert [row[-2] for row in sheet] == [row[-2] for row in rows]


@pytest.mark.parametrize("name", ["rapporter.csv", "rapporter.json", "rapporter.bib", "rapporter.xlsx", "funn.json"])
def test_a_file_has_every_row_whatever_page_was_looked_at(fetch, name):
    assert fetch(f"/{name}?side=2") == fetch(f"/{name}")


@pytest.mark.parametrize("name", ["rapporter.csv", "rapporter.json", "rapporter.ris", "rapporter.xlsx", "funn.csv"])
def test_a_long_list_is_streamed_and_is_the_same_to_the_byte(fetch, client, monkeypatch, name):
    whole = fetch(f"/{name}")
    monkeypatch.setattr(outputs, "WHOLE", 3)
    monkeypatch.setattr(ordered, "STRETCH", 2)
    monkeypatch.setattr(outputs, "BATCH", 1000)
    assert client.get(f"/{name}").streaming
    assert fetch(f"/{name}") == whole


def test_drafts_and_withdrawn_reports_are_in_no_file(fetch, make_report, publish, geir, now):
    make_report(title="Bare et utkast")
    report = make_report(title="Trukket rapport")
    publish(report)
    withdraw_report(report=report, reason="Feil tall.", actor=geir, now=now + timedelta(hours=1))
    for ending in ("csv", "json", "ris", "bib"):
        content = fetch(f"/rapporter.{ending}").decode()
        assert "Bare et utkast" not in content, ending
        assert "Trukket rapport" not in content, ending


@pytest.mark.parametrize("name", [*(f"rapporter.{e}" for e in outputs.REPORT_LIST), "funn.csv", "funn.json"])
def test_a_longer_list_asks_no_more_of_the_database(fetch, make_report, publish, name):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            fetch(f"/{name}?q=e&aar=2020")
        return len(captured)

    before = asked()
    for number in range(10):
        publish(make_report(title=f"Ny {number}"))
    assert asked() == before <= 9
