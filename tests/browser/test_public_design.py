"""What a visitor meets beyond the rules of test_public.py: both tones of the focus, filters, copying, paper."""

import pytest
from playwright.sync_api import expect

REPORT = "/rapporter/integreringsbarometeret-2020/"
NARROW = ["/", "/2020/", REPORT, "/rapporter/?emne=bosetting", "/funn/w4n5969z/", "/stilprover/"]
WITH_BEST_PRACTICE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_narrow_pages_hold_wcag_and_best_practice(new_page, violations, scheme):
    visitor = new_page(scheme=scheme, width=320, bypass_csp=True)
    found = {}
    for address in NARROW:
        visitor.goto(address)
        found[address] = violations(visitor, tags=WITH_BEST_PRACTICE)
    assert {address: texts for address, texts in found.items() if texts} == {}


def test_text_at_twice_the_size_fits_the_narrowest_screen(new_page):
    visitor = new_page(width=320)
    wide = []
    for address in NARROW:
        visitor.goto(address)
        visitor.evaluate("document.documentElement.style.fontSize = '200%'")
        if visitor.evaluate("document.documentElement.scrollWidth") > 320:
            wide.append(address)
    assert wide == []


def test_every_focus_has_two_tones(page):
    page.goto("/rapporter/?emne=bosetting")
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        width, glow, tag = page.evaluate(
            """() => {
              const style = getComputedStyle(document.activeElement)
              return [parseFloat(style.outlineWidth), style.boxShadow, document.activeElement.tagName]
            }"""
        )
        if tag != "BODY":
            assert width >= 3
            assert glow != "none"
            seen.add(tag)
    assert {"A", "INPUT", "BUTTON", "SUMMARY"} <= seen


def test_the_copied_finding_is_quoted_in_norwegian_with_its_permanent_address(new_page, site):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(REPORT)
    button = page.locator("#funn-bz2tw3rw button")
    button.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("«67 % er enige i at landet bør si ja til flere flyktninger ‘som har behov")
    assert "» Institutt for samfunnsforskning (juni 2020): Integreringsbarometeret 2020. " in copied
    assert copied.endswith(f" {site}/funn/bz2tw3rw/")
    expect(button).to_contain_text("Kopiert")
    expect(page.get_by_role("status")).to_have_text("Kopiert")


def test_filters_work_without_javascript_on_a_phone(new_page):
    page = new_page(width=320, java_script_enabled=False)
    page.goto("/rapporter/")
    page.locator("summary", has_text="Filtrer").click()
    page.locator(".facet summary", has_text="Emne").click()
    page.locator(".choice", has_text="Tolk").click()
    assert "emne=tolk" in page.url
    expect(page.locator(".card")).to_have_count(2)


def test_hits_come_before_filters_on_a_phone(new_page):
    page = new_page(width=320)
    page.goto("/rapporter/?q=tolk")
    expect(page.locator(".facet summary").first).to_be_hidden()
    page.goto("/rapporter/?q=tolk&kapittel=serier")
    expect(page.locator(".facet summary").first).to_be_visible()


def test_filters_stand_open_beside_the_list_on_a_wide_screen(page):
    page.goto("/rapporter/")
    expect(page.locator("#facet-emne > summary")).to_be_visible()
    expect(page.locator("summary", has_text="Filtrer")).to_be_hidden()


def test_paper_has_the_text_and_nothing_to_click(page):
    page.goto(REPORT)
    page.emulate_media(media="print")
    expect(page.locator("#funn-bz2tw3rw .finding-text")).to_be_visible()
    for clickable in (".sections", ".trail", ".quiet >> nth=0", ".neighbours"):
        expect(page.locator(clickable)).to_be_hidden()
