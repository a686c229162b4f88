"""What search engines and social media read of a page."""

import json

import pytest
from django.conf import settings

from reports.models import Publication

ADDRESS = "/rapporter/integreringsbarometeret-2020/"


def _meta(page, name: str) -> str:
    return page.one(f"meta[@property='{name}']").get("content")


def test_the_canonical_address_is_the_public_one(barometer):
    assert barometer.one("link[@rel='canonical']").get("href") == settings.FOU_URL + ADDRESS


def test_open_graph_has_title_lead_and_address(barometer):
    assert _meta(barometer, "og:title") == "Integreringsbarometeret 2020"
    assert _meta(barometer, "og:description").startswith("Integreringsbarometeret måler")
    assert _meta(barometer, "og:url") == settings.FOU_URL + ADDRESS
    assert _meta(barometer, "og:type") == "article"


@pytest.fixture
def data(barometer):
    return json.loads(barometer.one("script[@type='application/ld+json']").text)


def test_a_report_is_described_as_schema_org_has_it(data):
    assert data["@type"] == "Report"
    assert data["name"] == "Integreringsbarometeret 2020"
    assert data["datePublished"] == "2020-06"
    assert data["inLanguage"] == "nb"
    assert [author["name"] for author in data["author"]] == ["Institutt for samfunnsforskning"]
    assert [asker["name"] for asker in data["sourceOrganization"]] == ["Integrerings- og mangfoldsdirektoratet"]
    assert [whole["name"] for whole in data["isPartOf"]] == ["FoU-prosjekter 2020", "Integreringsbarometeret"]
    assert "Holdninger" in data["keywords"]
    assert data["url"] == settings.FOU_URL + ADDRESS


def test_what_is_not_known_is_left_out(data):
    assert "encoding" not in data
    assert "identifier" not in data


def test_no_text_can_end_the_script_element(visit):
    Publication.objects.filter(slug="integreringsbarometeret-2020").update(title="</script><b>Tittel & mer")
    page = visit(ADDRESS)
    assert json.loads(page.one("script[@type='application/ld+json']").text)["name"] == "</script><b>Tittel & mer"


def test_a_filtered_list_is_canonical_in_one_order_and_not_indexed(visit):
    page = visit("/rapporter/?utm_source=x&q=tolk&emne=tolk")
    canonical = page.one("link[@rel='canonical']").get("href")
    assert canonical == f"{settings.FOU_URL}/rapporter/?emne=tolk&q=tolk"
    assert page.one("meta[@name='robots']").get("content") == "noindex, follow"
