import pytest

from reports.models import PublishedEdition
from tests.pages.conftest import words


def test_it_has_the_introduction_and_every_report_under_its_chapter(visit):
    page = visit("/2020/")
    assert page.heading == "FoU-prosjekter 2020"
    assert "Til sammen kom det 24 rapporter" in page.text
    assert [words(h) for h in page.all("h2")][:2] == ["1 Bosetting og tidlig innsats", "2 Kvalifisering og arbeidsliv"]
    assert len([link for link in page.links().values() if link.startswith("/rapporter/")]) == 24


def test_it_leads_to_the_whole_edition_on_one_page(visit):
    assert visit("/2020/").links()["Les hele utgaven på én side"] == "/2020/les/"


def test_a_published_edition_is_not_called_unfinished(visit):
    assert "under arbeid" not in visit("/2020/").text


@pytest.fixture
def unfinished(db):
    edition = PublishedEdition.objects.get(year=2020)
    edition.state, edition.version, edition.published_at, edition.introduction = "draft", None, None, ""
    edition.save()


@pytest.mark.parametrize("address", ["/2020/", "/2020/les/", "/2020/serier/", "/"])
def test_an_edition_under_work_says_so_plainly(visit, unfinished, address):
    assert "under arbeid" in visit(address).text


def test_an_unknown_year_is_not_found(visit):
    assert visit("/1999/").status == 404
