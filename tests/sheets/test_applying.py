"""A spreadsheet taken in: the desk says what it says, what is the same keeps its id, and nothing is half done."""

from datetime import timedelta

import pytest

from reports.exchange import read_edition, read_report
from reports.manuscript.sheet.files import read_file
from reports.models import Chapter, Edition, Report
from reports.sheets.applying import SheetRefused, apply_sheet
from reports.sheets.planning import plan_sheet

from .workbooks import Workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return Edition.objects.get(year=2020)


@pytest.fixture
def take_in(edition, rita, now):
    def apply(workbook: Workbook, seen: str = ""):
        seen = seen or plan_sheet(edition=edition, data=workbook.data, name="fou.xlsx").seen
        arguments = {"data": workbook.data, "name": "fou.xlsx", "seen": seen, "actor": rita, "now": now}
        return apply_sheet(edition=edition, **arguments)

    return apply


@pytest.fixture
def barometer():
    return Report.objects.get(title="Integreringsbarometeret 2020")


def _stamps():
    return dict(Report.objects.values_list("public_id", "changed_at"))


def test_what_was_not_changed_is_not_touched(take_in, barometer, rita, now):
    before, book = _stamps(), Workbook()
    ids = list(barometer.findings.values_list("public_id", flat=True))
    row = book.row("Funn", "Id", ids[1])
    take_in(book.set("Funn", row, Funn="Nå står det noe annet.\n- med punkt\n- og et til"))
    barometer.refresh_from_db()
    assert (barometer.changed_at, barometer.changed_by) == (now, rita)
    assert {key: at for key, at in _stamps().items() if at != before[key]} == {barometer.public_id: now}
    assert list(barometer.findings.values_list("public_id", flat=True)) == ids
    assert barometer.findings.all()[1].text == (
        "<p>Nå står det noe annet.</p><ul><li><p>med punkt</p></li><li><p>og et til</p></li></ul>"
    )


def test_the_desk_then_says_what_the_spreadsheet_said(take_in, edition, make_report):
    doomed = make_report("Skal bort")
    book = Workbook().delete_report(doomed.public_id)
    book.set("Utgave", 2, Undertittel="Ny undertittel")
    book.set("Kapitler", 2, Nummer=2).set("Kapitler", 3, Nummer=1)
    book.add("Kapitler", Nummer=9, Tittel="Nytt kapittel", Innledning="# Overskrift\n\nOg **tekst**.")
    book.add("Rapporter", Id="ny-1", Kapittel=9, Tittel="Helt ny", Emner="Bosetting\nHelt nytt emne", Utgitt="mai 2020")
    book.add("Funn", **{"Rapport-id": "ny-1", "Funn": "Et funn."})
    book.set("Funn", 2, **{"Rapport-id": "ny-1"})
    book.set("Dokumenter", 2, **{"Rapport-id": "ny-1"}, Sider=48)
    moved = book.get("Funn", 2, "Id"), book.get("Dokumenter", 2, "Id")
    take_in(book)
    desk = read_edition(edition)
    assert [chapter.number for chapter in desk.chapters] == [1, 2, 3, 4, 5, 9]
    assert desk.subtitle == "Ny undertittel"
    assert not Report.objects.filter(pk=doomed.pk).exists()
    (new,) = desk.chapters[-1].reports
    assert (new.title, new.slug, str(new.issued)) == ("Helt ny", "helt-ny", "mai 2020")
    assert ({f.id for f in new.findings} & {moved[0]}, new.documents[0].id) == ({moved[0]}, moved[1])
    assert plan_sheet(edition=edition, data=Workbook().data, name="").count == 0
    told = read_file(book.data, name="", base=desk).edition
    assert [r.title for c in told.chapters for r in c.reports] == [r.title for c in desk.chapters for r in c.reports]


def test_the_numbers_decide_the_order_whatever_the_rows_are_sorted_by(take_in, barometer):
    book, ids = Workbook(), list(barometer.findings.values_list("public_id", flat=True))
    book.set("Funn", book.row("Funn", "Id", ids[2]), **{"Nr.": 0.5})
    take_in(book)
    assert list(barometer.findings.values_list("public_id", flat=True)) == [ids[2], ids[0], ids[1], *ids[3:]]


def test_chapters_that_change_places_keep_their_reports(take_in):
    first, _ = Chapter.objects.filter(edition__year=2020, number__lte=2).order_by("number")
    reports = set(first.reports.values_list("pk", flat=True))
    book = Workbook().set("Kapitler", 2, Nummer=2).set("Kapitler", 3, Nummer=1)
    for row in range(2, book.book["Rapporter"].max_row + 1):
        number = book.get("Rapporter", row, "Kapittel")
        book.set("Rapporter", row, Kapittel={1: 2, 2: 1}.get(number, number))
    take_in(book)
    first.refresh_from_db()
    assert first.number == 2
    assert set(first.reports.values_list("pk", flat=True)) == reports


def test_drafts_may_change_addresses_with_each_other(take_in, make_report):
    one, two = make_report("En"), make_report("To")
    book = Workbook()
    rows = [book.row("Rapporter", "Id", report.public_id) for report in (one, two)]
    take_in(book.set("Rapporter", rows[0], Adresse="to").set("Rapporter", rows[1], Adresse="en"))
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.slug, two.slug) == ("to", "en")


def test_the_same_file_taken_in_twice_changes_nothing_the_second_time(take_in, barometer, now):
    book = Workbook().set("Rapporter", 2, Ingress="En ny ingress.")
    take_in(book)
    before = _stamps()
    assert take_in(book).count == 0
    assert _stamps() == before


def test_when_the_desk_has_changed_meanwhile_nothing_is_taken_in(take_in, edition, barometer):
    book = Workbook().set("Rapporter", 2, Ingress="En ny ingress.")
    seen = plan_sheet(edition=edition, data=book.data, name="").seen
    barometer.lead = "Skrevet imens."
    barometer.save()
    before = read_edition(edition)
    with pytest.raises(SheetRefused, match="Noen endret utgaven"):
        take_in(book, seen)
    assert read_edition(edition) == before


def test_with_one_bad_cell_nothing_is_taken_in(take_in, edition):
    before = read_edition(edition)
    with pytest.raises(SheetRefused, match="feil som må rettes"):
        take_in(Workbook().set("Rapporter", 2, Ingress="En ny ingress.").set("Rapporter", 3, Utgitt="i går"))
    assert read_edition(edition) == before


def test_what_the_public_sees_is_as_it_was(take_in, client, barometer, publish, now):
    publish(barometer, now - timedelta(hours=1))
    before = client.get(f"/rapporter/{barometer.slug}/").content
    book = Workbook()
    take_in(book.set("Rapporter", book.row("Rapporter", "Id", barometer.public_id), Tittel="Noe helt annet"))
    assert client.get(f"/rapporter/{barometer.slug}/").content == before
    assert read_report(Report.objects.with_children().get(pk=barometer.pk)).title == "Noe helt annet"
