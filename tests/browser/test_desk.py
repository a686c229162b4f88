"""The desk's pages: no axe violation, no English, no sideways scroll on a laptop, order by keyboard."""

import pytest
from playwright.sync_api import expect

DESK = [
    "/admin/",
    "/admin/reports/report/",
    "/admin/reports/report/add/",
    "/admin/reports/report/20/change/",
    "/admin/reports/report/20/history/",
    "/admin/reports/report/20/sammenlign/",
    "/admin/reports/report/20/gjenopprett/1/",
    "/admin/reports/report/slettet/",
    "/admin/reports/report/20/trekk/",
    "/admin/reports/report/20/adresse/",
    "/admin/reports/report/20/deling/",
    "/admin/reports/report/20/forhandsvisning/",
    "/admin/reports/linkcheck/",
    "/admin/reports/document/",
    "/admin/reports/document/1/kopi/",
    "/admin/reports/merge/",
    "/admin/reports/tag/1/slaa-sammen/?med=2",
    "/admin/reports/job/",
    "/admin/reports/report/20/send/",
    "/admin/reports/report/20/publiser/",
    "/admin/reports/report/20/send-tilbake/",
    "/admin/reports/report/20/avlys/",
    "/admin/reports/report/planlagt/",
    "/admin/reports/submission/",
    "/admin/reports/edition/",
    "/admin/reports/edition/1/change/",
    "/admin/reports/chapter/1/change/",
    "/admin/reports/import/",
    "/admin/reports/import/add/",
    "/admin/reports/organisation/",
    "/admin/reports/organisation/1/change/",
    "/admin/reports/series/1/change/",
    "/admin/reports/tag/",
    "/admin/reports/tag/1/change/",
    "/admin/reports/version/",
    "/admin/reports/redirect/",
    "/admin/reports/event/",
    "/admin/password_change/",
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_desk_pages_hold_wcag(log_in, violations, scheme):
    desk = log_in("geir", bypass_csp=True, scheme=scheme)
    found = {}
    for address in DESK:
        desk.goto(address, wait_until="networkidle")
        found[address] = violations(desk)
    assert {address: texts for address, texts in found.items() if texts} == {}


def test_login_holds_wcag(new_page, violations):
    page = new_page(bypass_csp=True)
    page.goto("/admin/login/")
    assert violations(page) == []


def test_desk_pages_fit_a_laptop(log_in):
    desk = log_in("geir", width=1280)
    for address in DESK:
        desk.goto(address)
        assert desk.evaluate("document.documentElement.scrollWidth") <= 1280, address


def test_findings_are_moved_by_keyboard_and_the_move_is_said(log_in):
    desk = log_in("rita")
    desk.goto("/admin/reports/report/20/change/")
    first = desk.locator("#findings-group .inline_label").first.inner_text()
    desk.locator("#findings-group").get_by_role("button", name="Flytt ned").first.focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status").last).to_contain_text("er nå nummer 2 av")
    desk.get_by_role("button", name="Lagre", exact=True).first.click()
    expect(desk.locator(".messagelist")).to_be_visible()
    assert desk.locator("#findings-group .inline_label").nth(1).inner_text() == first


def test_an_editor_without_the_right_sees_no_publish_button(log_in):
    desk = log_in("rita")
    desk.goto("/admin/reports/report/20/change/")
    expect(desk.get_by_role("button", name="Lagre", exact=True).first).to_be_visible()
    expect(desk.get_by_role("button", name="Send til godkjenning").first).to_be_visible()
    expect(desk.get_by_role("button", name="Publiser eller planlegg")).to_have_count(0)
