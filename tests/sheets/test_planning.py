"""What a spreadsheet would change, told before anything is; and what is wrong in it, cell by cell."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from reports.exchange import read_edition
from reports.manuscript.sheet.csvfiles import write_csv
from reports.models import Edition, Report
from reports.sheets.planning import plan_sheet

from .workbooks import Workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return Edition.objects.get(year=2020)


@pytest.fixture
def plan(edition):
    return lambda workbook: plan_sheet(edition=edition, data=workbook.data, name="fou.xlsx")


@pytest.fixture
def barometer():
    return Report.objects.get(title="Integreringsbarometeret 2020")


def _problems(plan):
    return [(p.sheet, p.row, p.column) for p in plan.problems]


def test_a_spreadsheet_that_nobody_changed_changes_nothing(plan):
    found = plan(Workbook())
    assert (found.problems, found.notes, found.count) == ((), (), 0)


def test_a_csv_file_as_a_plain_excel_saves_it_is_read_in_its_own_encoding(edition):
    with ZipFile(BytesIO(write_csv(read_edition(edition)))) as sheets:
        name = next(name for name in sheets.namelist() if "rapporter" in name.casefold())
        text = sheets.read(name).decode("utf-8-sig")
    found = plan_sheet(edition=edition, data=text.encode("cp1252"), name="rapporter.csv")
    assert (found.problems, found.count) == ((), 0)


def test_csv_files_that_nobody_changed_change_nothing(edition):
    found = plan_sheet(edition=edition, data=write_csv(read_edition(edition)), name="fou.zip")
    assert (found.problems, found.notes, found.count) == ((), (), 0)


def test_a_changed_cell_is_one_change_told_word_by_word(plan, barometer):
    book = Workbook()
    row = book.row("Rapporter", "Id", barometer.public_id)
    found = plan(book.set("Rapporter", row, Tittel="Integreringsbarometeret for 2020"))
    (entry,) = found.changed
    (change,) = entry.changes
    assert (change.place, found.count) == ("title", 1)
    assert [piece.text.strip() for piece in change.pieces if piece.mark == "added"] == ["for"]


def test_a_new_row_is_new_and_a_deleted_one_is_removed(plan, barometer):
    book, first = Workbook(), barometer.findings.first()
    book.delete("Funn", book.row("Funn", "Id", first.public_id))
    (entry,) = plan(book.add("Funn", Rapport=barometer.title, Funn="Et nytt funn.")).changed
    assert {(change.kind, change.place) for change in entry.changes} >= {("ny", "findings"), ("fjernet", "findings")}


def test_a_whole_new_report_names_what_is_new_in_the_catalogue(plan):
    book = Workbook()
    book.add("Rapporter", Id="ny-1", Kapittel=1, Tittel="Ny rapport", Institusjoner="Utfører: Nytt institutt")
    book.add("Funn", **{"Rapport-id": "ny-1", "Funn": "Nytt."})
    found = plan(book)
    (entry,) = found.new
    assert (entry.after.title, len(entry.after.findings)) == ("Ny rapport", 1)
    assert found.notes == ("Nytt i katalogen: institusjon «Nytt institutt».",)


def test_every_bad_cell_is_named(plan, barometer):
    book = Workbook()
    row = book.row("Rapporter", "Id", barometer.public_id)
    book.set("Rapporter", row, Utgitt="32. mai 2020", Språk="klingon", Tittel=None, Kapittel=12)
    book.set("Nøkkeltall", 2, Tall="mange")
    book.set("Dokumenter", 2, Nettadresse="javascript:alert(1)", Sider=-3)
    book.set("Funn", 3, Funn="[klikk](javascript:alert(1))")
    assert sorted(_problems(plan(book))) == [
        ("Dokumenter", 2, "Nettadresse"),
        ("Dokumenter", 2, "Sider"),
        ("Funn", 3, "Funn"),
        ("Nøkkeltall", 2, "Tall"),
        ("Rapporter", row, "Kapittel"),
        ("Rapporter", row, "Språk"),
        ("Rapporter", row, "Tittel"),
        ("Rapporter", row, "Utgitt"),
    ]


def test_a_formula_is_named_and_never_reckoned(plan):
    found = plan(Workbook().set("Rapporter", 2, Tittel='=HYPERLINK("http://x.no")'))
    assert _problems(found) == [("Rapporter", 2, "Tittel")]
    assert "formel" in found.problems[0].message


def test_cells_that_are_joined_are_named_and_lose_nothing(plan):
    book = Workbook()
    place = book._place("Rapporter", "Ingress")
    book.book["Rapporter"].merge_cells(start_row=2, end_row=3, start_column=place, end_column=place)
    found = plan(book)
    assert (_problems(found), found.count) == ([("Rapporter", 3, "Ingress")], 0)
    assert "slått sammen" in found.problems[0].message


def test_a_column_that_is_missing_is_named(plan):
    book = Workbook()
    book.book["Rapporter"].cell(1, 5).value = "Ingresss"
    assert ("Rapporter", 1, "Ingress") in _problems(plan(book))


def test_an_id_that_the_desk_does_not_have_is_named(plan):
    assert _problems(plan(Workbook().set("Funn", 2, Id="finnesikke"))) == [("Funn", 2, "Id")]


def test_an_id_that_stands_twice_is_named(plan):
    book = Workbook()
    assert _problems(plan(book.set("Funn", 3, Id=book.get("Funn", 2, "Id")))) == [("Funn", 3, "Id")]


def test_a_report_that_the_public_knows_stays_and_keeps_its_address(plan, publish, make_report):
    report = make_report("Utkast som blir publisert")
    publish(report)
    without = plan(Workbook().delete_report(report.public_id))
    assert "trekker du den tilbake" in without.problems[0].message
    book = Workbook()
    row = book.row("Rapporter", "Id", report.public_id)
    assert _problems(plan(book.set("Rapporter", row, Adresse="en-annen"))) == [("Rapporter", row, "Adresse")]


def test_a_taken_address_is_named(plan, make_report, barometer):
    report = make_report("Et utkast")
    book = Workbook()
    row = book.row("Rapporter", "Id", report.public_id)
    assert _problems(plan(book.set("Rapporter", row, Adresse=barometer.slug))) == [("Rapporter", row, "Adresse")]


def test_the_spreadsheet_of_another_year_is_refused(plan):
    assert _problems(plan(Workbook().set("Utgave", 2, Årgang=2019))) == [("Utgave", 2, "Årgang")]


def test_a_file_that_was_never_kept_is_named(plan):
    found = plan(Workbook().set("Dokumenter", 2, Fil="a.pdf", Filens_kontrollsum="0" * 64))
    assert _problems(found) == [("Dokumenter", 2, "Fil")]


# While the sheet was away --------------------------------------------------------------------------
def test_what_the_desk_alone_has_changed_stays(plan, barometer):
    book = Workbook()
    barometer.lead = "Skrevet på redaksjonen."
    barometer.save()
    found = plan(book)
    assert found.count == 0
    assert "Den blir stående" in found.notes[0]


def test_what_both_have_changed_is_told(plan, barometer):
    book = Workbook()
    book.set("Rapporter", book.row("Rapporter", "Id", barometer.public_id), Ingress="Skrevet i arket.")
    barometer.lead = "Skrevet på redaksjonen."
    barometer.save()
    found = plan(book)
    assert found.count == 1
    assert "både i arket og på redaksjonen" in found.notes[0]


def test_a_report_made_at_the_desk_meanwhile_is_not_taken_for_deleted(plan, make_report):
    book = Workbook()
    make_report("Laget siden")
    found = plan(book)
    assert found.count == 0
    assert "laget etter arket" in found.notes[0]


def test_one_sheet_alone_leaves_the_others_as_they_are(edition, barometer):
    with ZipFile(BytesIO(write_csv(read_edition(edition)))) as archive:
        data = archive.read("2-kapitler.csv").replace(b"Serier", "Serier og målinger".encode(), 1)
    found = plan_sheet(edition=edition, data=data, name="kapitler.csv")
    assert [change.place for change in found.frame] == ["chapters"]
    assert found.count == 1
    assert len(found.notes) == 5
