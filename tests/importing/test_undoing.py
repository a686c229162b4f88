"""An import is undone whole, or refused with the names of what stands in the way."""

import pytest

from reports.exchange import read_edition
from reports.importing.refusals import ImportRefused
from reports.importing.undoing import undo_import
from reports.models import Chapter, Edition, Organisation, Report
from reports.publishing.editions import publish_edition
from reports.publishing.reports import publish_report
from reports.yearly.new_year import start_year

from .conftest import YEAR

pytestmark = pytest.mark.django_db

CHANGED = YEAR.replace("Om holdninger", "Alt om holdninger").replace("- Et funn om målet.\n", "") + (
    "\n## Noe nytt\n\nHelt nytt.\n\nUtført av: Et institutt ingen kjenner\n\nUtgitt: 2031\n\n- Nytt.\n"
)


@pytest.fixture
def undo(rita, now):
    return lambda sent: undo_import(sent=sent, actor=rita, now=now.replace(year=2033))


def test_a_new_year_is_gone(send, take, undo, desk):
    before = desk()
    sent = send(CHANGED)
    take(sent)
    undo(sent)
    sent.refresh_from_db()
    assert desk() == before
    assert (sent.state, sent.undone_by.username) == ("undone", "rita")


def test_what_was_changed_is_as_it_was_to_the_last_letter(send, take, undo, desk, now):
    take(send())
    before = desk()
    sent = send(CHANGED)
    take(sent, at=now.replace(year=2032))
    assert desk() != before
    undo(sent)
    assert desk() == before


def test_the_frame_of_a_new_year_is_as_it_was(send, take, undo, desk, rita, now):
    start_year(year=2031, actor=rita, now=now)
    before = desk()
    sent = send(CHANGED)
    take(sent)
    undo(sent)
    assert desk() == before


def test_reports_that_changed_places_stand_where_they_stood(send, take, undo, desk):
    take(send())
    before = desk()
    home, out = YEAR.index("## Veien hjem"), YEAR.index("## Veien ut")
    serial = YEAR.index("# 2 Serier")
    sent = send(YEAR[:home] + YEAR[out:serial] + YEAR[home:out] + YEAR[serial:])
    assert take(sent) > 0
    assert [r.title for r in Chapter.objects.get(edition__year=2031, number=1).reports.all()] == [
        "Veien ut",
        "Veien hjem",
    ]
    undo(sent)
    assert desk() == before


def test_an_institution_that_somebody_uses_since_stays(send, take, undo, make_report):
    sent = send(CHANGED)
    take(sent)
    institution = Organisation.objects.get(name="Et institutt ingen kjenner")
    make_report().contributions.create(organisation=institution, role="utfører", position=1)
    undo(sent)
    assert Organisation.objects.filter(pk=institution.pk).exists()


def _changed(report):
    report.lead = "Skrevet om."
    report.save()


def _with_finding(report):
    report.findings.create(text="<p>Et til.</p>", position=9)


@pytest.mark.parametrize("change", [_changed, _with_finding])
def test_what_is_changed_since_is_named_and_nothing_undone(send, take, undo, desk, change):
    sent = send()
    take(sent)
    change(Report.objects.get(title="Veien ut"))
    before = desk()
    with pytest.raises(ImportRefused, match="kan ikke angres: «Veien ut» er endret siden"):
        undo(sent)
    assert desk() == before


def test_what_is_published_since_is_named(send, take, undo, geir, now):
    sent = send()
    take(sent)
    report = Report.objects.get(title="Veien ut")
    publish_report(report=report, actor=geir, now=now.replace(year=2032))
    with pytest.raises(ImportRefused, match="«Veien ut» er publisert siden"):
        undo(sent)


def test_a_year_that_is_on_the_site_stays(send, take, undo, geir, now):
    sent = send()
    take(sent)
    edition = Edition.objects.get(year=2031)
    publish_edition(edition=edition, actor=geir, now=now, with_reports=False)
    with pytest.raises(ImportRefused, match="Utgaven er på nettstedet"):
        undo(sent)


def test_what_is_deleted_since_stands_in_the_way_only_when_it_was_there_before(send, take, undo, desk):
    before = desk()
    first = send()
    take(first)
    Report.objects.get(title="Veien ut").delete()
    undo(first)
    assert desk() == before
    take(send())
    second = send(CHANGED)
    take(second)
    Report.objects.get(title="Integreringsbarometeret 2031").delete()
    with pytest.raises(ImportRefused, match="«Integreringsbarometeret 2031» er slettet siden"):
        undo(second)


def test_a_report_that_somebody_put_in_a_new_chapter_stands_in_the_way(send, take, undo):
    sent = send()
    take(sent)
    Report.objects.create(chapter=Chapter.objects.get(edition__year=2031, number=1), title="Min egen")
    with pytest.raises(ImportRefused, match="«Min egen» er lagt til i et kapittel som importen laget"):
        undo(sent)


def test_an_import_is_undone_once_and_only_after_it_was_taken(send, take, undo):
    sent = send()
    with pytest.raises(ImportRefused, match="ikke tatt inn"):
        undo(sent)
    take(sent)
    undo(sent)
    with pytest.raises(ImportRefused, match="angret allerede"):
        undo(sent)


def test_the_document_can_be_taken_again_after_it_was_undone(send, take, undo):
    sent = send()
    take(sent)
    undo(sent)
    assert take(send()) > 3
    assert len(read_edition(Edition.objects.get(year=2031)).chapters) == 2
