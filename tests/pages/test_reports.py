import pytest

from tests.pages.conftest import words


def test_all_reports_are_listed_page_by_page(visit):
    page = visit("/rapporter/")
    assert "24 rapporter" in page.headings
    assert len(page.of_class("card")) == 20
    assert page.links()["Neste side"] == "?side=2"
    assert len(visit("/rapporter/?side=2").of_class("card")) == 4


def test_each_choice_is_a_link_that_adds_or_removes_it(visit):
    page = visit("/rapporter/?emne=bosetting&aar=2020")
    choices = {words(link): link for link in page.of_class("choice")}
    assert choices["Fjern Bosetting 8"].get("href") == "?aar=2020"
    assert choices["Fjern Bosetting 8"].get("aria-current") == "true"
    assert choices["Helse 3"].get("href") == "?aar=2020&emne=bosetting&emne=helse"
    assert choices["Helse 3"].get("aria-current") is None


def test_a_filter_shows_how_many_reports_each_choice_would_leave(visit):
    page = visit("/rapporter/?q=tolk")
    shown = {words(label) for label in page.of_class("choice")}
    assert "Tolk 2" in shown
    assert not any(choice.endswith(" 0") for choice in shown)


def test_a_facet_that_cannot_narrow_is_left_out(visit):
    names = [words(facet.find("summary")) for facet in visit("/rapporter/").of_class("facet")]
    assert "År" not in names
    assert "Emne" in names


def test_what_is_chosen_can_be_taken_away_one_by_one(visit):
    page = visit("/rapporter/?emne=bosetting&q=flyktninger&emne=helse")
    chips = {words(chip): chip.get("href") for chip in page.of_class("chip")}
    assert chips["Fjern Emne: Bosetting"] == "?emne=helse&q=flyktninger"
    assert chips["Fjern Søkeord: flyktninger"] == "?emne=bosetting&emne=helse"
    assert page.links()["Fjern alle"] == "/rapporter/"


def test_the_last_filter_leads_back_to_the_whole_list(visit):
    assert [chip.get("href") for chip in visit("/rapporter/?emne=bosetting").of_class("chip")] == ["."]


def test_what_was_searched_for_stays_in_the_field(visit):
    assert visit("/rapporter/?q=tolk").one("input[@name='q']").get("value") == "tolk"


def test_sorting_keeps_the_filters_and_filtering_keeps_the_sorting(visit):
    page = visit("/rapporter/?emne=bosetting&sorter=tittel")
    assert page.links()["Eldste først"] == "?emne=bosetting&sorter=eldste"
    kept = {(field.get("name"), field.get("value")) for field in page.all("input[@type='hidden']")}
    assert kept == {("sorter", "tittel"), ("emne", "bosetting")}
    assert "Tittel" in [words(a) for a in page.all("a[@aria-current='true']")]


def test_a_facet_with_a_choice_stands_open(visit):
    page = visit("/rapporter/?emne=bosetting")
    open_ones = [words(d.find("summary")) for d in page.of_class("facet") if d.get("open") is not None]
    assert [name.split()[0] for name in open_ones] == ["Emne"]


def test_no_hits_gives_a_next_step(visit):
    page = visit("/rapporter/?q=qqqq")
    assert page.status == 200
    assert "Ingen rapporter passer" in page.text
    assert page.links()["Se alle rapporter"] == "/rapporter/"


@pytest.mark.parametrize("query", ["farge=blå", "emne=finnes-ikke", "side=99", "sorter=farge", "q=a&q=b"])
def test_what_cannot_be_read_is_refused_by_name(visit, query):
    page = visit(f"/rapporter/?{query}")
    assert page.status == 400
    assert query.partition("=")[0] in page.text
    assert page.links()["Se siden uten filtre"] == "/rapporter/"


def test_a_refused_query_keeps_what_was_searched_for(visit):
    assert visit("/rapporter/?q=tolk&side=99").one("input[@name='q']").get("value") == "tolk"


def test_control_characters_are_refused_and_not_repeated(visit):
    page = visit("/rapporter/?q=a%00b")
    assert page.status == 400
    assert "\x00" not in page.source
