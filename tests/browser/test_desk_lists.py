"""The desk's screens for many at once: addresses in a column, actions on chosen reports, refused deletions."""

import pytest
from playwright.sync_api import expect

ADDRESSES = "/admin/reports/report/dokumentadresser/"


def _screens(desk):
    """Every new screen in the states it has, as (name, a way to it)."""

    def list_action(label):
        desk.goto("/admin/reports/report/")
        for box in desk.locator("#result_list .action-select").all()[:3]:
            box.check()
        desk.get_by_label("Handling:").select_option(label=label)
        desk.get_by_role("button", name="Utfør").click()

    def fill(lines):
        desk.goto(ADDRESSES)
        desk.get_by_label("Lim inn adressene").fill(lines)
        desk.get_by_role("button", name="Fyll inn i listen").click()

    yield "start", lambda: desk.goto("/admin/")
    yield "list", lambda: desk.goto("/admin/reports/report/")
    yield "addresses", lambda: desk.goto(ADDRESSES)
    yield "addresses filled", lambda: fill("https://a.no/1.pdf\nhttps://a.no/1.pdf")
    yield "addresses refused", lambda: fill("ikke en adresse")
    yield "withdraw", lambda: list_action("Trekk valgte rapporter tilbake")
    yield "tag", lambda: list_action("Legg til et emne på valgte rapporter")
    yield "move", lambda: list_action("Flytt valgte rapporter til et annet kapittel eller år")
    yield "delete tag", lambda: desk.goto("/admin/reports/tag/1/delete/")
    yield "delete chapter", lambda: desk.goto("/admin/reports/chapter/1/delete/")
    yield "delete edition", lambda: desk.goto("/admin/reports/edition/1/delete/")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_new_screens_hold_wcag_and_fit_a_laptop(log_in, violations, scheme):
    desk = log_in("geir", bypass_csp=True, scheme=scheme)
    found = {}
    for name, go in _screens(desk):
        go()
        desk.wait_for_load_state("networkidle")
        found[name] = violations(desk)
        assert desk.evaluate("document.documentElement.scrollWidth") <= 1280, name
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_addresses_are_pasted_as_a_column_mended_and_saved(log_in):
    desk = log_in("rita")
    desk.goto("/admin/")
    desk.get_by_role("link", name="dokumenter mangler adresse").click()
    desk.wait_for_url("**/dokumentadresser/")
    before = int(desk.get_by_role("heading", level=1).inner_text().split()[0])
    desk.get_by_label("Lim inn adressene").fill("https://www.imdi.no/en.pdf\nto\nhttps://www.imdi.no/tre.pdf")
    desk.get_by_role("button", name="Fyll inn i listen").click()
    fields = desk.locator("table.addresses input")
    expect(fields.nth(0)).to_have_value("https://www.imdi.no/en.pdf")
    expect(desk.locator("table.addresses tr.errors")).to_have_count(1)
    fields.nth(1).fill("www.imdi.no/to.pdf")
    desk.get_by_role("button", name="Lagre adressene").click()
    expect(desk.locator(".messagelist")).to_contain_text("3 adresser er lagret.")
    expect(desk.get_by_role("heading", level=1)).to_have_text(f"{before - 3} dokumenter mangler adresse")
