"""The desk's scripts in the language that the editor has chosen."""

import re

import pytest
from playwright.sync_api import expect

NORWEGIAN = re.compile(
    r"\b(flytt|åpne|lukk|legg|velg|listen|fjern|slett|verktøy|angre|avsnitt|overskrift|utfører)\b", re.I
)
READ_ALOUD = """() => [...document.querySelectorAll('button, .filter-box, .filter-status, .paste-box, [role=toolbar]')]
  .flatMap((e) => [e.getAttribute('aria-label'), e.title, e.placeholder, e.matches('button, p') ? e.textContent : ''])
  .filter(Boolean)"""


@pytest.fixture
def english(log_in):
    desk = log_in("geir")
    _choose(desk, "en")
    yield desk
    _choose(desk.context.new_page(), "nb")


def _choose(desk, language: str) -> None:
    desk.goto("/admin/")
    desk.locator(f"form[action$='/velg/'] [name=language][value={language}]").click()
    expect(desk.locator("html")).to_have_attribute("lang", language)


def test_what_the_scripts_put_on_the_form_is_in_the_editors_language(english):
    english.goto("/admin/reports/report/20/change/", wait_until="networkidle")
    row = english.locator("#findings-0")
    row.get_by_role("button", name="Open", exact=True).click()
    expect(row.get_by_role("toolbar", name="Tools for findings")).to_be_visible()
    expect(row.get_by_role("button", name="Bold", exact=True)).to_be_visible()
    row.get_by_role("button", name="Move down").click()
    expect(english.get_by_role("status").filter(has_text="is now number 2 of")).to_be_attached()
    said = english.evaluate(READ_ALOUD)
    assert len(said) > 50
    assert [text for text in said if NORWEGIAN.search(text)] == []
