"""The log: written by what is done, in the same transaction, and never changed."""

from datetime import timedelta

import pytest

from reports import log
from reports.catalogue import delete_entry, save_entry
from reports.merging import merge_entries, undo_merge
from reports.models import Chapter, Edition, Event, Report, SearchSynonym, Tag
from reports.publishing.approval import return_report, submit_report
from reports.publishing.editions import publish_edition
from reports.publishing.reports import PublishingRefused, publish_report, rename_report, withdraw_report
from reports.publishing.schedule import cancel_plan, plan_report, publish_due
from reports.search.synonyms import save_synonym
from reports.writing.bulk import move_reports, tag_reports
from reports.writing.sharing import leave_remark, revoke_link, settle_remark, share_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def noted(db):
    """What has been logged since the test began, as (who, what, noun, label)."""
    before = Event.objects.order_by("pk").last().pk

    def since() -> list[tuple[str, str, str, str]]:
        rows = Event.objects.filter(pk__gt=before).order_by("pk")
        return list(rows.values_list("who", "did", "subject_type", "label"))

    return since


def test_a_report_is_followed_from_publication_to_withdrawal(make_report, rita, geir, now, noted):
    report = make_report("Ny rapport")
    publish_report(report=report, actor=geir, now=now)
    rename_report(report=report, slug="nytt-navn", actor=geir, now=now)
    withdraw_report(report=report, reason="Feil tall.", actor=geir, now=now)
    link = share_report(report=report, recipient="Institutt", days=7, actor=rita, now=now)
    remark = leave_remark(link=link, place="title", text="Bra.", author="Inga", now=now)
    settle_remark(remark=remark, accepted=True, actor=rita, now=now)
    revoke_link(link=link, actor=rita, now=now)
    deeds = [("Geir", "published"), ("Geir", "renamed"), ("Geir", "withdrew")]
    deeds += [("Rita", "shared"), ("Rita", "settled"), ("Rita", "revoked")]
    assert noted() == [(who, did, "report", "Ny rapport") for who, did in deeds]
    assert Event.objects.get(did="withdrew").detail == {"reason": "Feil tall."}


def test_what_stands_between_writing_and_publishing_is_told(make_report, rita, geir, now, noted):
    report = make_report("Ny rapport", changed_by=rita)
    submit_report(report=report, actor=rita, now=now)
    return_report(report=report, reason="Mangler tall.", actor=geir, now=now)
    plan_report(report=report, due=now + timedelta(days=1), actor=geir, now=now)
    cancel_plan(report=report, actor=geir, now=now)
    told = [(who, did) for who, did, *_ in noted()]
    assert told == [("Rita", "submitted"), ("Geir", "returned"), ("Geir", "scheduled"), ("Geir", "cancelled")]


def test_what_goes_out_at_its_time_is_told_as_the_approvers(make_report, rita, geir, now, noted):
    plan_report(report=make_report(changed_by=rita), due=now + timedelta(days=1), actor=geir, now=now)
    publish_due(now=now + timedelta(days=2))
    assert [(who, did) for who, did, *_ in noted()] == [("Geir", "scheduled"), ("Geir", "published")]


def test_what_is_refused_is_not_told(make_report, geir, now, noted):
    with pytest.raises(PublishingRefused):
        publish_report(report=make_report(lead=""), actor=geir, now=now)
    assert noted() == []


def test_a_whole_year_is_one_line(geir, now, noted):
    edition = Edition.objects.get(year=2020)
    publish_edition(edition=edition, actor=geir, now=now)
    assert noted() == [("Geir", "published", "edition", str(edition))]


def test_the_catalogue(ada, now, noted):
    kept, other = Tag(name="Lesing"), Tag(name="Høytlesing")
    for tag in (kept, other):
        save_entry(entry=tag, actor=ada, now=now)
    save_entry(entry=kept, actor=ada, now=now)
    merge = merge_entries(entry=other, into=kept, actor=ada, now=now)
    back = undo_merge(merge=merge, actor=ada, now=now)
    delete_entry(entry=back, actor=ada, now=now)
    assert [(did, label) for _, did, _, label in noted()] == [
        ("added", "Lesing"),
        ("added", "Høytlesing"),
        ("changed", "Lesing"),
        ("merged", "Lesing"),
        ("unmerged", "Lesing"),
        ("deleted", "Høytlesing"),
    ]


def test_many_reports_at_once_are_a_line_each(rita, now, noted):
    reports = Report.objects.order_by("pk")[:3]
    tag_reports(reports=reports, tag=Tag.objects.create(name="Nytt emne"), actor=rita, now=now)
    move_reports(reports=reports, chapter=Chapter.objects.last(), actor=rita, now=now)
    assert {(who, did, noun) for who, did, noun, _ in noted()} == {("Rita", "changed", "report")}
    assert {report.title for report in reports} == {label for *_, label in noted()}


def test_synonyms(rita, now, noted):
    save_synonym(synonym=SearchSynonym(words=["a", "b"]), actor=rita, now=now)
    assert [did for _, did, *_ in noted()] == ["added"]


def test_the_log_is_never_changed_or_shortened(rita, now):
    event = log.note(rita, log.Did.CHANGED, rita, now=now)
    event.label = "noe annet"
    for attempt in (
        event.save,
        event.delete,
        Event.objects.all().delete,
        lambda: Event.objects.update(label="noe annet"),
        lambda: Event.objects.bulk_update([event], ["label"]),
    ):
        with pytest.raises(TypeError):
            attempt()
    assert Event.objects.get(pk=event.pk).label == "rita"


def test_names_outlive_the_account(rita, now):
    event = log.note(rita, log.Did.CHANGED, Report.objects.first(), now=now)
    rita.delete()
    event.refresh_from_db()
    assert (event.actor, event.who) == (None, "Rita")


def test_a_deed_that_nobody_knows_is_refused(rita, now):
    with pytest.raises(ValueError):
        log.note(rita, "danced", rita, now=now)
