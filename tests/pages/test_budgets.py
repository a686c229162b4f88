"""What a page may cost: queries, whatever the number of rows, and bytes on the wire."""

import gzip

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

REPORT = "/rapporter/integreringsbarometeret-2020/"
BUDGETS = {
    REPORT: 3,
    "/funn/w4n5969z/": 3,
    "/": 8,
    "/2020/": 4,
    "/2020/les/": 4,
    "/2020/serier/": 5,
    "/rapporter/": 8,
    "/rapporter/?emne=bosetting&q=flyktning": 9,
    "/funn/": 8,
    "/emner/": 2,
    "/emner/bosetting/": 4,
    "/institusjoner/ideas2evidence/": 5,
    "/serier/": 2,
    "/serier/integreringsbarometeret/": 6,
    "/statistikk/": 4,
    "/statistikk/rapporter-per-ar.csv": 3,
    "/rapporter.csv": 5,
    "/forslag/?q=bosetting i no": 8,
    "/rapporter.bib?q=e": 9,
    "/funn.xlsx": 5,
    "/rapporter/integreringsbarometeret-2020.json": 2,
    "/om/": 1,
}
BYTES = 25_000


@pytest.fixture
def queries(client, db):
    def asked(address: str) -> list[str]:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(address).status_code == 200
        return [query["sql"] for query in captured]

    return asked


@pytest.mark.parametrize(("address", "budget"), BUDGETS.items())
def test_a_page_asks_the_database_no_more_than_this(queries, address, budget):
    asked = queries(address)
    assert len(asked) <= budget, "\n".join(asked)


def test_more_reports_mean_no_more_queries(queries, make_report, publish):
    before = {address: len(queries(address)) for address in BUDGETS}
    for number in range(30):
        publish(make_report(title=f"Ny rapport {number}"))
    assert {address: len(queries(address)) for address in BUDGETS} == before


def test_a_page_never_asks_who_is_visiting(queries):
    for address in BUDGETS:
        assert not [sql for sql in queries(address) if "session" in sql or "auth_user" in sql], address


def test_a_report_page_with_all_its_style_and_script_is_light(client, db):
    page = client.get(REPORT).content
    files = [
        path.read_bytes() for folder in ("css", "js") for path in (settings.BASE_DIR / "static" / folder).iterdir()
    ]
    assert sum(len(gzip.compress(content)) for content in [page, *files]) < BYTES
