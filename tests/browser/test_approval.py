"""Two people and the clock: send, approve, go live; plan, wait, go live. Each by mouse and again by keyboard only."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.hands import Keyboard, Mouse

ADDRESSES = {
    "mouse": ("/admin/reports/report/1/change/", "/admin/reports/report/2/change/"),
    "keyboard": ("/admin/reports/report/3/change/", "/admin/reports/report/4/change/"),
}


@pytest.fixture(params=["mouse", "keyboard"])
def hand(request):
    return {"mouse": Mouse(), "keyboard": Keyboard()}[request.param], *ADDRESSES[request.param]


def _write_and_send(hand, desk, address: str, lead: str) -> None:
    desk.goto(address, wait_until="networkidle")
    hand.write(desk, desk.get_by_label("Ingress:"), lead)
    hand.press(desk, desk.get_by_role("button", name="Send til godkjenning").first, back=True)
    expect(desk.get_by_role("heading", name="Send til godkjenning")).to_be_visible()
    hand.write(desk, desk.get_by_label("Melding"), "Klar til å gå ut.")
    hand.press(desk, desk.get_by_role("button", name="Send til godkjenning"))
    expect(desk.locator(".desk-state")).to_contain_text("til godkjenning")


def _open_to_approve(hand, desk) -> None:
    """From the start page, where it waits."""
    desk.goto("/admin/")
    waiting = desk.locator(".desk-task", has_text="Venter på at du godkjenner")
    hand.press(desk, waiting.get_by_role("link").last)
    expect(desk.locator(".desk-state")).to_contain_text("til godkjenning")
    expect(desk.locator(".submission-waiting")).to_contain_text("Klar til å gå ut.")
    desk.wait_for_load_state("networkidle")
    hand.press(desk, desk.get_by_role("button", name="Godkjenn").first, back=True)
    expect(desk.get_by_role("heading", name="Publiser eller planlegg")).to_be_visible()


def test_one_sends_another_approves_and_it_is_live(log_in, page, hand):
    hand, address, _ = hand
    lead = f"Godkjent av to, for hånd: {type(hand).__name__}."
    _write_and_send(hand, log_in("rita"), address, lead)
    desk = log_in("geir")
    _open_to_approve(hand, desk)
    hand.write(desk, desk.get_by_label("Hva er endret?"), "Ingressen er ny.")
    hand.press(desk, desk.get_by_role("button", name="Publiser nå"))
    expect(desk.locator(".messagelist")).to_contain_text("er publisert")
    expect(desk.locator(".desk-state")).to_contain_text(re.compile("publisert(?! med)"))
    page.goto(desk.get_by_role("link", name="Vis på nettstedet").first.get_attribute("href"))
    expect(page.locator("main")).to_contain_text(lead)


def test_what_is_planned_appears_at_its_time_and_not_before(log_in, page, hand, go_round_at):
    hand, _, address = hand
    lead = f"Planlagt av to, for hånd: {type(hand).__name__}."
    _write_and_send(hand, log_in("rita"), address, lead)
    desk = log_in("geir")
    _open_to_approve(hand, desk)
    hand.write(desk, desk.get_by_label("Hva er endret?"), "Ingressen er ny.")
    hand.set_time(desk, desk.get_by_label("Går ut"), day="07", year="2040", time="0830")
    hand.press(desk, desk.get_by_role("button", name="Planlegg"))
    expect(desk.locator(".submission-planned")).to_contain_text("går ut 7. juli 2040 kl. 08.30")
    public = desk.get_by_role("link", name="Vis på nettstedet").first.get_attribute("href")
    go_round_at("2040-07-07T06:29:59+00:00")
    page.goto(public)
    expect(page.locator("main")).not_to_contain_text(lead)
    go_round_at("2040-07-07T06:30:00+00:00")
    page.reload()
    expect(page.locator("main")).to_contain_text(lead)


def test_what_the_gate_says_leads_into_the_row_it_speaks_of(log_in, hand):
    hand, *_ = hand
    desk = log_in("rita")
    desk.goto("/admin/reports/report/20/change/", wait_until="networkidle")
    hand.press(desk, desk.locator(".gate summary"))
    hand.press(desk, desk.get_by_role("link", name="Dokument 2 har verken adresse eller fil."))
    field = desk.locator("#id_documents-1-url")
    expect(field).to_be_visible()
    expect(field).to_be_focused()
