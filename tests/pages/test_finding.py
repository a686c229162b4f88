from django.conf import settings

from reports.models import PublishedFinding
from tests.pages.conftest import words


def test_it_shows_the_finding_and_where_it_is_from(visit):
    page = visit("/funn/w4n5969z/")
    assert page.heading == "Funn 1: Synet på innvandring"
    assert "40 % mener at innvandring" in page.text
    assert "/rapporter/integreringsbarometeret-2020/#funn-w4n5969z" in page.links().values()


def test_the_citation_is_there_without_javascript(visit):
    quoted = words(visit("/funn/bz2tw3rw/").one("p[@id='sitat']"))
    assert quoted.startswith(
        "«67 % er enige i at landet bør si ja til flere flyktninger ‘som har behov for beskyttelse’."
    )
    assert "» Institutt for samfunnsforskning (juni 2020): Integreringsbarometeret 2020." in quoted
    assert quoted.endswith(f"{settings.FOU_URL}/funn/bz2tw3rw/")


def test_a_finding_that_was_taken_out_leads_to_its_report(visit):
    PublishedFinding.objects.filter(public_id="w4n5969z").update(is_current=False)
    page = visit("/funn/w4n5969z/")
    assert page.status == 410
    assert page.heading == "Funnet er tatt ut"
    assert "/rapporter/integreringsbarometeret-2020/" in page.links().values()


def test_an_unknown_finding_is_not_found(visit):
    assert visit("/funn/finnesikke/").status == 404
