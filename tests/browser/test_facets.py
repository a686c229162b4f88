"""Filters in Chromium: in place with JavaScript, plain without, by keyboard, with the back button right."""

from playwright.sync_api import expect


def _open(page, facet):
    page.locator(f"#facet-{facet} > summary").click()


def test_a_filter_changes_the_list_in_place_and_says_how_many_are_left(page):
    page.goto("/rapporter/")
    page.evaluate("window.stillHere = true")
    _open(page, "emne")
    choice = page.locator("#valg-emne-tolk")
    choice.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#treff")).to_have_text("2 rapporter")
    expect(page.get_by_role("status")).to_have_text("2 rapporter")
    expect(page.locator(".chip")).to_have_text("Fjern Emne: Tolk")
    assert page.url.endswith("/rapporter/?emne=tolk")
    assert page.evaluate("window.stillHere")
    assert page.evaluate("document.activeElement.id") == "valg-emne-tolk"


def test_the_back_button_leads_back_and_a_shared_address_gives_the_same_page(page, new_page):
    page.goto("/rapporter/")
    _open(page, "emne")
    page.locator("#valg-emne-tolk").click()
    expect(page.locator("#treff")).to_have_text("2 rapporter")
    page.locator("#valg-emne-helse").click()
    expect(page.locator("#treff")).not_to_have_text("2 rapporter")
    shared, shown = page.url, page.locator("#treff").inner_text()
    page.go_back()
    expect(page.locator("#treff")).to_have_text("2 rapporter")
    page.go_back()
    expect(page.locator("#treff")).to_have_text("24 rapporter")
    other = new_page()
    other.goto(shared)
    expect(other.locator("#treff")).to_have_text(shown)


def test_filters_are_plain_links_without_javascript(new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/rapporter/")
    _open(page, "emne")
    page.locator("#valg-emne-tolk").click()
    expect(page.locator("#treff")).to_have_text("2 rapporter")
    page.locator(".chip").click()
    expect(page.locator("#treff")).to_have_text("24 rapporter")


def test_a_new_search_keeps_the_filters(page):
    page.goto("/rapporter/?emne=introduksjonsprogrammet")
    page.locator("#q").fill("tolk")
    page.keyboard.press("Enter")
    expect(page.locator("#treff")).to_have_text("2 rapporter")
    assert "emne=introduksjonsprogrammet" in page.url
    assert "q=tolk" in page.url


def test_by_keyboard_from_the_front_page_to_a_finding_on_interpreters_in_three_steps(new_page):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto("/")
    page.locator("#q").focus()
    page.keyboard.type("tolk")
    page.keyboard.press("Enter")  # one: search
    expect(page.locator("#treff")).to_be_visible()
    page.locator(".results h3 a").first.focus()
    page.keyboard.press("Enter")  # two: the report, its findings first
    expect(page.get_by_role("heading", name="Funn", exact=True)).to_be_visible()
    page.locator(".finding a[href^='/funn/']").first.focus()
    page.keyboard.press("Enter")  # three: the finding
    page.wait_for_url("**/funn/*/")
    button = page.get_by_role("button", name="Kopier").first
    button.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('/funn/')")
    assert "tolk" in page.evaluate("navigator.clipboard.readText()").lower()
