import pytest

from reports.models import Publication
from tests.pages.conftest import words


def test_it_shows_its_reports_as_cards_in_the_editions_order(visit):
    page = visit("/2020/serier/")
    titles = [words(title) for title in page.of_class("card-title")]
    assert page.heading == "Serier"
    assert titles[0] == "Integreringsbarometeret 2020"
    assert len(titles) == 5
    assert "5 rapporter" in page.headings


def test_a_card_says_who_when_what_and_how_much(visit):
    card = words(visit("/2020/serier/").of_class("card")[0])
    assert "Institutt for samfunnsforskning" in card
    assert "juni 2020" in card
    assert "14 funn" in card
    assert "21 nøkkeltall" in card
    assert "3 dokumenter" in card


def test_one_comes_to_the_other_chapters_from_it(visit):
    page = visit("/2020/serier/")
    chapters = page.one("ol[@class='chapters']")
    assert len(list(chapters)) == 5
    assert [words(a) for a in chapters.iter("a") if a.get("aria-current")] == ["Serier"]


@pytest.mark.django_db
def test_a_chapter_without_reports_says_so_and_points_on(visit):
    Publication.objects.filter(chapter__slug="bedre-offentlige-tjenester").delete()
    page = visit("/2020/bedre-offentlige-tjenester/")
    assert "Ingen rapporter er publisert i dette kapitlet ennå" in page.text
    assert page.links()["Se resten av FoU-prosjekter 2020"] == "/2020/"


def test_an_unknown_chapter_is_not_found(visit):
    assert visit("/2020/finnes-ikke/").status == 404
