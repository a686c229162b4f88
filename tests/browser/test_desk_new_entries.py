"""A tag and an institution made where they are chosen, by keyboard, without losing what is typed; and said."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def desk(log_in):
    page = log_in("rita")
    page.goto("/admin/reports/report/add/")
    page.get_by_label("Ingress:").fill("Dette står her fortsatt.")
    return page


def _said(desk):
    return desk.get_by_role("status").last


def test_a_new_tag_is_made_by_keyboard_and_chosen(desk):
    desk.get_by_role("button", name="Nytt emne").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("group", name="Nytt emne").get_by_label("Navn")).to_be_focused()
    desk.keyboard.type("Åpne møteplasser")
    desk.keyboard.press("Enter")
    expect(_said(desk)).to_have_text("«Åpne møteplasser» er laget og valgt.")
    box = desk.get_by_role("checkbox", name="Åpne møteplasser")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    expect(desk.locator(".filter-status")).to_have_text("Valgt (1): Åpne møteplasser")
    expect(desk.get_by_label("Ingress:")).to_have_value("Dette står her fortsatt.")


def test_a_twin_is_refused_and_the_one_there_is_is_offered(desk):
    desk.get_by_role("button", name="Nytt emne").click()
    group = desk.get_by_role("group", name="Nytt emne")
    group.get_by_label("Navn").fill("BOSETTING")
    group.get_by_role("button", name="Lag emnet").click()
    expect(group.get_by_role("alert")).to_contain_text("«Bosetting» finnes allerede.")
    group.get_by_role("button", name="Velg «Bosetting»").press("Enter")
    expect(_said(desk)).to_have_text("«Bosetting» er valgt.")
    expect(desk.get_by_role("checkbox", name="Bosetting", exact=True)).to_be_checked()


def test_escape_closes_and_returns_to_the_button(desk):
    button = desk.get_by_role("button", name="Nytt emne")
    button.press("Enter")
    desk.keyboard.type("Ikke dette")
    desk.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(desk.get_by_label("Ingress:")).to_have_value("Dette står her fortsatt.")


def test_a_new_institution_is_chosen_in_its_row_offered_in_the_others_and_saved(desk):
    for _ in range(2):
        desk.locator("#contributions-group .add-row a").click()
    first, second = desk.locator("#contributions-0"), desk.locator("#contributions-1")
    first.get_by_role("button", name="Ny institusjon").click()
    group = first.get_by_role("group", name="Ny institusjon")
    group.get_by_label("Navn").fill("Senter for språkmøter")
    group.get_by_label("Kortform").fill("SSM")
    group.get_by_role("button", name="Lag institusjonen").click()
    chosen = first.get_by_label("Institusjon:")
    expect(chosen.locator("option:checked")).to_have_text("Senter for språkmøter")
    expect(second.get_by_label("Institusjon:").locator("option", has_text="Senter for språkmøter")).to_have_count(1)
    second.get_by_label("Institusjon:").select_option(label="Fafo")
    desk.get_by_label("Tittel:").first.fill("Møter på biblioteket")
    desk.get_by_label("Kapittel:").select_option(label="2020 · 3 Oppvekst og deltakelse")
    desk.get_by_role("button", name="Lagre", exact=True).first.click()
    expect(desk.locator(".messagelist")).to_be_visible()
    labels = desk.locator("#contributions-group .has_original .inline_label").all_inner_texts()
    assert [label.strip() for label in labels] == ["Senter for språkmøter (utfører)", "Fafo (utfører)"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_forms_hold_wcag(log_in, violations, scheme):
    desk = log_in("rita", bypass_csp=True, scheme=scheme)
    desk.goto("/admin/reports/report/20/change/")
    desk.locator("#contributions-0").get_by_role("button", name="Åpne").click()
    desk.locator("#documents-0").get_by_role("button", name="Åpne").click()
    desk.locator("#contributions-0").get_by_role("button", name="Ny institusjon").click()
    desk.get_by_role("button", name="Nytt emne").click()
    desk.get_by_role("group", name="Nytt emne").get_by_label("Navn").fill("Bosetting")
    desk.keyboard.press("Enter")
    desk.get_by_role("button", name="Velg «Bosetting»").wait_for()
    assert violations(desk) == []
