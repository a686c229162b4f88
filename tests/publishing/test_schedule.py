"""Planned versions, with the clock as argument: never before their time, right after when the worker was down."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from reports.catalogue import save_entry
from reports.merging import merge_entries
from reports.models import Chapter, Organisation, Publication, Report, Stamp, Submission, Tag
from reports.publishing.approval import mark_changed, submit_report
from reports.publishing.editions import publish_edition
from reports.publishing.reports import publish_report, rename_report
from reports.publishing.schedule import NoSuchTime, by_month, cancel_plan, local_time, plan_report, publish_due
from reports.rounds import go_round
from reports.writing.bulk import move_reports

SOON = timedelta(hours=2)


@pytest.fixture
def report(make_report, rita):
    return make_report(changed_by=rita)


@pytest.fixture
def planned(report, geir, now):
    return plan_report(report=report, due=now + SOON, actor=geir, now=now)


def _public(report) -> Publication | None:
    return Publication.objects.public().filter(public_id=report.public_id).first()


def _state(report) -> str:
    return Report.objects.get(pk=report.pk).state.value


# Going out ----------------------------------------------------------------------------------------
def test_it_goes_out_on_the_workers_first_round_after_its_time_and_never_before(planned, report, now):
    before = Stamp.current()
    go_round(now=now + SOON - timedelta(seconds=1))
    assert (_public(report), _state(report)) == (None, "planned")
    go_round(now=now + SOON)
    assert _public(report).published_at == now + SOON
    assert _state(report) == "published"
    assert Stamp.current() > before


def test_when_the_worker_was_down_it_goes_out_as_soon_as_it_is_back(planned, report, now):
    publish_due(now=now + timedelta(days=3))
    assert _public(report).published_at == now + timedelta(days=3)


def test_it_goes_out_once(planned, report, now):
    publish_due(now=now + SOON)
    publish_due(now=now + 2 * SOON)
    assert _public(report).published_at == now + SOON


def test_it_is_the_version_that_was_approved_whatever_the_desk_says_now(planned, report, rita, geir, now):
    report.title = "Skrevet etterpå"
    report.save()
    report.findings.all().delete()
    report.tags.add(Tag.objects.first())
    mark_changed(reports=[report], actor=rita, now=now + timedelta(hours=1))
    assert _state(report) == "planned"
    publish_due(now=now + SOON)
    publication = _public(report)
    assert (publication.title, publication.finding_count, publication.version) == ("Ny rapport", 1, planned.version)
    assert not publication.tags.exists()
    assert _state(report) == "changed"


def test_it_comes_in_the_chapter_the_report_stands_in_by_then(client, planned, report, rita, now):
    target = Chapter.objects.get(edition__year=2020, number=4)
    client.force_login(rita)
    asked = client.post("/admin/reports/report/", {"action": "move_chosen", "_selected_action": report.pk}).text
    assert "1 av dem er planlagt, og går ut på det nye stedet til den tiden som er satt." in asked
    move_reports(reports=[report], chapter=target, actor=rita, now=now + timedelta(hours=1))
    form = client.get(f"/admin/reports/report/{report.pk}/change/").text
    assert f"Den kommer i kapitlet rapporten står i når tiden er inne, nå {target}." in form
    assert str(target) in client.get("/admin/reports/report/planlagt/").text
    publish_due(now=now + SOON)
    publication = _public(report)
    assert (publication.chapter.source, publication.version) == (target, planned.version)
    assert publication.position == Report.objects.get(pk=report.pk).position


def test_the_frozen_catalogue_entries_come_along(report, geir, now):
    report.tags.set(Tag.objects.all()[:2])
    organisation = Organisation.objects.first()
    report.contributions.create(organisation=organisation, role="utfører")
    plan_report(report=report, due=now + SOON, actor=geir, now=now)
    report.tags.clear()
    publish_due(now=now + SOON)
    publication = _public(report)
    assert publication.tags.count() == len(publication.labels["tags"]) == 2
    assert publication.organisations.get() == organisation


def test_an_entry_that_was_merged_meanwhile_is_the_one_it_became(report, geir, now):
    kept, merged = Tag.objects.create(name="Blir"), Tag.objects.create(name="Går opp i det andre")
    report.tags.set([kept, merged])
    plan_report(report=report, due=now + SOON, actor=geir, now=now)
    merge_entries(entry=merged, into=kept, actor=geir, now=now)
    publish_due(now=now + SOON)
    assert list(_public(report).tags.all()) == [kept]


def test_an_address_that_was_changed_meanwhile_is_kept(report, publish, rita, geir, now):
    publish(report)
    mark_changed(reports=[report], actor=rita, now=now + timedelta(minutes=1))
    Report.objects.filter(pk=report.pk).update(title="Ny tittel")
    plan_report(report=report, due=now + SOON, actor=geir, now=now + timedelta(minutes=2))
    rename_report(report=report, slug="et-nytt-sted", actor=geir, now=now + timedelta(minutes=3))
    publish_due(now=now + SOON)
    publication = _public(report)
    assert (publication.slug, publication.title) == ("et-nytt-sted", "Ny tittel")
    assert publication.version.manuscript == publication.manuscript


def test_a_year_that_is_published_leaves_what_is_planned_to_its_time(planned, report, geir, now):
    publish_edition(edition=report.chapter.edition, actor=geir, now=now)
    assert (_public(report), _state(report)) == (None, "planned")


# What cannot go out -------------------------------------------------------------------------------
def test_one_whose_address_was_taken_meanwhile_tells_the_editors(
    planned, report, make_report, publish, geir, rita, now, monkeypatch
):
    monkeypatch.setattr("reports.mail.transaction.on_commit", lambda send: send())
    geir.email = "geir@imdi.test"
    geir.save()
    Report.objects.filter(pk=report.pk).update(slug="flyttet")
    publish(make_report("En annen", slug="ny-rapport"))
    publish_due(now=now + SOON)
    planned.refresh_from_db()
    assert (planned.state, _public(report), _state(report)) == ("failed", None, "draft")
    assert planned.reason == "Adressen «ny-rapport» brukes av «En annen». Velg en annen."
    assert mail.outbox[0].subject == "«Ny rapport» gikk ikke ut som planlagt"
    assert list(Submission.objects.unsolved_failures()) == [planned]
    submit_report(report=report, actor=rita, now=now + 2 * SOON)
    assert not Submission.objects.unsolved_failures().exists()


def test_one_that_fails_holds_up_none_of_the_others(planned, report, make_report, rita, geir, now):
    other = make_report("Den andre", changed_by=rita)
    tag = Tag.objects.create(name="Skal bort")
    other.tags.add(tag)
    first = plan_report(report=other, due=now + timedelta(hours=1), actor=geir, now=now)
    tag.name = "Heter noe annet"
    save_entry(entry=tag, actor=geir, now=now)
    publish_due(now=now + SOON)
    first.refresh_from_db()
    assert (first.state, "«Skal bort» finnes ikke lenger" in first.reason) == ("failed", True)
    assert _public(report)


def test_what_nobody_foresaw_is_told_as_well(planned, now, monkeypatch):
    def fail(*args, **kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr("reports.publishing.schedule.show", fail)
    publish_due(now=now + SOON)
    planned.refresh_from_db()
    assert (planned.state, planned.reason) == ("failed", "Noe gikk galt hos oss. Planlegg den på nytt.")


# Planning -----------------------------------------------------------------------------------------
def test_a_plan_approves_what_waits(report, rita, geir, now):
    sent = submit_report(report=report, actor=rita, now=now)
    plan = plan_report(report=report, due=now + SOON, actor=geir, now=now)
    assert (plan.pk, plan.version, plan.state, plan.decided_by) == (sent.pk, sent.version, "planned", geir)


def test_a_time_that_is_past_is_refused(report, geir, now, refusal_of):
    assert refusal_of(plan_report, report=report, due=now, actor=geir, now=now) == [
        ("due", "Tidspunktet er passert. Velg et senere, eller publiser nå.")
    ]


def test_two_eyes_hold_for_plans(make_report, geir, now, refusal_of):
    report = make_report(changed_by=geir)
    ((_, sentence),) = refusal_of(plan_report, report=report, due=now + SOON, actor=geir, now=now)
    assert sentence.startswith("Du endret rapporten sist")


def test_a_plan_is_cancelled_and_nothing_goes_out(planned, report, geir, now, refusal_of):
    cancel_plan(report=report, actor=geir, now=now)
    publish_due(now=now + SOON)
    planned.refresh_from_db()
    assert (planned.state, _public(report), _state(report)) == ("cancelled", None, "draft")
    assert refusal_of(cancel_plan, report=report, actor=geir, now=now)


def test_publishing_a_newer_text_at_once_takes_the_place_of_the_plan(planned, report, rita, geir, now):
    Report.objects.filter(pk=report.pk).update(title="Nyere")
    publish_report(report=report, actor=geir, now=now)
    planned.refresh_from_db()
    assert (planned.state, _public(report).title) == ("void", "Nyere")
    publish_due(now=now + SOON)
    assert _public(report).title == "Nyere"


# The clocks of Norway -----------------------------------------------------------------------------
def test_a_time_is_that_of_norway_in_winter_and_summer():
    assert local_time(datetime(2031, 1, 15, 8, 0)) == datetime(2031, 1, 15, 7, 0, tzinfo=UTC)
    assert local_time(datetime(2031, 7, 15, 8, 0)) == datetime(2031, 7, 15, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wall", "why"),
    [
        (datetime(2030, 3, 31, 2, 30), "31.03.2030 kl. 02.30 finnes ikke: klokka stilles fram da."),
        (datetime(2030, 10, 27, 2, 30), "27.10.2030 kl. 02.30 kommer to ganger: klokka stilles tilbake da."),
    ],
)
def test_a_time_that_the_clocks_skip_or_show_twice_is_refused(wall, why):
    with pytest.raises(NoSuchTime, match=why.replace(".", r"\.")):
        local_time(wall)


def test_the_calendar_is_by_month_of_norway(make_report, rita, geir, now):
    for number, due in enumerate([datetime(2030, 6, 30, 21, 0, tzinfo=UTC), datetime(2030, 6, 30, 22, 0, tzinfo=UTC)]):
        plan_report(report=make_report(f"Nr. {number}", changed_by=rita), due=due, actor=geir, now=now)
    months = by_month(Submission.objects.planned())
    assert [(month.isoformat(), len(planned)) for month, planned in months] == [("2030-06-01", 1), ("2030-07-01", 1)]
