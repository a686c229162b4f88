"""Documents at the desk: PDFs dropped on a row or chosen several at once, and the start page that leads to them."""

import base64

import pytest
from playwright.sync_api import expect

from ..pdfs import good_pdf, pictures_pdf

FORM = "/admin/reports/report/4/change/"
DROP = """(zone, [name, content]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(new File([bytes], name, { type: "application/pdf" }))
  for (const type of ["dragenter", "dragover", "drop"])
    zone.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }))
}"""


def _as_file(name: str, content: bytes) -> dict:
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def test_several_pdfs_become_rows_and_one_is_dropped_on_its_row(log_in):
    desk = log_in("rita")
    desk.goto(FORM)
    group = desk.locator("#documents-group")
    before = group.locator(".inline-related:not(.empty-form)").count()
    files = [_as_file("Første_rapport.pdf", good_pdf()), _as_file("Andre.pdf", pictures_pdf())]
    group.get_by_label("Legg til flere PDF-er på en gang").set_input_files(files)
    expect(group.locator(".drop-status")).to_have_text("«Andre.pdf» er mottatt og følger med når du lagrer.")
    rows = group.locator(".inline-related:not(.empty-form)")
    expect(rows).to_have_count(before + 2)
    dropped = base64.b64encode(good_pdf(title="Sluppet")).decode()
    rows.first.evaluate(DROP, ["sluppet.pdf", dropped])
    expect(group.locator(".drop-status")).to_have_text("«sluppet.pdf» er mottatt og følger med når du lagrer.")
    expect(rows.first.locator(".file-sent")).to_contain_text("Filen er i orden", timeout=30_000)
    expect(rows.nth(before + 1).locator(".file-sent")).to_contain_text("bare bilder", timeout=30_000)
    desk.get_by_role("button", name="Lagre", exact=True).first.click()
    expect(desk.locator(".messagelist")).to_be_visible()
    rows = desk.locator("#documents-group .inline-related:not(.empty-form)")
    expect(rows).to_have_count(before + 2)
    assert rows.first.get_by_text("Filen «sluppet.pdf» er lastet opp.").count() == 1
    assert rows.nth(before).locator("[name$='-title']").input_value() == "Første rapport"


def test_what_is_no_pdf_is_left_out_and_told(log_in):
    desk = log_in("rita")
    desk.goto(FORM)
    group = desk.locator("#documents-group")
    before = group.locator(".inline-related:not(.empty-form)").count()
    group.get_by_label("Legg til flere PDF-er på en gang").set_input_files(
        {"name": "notat.txt", "mimeType": "text/plain", "buffer": b"Hei"}
    )
    expect(group.locator(".drop-status")).to_have_text("1 er ikke PDF og ble ikke med.")
    expect(group.locator(".inline-related:not(.empty-form)")).to_have_count(before)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_start_page_leads_to_what_must_be_mended(log_in, width):
    desk = log_in("rita", width=width)
    desk.goto("/admin/")
    year = desk.get_by_role("region", name="Årgangen 2020")
    expect(year).to_contain_text("24 av 24 klare")
    assert desk.evaluate("document.documentElement.scrollWidth") <= width
    desk.get_by_role("link", name="dokumenter mangler adresse").focus()
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/dokumentadresser/")
    desk.go_back()
    year.get_by_role("link").first.click()
    desk.wait_for_url("**/report/?aar=2020")
