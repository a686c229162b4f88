"""What is offered where a search found nothing."""

import pytest

from reports.models import Tag
from tests.pages.conftest import Page, words

pytestmark = pytest.mark.django_db


def _page(client, address: str, text: str) -> Page:
    return Page(client.get(address, {"q": text}))


@pytest.fixture
def zoo(make_report, publish):
    publish(make_report("Flodhester i Karasjok", finding="<p>En <strong>flodhest</strong> & to zebraer bader.</p>"))


@pytest.mark.parametrize("address", ["/rapporter/", "/funn/"])
def test_words_that_look_like_an_unknown_one_are_offered(client, zoo, address):
    page = _page(client, address, "flåhestur")
    assert "Vi fant ikke «flåhestur». Mente du" in page.text
    assert page.links()["flodhest"] == "?q=flodhest"
    assert "Mente du" not in _page(client, address, "flodhest").text
    assert page.one("input[@id='q']").get("value") == "flåhestur"


def test_the_rest_of_the_search_is_kept(client, zoo):
    page = _page(client, "/rapporter/", "karasjok flåhestur mentorordning")
    assert page.links()["flodhest"] == "?q=karasjok+flodhest+mentorordning"


def test_tags_and_institutions_that_look_like_it_are_offered(client):
    page = _page(client, "/rapporter/", "bosettxxng qqzz")
    assert page.links()["Bosetting"] == "/emner/bosetting/"
    page = _page(client, "/rapporter/", "probxa qqzz")
    assert page.links()["Proba samfunnsanalyse"] == "/institusjoner/proba-samfunnsanalyse/"
    assert page.links()["alle emner"] == "/emner/"


def test_names_that_no_public_report_has_are_not_offered(client):
    Tag.objects.create(name="Zoologisk hage")
    assert "Zoologisk" not in _page(client, "/rapporter/", "zoologixxx").text


def test_an_empty_list_of_findings_leads_to_the_reports(client, zoo):
    page = _page(client, "/funn/", "qqqqq")
    assert page.links()["Søk etter det samme i hele rapportene"] == "/rapporter/?q=qqqqq"


def test_the_words_are_marked_in_findings_also_inside_bold(client, zoo):
    page = _page(client, "/funn/", "flodhester zebra")
    finding = page.of_class("sourced-finding")[0]
    assert [words(mark) for mark in finding.iter("mark")] == ["flodhest", "zebraer"]
    assert "<strong><mark>flodhest</mark></strong> &amp; to" in page.source
    assert "<mark>" not in client.get("/funn/").content.decode()
