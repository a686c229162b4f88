"""Tags, organisations and series: their lists, and each with its reports."""

import pytest

from reports.models import Publication, Tag
from tests.pages.conftest import words

LISTS = {"/emner/": "Emner", "/institusjoner/": "Institusjoner", "/serier/": "Serier"}


@pytest.mark.parametrize(("address", "heading"), LISTS.items())
def test_a_list_names_each_entry_with_its_number_of_reports(visit, address, heading):
    page = visit(address)
    assert page.heading == heading
    counts = [words(count) for count in page.of_class("entry-count")]
    assert counts
    assert all(count.endswith(("rapport", "rapporter")) for count in counts)


@pytest.mark.parametrize("address", LISTS)
def test_an_empty_list_says_what_could_be_here(visit, address):
    Publication.objects.all().delete()
    page = visit(address)
    assert "Her kommer det en liste" in page.text
    assert page.links()["Se alle rapporter"] == "/rapporter/"


def test_a_tag_has_its_description_its_reports_and_a_way_to_search_in_them(visit):
    page = visit("/emner/tolk/")
    assert page.heading == "Tolk"
    assert "arbeidsvilkårene til tolkene" in page.text
    assert len(page.of_class("card")) == 2
    assert page.links()["Søk og filtrer i disse rapportene"] == "/rapporter/?emne=tolk"


def test_an_organisation_tells_what_it_did_in_each_report(visit):
    page = visit("/institusjoner/kantar/")
    assert "Rolle: datainnsamler" in words(page.of_class("card")[0])
    assert page.links()["www.kantar.com"] == "https://www.kantar.com"


def test_a_series_tells_how_often_it_comes(visit):
    page = visit("/serier/imdis-kommuneundersokelse/")
    assert "Serie, årlig" in page.text
    assert page.links()["IMDis kommuneundersøkelse 2019"] == "/rapporter/imdis-kommuneundersokelse-2019/"


def test_a_tag_without_reports_says_so(visit):
    Tag.objects.create(name="Nytt emne")
    page = visit("/emner/nytt-emne/")
    assert page.status == 200
    assert "Ingen publiserte rapporter hører til her nå" in page.text


@pytest.mark.parametrize("address", ["/emner/x-y/", "/institusjoner/x-y/", "/serier/x-y/"])
def test_an_unknown_entry_is_not_found(visit, address):
    assert visit(address).status == 404
