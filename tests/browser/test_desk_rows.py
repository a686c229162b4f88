"""Rows of the report form: moved with the mouse, told to a screen reader, kept when saved; a file that is uploaded."""

from urllib.parse import urlsplit

from playwright.sync_api import expect

from ..pdfs import pdf

REPORT = "/admin/reports/report/20/change/"


def _labels(desk) -> list[str]:
    labels = desk.locator("#findings-group .inline-related:not(.empty-form) .inline_label")
    return [text.strip() for text in labels.all_inner_texts()]


def _drag(desk, source: int, target: int) -> None:
    rows = desk.locator("#findings-group .inline-related:not(.empty-form)")
    box = rows.nth(target).bounding_box()
    place = {"x": 20, "y": box["height"] - 2}
    rows.nth(source).locator(".row-grip").drag_to(rows.nth(target), target_position=place)


def test_a_row_dragged_with_the_mouse_takes_its_place_and_it_is_said(log_in):
    desk = log_in("rita")
    desk.goto(REPORT)
    before = _labels(desk)
    _drag(desk, 0, 2)
    moved = [before[1], before[2], before[0], *before[3:]]
    assert _labels(desk) == moved
    expect(desk.get_by_role("status").last).to_contain_text(f"er nå nummer 3 av {len(before)}.")
    positions = desk.locator("#findings-group .inline-related:not(.empty-form) input[name$='-position']")
    assert [field.input_value() for field in positions.all()][:3] == ["1", "2", "3"]
    desk.get_by_role("button", name="Lagre", exact=True).first.click()
    expect(desk.locator(".messagelist")).to_be_visible()
    assert _labels(desk) == moved


def test_a_drag_that_is_given_up_changes_nothing(log_in):
    desk = log_in("rita")
    desk.goto(REPORT)
    before = _labels(desk)
    desk.locator("#findings-group .row-grip").first.hover()
    desk.mouse.down()
    rows = desk.locator("#findings-group .inline-related:not(.empty-form)")
    rows.nth(2).hover(position={"x": 20, "y": 20})
    rows.nth(2).hover(position={"x": 22, "y": 22})
    desk.keyboard.press("Escape")
    desk.mouse.up()
    assert _labels(desk) == before


def test_an_uploaded_file_is_read_found_by_its_words_and_opens_in_the_browsers_own_viewer(log_in, page, tmp_path):
    file = tmp_path / "Årsrapport.pdf"
    content = pdf(pages=4, last="Sebrakartlegging")
    file.write_bytes(content)
    desk = log_in("rita")
    desk.goto("/admin/reports/report/19/change/")
    row = desk.locator("#documents-0")
    row.get_by_role("button", name="Åpne").click()
    row.get_by_label("Fil:").set_input_files(file)
    desk.get_by_role("button", name="Lagre", exact=True).first.click()
    expect(desk.locator("#documents-0 .kept-file")).to_contain_text("Filen «Årsrapport.pdf» er lastet opp.")
    approver = log_in("geir")
    approver.goto("/admin/reports/report/19/publiser/")
    approver.get_by_label("Hva er endret?").fill("Rapporten kan lastes ned.")
    approver.get_by_role("button", name="Publiser nå").click()
    expect(approver.locator(".messagelist")).to_contain_text("er publisert")
    page.goto(approver.get_by_role("link", name="Vis på nettstedet").first.get_attribute("href"))
    link = page.get_by_role("link", name="Last ned:").first
    expect(link).to_contain_text("4 sider")
    address = link.get_attribute("href")
    answer = page.request.get(address)
    assert (answer.status, answer.headers["content-type"], answer.body()) == (200, "application/pdf", content)
    # The viewer is an extension of Chromium's own: our policy must let it start.
    with page.expect_response(lambda answer: answer.url.startswith("chrome-extension://") and "pdf" in answer.url):
        page.goto(address, wait_until="commit")
    _searched(page, "sebrakartleggingen")
    assert page.get_by_role("link", name="Side 4").get_attribute("href") == f"{urlsplit(address).path}#page=4"


def _searched(page, words: str) -> None:
    """The hits, when the worker has read the file."""
    for _ in range(60):
        page.goto(f"/rapporter/?q={words}")
        if page.get_by_text("Ingen rapporter passer").count() == 0:
            return
        page.wait_for_timeout(500)
