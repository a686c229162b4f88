"""Suggestions in Chromium, by keyboard and by mouse, and every state of a search by axe."""

import pytest
from playwright.sync_api import expect

STATES = {
    "hits": "/rapporter/?q=introduksjonsprogram",
    "widened": "/rapporter/?q=tolk",
    "corrected": "/rapporter/?q=flyktningr",
    "partly": "/rapporter/?q=bosetting+flyktninger+kommune+qqqq",
    "nothing": "/rapporter/?q=intregrering+qqqq",
    "nothing in findings": "/funn/?q=diskrimering+qqqq",
    "findings": "/funn/?q=tolk",
    "phrase and minus": "/rapporter/?q=%22kvalifisert+tolk%22+-helse",
    "refused": "/rapporter/?q=a&q=b",
}


def _type(page, text: str):
    field = page.locator("#q")
    field.fill(text)
    expect(page.get_by_role("listbox")).to_be_visible()
    return field


def test_a_tag_is_reached_by_keyboard(page):
    page.goto("/")
    field = page.locator("#q")
    expect(field).to_have_attribute("aria-expanded", "false")
    field = _type(page, "bos")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[data-suggestions][aria-live]")).to_contain_text("forslag. Bruk piltastene.")
    page.keyboard.press("ArrowDown")
    first = page.get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == first.get_attribute("id")
    assert field.get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute("id")
    expect(field).to_be_focused()
    expect(field).to_have_value("bos")
    page.keyboard.press("Enter")
    page.wait_for_url("**/emner/bosetting/")


def test_arrows_go_round_and_come_back_to_the_field(page):
    page.goto("/rapporter/")
    field = _type(page, "bos")
    options = page.get_by_role("option")
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Home")
    assert field.get_attribute("aria-activedescendant") is None
    assert field.evaluate("field => field.selectionStart") == 0


def test_escape_closes_first_and_enter_without_a_choice_searches(page):
    page.goto("/rapporter/")
    field = _type(page, "tolk")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("tolk")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/rapporter/?q=tolk")
    expect(page.locator("mark").first).to_be_visible()


def test_a_word_is_searched_for_and_the_list_works_again_in_the_new_page(page):
    page.goto("/rapporter/")
    _type(page, "flykt")
    word = page.get_by_role("option").filter(has_text="Søk").first
    text = word.evaluate("option => option.firstChild.textContent")
    word.click()
    expect(page.locator(".chip")).to_contain_text(text)
    field = page.locator("#q")
    expect(field).to_have_value(text)
    expect(page.get_by_role("listbox")).to_have_count(0)
    field.fill("")
    _type(page, "bos")


def test_a_suggestion_is_chosen_with_the_mouse_and_nothing_moves(page):
    page.goto("/")
    before = page.locator("main").bounding_box()
    _type(page, "fafo")
    assert page.locator("main").bounding_box() == before
    option = page.get_by_role("option").first
    assert option.bounding_box()["height"] >= 44
    option.click()
    page.wait_for_url("**/institusjoner/fafo/")


def test_nothing_is_asked_before_two_letters(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/forslag/" in request.url else None)
    page.goto("/")
    field = page.locator("#q")
    field.press_sequentially("b")
    page.wait_for_timeout(400)
    assert asked == []
    field.press_sequentially("os", delay=10)
    expect(page.get_by_role("listbox")).to_be_visible()
    assert len(asked) == 1


def test_the_choice_is_visible_in_forced_colours(new_page):
    page = new_page(forced_colors="active")
    page.goto("/")
    _type(page, "bos")
    page.keyboard.press("ArrowDown")
    colour = "option => getComputedStyle(option).backgroundColor"
    first, second = page.get_by_role("option").first, page.get_by_role("option").nth(1)
    assert first.evaluate(colour) != second.evaluate(colour)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_open_suggestions_hold_wcag_and_fit(new_page, violations, width, scheme):
    page = new_page(width=width, scheme=scheme, bypass_csp=True)
    page.goto("/")
    _type(page, "bos")
    page.keyboard.press("ArrowDown")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_state_of_a_search_holds_wcag(new_page, violations, scheme):
    page = new_page(scheme=scheme, bypass_csp=True)
    found = {}
    for state, address in STATES.items():
        page.goto(address)
        found[state] = violations(page)
    assert {state: texts for state, texts in found.items() if texts} == {}
