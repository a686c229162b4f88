"""A draft shown beside its form, shared with somebody outside who says something of it, by mouse and by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.hands import Keyboard, Mouse

REPORT = "/admin/reports/report/18/change/"


@pytest.fixture(params=["mouse", "keyboard"])
def hand(request):
    return {"mouse": Mouse(), "keyboard": Keyboard()}[request.param]


def test_a_link_is_made_read_remarked_on_and_revoked(log_in, new_page, violations, hand):
    how = type(hand).__name__
    desk = log_in("rita", bypass_csp=True)
    desk.goto(REPORT, wait_until="networkidle")
    hand.press(desk, desk.get_by_role("link", name="Del utkastet"), back=True)
    hand.write(desk, desk.get_by_label("Hvem er lenken for?"), f"Fafo med {how}")
    hand.press(desk, desk.get_by_role("button", name="Lag lenke"))
    address = desk.get_by_label("Adresse").first.input_value()
    assert violations(desk) == []

    reader = new_page(width=390, bypass_csp=True)
    headers = reader.goto(address).headers
    assert "no-store" in headers["cache-control"]
    assert "noindex" in headers["x-robots-tag"]
    hand.press(reader, reader.get_by_role("link", name="Skriv en merknad"))
    hand.choose(reader, reader.get_by_label("Hva gjelder merknaden?"), "Ingressen")
    hand.write(reader, reader.locator("#id_text"), f"Sagt med {how}: skriv hvilket år det gjelder.")
    hand.write(reader, reader.get_by_label("Navnet ditt"), "Åse Ødegård")
    hand.press(reader, reader.get_by_role("button", name="Send merknaden"))
    expect(reader.locator(".remark-list")).to_contain_text(f"Sagt med {how}")
    assert violations(reader) == []
    assert reader.evaluate("document.documentElement.scrollWidth") <= 390
    assert reader.context.cookies() == []

    desk.goto(REPORT, wait_until="networkidle")
    remark = desk.locator(".remark", has_text=f"Sagt med {how}")
    assert remark.locator("xpath=ancestor::*[contains(@class, 'field-lead')]").count() == 1
    hand.write(desk, desk.locator("#id_title"), "Noe som ikke er lagret")
    hand.press(desk, remark.get_by_role("button", name="Ta til følge"))
    expect(remark.locator("[data-word]")).to_have_text("tatt til følge")
    assert desk.locator("#id_title").input_value() == "Noe som ikke er lagret"
    desk.on("dialog", lambda dialog: dialog.accept())

    desk.goto(f"{REPORT.removesuffix('change/')}deling/")
    hand.press(desk, desk.get_by_role("button", name=f"Trekk lenken til Fafo med {how}"))
    expect(desk.locator(".messagelist")).to_contain_text("er trukket")
    assert reader.goto(address).status == 410
    assert violations(reader) == []


def test_the_draft_is_seen_beside_the_form_before_it_is_saved(log_in, violations, hand):
    desk, asked = log_in("rita", bypass_csp=True), []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.goto(REPORT, wait_until="networkidle")
    hand.write(desk, desk.locator("#id_title"), "Slik kunne den hete")
    hand.press(desk, desk.get_by_role("button", name="Forhåndsvis").first, back=True)
    frame = desk.frame_locator("iframe[name=fou-preview]")
    expect(frame.get_by_role("heading", level=1)).to_have_text("Slik kunne den hete")
    assert desk.locator("iframe[name=fou-preview]").evaluate("frame => frame.contentWindow.innerWidth") == 390
    hand.press(desk, desk.get_by_role("button", name="Stor skjerm"))
    expect(desk.get_by_role("button", name="Stor skjerm")).to_have_attribute("aria-pressed", "true")
    assert desk.locator("iframe[name=fou-preview]").evaluate("frame => frame.contentWindow.innerWidth") >= 1200
    assert violations(desk) == []
    hand.press(desk, desk.get_by_role("button", name="Lukk forhåndsvisningen"))
    expect(desk.get_by_role("button", name="Forhåndsvis").first).to_be_focused()
    desk.goto(REPORT)
    assert asked == ["beforeunload"]
    assert desk.locator("#id_title").input_value() != "Slik kunne den hete"
