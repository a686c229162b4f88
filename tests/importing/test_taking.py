"""What was read becomes drafts, once; what the document does not say stays as it is."""

import pytest

from reports.exchange import read_report
from reports.importing.receiving import choose
from reports.importing.refusals import ImportRefused
from reports.models import Chapter, Edition, Import, Report, Stamp
from reports.yearly.new_year import start_year

from .conftest import YEAR

pytestmark = pytest.mark.django_db


def _report(title: str) -> Report:
    return Report.objects.with_children().get(title=title)


def test_a_new_year_is_drafts_in_the_documents_order(send, take):
    stamp = Stamp.current()
    assert take(send()) > 3
    edition = Edition.objects.get(year=2031)
    assert (edition.title, edition.state) == ("FoU-prosjekter 2031", "draft")
    places = Report.objects.filter(chapter__edition=edition).order_by("chapter__number", "position")
    assert [(r.chapter.number, r.position, r.title) for r in places] == [
        (1, 1, "Veien hjem"),
        (1, 2, "Veien ut"),
        (2, 1, "Integreringsbarometeret 2031"),
    ]
    assert Stamp.current() == stamp


def test_the_same_document_twice_is_no_change_the_second_time(send, take, desk):
    take(send())
    before = desk()
    assert take(send()) == 0
    assert desk() == before


def test_a_year_that_was_printed_by_us_and_read_again_keeps_every_id(send, take):
    take(send())
    before = read_report(_report("Veien hjem"))
    take(send(YEAR.replace("Et funn om målet.", "Et funn om selve målet.")))
    after = read_report(_report("Veien hjem"))
    assert [f.id for f in after.findings] == [f.id for f in before.findings]
    assert after.documents == before.documents
    assert "selve" in after.findings[1].text


def test_what_is_the_same_is_not_touched_and_what_is_only_here_is_left_alone(send, take, now):
    take(send())
    untouched = _report("Veien ut")
    other = Report.objects.create(chapter=untouched.chapter, title="Bare her", position=9)
    later = now.replace(year=2032)
    assert take(send(YEAR.replace("Om holdninger", "Alt om holdninger")), at=later) == 1
    assert _report("Veien ut").changed_at == untouched.changed_at == now
    assert _report("Integreringsbarometeret 2031").changed_at == later
    assert Report.objects.filter(pk=other.pk).exists()


def test_a_new_report_between_two_old_ones_stands_between_them(send, take):
    take(send())
    between = "## Veien rundt\n\nEn studie av omveier.\n\nUtgitt: 2031\n\n- En omvei.\n\n## Veien ut"
    text = YEAR.replace("## Veien ut", between)
    assert take(send(text)) == 1
    chapter = Chapter.objects.get(edition__year=2031, number=1)
    assert [r.title for r in chapter.reports.all()] == ["Veien hjem", "Veien rundt", "Veien ut"]
    assert take(send(text)) == 0


def test_what_is_not_printed_stays_as_the_editor_left_it(send, take, rita):
    take(send())
    report = _report("Veien hjem")
    report.documents.update(pages=48, kind="sammendrag")
    report.language, report.authors = "en", ["Ola Nordmann"]
    report.save()
    report.tags.add("Bosetting")
    take(send(YEAR.replace("Et funn om målet.", "Noe helt annet om sauer.")))
    after = read_report(_report("Veien hjem"))
    assert (after.language, after.authors, after.tags) == ("en", ("Ola Nordmann",), ("Bosetting",))
    assert (after.documents[0].pages, after.documents[0].kind) == (48, "sammendrag")


def test_the_stub_that_awaits_a_series_is_filled(send, take, rita, now):
    start_year(year=2031, actor=rita, now=now)
    stub = Report.objects.get(title="Integreringsbarometeret 2031")
    take(send())
    stub.refresh_from_db()
    assert stub.findings.count() == 1
    assert Report.objects.filter(title="Integreringsbarometeret 2031").count() == 1
    assert take(send()) == 0


def test_reports_that_are_skipped_are_not_taken(send, take):
    sent = send()
    choose(sent=sent, refused=[], skipped=[sent.starts[0], sent.starts[2]])
    take(sent)
    assert [r.title for r in Report.objects.filter(chapter__edition__year=2031)] == ["Veien ut"]


def test_the_years_own_texts_can_be_skipped(send, take):
    take(send())
    sent = send(YEAR.replace("# FoU-prosjekter 2031", "# Noe annet 2031").replace("Om holdninger", "Alt om holdninger"))
    choose(sent=sent, refused=[], skipped=["ramme"])
    assert take(sent) == 1
    assert Edition.objects.get(year=2031).title == "FoU-prosjekter 2031"


def test_a_repair_that_is_refused_is_read_again_without_it(send, take):
    sent = send()
    torn = next(p for p in sent.reading["problems"] if p["kind"] == "sideskift")
    choose(sent=sent, refused=[(torn["choice"], torn["block"])], skipped=[])
    assert [p["refused"] for p in sent.reading["problems"] if p["kind"] == "sideskift"] == [True]
    choose(sent=sent, refused=[], skipped=[])
    take(sent)
    assert _report("Veien hjem").lead == "En studie av veien hjem for dem som fant den."


def test_the_file_is_kept_as_it_came_with_who_and_when(send, rita, now):
    sent = Import.objects.get(pk=send().pk)
    assert (bytes(sent.content).decode(), sent.file_name, sent.state) == (YEAR, "fou.md", "read")
    assert (sent.sent_by, sent.sent_at, sent.year) == (rita, now, 2031)


def test_what_is_taken_cannot_be_taken_or_chosen_again(send, take):
    sent = send()
    take(sent)
    sent.refresh_from_db()
    with pytest.raises(ImportRefused, match="tatt inn allerede"):
        take(sent)
    with pytest.raises(ImportRefused, match="tatt inn allerede"):
        choose(sent=sent, refused=[], skipped=[])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (YEAR.replace("FoU-prosjekter 2031", "FoU-prosjekter 1901"), "Året 1901 er utenfor 1990–2199."),
        (YEAR.replace("barometeret", "barometeret" * 40), "er på 457 tegn, men det er plass til 300"),
        ("", "Filen er tom"),
        ("Bare tekst.", "Fant ingen rapporter"),
    ],
)
def test_what_cannot_be_held_or_read_is_refused_whole_and_not_kept(send, desk, text, sentence):
    before = desk()
    with pytest.raises(ImportRefused, match=sentence):
        send(text)
    assert desk() == before
    assert not Import.objects.exists()


def test_a_frozen_year_is_not_changed(send, take):
    take(send())
    Edition.objects.filter(year=2031).update(state=Edition.State.FROZEN)
    sent = send(YEAR.replace("Om holdninger", "Alt om holdninger"))
    with pytest.raises(ImportRefused, match="2031-utgaven er frosset"):
        take(sent)
    sent.refresh_from_db()
    assert sent.state == "read"
