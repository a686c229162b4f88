"""Pages about the site, and the page that shows every part."""

from tests.pages.conftest import words


def test_the_foot_leads_to_the_pages_about_the_site(visit):
    assert set(visit("/").links("footer").values()) >= {"/om/", "/tilgjengelighet/", "/personvern/"}


def test_about_says_who_answers_for_what(visit):
    text = visit("/om/").text
    assert "IMDi har skrevet oppsummeringene" in text
    assert "Kopier med kilde" in text


def test_accessibility_is_honest_and_says_where_to_turn(visit):
    page = visit("/tilgjengelighet/")
    assert "lenke mangler" in page.text
    assert {"https://www.imdi.no/", "https://www.uutilsynet.no/"} <= set(page.links().values())


def test_privacy_promises_what_the_pages_keep(visit):
    page = visit("/personvern/")
    assert "ingen informasjonskapsler" in page.text
    assert not page.response.cookies


def test_the_style_page_shows_the_edge_cases_and_is_not_indexed(visit):
    page = visit("/stilprover/")
    assert page.one("meta[@name='robots']").get("content") == "noindex, nofollow"
    documents = [words(item) for item in page.of_class("document")]
    assert any("lenke mangler" in text and "MB" not in text for text in documents)
    assert any(len(word) > 50 for word in page.text.split())
    for part in ("card", "finding", "figure", "bar", "facts", "tag", "chip", "pagination", "notice", "empty", "cite"):
        assert page.of_class(part), part
