"""A draft shown beside its form, shared with somebody outside who says something of it, by mouse and by keyboard."""

import pytest
from playwright.sync_api import expect

REPORT = "/admin/reports/report/18/change/"


def _press(page, control, how: str) -> None:
    if how == "mouse":
        control.click()
    else:
        control.focus()
        page.keyboard.press("Enter")


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_a_link_is_made_read_remarked_on_and_revoked(log_in, new_page, violations, how):
    desk = log_in("rita", bypass_csp=True)
    desk.goto(REPORT)
    _press(desk, desk.get_by_role("link", name="Del utkastet"), how)
    desk.get_by_label("Hvem er lenken for?").fill(f"Fafo med {how}")
    _press(desk, desk.get_by_role("button", name="Lag lenke"), how)
    address = desk.get_by_label("Adresse").first.input_value()
    assert violations(desk) == []

    reader = new_page(width=390, bypass_csp=True)
    reader.goto(address)
    _press(reader, reader.get_by_role("link", name="Skriv en merknad"), how)
    reader.get_by_label("Hva gjelder merknaden?").select_option("lead")
    reader.get_by_label("Merknad", exact=False).last.fill("")
    reader.locator("#id_text").fill(f"Sagt med {how}: skriv hvilket år det gjelder.")
    reader.get_by_label("Navnet ditt").fill("Åse Ødegård")
    _press(reader, reader.get_by_role("button", name="Send merknaden"), how)
    expect(reader.locator(".remark-list")).to_contain_text(f"Sagt med {how}")
    assert violations(reader) == []
    assert reader.evaluate("document.documentElement.scrollWidth") <= 390
    assert reader.context.cookies() == []

    desk.goto(REPORT)
    remark = desk.locator(".remark", has_text=f"Sagt med {how}")
    assert remark.locator("xpath=ancestor::*[contains(@class, 'field-lead')]").count() == 1
    desk.locator("#id_title").fill("Noe som ikke er lagret")
    _press(desk, remark.get_by_role("button", name="Ta til følge"), how)
    expect(remark.locator("[data-word]")).to_have_text("tatt til følge")
    assert desk.locator("#id_title").input_value() == "Noe som ikke er lagret"
    desk.on("dialog", lambda dialog: dialog.accept())

    desk.goto(f"{REPORT.removesuffix('change/')}deling/")
    _press(desk, desk.get_by_role("button", name=f"Trekk lenken til Fafo med {how}"), how)
    expect(desk.locator(".messagelist")).to_contain_text("er trukket")
    assert reader.goto(address).status == 410
    assert violations(reader) == []


@pytest.mark.parametrize("how", ["mouse", "keyboard"])
def test_the_draft_is_seen_beside_the_form_before_it_is_saved(log_in, violations, how):
    desk = log_in("rita", bypass_csp=True)
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.goto(REPORT)
    desk.locator("#id_title").fill("Slik kunne den hete")
    _press(desk, desk.get_by_role("button", name="Forhåndsvis").first, how)
    frame = desk.frame_locator("iframe[name=fou-preview]")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Slik kunne den hete")
    assert desk.locator("iframe[name=fou-preview]").evaluate("frame => frame.contentWindow.innerWidth") == 390
    _press(desk, desk.get_by_role("button", name="Stor skjerm"), how)
    expect(desk.get_by_role("button", name="Stor skjerm")).to_have_attribute("aria-pressed", "true")
    assert desk.locator("iframe[name=fou-preview]").evaluate("frame => frame.contentWindow.innerWidth") >= 1200
    assert violations(desk) == []
    _press(desk, desk.get_by_role("button", name="Lukk forhåndsvisningen"), how)
    expect(desk.get_by_role("button", name="Forhåndsvis").first).to_be_focused()
    desk.goto(REPORT)
    assert desk.locator("#id_title").input_value() != "Slik kunne den hete"
