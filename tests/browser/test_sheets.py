"""A year's spreadsheet from download to change, and a folder of PDFs, as an editor does it."""

import io

import openpyxl
import pytest
from playwright.sync_api import expect

from ..pdfs import pdf


@pytest.fixture
def edition(log_in):
    """The page of the 2020 edition, as rita."""

    def enter(**options):
        desk = log_in("rita", **options)
        desk.goto("/admin/reports/edition/1/change/")
        return desk

    return enter


def _downloaded(desk) -> openpyxl.Workbook:
    with desk.expect_download() as download:
        desk.get_by_role("link", name="Last ned regneark").click()
    return openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()))


def _file(book: openpyxl.Workbook) -> dict:
    data = io.BytesIO()
    book.save(data)
    return {"name": "fou-2020.xlsx", "mimeType": "application/octet-stream", "buffer": data.getvalue()}


def _place(book, sheet: str, heading: str) -> int:
    return [cell.value for cell in book[sheet][1]].index(heading) + 1


def test_a_changed_cell_is_seen_word_by_word_and_taken_in(edition, violations):
    desk = edition(bypass_csp=True)
    book = _downloaded(desk)
    desk.get_by_role("link", name="Les inn regneark").focus()
    desk.keyboard.press("Enter")
    cell = book["Rapporter"].cell(3, _place(book, "Rapporter", "Ingress"))
    cell.value = f"Nytt her. {cell.value}"
    desk.get_by_label("Regneark:").set_input_files(_file(book))
    desk.get_by_role("button", name="Se hva som endres").click()
    expect(desk.get_by_role("heading", name="1 endring")).to_be_visible()
    expect(desk.locator(".changes ins")).to_contain_text("Nytt her.")
    assert violations(desk) == []
    desk.get_by_role("button", name="Les inn 1 endring").focus()
    desk.keyboard.press("Enter")
    expect(desk.locator(".messagelist")).to_contain_text("1 endring er lest inn.")
    desk.get_by_role("link", name="Les inn regneark").click()
    desk.get_by_label("Regneark:").set_input_files(_file(book))
    desk.get_by_role("button", name="Se hva som endres").click()
    expect(desk.get_by_role("heading", name="0 endringer")).to_be_visible()


def test_bad_cells_are_listed_by_sheet_row_and_column(edition, violations):
    desk = edition(bypass_csp=True, width=390)
    book = _downloaded(desk)
    desk.get_by_role("link", name="Les inn regneark").click()
    assert violations(desk) == []
    book["Rapporter"].cell(4, _place(book, "Rapporter", "Utgitt")).value = "32. mai 2020"
    desk.get_by_label("Regneark:").set_input_files(_file(book))
    desk.get_by_role("button", name="Se hva som endres").click()
    expect(desk.locator(".problems tbody tr")).to_have_count(1)
    expect(desk.locator(".problems tbody tr")).to_contain_text("32. mai 2020")
    assert violations(desk) == []


NAMES = ("Hele-mennesker_delte_tjenester_endelig.pdf", "imdis kommuneundersøkelse 2019.pdf", "notater.pdf")
FILES = [
    {"name": name, "mimeType": "application/pdf", "buffer": pdf(pages=place, words=name[:4])}
    for place, name in enumerate(NAMES, start=1)
]


def test_a_folder_of_pdfs_finds_its_documents(edition, violations):
    desk = edition(bypass_csp=True)
    desk.get_by_role("link", name="Last opp PDF-er").click()
    assert violations(desk) == []
    broken = {"name": "regneark.pdf", "mimeType": "application/pdf", "buffer": b"PK\x03\x04"}
    desk.get_by_label("PDF-er").set_input_files([*FILES, broken])
    desk.get_by_role("button", name="Last opp og finn dokumentene").click()
    expect(desk.get_by_role("status").first).to_contain_text("3 filer er mottatt. Vi fant dokumentet til 2.")
    expect(desk.get_by_role("alert")).to_contain_text("regneark.pdf")
    chosen = desk.get_by_label(NAMES[0]).locator("option:checked")
    expect(chosen).to_contain_text("Hele mennesker")
    expect(desk.get_by_label(NAMES[2]).locator("option:checked")).to_have_text("Hopp over")
    assert violations(desk) == []
    desk.get_by_role("button", name="Legg filene på dokumentene").click()
    expect(desk.locator(".messagelist")).to_contain_text("2 filer er lagt på dokumentene sine.")


def test_without_javascript_the_files_are_sent_at_once(edition):
    desk = edition(java_script_enabled=False)
    desk.get_by_role("link", name="Last opp PDF-er").click()
    desk.get_by_label("PDF-er").set_input_files(FILES[2:])
    desk.get_by_role("button", name="Last opp og finn dokumentene").click()
    expect(desk.get_by_label(NAMES[2])).to_be_visible()


def test_files_that_are_dropped_are_chosen(edition):
    desk = edition()
    desk.get_by_role("link", name="Last opp PDF-er").click()
    desk.locator(".drop progress").wait_for(state="attached")  # the script has run
    desk.evaluate(
        """() => {
          const data = new DataTransfer()
          data.items.add(new File(["%PDF-"], "sluppet.pdf", { type: "application/pdf" }))
          document.querySelector(".drop").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true }))
        }"""
    )
    expect(desk.locator(".drop")).to_contain_text("1 fil er valgt.")
    assert desk.get_by_label("PDF-er").evaluate("input => input.files[0].name") == "sluppet.pdf"
