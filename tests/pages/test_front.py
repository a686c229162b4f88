import pytest

from reports.models import Publication, PublishedChapter, PublishedEdition
from tests.pages.conftest import words


def test_it_begins_with_a_search_that_needs_no_javascript(visit):
    page = visit("/")
    form = page.one("form[@role='search']")
    assert form.get("action") == "/rapporter/"
    assert form.get("method") in {None, "get"}
    assert page.one("input[@name='q']").get("id") == page.one("form//label").get("for")


def test_it_shows_the_newest_edition_with_its_chapters_and_counts(visit):
    chapters = [words(item) for item in visit("/").one("ol[@class='chapters']")]
    assert chapters[0] == "1 Bosetting og tidlig innsats 5 rapporter"
    assert chapters[3] == "4 Bedre offentlige tjenester 1 rapport"
    assert visit("/").links()["FoU-prosjekter 2020"] == "/2020/"


def test_every_key_figure_has_its_source(visit):
    figures = visit("/").of_class("figure")
    assert len(figures) == 4
    for figure in figures:
        assert figure.find(".//a").get("href").startswith("/rapporter/")
        assert "%" in words(figure.find(".//strong"))


def test_tags_and_series_lead_on(visit):
    links = visit("/").links()
    assert links["Integreringsbarometeret"] == "/serier/integreringsbarometeret/"
    assert "/emner/bosetting/" in links.values()
    assert links["Se alle emnene"] == "/emner/"


@pytest.fixture
def nothing_published(db):
    Publication.objects.all().delete()
    PublishedChapter.objects.all().delete()
    PublishedEdition.objects.all().delete()


def test_an_empty_site_says_so_and_points_on(visit, nothing_published):
    page = visit("/")
    assert page.status == 200
    assert "Ingen utgave er publisert ennå" in page.text
    assert page.links()["Les om FoU-oversikten"] == "/om/"
