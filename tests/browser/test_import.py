"""From the yearly document to a year of drafts: with the mouse, and by keyboard alone."""

import pytest
from playwright.sync_api import expect

TITLE = "Veien hjem fra {year}"


@pytest.fixture
def document(tmp_path):
    def write(year: int) -> str:
        path = tmp_path / f"fou-{year}.md"
        path.write_text(
            f"# FoU-prosjekter {year}\n\n# 1 Bosetting og tidlig innsats\n\n## {TITLE.format(year=year)}\n\n"
            f"En studie av dem som\n\nfant hjem.\n\nUtgitt: mai {year}\n\n- Et funn.\n- [Alt (PDF, 2 MB)](#)\n",
            "utf-8",
        )
        return str(path)

    return write


def test_a_year_is_started_read_seen_over_taken_in_opened_and_undone(log_in, document, violations):
    desk = log_in("rita", bypass_csp=True)
    desk.goto("/admin/reports/edition/")
    desk.get_by_role("button", name="Start 2021-utgaven").click()
    expect(desk.locator(".messagelist")).to_contain_text("2021-utgaven er laget av den forrige")
    desk.goto("/admin/reports/edition/")
    desk.get_by_role("link", name="Les inn årsdokument").click()
    desk.get_by_label("Dokument").set_input_files(document(2021))
    desk.get_by_role("button", name="Les dokumentet").click()
    expect(desk.get_by_text("5 ny").or_(desk.get_by_text("1 ny, 0 endret"))).to_be_visible()
    desk.get_by_text("Forslag", exact=False).first.click()
    desk.get_by_label("Avsnittet var delt").uncheck()
    assert violations(desk) == []
    desk.get_by_role("button", name="Ta inn").first.click()
    expect(desk.locator(".messagelist")).to_contain_text("lest på nytt")
    desk.get_by_role("button", name="Ta inn").first.click()
    expect(desk.locator(".messagelist")).to_contain_text("tatt inn som utkast")
    assert violations(desk) == []
    taken = desk.url
    desk.get_by_role("link", name=TITLE.format(year=2021)).click()
    expect(desk.locator("#id_title")).to_have_value(TITLE.format(year=2021))
    desk.goto(taken)
    desk.get_by_role("button", name="Angre hele importen").click()
    expect(desk.locator(".messagelist")).to_contain_text("Importen er angret")
    desk.goto(f"/admin/reports/report/?q={TITLE.format(year=2021)}")
    expect(desk.get_by_role("link", name=TITLE.format(year=2021))).to_have_count(0)


def test_by_keyboard_alone(log_in, document):
    desk = log_in("rita")
    desk.goto("/admin/reports/import/add/")
    desk.get_by_label("Dokument").set_input_files(document(2041))
    _press(desk, desk.get_by_role("button", name="Les dokumentet"), "Enter")
    _press(desk, desk.get_by_text("Det som ble forstått, ved siden av"), "Enter")
    expect(desk.get_by_role("heading", name="I dokumentet").last).to_be_visible()
    _press(desk, desk.get_by_label("Ta inn", exact=True), "Space")
    _press(desk, desk.get_by_role("button", name="Lagre valgene").first, "Enter")
    expect(desk.get_by_label("Ta inn", exact=True)).not_to_be_checked()
    _press(desk, desk.get_by_label("Ta inn", exact=True), "Space")
    _press(desk, desk.get_by_role("button", name="Ta inn").first, "Enter")
    expect(desk.locator(".messagelist")).to_contain_text("1 rapport er tatt inn som utkast")
    _press(desk, desk.get_by_role("button", name="Angre hele importen"), "Enter")
    expect(desk.locator(".messagelist")).to_contain_text("Importen er angret")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_the_preview_fits_and_holds_wcag(log_in, document, violations, width, scheme):
    desk = log_in("rita", width=width, scheme=scheme, bypass_csp=True)
    desk.goto("/admin/reports/import/add/")
    desk.get_by_label("Dokument").set_input_files(document(2042))
    desk.get_by_role("button", name="Les dokumentet").click()
    desk.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
    assert violations(desk) == []
    assert desk.evaluate("document.documentElement.scrollWidth") <= width


def _press(desk, target, key: str) -> None:
    target.focus()
    desk.keyboard.press(key)
