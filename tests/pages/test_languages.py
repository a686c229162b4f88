"""The public side in nynorsk and English: asked for in the address, carried by every link, stored nowhere."""

import re

import pytest

from reports.languages import carried, with_language
from reports.models import EditorLanguage
from tests.leftovers import bare, content, mark_catalogues

PAGES = ["/", "/2020/", "/2020/serier/", "/rapporter/", "/rapporter/?q=tolk", "/rapporter/?q=qqqq", "/funn/", "/emner/"]
PAGES += ["/rapporter/integreringsbarometeret-2020/", "/emner/tolk/", "/institusjoner/", "/serier/", "/statistikk/"]
PAGES += ["/om/", "/tilgjengelighet/", "/personvern/", "/finnes-ikke/"]


@pytest.mark.parametrize("address", PAGES)
def test_every_link_and_form_of_a_page_carries_the_language(visit, address):
    page = visit(with_language(address, "en"))
    assert page.tree.get("lang") == "en"
    assert not page.response.cookies
    asked = [link.get("href") for link in page.all("a") if not link.get("hreflang")]
    pages = [target for target in asked if re.match(r"(/([^?#]*/)?|\.)?(\?|#|$)", target) and target[0] != "#"]
    assert pages
    assert [target for target in pages if "sprak=en" not in target] == []
    for form in page.all("form"):
        assert [field.get("value") for field in form.iter("input") if field.get("name") == "sprak"] == ["en"]


def test_every_page_is_shown_in_each_language_and_its_plain_address_is_the_permanent_one(visit):
    page = visit("/rapporter/integreringsbarometeret-2020/?sprak=en")
    assert page.one("head/link[@rel='canonical']").get("href").endswith("/rapporter/integreringsbarometeret-2020/")
    others = {link.get("hreflang"): link.get("href") for link in page.all("link[@hreflang]")}
    assert {code: "sprak=" in address for code, address in others.items()} == {"nb": False, "nn": True, "en": True}
    chosen = page.one("nav[@class='languages']//a[@aria-current='true']")
    assert (chosen.text, chosen.get("lang")) == ("English", "en")


@pytest.mark.parametrize("query", ["sprak=se", "sprak=nn&sprak=en"])
@pytest.mark.parametrize("address", ["/", "/rapporter/", "/rapporter.csv", "/om/"])
def test_an_unknown_language_is_refused_by_name(client, db, address, query):
    answer = client.get(f"{address}?{query}")
    assert answer.status_code == 400
    assert "sprak" in answer.content.decode()


def test_each_language_has_its_own_etag(client, db):
    assert len({client.get(f"/om/{query}")["ETag"] for query in ("", "?sprak=nn", "?sprak=en")}) == 3


def test_dates_and_roles_follow_the_language(visit, client):
    page = visit("/rapporter/integreringsbarometeret-2020/?sprak=en")
    assert re.search(r"[A-Z][a-z]+\s2020", page.all("time")[0].text)
    roles = client.get("/rapporter/?sprak=en").content.decode()
    assert "rolle=utf%C3%B8rer" in roles
    assert "carried out by" in roles


def test_text_of_the_editors_says_that_it_is_bokmal(visit):
    assert visit("/2020/?sprak=en").one("h1").get("lang") == "nb"
    assert visit("/2020/").one("h1").get("lang") is None


def test_a_file_is_bokmal_unless_another_language_is_asked_for(client, db):
    assert client.get("/rapporter.csv").content.decode("utf-8-sig").startswith("Tittel")
    assert client.get("/rapporter.csv?sprak=en").content.decode("utf-8-sig").startswith("Title")


def test_what_is_no_page_of_ours_is_left_alone():
    html = '<a href="https://www.imdi.no/">x</a><a href="/rapporter.csv">y</a><a href="#innhold">z</a>'
    assert carried(html, "en") == html
    found = carried('<a href="/funn/?side=2&amp;q=a#b">x</a>', "en")
    assert found == '<a href="/funn/?side=2&amp;q=a&amp;sprak=en#b">x</a>'


@pytest.mark.parametrize("address", PAGES)
def test_a_page_says_nothing_that_no_catalogue_knows(client, db, monkeypatch, address):
    mark_catalogues(monkeypatch)
    html = client.get(with_language(address, "en")).content.decode()
    assert html.count("⟦") > 15
    assert bare(html, content()) == set()


def test_an_editor_reads_the_public_side_as_everyone_does(client, rita):
    EditorLanguage.objects.create(editor=rita, language="en")
    client.force_login(rita)
    assert '<html lang="nb">' in client.get("/om/").content.decode()
