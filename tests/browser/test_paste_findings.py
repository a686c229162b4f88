"""A list pasted from Word becomes finding rows, with what is nested in them, and can be undone."""

import pytest
from playwright.sync_api import expect

from .test_paste import PASTE, WORD

REPORT = "/admin/reports/report/18/change/"
TEXT_PASTE = """(element, text) => {
  const data = new DataTransfer()
  data.setData("text/plain", text)
  element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }))
}"""
ROWS = "#findings-group .inline-related:not(.empty-form)"


@pytest.fixture
def desk(log_in):
    desk = log_in("rita")
    desk.goto(REPORT)
    return desk


def _texts(desk) -> list[str]:
    return [field.input_value() for field in desk.locator(f"{ROWS} textarea[name$='-text']").all()]


def test_a_list_pasted_into_the_box_is_a_row_a_bullet_and_is_saved(desk):
    count = desk.locator(ROWS).count()
    box = desk.get_by_role("textbox", name="Lim inn flere funn her")
    box.focus()
    box.evaluate(PASTE, WORD)
    expect(desk.locator(ROWS)).to_have_count(count + 3)
    expect(desk.locator(".paste-undo")).to_contain_text("3 funn er limt inn")
    first, second, third = _texts(desk)[count:]
    assert ("Første punkt" in first, "<ul><li><p>Underpunkt</p></li></ul>" in first) == (True, True)
    assert "Andre <b>punkt</b>" in second
    assert "Vanlig" in third
    headings = desk.locator(f"{ROWS} input[name$='-heading']")
    assert headings.nth(count).input_value() == "Hva vi fant"
    expect(desk.locator(f"{ROWS} .inline_label").nth(count)).to_contain_text("Første punkt")
    desk.get_by_role("button", name="Lagre", exact=True).first.click()
    expect(desk.locator(".messagelist")).to_be_visible()
    expect(desk.locator(ROWS)).to_have_count(count + 3)
    assert _texts(desk)[count] == "<p>Første punkt</p><ul><li><p>Underpunkt</p></li></ul>"


def test_the_paste_can_be_undone_from_the_keyboard(desk):
    before = _texts(desk)
    box = desk.get_by_role("textbox", name="Lim inn flere funn her")
    box.focus()
    box.evaluate(TEXT_PASTE, "• Et funn\n• Et til\n  o med noe under\n• Det tredje\nsom går over to linjer")
    expect(desk.locator(ROWS)).to_have_count(len(before) + 3)
    assert _texts(desk)[len(before) :] == [
        "<p>Et funn</p>",
        "<p>Et til</p><ul><li><p>med noe under</p></li></ul>",
        "<p>Det tredje som går over to linjer</p>",
    ]
    undo = desk.get_by_role("button", name="Angre innlimingen")
    undo.focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(ROWS)).to_have_count(len(before))
    assert _texts(desk) == before
    expect(box).to_be_focused()


def test_several_bullets_in_an_empty_row_fill_it_and_the_rows_after_it(desk):
    count = desk.locator(ROWS).count()
    desk.locator("#findings-group .add-row a").click()
    editor = desk.locator(ROWS).nth(count).locator("[contenteditable]")
    editor.click()
    editor.evaluate(PASTE, "<ul><li>Ett</li><li>To</li><li>Tre</li></ul>")
    expect(desk.locator(ROWS)).to_have_count(count + 3)
    expect(editor).to_have_text("Ett")
    assert _texts(desk)[count + 1 :] == ["To", "Tre"]
    desk.get_by_role("button", name="Angre innlimingen").click()
    expect(desk.locator(ROWS)).to_have_count(count + 1)
    expect(editor).to_have_text("")


def test_one_bullet_is_pasted_where_one_writes(desk):
    count = desk.locator(ROWS).count()
    desk.locator("#findings-group .add-row a").click()
    editor = desk.locator(ROWS).nth(count).locator("[contenteditable]")
    editor.click()
    editor.evaluate(PASTE, "<p>Vanlig tekst og</p><ul><li>ett punkt</li><li>to punkt</li></ul>")
    expect(editor.locator("li")).to_have_count(2)
    expect(desk.locator(ROWS)).to_have_count(count + 1)


def test_the_form_with_pasted_rows_is_accessible(log_in, violations):
    desk = log_in("rita", bypass_csp=True)
    desk.goto(REPORT)
    desk.get_by_role("textbox", name="Lim inn flere funn her").evaluate(TEXT_PASTE, "- En\n- To")
    assert violations(desk) == []
