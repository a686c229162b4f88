"""Versions of a report: every deliberate save is one, any can be restored, and what was deleted comes back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reports.exchange import read_report
from reports.manuscript import values
from reports.models import Publication, Report, Tag, Version
from reports.publishing.approval import mark_changed
from reports.publishing.reports import publish_report, withdraw_report
from reports.refusals import NotAllowed, PublishingRefused
from reports.writing.addresses import give_addresses
from reports.writing.bulk import tag_reports
from reports.writing.changing import change_report
from reports.writing.history import delete_report, deleted_reports, recover_report, restore_report, version_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def barometer():
    return Report.objects.get(slug="integreringsbarometeret-2020")


def _read(report) -> values.Report:
    return read_report(Report.objects.with_children().get(pk=report.pk))


def _versions(report) -> list[Version]:
    return list(Version.objects.of(report.public_id).order_by("number"))


def test_every_save_is_a_version_that_says_who_when_and_why(make_report, rita, now):
    report = make_report()
    mark_changed(reports=[report], actor=rita, now=now)
    report.lead = "Ny ingress."
    report.save()
    mark_changed(reports=[report], actor=rita, now=now + timedelta(hours=1), note="Ingressen")
    first, second = _versions(report)
    assert (first.number, first.created_by, first.created_at) == (1, rita, now)
    assert (second.number, second.note, second.manuscript["lead"]) == (2, "Ingressen", "Ny ingress.")


def test_the_same_text_saved_again_is_no_version(make_report, rita, now):
    report = make_report()
    for hours in range(3):
        mark_changed(reports=[report], actor=rita, now=now + timedelta(hours=hours))
    assert len(_versions(report)) == 1


def test_what_is_done_to_many_is_a_version_of_each(barometer, make_report, rita, now):
    report = make_report()
    tag_reports(reports=[report, barometer], tag=Tag.objects.create(name="Splinter nytt"), actor=rita, now=now)
    document = report.documents.create(title="Rapport", position=1)
    give_addresses(addresses={document.public_id: "https://x.no/a.pdf"}, actor=rita, now=now)
    assert [len(_versions(each)) for each in (report, barometer)] == [2, 2]
    assert _versions(report)[-1].manuscript["documents"][0]["url"] == "https://x.no/a.pdf"


def test_publishing_and_withdrawing_mark_the_saved_version(make_report, rita, geir, now):
    report = make_report()
    mark_changed(reports=[report], actor=rita, now=now)
    publish_report(report=report, actor=geir, now=now)
    withdraw_report(report=report, reason="Feil tall", actor=geir, now=now)
    (version,) = _versions(report)
    said = [(mark.kind, mark.note, mark.marked_by) for mark in version.marks.all()]
    assert said == [("published", "", geir), ("withdrawn", "Feil tall", geir)]


def test_restoring_brings_back_everything_and_leaves_the_public_alone(barometer, rita, now):
    before = _read(barometer)
    mark_changed(reports=[barometer], actor=rita, now=now)
    wanted = replace(
        before,
        lead="Annet",
        tags=(),
        series=None,
        contributions=before.contributions[:1],
        findings=(*reversed(before.findings[1:]), values.Finding(text="<p>Nytt.</p>")),
        documents=(),
        key_figures=before.key_figures[:1],
    )
    change_report(report=barometer, manuscript=wanted, actor=rita, now=now + timedelta(hours=1))
    public = Publication.objects.get(source=barometer).manuscript
    first = _versions(barometer)[0]
    assert restore_report(report=barometer, version=first, actor=rita, now=now + timedelta(hours=2)) is True
    assert _read(barometer) == before
    assert Publication.objects.get(source=barometer).manuscript == public
    last = _versions(barometer)[-1]
    assert (last.number, last.note, last.manuscript) == (3, "Gjenopprettet fra versjon 1", first.manuscript)
    assert restore_report(report=barometer, version=first, actor=rita, now=now + timedelta(hours=3)) is False


def test_another_reports_version_is_not_restored(barometer, make_report, rita, now, refusal_of):
    report = make_report()
    mark_changed(reports=[report], actor=rita, now=now)
    other = Version.objects.of(barometer.public_id).first()
    assert "annen rapport" in str(refusal_of(restore_report, report=report, version=other, actor=rita, now=now))


def test_the_version_that_stood_at_a_time(make_report, rita, now):
    report = make_report()
    mark_changed(reports=[report], actor=rita, now=now)
    Report.objects.filter(pk=report.pk).update(lead="Senere.")
    mark_changed(reports=[report], actor=rita, now=now + timedelta(hours=2))
    assert version_at(report, now - timedelta(seconds=1)) is None
    assert version_at(report, now).number == 1
    assert version_at(report, now + timedelta(hours=1)).number == 1
    assert version_at(report, now + timedelta(hours=2)).number == 2


def test_a_deleted_report_comes_back_with_its_ids(make_report, rita, now):
    report = make_report(finding="<p>Et funn som skal tilbake.</p>")
    before, chapter = _read(report), report.chapter
    delete_report(report=report, actor=rita, now=now)
    (mark,) = deleted_reports()
    assert (mark.version.manuscript["title"], mark.marked_by, mark.chapter) == ("Ny rapport", rita, chapter)
    back = recover_report(version=mark.version, chapter=mark.chapter, actor=rita, now=now + timedelta(hours=1))
    assert _read(back) == before
    assert list(deleted_reports()) == []
    assert back.state == Report.State.DRAFT
    with pytest.raises(PublishingRefused, match="allerede"):
        recover_report(version=mark.version, chapter=chapter, actor=rita, now=now)


def test_one_that_is_deleted_twice_is_listed_once(make_report, rita, now):
    report = make_report()
    delete_report(report=report, actor=rita, now=now)
    mark = deleted_reports().get()
    again = recover_report(version=mark.version, chapter=mark.chapter, actor=rita, now=now)
    delete_report(report=again, actor=rita, now=now + timedelta(hours=1))
    assert deleted_reports().get().marked_at == now + timedelta(hours=1)


def test_one_whose_address_is_taken_is_told_so(make_report, rita, now):
    delete_report(report=make_report("Samme navn"), actor=rita, now=now)
    make_report("Samme navn")
    mark = deleted_reports().get()
    with pytest.raises(PublishingRefused, match="«samme-navn» er tatt i bruk"):
        recover_report(version=mark.version, chapter=mark.chapter, actor=rita, now=now)


def test_what_the_public_has_seen_is_not_deleted(barometer, rita, now, refusal_of):
    assert "trekkes tilbake" in str(refusal_of(delete_report, report=barometer, actor=rita, now=now))
    assert Report.objects.filter(pk=barometer.pk).exists()


def test_without_the_right_nothing_goes_back(make_report, uno, rita, now):
    report = make_report()
    mark_changed(reports=[report], actor=rita, now=now)
    with pytest.raises(NotAllowed):
        restore_report(report=report, version=_versions(report)[0], actor=uno, now=now)
    with pytest.raises(NotAllowed):
        delete_report(report=report, actor=uno, now=now)
