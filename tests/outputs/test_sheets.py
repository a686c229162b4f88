"""Spreadsheets: what a cell says, and that it is what it looks like."""

from datetime import datetime

import pytest

from .reading import read_csv, read_sheet

FORMULAS = ["=1+1", "+47 22 22 22 22", "-2", "@SUM(A1)", "#N/A", " =1"]

pytestmark = pytest.mark.django_db


def test_csv_tells_who_when_and_how_much(fetch):
    head, row = read_csv(fetch("/rapporter.csv?serie=integreringsbarometeret&q=kantar&sorter=eldste"))[:2]
    said = dict(zip(head, row, strict=True))
    assert said["Tittel"] == "Integreringsbarometeret 2020"
    assert (said["Utgitt"], said["Utgave"], said["Språk"]) == ("2020-06", "2020", "bokmål")
    assert (said["Utført av"], said["Datainnsamling"]) == ("Institutt for samfunnsforskning", "Kantar")
    assert said["Emner"] == "Diskriminering; Holdninger; Religion og livssyn"
    assert (said["Funn"], said["Dokumenter"]) == ("14", "3")


def test_excel_has_types_links_widths_and_a_head_that_stays(fetch):
    sheet = read_sheet(fetch("/rapporter.xlsx"))
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == sheet.dimensions
    rows = {row[0].value: row for row in sheet.iter_rows(2)}
    report = next(row for row in rows.values() if isinstance(row[1].value, datetime))
    assert report[1].number_format == "dd.mm.yyyy"
    assert isinstance(report[2].value, int)
    assert report[0].hyperlink.target == report[-1].value
    assert sheet.column_dimensions["A"].width == 60


def test_a_month_is_no_day_in_excel(fetch):
    rows = {row[0]: row[1] for row in read_sheet(fetch("/rapporter.xlsx")).iter_rows(2, values_only=True)}
    assert rows["Integreringsbarometeret 2020"] == "juni 2020"


@pytest.mark.parametrize("title", FORMULAS)
def test_no_text_becomes_a_formula(fetch, make_report, publish, title):
    publish(make_report(title=title, slug="formel", finding=f"<p>{title.strip()}</p>"))
    for address in ("/rapporter.xlsx?sorter=nyeste&q=kort+sagt", "/funn.xlsx"):
        cells = [cell for row in read_sheet(fetch(address)).iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
        assert title.strip() in {str(cell.value).strip() for cell in cells}
    begun = [cell for row in read_csv(fetch("/rapporter.csv")) for cell in row if cell.strip(" '") == title.strip()]
    assert begun
    assert not [cell for cell in begun if cell.lstrip(" ")[0] in "=+-@"]


def test_the_same_rows_are_the_same_excel_file(fetch):
    assert fetch("/rapporter.xlsx") == fetch("/rapporter.xlsx")


def test_beyond_what_excel_can_link_addresses_are_text(fetch, monkeypatch):
    monkeypatch.setattr("reports.outputs.sheet.MOST_LINKS", 4)
    cells = [cell for row in read_sheet(fetch("/rapporter.xlsx")).iter_rows(2) for cell in row]
    assert sum(cell.hyperlink is not None for cell in cells) == 4
