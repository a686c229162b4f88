import pytest
from django.conf import settings

from reports.models import Publication
from tests.pages.conftest import words

BODY = "".join(f"<h2>Del {number}</h2><p>Tekst.</p>" for number in range(1, 4))


@pytest.fixture
def change(rewrite):
    """Changes what a publication's page is drawn from."""
    return lambda **changes: rewrite(Publication.objects.get(slug="integreringsbarometeret-2020"), **changes)


def test_it_says_when_by_whom_for_whom_and_about_what(barometer):
    about = words(barometer.of_class("aside")[0])
    for known in ("Utgitt juni 2020", "Utført av Institutt for samfunnsforskning", "Datainnsamling Kantar"):
        assert known in about
    assert "Oppdragsgiver Integrerings- og mangfoldsdirektoratet" in about
    assert barometer.links()["Integreringsbarometeret"] == "/serier/integreringsbarometeret/"
    assert barometer.links()["Holdninger"] == "/emner/holdninger/"


def test_a_month_stays_a_month(barometer):
    assert [time.get("datetime") for time in barometer.all("dl//time")] == ["2020-06"]


def test_findings_come_first_and_each_has_a_number_that_is_its_address(barometer):
    sections = [words(h) for h in barometer.all("h2") if h.get("id") != "om"]
    assert sections == ["Funn", "Nøkkeltall", "Fakta", "Bakgrunn", "Dokumenter", "Slik siterer du", *sections[6:]]
    numbers = barometer.of_class("finding-number")
    assert [words(number) for number in numbers] == [f"Funn {n}" for n in range(1, 15)]
    assert numbers[0].get("href") == "/funn/w4n5969z/"


def test_the_copy_buttons_wait_for_javascript(barometer):
    buttons = [button for button in barometer.all("button") if button.get("data-copy") is not None]
    assert len(buttons) == 14 + 1
    assert all(button.get("hidden") is not None for button in buttons)


def test_percentages_are_bars_to_scale_with_their_words_beside(barometer):
    figures = barometer.of_class("figure")
    assert words(figures[0]) == "40 % mener innvandring er bra for Norge"
    assert figures[0].findall(".//rect")[1].get("width") == "40"
    assert all(svg.get("aria-hidden") == "true" for svg in barometer.all("svg"))


@pytest.mark.parametrize(("value", "unit"), [(12000, "kroner"), (120, "%"), (-3, "%"), (3, "")])
def test_numbers_without_a_scale_have_no_bar(change, visit, value, unit):
    figure = {"id": "x", "value": value, "unit": unit, "statement": "det var", "group": "", "measure": None}
    page = visit(change(key_figures=[figure]).get_absolute_url())
    assert page.of_class("bar") == []
    assert len(page.of_class("figure-value")) == 1


def test_a_document_without_address_is_a_label_and_never_a_dead_link(barometer):
    documents = [words(item) for item in barometer.of_class("document")]
    assert documents[0] == "Integreringsbarometeret 2020 (PDF, 2 MB, bokmål) – lenke mangler"
    assert documents[2] == "Se hele oppsummeringen (PDF, bokmål) – lenke mangler"
    assert [item for item in barometer.of_class("document") if item.find(".//a") is not None] == []


def test_a_document_with_address_is_a_link_that_says_what_one_gets(change, visit):
    known = {"id": "x", "title": "Final report", "kind": "rapport", "format": "PDF", "size": 2_000_000, "pages": 48}
    page = visit(change(documents=[known | {"url": "https://example.no/r.pdf", "language": "en"}]).get_absolute_url())
    link = page.of_class("document")[0].find("a")
    assert words(link) == "Last ned: Final report (PDF, 2 MB, 48 sider, engelsk)"
    assert link.get("href") == "https://example.no/r.pdf"
    assert link.find("span").get("lang") == "en"


def test_a_long_text_gets_a_list_of_contents(change, visit):
    page = visit(change(body=BODY).get_absolute_url())
    contents = page.of_class("contents")[0]
    assert [words(link) for link in contents.iter("a")] == ["Del 1", "Del 2", "Del 3"]
    ids = {heading.get("id") for heading in page.all("h3")}
    assert {link.get("href").removeprefix("#") for link in contents.iter("a")} <= ids


def test_a_short_text_gets_none(barometer):
    assert barometer.of_class("contents") == []


def test_previous_and_next_follow_the_chapter(visit):
    page = visit("/rapporter/evaluering-av-kulturorienteringsprogrammet/")
    before, after = (page.one(f"a[@rel='{way}']").get("href") for way in ("prev", "next"))
    assert before == "/rapporter/anmodningskriterier-for-bosetting-av-flyktninger-i-2019/"
    assert after == "/rapporter/statlige-virkemidler-ved-bosetting-saerlige-behov/"


def test_the_first_in_a_chapter_has_none_before_it(barometer):
    assert barometer.all("a[@rel='prev']") == []
    assert len(barometer.all("a[@rel='next']")) == 1


def test_related_reports_share_tags(barometer):
    related = barometer.of_class("related")[0]
    assert "/rapporter/holdninger-til-innvandring-integrering-og-mangfold-i-oslo/" in [
        link.get("href") for link in related.iter("a")
    ]


def test_the_citation_names_institute_month_title_and_address(barometer):
    assert words(barometer.one("p[@id='sitat']")) == (
        "Institutt for samfunnsforskning (juni 2020). Integreringsbarometeret 2020. Oppsummert i FoU-prosjekter 2020, "
        f"FoU-oversikten, IMDi. {settings.FOU_URL}/rapporter/integreringsbarometeret-2020/"
    )


def test_authors_are_cited_before_institutes(change, visit):
    page = visit(change(authors=["Kari Nordmann", "Ola Nordmann"]).get_absolute_url())
    assert words(page.one("p[@id='sitat']")).startswith("Kari Nordmann og Ola Nordmann (juni 2020).")


def test_content_in_nynorsk_is_marked(visit):
    page = visit("/rapporter/foreldreveiledning-til-deltakere-i-introduksjonsprogram/")
    assert page.one("h1").get("lang") == "nn"
    assert page.tree.get("lang") == "nb"
    assert page.of_class("finding-text")[0].get("lang") == "nn"


def test_stored_html_is_not_trusted_on_the_way_out(change, visit):
    finding = {"id": "bad00000", "heading": "", "text": "<p onclick='x()'>Funn<script>alert(1)</script></p>"}
    page = visit(change(findings=[finding], body="<img src=x onerror=x()><p>Tekst</p>").get_absolute_url())
    assert "alert" not in page.source
    assert "onerror" not in page.source
    assert "onclick" not in page.source


def test_a_bare_report_leaves_the_empty_sections_out(change, visit):
    empty = {"findings": [], "key_figures": [], "facts": [], "documents": [], "body": "", "authors": []}
    page = visit(change(**empty).get_absolute_url())
    assert [words(h) for h in page.all("h2")][:2] == ["Om rapporten", "Slik siterer du"]
