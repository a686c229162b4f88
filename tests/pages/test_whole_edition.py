from reports.models import Publication
from tests.pages.conftest import words


def test_every_report_is_there_with_all_its_findings(visit):
    page = visit("/2020/les/")
    assert len(page.of_class("whole-report")) == 24
    assert len(page.of_class("whole-number")) == sum(p.finding_count for p in Publication.objects.public())


def test_the_contents_list_leads_to_chapters_and_reports_on_the_page(visit):
    page = visit("/2020/les/")
    contents = page.of_class("contents")[0]
    targets = [link.get("href") for link in contents.iter("a")]
    assert len(targets) == 1 + 5 + 24
    ids = {element.get("id") for element in page.tree.iter()}
    assert {target.removeprefix("#") for target in targets} <= ids


def test_chapters_are_second_level_and_reports_third(visit):
    page = visit("/2020/les/")
    assert words(page.all("h2[@id='kapittel-5']")[0]) == "5 Serier"
    assert words(page.all("h3[@id='integreringsbarometeret-2020']")[0]) == "Integreringsbarometeret 2020"


def test_reports_in_nynorsk_are_marked_as_such(visit):
    page = visit("/2020/les/")
    assert {heading.get("lang") for heading in page.all("h3")} == {None, "nn"}
