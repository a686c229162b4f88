"""Strings that are no question: every list, file and feed answers them with a page or a message, and soon."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.browsing.filters import LONGEST_QUERY
from reports.files.kept import keep_file
from reports.files.texts import read_waiting_files
from tests.pdfs import pdf

pytestmark = pytest.mark.django_db

ADDRESSES = [
    *("/rapporter/", "/rapporter.json", "/rapporter.atom", "/rapporter.csv", "/rapporter.ris"),
    *("/funn/", "/funn.json", "/funn.csv", "/forslag/"),
]
SECONDS = 2  # far more than any takes, for machines that do other things as well

HOSTILE = [
    *('"', '""', "'", "*", "zebra*", "AND", "OR NOT", "NEAR(zebra, 2)", "a AND (b", ")", "((((", "{title} : zebra"),
    *("title:zebra", "-", "--", '-"', "^zebra", "zebra\\", "'; DROP TABLE reports_search; --", "' OR 1=1 --", "\\'"),
    *("🦓", "👩🏽‍🔬 forsker", "\u202ezebra\u202c", "\u200fzebra", "%", "_", "&|!", "<->", ":*", "zebra:A", "a & !b"),
    *("ﷺ", "½", "ŉ", "٣٤٥", "漢字", "e\u0301" * 90, "\ufffd", "\u2028", "<script>alert(1)</script>", "{{ 7*7 }}"),
    *("a" * 200, "ab " * 60, "-a " * 60, '"a" ' * 50, "æøå" * 60, "x y " * 50, "integr " * 28),
    "integreringsprogramdeltakerundersøkelsesrapporteringen " * 3,
]
REFUSED = ["x" * 10_000, "a\x00b", "\x07", "flyktninger " * 900, "\ud7ff\x1b[0m"]


@pytest.fixture
def with_pages(media, make_report, publish, now):
    """The index of pages is asked as well."""
    report = make_report("Zebraer")
    kept = keep_file(chunks=[pdf(words="a zebra title")], name="rapport.pdf")
    report.documents.create(
        title="PDF", kind="rapport", format="PDF", position=1, sha256=kept.sha256, file_name="a.pdf"
    )
    publish(report)
    read_waiting_files(now=now)


def _status(client, address: str, text: str) -> int:
    begun = time.monotonic()
    answer = client.get(address, {"q": text})
    b"".join(answer)  # also what is streamed
    assert time.monotonic() - begun < SECONDS
    return answer.status_code


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_string_is_answered_everywhere(client, with_pages, text):
    assert {address: _status(client, address, text[:LONGEST_QUERY]) for address in ADDRESSES} == dict.fromkeys(
        ADDRESSES, 200
    )


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_too_long_or_invisible_is_refused_everywhere_with_a_message(client, text):
    assert {address: _status(client, address, text) for address in ADDRESSES} == dict.fromkeys(ADDRESSES, 400)


def test_bytes_that_are_no_text_are_no_fault_of_ours(client):
    for address in ADDRESSES:
        assert client.get(f"{address}?q=%ff%fe%c3%28").status_code in {200, 400}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_any_text_gets_suggestions_and_findings(client, text):
    assert _status(client, "/forslag/", text) == _status(client, "/funn/", text) == 200
