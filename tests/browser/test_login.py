"""The pages of login in a browser: second factor by keyboard, passkeys, and what axe says of each page."""

import pytest
from playwright.sync_api import expect

from tests.login.conftest import code_of

from .conftest import PASSWORD

ENTRANCE = ["/konto/logg-inn/", "/konto/passord/glemt/", "/konto/passord/glemt/sendt/"]
OWN = [
    "/konto/passord/",
    "/konto/totrinn/",
    "/konto/totrinn/app/",
    "/konto/totrinn/nokler/",
    "/konto/totrinn/nokler/ny/",
    "/konto/logg-ut/",
]


def _confirm(page):
    page.get_by_label("Passord").fill(PASSWORD)
    page.keyboard.press("Enter")


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_pages_of_login_hold_wcag_and_fit(new_page, log_in, violations, scheme, width):
    page = new_page(bypass_csp=True, scheme=scheme, width=width)
    found = {}
    for address in ENTRANCE:
        page.goto(address)
        found[address] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    page = log_in("rita", bypass_csp=True, scheme=scheme, width=width)
    page.goto("/konto/totrinn/app/")
    found["/konto/bekreft/"] = violations(page)
    _confirm(page)
    page.wait_for_url("**/konto/totrinn/app/")
    for address in OWN:
        page.goto(address)
        found[address] = violations(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    assert {address: texts for address, texts in found.items() if texts} == {}


def test_an_app_is_set_up_used_and_taken_off_by_keyboard(log_in, violations):
    page = log_in("rita", bypass_csp=True)
    page.get_by_role("link", name="Totrinnspålogging").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Sett opp").focus()
    page.keyboard.press("Enter")
    _confirm(page)
    secret = page.get_by_label("Nøkkel, hvis du ikke kan skanne").input_value()
    page.get_by_label("Kode").fill(code_of(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Ubrukte koder")).to_have_value("\n".join(_codes(page)))
    assert len(_codes(page)) == 10
    assert violations(page) == []
    spare = _codes(page)[0]
    page.goto("/admin/")
    page.get_by_role("button", name="Logg ut").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Du er logget ut.")).to_be_visible()
    page.get_by_label("Brukernavn").fill("rita")
    page.get_by_label("Passord").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Totrinnspålogging")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Kode").fill(spare)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Redaksjonen").wait_for()
    page.goto("/konto/totrinn/app/fjern/")
    _confirm(page)
    page.get_by_role("button", name="Fjern").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Du har ikke satt opp en autentiseringsapp.")).to_be_visible()


def _codes(page) -> list[str]:
    return page.get_by_label("Ubrukte koder").input_value().split()


@pytest.fixture
def with_authenticator():
    """Gives a page's browser a security chip that says yes; passkeys need a name, so the page is on localhost."""

    def give(page):
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
        options |= {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
        session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        return page

    return give


def test_a_passkey_is_made_used_instead_of_the_password_and_removed(new_page, with_authenticator, site):
    page = with_authenticator(new_page())
    local = site.replace("127.0.0.1", "localhost")
    page.goto(f"{local}/konto/logg-inn/?next=/konto/totrinn/nokler/ny/")
    page.get_by_label("Brukernavn").fill("geir")
    _confirm(page)
    page.get_by_role("heading", name="Bekreft at det er deg").wait_for()
    _confirm(page)
    page.get_by_label("Navn på nøkkelen").fill("Bærbar")
    page.get_by_label("Passnøkkel").check()
    page.get_by_role("button", name="Legg til").click()
    page.get_by_role("heading", name="Gjenopprettingskoder").wait_for()
    page.goto(f"{local}/konto/logg-ut/")
    page.get_by_role("button", name="Logg ut").click()
    expect(page.get_by_text("Du er logget ut.")).to_be_visible()
    page.goto(f"{local}/admin/")
    page.get_by_role("button", name="Logg inn med passnøkkel").click()
    page.get_by_role("heading", name="Redaksjonen").wait_for()
    page.goto(f"{local}/konto/totrinn/nokler/")
    expect(page.get_by_text("Passnøkkel: kan brukes i stedet for passordet.")).to_be_visible()
    page.get_by_role("link", name="Fjern «Bærbar»").click()
    page.get_by_role("heading", name="Bekreft at det er deg").wait_for()
    _confirm(page)
    page.get_by_role("button", name="Fjern").click()
    expect(page.get_by_text("Du har ingen nøkler ennå.")).to_be_visible()


def test_a_passkey_that_cannot_be_used_is_said_on_the_page(new_page):
    page = new_page()
    page.goto("/konto/logg-inn/")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("button", name="Logg inn med passnøkkel").click()
    expect(page.get_by_role("alert")).to_contain_text("Det gikk ikke å bruke nøkkelen.")
