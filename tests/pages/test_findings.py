from tests.pages.conftest import words


def test_each_finding_leads_to_itself_and_to_its_report(visit):
    page = visit("/funn/")
    first = page.of_class("sourced-finding")[0]
    addresses = [link.get("href") for link in first.iter("a")]
    assert addresses[0].startswith("/funn/")
    assert addresses[1] == "/rapporter/anmodningskriterier-for-bosetting-av-flyktninger-i-2019/"


def test_search_finds_by_the_findings_own_words(visit):
    page = visit("/funn/?q=niqab")
    assert "1 funn" in page.headings
    assert "niqab" in words(page.of_class("sourced-finding")[0])


def test_pages_keep_what_was_chosen(visit):
    page = visit("/funn/?emne=bosetting")
    assert page.links()["Neste side"] == "?emne=bosetting&side=2"


def test_no_hits_gives_a_next_step(visit):
    page = visit("/funn/?q=qqqq")
    assert "0 funn" in page.headings
    assert page.links()["Se alle funn"] == "/funn/"
