"""Versions, notes and what is typed, as people meet them. Each by mouse and again by keyboard only."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ARGUMENTS, CHROMIUM, enter, kill
from tests.browser.hands import Keyboard, Mouse

REPORTS = {"mouse": (5, 6, 7, 8), "keyboard": (9, 10, 11, 12)}


@pytest.fixture(params=["mouse", "keyboard"])
def hand(request):
    keys = REPORTS[request.param]
    forms = [f"/admin/reports/report/{key}/change/" for key in keys]
    return {"mouse": Mouse(), "keyboard": Keyboard()}[request.param], forms


def _lead(page):
    return page.get_by_label("Ingress:")


def _save(page):
    return page.get_by_role("button", name="Lagre", exact=True).first


def test_a_live_report_is_changed_compared_and_published_with_a_note(hand, log_in, new_page):
    hand, (form, *_) = hand
    rita = log_in("rita")
    rita.goto(form, wait_until="networkidle")
    hand.write(rita, _lead(rita), "Skrevet om av Rita i dag.")
    hand.press(rita, _save(rita), back=True)
    expect(rita.locator(".messagelist")).to_be_visible()
    hand.press(rita, rita.get_by_role("link", name="Historikk"))
    hand.press(rita, rita.get_by_role("button", name="Sammenlign de to"))
    expect(rita.locator("ins").first).to_contain_text("Skrevet om")
    geir = log_in("geir")
    geir.goto(form, wait_until="networkidle")
    hand.press(geir, geir.get_by_role("button", name="Publiser eller planlegg").first, back=True)
    hand.write(geir, geir.get_by_label("Hva er endret?"), "Ingressen er skrevet om.")
    hand.press(geir, geir.get_by_role("button", name="Publiser nå"))
    address = geir.get_by_role("link", name="Vis på nettstedet").last.get_attribute("href")
    visitor = new_page()
    visitor.goto(address)
    expect(visitor.locator(".change-notes")).to_contain_text("Ingressen er skrevet om.")
    expect(visitor.locator(".change-notes")).to_contain_text("Endret")


def test_going_back_to_the_first_version_brings_everything_back(hand, log_in):
    hand, (_, form, *_) = hand
    rita = log_in("rita")
    rita.goto(form, wait_until="networkidle")
    before = _parts(rita)
    assert before["findings"]
    hand.press(rita, rita.locator("#findings-group").get_by_role("button", name="Flytt ned").first)
    for row in rita.locator("#documents-group .inline-related.has_original").all():
        if not row.locator("input[name$=DELETE]").is_visible():
            hand.press(rita, row.locator("summary, [aria-expanded=false]").first)
        hand.check(rita, row.locator("input[name$=DELETE]"))
    for tag in rita.locator("input[name=tags]:checked").all()[:1]:
        hand.uncheck(rita, tag)
    hand.press(rita, _save(rita), back=True)
    expect(rita.locator(".messagelist")).to_be_visible()
    assert _parts(rita) != before
    hand.press(rita, rita.get_by_role("link", name="Historikk"))
    hand.press(rita, rita.get_by_role("link", name="Gå tilbake til versjon 1", exact=True))
    hand.press(rita, rita.get_by_role("button", name="Gå tilbake til versjon 1"))
    rita.wait_for_url("**/change/")
    rita.wait_for_load_state("networkidle")
    assert _parts(rita) == before


def _parts(page) -> dict:
    """Findings in order, documents and tags, as the form has them."""
    return page.evaluate(_READ)


_READ = """() => {
  const values = (chosen) => [...document.querySelectorAll(chosen)].map((each) => each.value).filter(Boolean)
  return {
    findings: values("textarea[name^='findings-'][name$='-text']"),
    documents: values("[name^='documents-'][name$='-title']"),
    tags: values("input[name=tags]:checked"),
  }
}"""


def test_a_second_tab_is_stopped_and_nothing_is_lost(hand, log_in, violations):
    hand, (_, _, form, _) = hand
    first = log_in("rita", bypass_csp=True)
    second = first.context.new_page()
    for page in (first, second):
        page.goto(form, wait_until="networkidle")
    hand.write(first, _lead(first), "Fra den første fanen.")
    hand.press(first, _save(first), back=True)
    expect(first.locator(".messagelist")).to_be_visible()
    hand.write(second, _lead(second), "Fra den andre fanen.")
    hand.press(second, _save(second), back=True)
    second.wait_for_url("**/flett/**")
    expect(second.get_by_role("main")).to_contain_text("Fra den første fanen.")
    assert violations(second) == []
    hand.check(second, second.get_by_role("radio", name="Din tekst"))
    hand.press(second, second.get_by_role("button", name="Lagre begges endringer"))
    expect(_lead(second)).to_have_value("Fra den andre fanen.")


def test_what_was_typed_when_the_browser_died_is_offered_back(hand, log_in, playwright, site):
    """Two tabs are open, and the browser is killed as a machine that loses its power would."""
    hand, (*_, form) = hand
    doomed = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    first = enter(doomed.new_context(base_url=site, locale="nb-NO").new_page(), "rita")
    second = first.context.new_page()
    for page, text in ((first, "Halvveis i en setning"), (second, "Noe annet i en annen fane")):
        page.bring_to_front()
        page.goto(form, wait_until="networkidle")
        hand.write(page, _lead(page), text)
        expect(page.locator("#autosave")).to_contain_text("tatt vare på kl.", timeout=20_000)
    kill(doomed)
    again = log_in("rita")
    again.goto(form, wait_until="networkidle")
    expect(again.get_by_text("uten å lagre")).to_have_count(2)
    hand.press(again, again.get_by_role("link", name="Hent teksten tilbake").last, back=True)
    expect(_lead(again)).to_have_value("Halvveis i en setning")
    again.wait_for_load_state("networkidle")
    hand.press(again, _save(again), back=True)
    expect(again.locator(".messagelist")).to_be_visible()
    expect(_lead(again)).to_have_value("Halvveis i en setning")
    expect(again.get_by_text("uten å lagre")).to_have_count(1)
    hand.press(again, again.get_by_role("button", name="Forkast den"), back=True)
    expect(again.get_by_text("uten å lagre")).to_have_count(0)


def test_when_the_login_has_run_out_it_is_said_and_the_text_stays(log_in):
    rita = log_in("rita")
    rita.goto("/admin/reports/report/13/change/", wait_until="networkidle")
    rita.context.clear_cookies(name="sessionid")
    _lead(rita).fill("Skrevet etter at innloggingen gikk ut")
    _save(rita).click()
    expect(rita.locator("#autosave")).to_contain_text("Du er logget ut", timeout=20_000)
    expect(_lead(rita)).to_have_value("Skrevet etter at innloggingen gikk ut")
