"""A year is given its face, frozen, corrected and delivered: by mouse and by keyboard, seen by a visitor."""

import hashlib
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.pictures import picture

from .conftest import _PEOPLE, PASSWORD, _run, serve

SLOW = 60_000  # the worker looks for work every other second, and this machine may have much to do


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site of its own: freezing cannot be undone."""
    with serve(tmp_path_factory.mktemp("var")) as (address, environment):
        _run("shell", "-c", _PEOPLE, env=environment)
        yield address


@pytest.fixture
def desk(new_page):
    page = new_page(bypass_csp=True)
    page.goto("/admin/")
    page.get_by_label("Brukernavn").fill("admin")
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()
    page.get_by_role("heading", name="Redaksjonen").wait_for()
    return page


def _bytes(address: str) -> bytes:
    with urllib.request.urlopen(address) as answer:
        return answer.read()


def _change_a_report(writer, desk, lead: str) -> None:
    writer.goto("/admin/reports/report/?q=Integreringsbarometeret")
    writer.locator("#result_list a", has_text="Integreringsbarometeret 2020").first.click()
    writer.get_by_label("Ingress").first.fill(lead)
    writer.get_by_role("button", name="Lagre", exact=True).first.click()
    expect(writer.locator(".messagelist .success").first).to_be_visible()
    desk.goto(writer.url.replace("/change/", "/publiser/"))
    desk.get_by_label("Hva er endret?").fill("Ny ingress.")
    desk.get_by_role("button", name="Publiser nå").click()
    expect(desk.locator(".messagelist .success").first).to_be_visible()


def _files(desk) -> None:
    desk.goto("/admin/reports/edition/")
    desk.get_by_role("link", name="2020", exact=True).first.click()
    desk.get_by_role("link", name="Filer, frysing og levering").click()


def test_a_year_gets_a_face_is_frozen_corrected_and_delivered(desk, log_in, new_page, site, violations):
    found = {}
    desk.goto("/admin/reports/edition/")
    desk.get_by_role("link", name="2020", exact=True).first.click()
    desk.set_input_files("#id_picture", {"name": "f.png", "mimeType": "image/png", "buffer": picture()})
    desk.get_by_label("Hva bildet viser").fill("En overgang fra mørkt til lyst")
    desk.get_by_label("Liten endring").check()
    desk.get_by_role("button", name="Lagre og publiser").first.click()
    expect(desk.get_by_alt_text("Forsidebildet slik det er nå")).to_be_visible()
    found["form"] = violations(desk)

    # Frozen by the mouse.
    _files(desk)
    found["files"] = violations(desk)
    desk.get_by_role("link", name="Frys utgaven").click()
    found["freeze"] = violations(desk)
    desk.get_by_role("button", name="Frys 2020-utgaven").click()
    expect(desk.get_by_role("heading", name="Utgave 1")).to_be_visible(timeout=SLOW)
    before = _bytes(f"{site}/2020/fou-prosjekter-2020.pdf")
    assert hashlib.sha256(before).hexdigest() in desk.content()

    # A report is changed: the frozen bytes are not, and the year's page says so.
    _change_a_report(log_in("rita"), desk, "En ny ingress.")
    assert _bytes(f"{site}/2020/fou-prosjekter-2020.pdf") == before
    visitor = new_page(width=320, bypass_csp=True)
    visitor.goto("/2020/")
    expect(visitor.get_by_role("heading", name="Endret på nettstedet siden utgave 1")).to_be_visible()
    expect(visitor.get_by_alt_text("En overgang fra mørkt til lyst")).to_be_visible()
    assert visitor.evaluate("document.documentElement.scrollWidth") <= 320
    found["public"] = violations(visitor)

    # Corrected by the keyboard.
    _files(desk)
    desk.get_by_role("link", name="Lag rettet utgave").press("Enter")
    desk.get_by_label("Hva er rettet?").press_sequentially("Ingressen.")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="Utgave 2")).to_be_visible(timeout=SLOW)
    assert _bytes(f"{site}/2020/utgave-1/fou-prosjekter-2020.pdf") == before
    assert _bytes(f"{site}/2020/fou-prosjekter-2020.pdf") == _bytes(f"{site}/2020/utgave-2/fou-prosjekter-2020.pdf")
    dark = new_page(scheme="dark", bypass_csp=True)
    dark.goto("/2020/")
    expect(dark.get_by_text("Rettet: Ingressen.")).to_be_visible()
    found["dark"] = violations(dark)

    # Packed and delivered.
    desk.get_by_role("link", name="Pliktavlevering").click()
    desk.get_by_role("button", name="Lag pakken").click()
    expect(desk.get_by_role("link", name="Last ned pakken")).to_be_visible(timeout=SLOW)
    desk.get_by_label("Levert dato for alle").fill("3.2.2021")
    desk.get_by_role("button", name="Lagre datoene").click()
    expect(desk.get_by_label("Levert dato for utgave-1/fou-prosjekter-2020.pdf")).to_have_value("03.02.2021")
    found["delivery"] = violations(desk)
    desk.set_viewport_size({"width": 390, "height": 800})
    assert desk.evaluate("document.documentElement.scrollWidth") <= 390
    assert {page: faults for page, faults in found.items() if faults} == {}
