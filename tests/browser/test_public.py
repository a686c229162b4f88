"""Every public template in Chromium: WCAG 2.2 AA in light and dark, narrow screens, weight, no host but ours."""

import gzip
import urllib.request
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

REPORT = "/rapporter/integreringsbarometeret-2020/"
PAGES = [
    "/",
    "/2020/",
    "/2020/les/",
    "/2020/serier/",
    REPORT,
    "/rapporter/vi-har-na-holdt-hjulene-i-gang/",
    "/rapporter/foreldreveiledning-til-deltakere-i-introduksjonsprogram/",
    "/rapporter/",
    "/rapporter/?q=tolk&aar=2020&emne=helse&emne=tolk",
    "/rapporter/?q=finnesikke",
    "/funn/",
    "/funn/?emne=tolk",
    "/funn/?q=tolk",
    "/funn/?q=diskrimering+qqqq",
    "/emner/",
    "/emner/tolk/",
    "/institusjoner/",
    "/institusjoner/fafo/",
    "/serier/",
    "/serier/integreringsbarometeret/",
    "/statistikk/",
    "/om/",
    "/tilgjengelighet/",
    "/personvern/",
    "/stilprover/",
    "/finnes/ikke/",
    "/rapporter/?aar=1999",
]


@pytest.fixture
def pages(page) -> list[str]:
    """The fixed addresses, and one finding's."""
    page.goto("/funn/")
    finding = page.locator("main a[href^='/funn/']").first.get_attribute("href")
    return [*PAGES, finding]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_public_pages_hold_wcag(pages, new_page, violations, scheme):
    visitor = new_page(scheme=scheme, bypass_csp=True)
    found = {}
    for address in pages:
        visitor.goto(address)
        found[address] = violations(visitor)
    assert {address: texts for address, texts in found.items() if texts} == {}


@pytest.mark.parametrize("width", [320, 390])
def test_no_page_scrolls_sideways_on_a_phone(pages, new_page, width):
    visitor = new_page(width=width, height=640)
    wide = {}
    for address in pages:
        visitor.goto(address)
        if (needed := visitor.evaluate("document.documentElement.scrollWidth")) > width:
            wide[address] = needed
    assert wide == {}


def test_text_at_twice_the_size_still_fits(pages, new_page):
    visitor = new_page(width=640, height=800)
    wide = {}
    for address in pages:
        visitor.goto(address)
        visitor.evaluate("document.documentElement.style.fontSize = '200%'")
        if (needed := visitor.evaluate("document.documentElement.scrollWidth")) > 640:
            wide[address] = needed
    assert wide == {}


def test_nothing_is_asked_of_another_host_and_no_cookie_is_set(pages, page, site):
    hosts = set()
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    for address in pages:
        page.goto(address)
    assert hosts == {urlsplit(site).netloc}
    assert page.context.cookies() == []


def test_a_report_page_weighs_at_most_forty_kilobytes_compressed(page, site):
    wanted = []
    page.on("request", lambda request: wanted.append((request.url, request.resource_type)))
    page.goto(REPORT)
    weights = {
        url: len(gzip.compress(_bytes(url))) for url, kind in wanted if kind in {"document", "stylesheet", "script"}
    }
    assert len(weights) >= 2
    assert sum(weights.values()) <= 40_000, weights


def _bytes(url: str) -> bytes:
    with urllib.request.urlopen(url) as answer:
        return answer.read()


def test_the_first_tab_leads_past_the_masthead(page):
    page.goto(REPORT)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Hopp til innholdet")
    expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#" + page.locator("main").get_attribute("id")


def test_every_focus_is_visible_and_in_view(page):
    page.goto(REPORT)
    for _ in range(40):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const style = getComputedStyle(document.activeElement)
              return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
            }"""
        )
        assert seen, page.evaluate("document.activeElement.outerHTML")
        expect(page.locator(":focus")).to_be_in_viewport()


def test_a_finding_is_copied_with_its_source(new_page):
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(REPORT)
    button = page.get_by_role("button", name="Kopier med kilde").first
    button.focus()
    page.keyboard.press("Enter")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Integreringsbarometeret 2020" in copied
    assert "/funn/" in copied


def test_pages_work_without_javascript(new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/")
    page.locator("#q").fill("tolk")
    page.get_by_role("button", name="Søk").click()
    expect(page.get_by_role("heading", level=2).first).to_contain_text("rapport")
    page.locator("main a[href^='/rapporter/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
