"""Two eyes: who may put forward, send back and approve what, what a change does to it, and who is told."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from django.core import mail

from reports.languages import choose_language
from reports.models import Publication, Report, Submission, Tag
from reports.publishing.approval import mark_changed, return_report, submit_report, waiting_for
from reports.publishing.editions import publish_edition
from reports.publishing.reports import publish_report
from reports.publishing.schedule import cancel_plan, plan_report
from reports.refusals import NotAllowed
from reports.writing.bulk import publish_reports, tag_reports


@pytest.fixture(autouse=True)
def _letters_are_sent_at_once(monkeypatch):
    """The tests' transaction is never committed."""
    monkeypatch.setattr("reports.mail.transaction.on_commit", lambda send: send())


@pytest.fixture
def ritas(make_report, rita):
    rita.email = "rita@imdi.test"
    rita.save()
    return make_report(changed_by=rita)


@pytest.fixture
def sent(ritas, rita, geir, now):
    geir.email = "geir@imdi.test"
    geir.save()
    return submit_report(report=ritas, actor=rita, now=now, message="Se på ingressen.")


def _state(report) -> str:
    return Report.objects.get(pk=report.pk).state.value


def _why_not(verb, **arguments) -> str:
    with pytest.raises(NotAllowed) as refused:
        verb(**arguments)
    return str(refused.value)


# Put forward --------------------------------------------------------------------------------------
def test_a_submission_is_of_one_version_and_says_who_and_when(sent, ritas, rita, now):
    assert (sent.state, sent.submitted_by, sent.written_by, sent.submitted_at) == ("waiting", rita, rita, now)
    assert sent.version.manuscript["title"] == "Ny rapport"
    assert _state(ritas) == "waiting"


def test_the_approvers_get_a_letter_and_the_author_does_not(sent, ritas):
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["geir@imdi.test"], "Til godkjenning: Ny rapport")
    assert "Rita har sendt «Ny rapport» til godkjenning." in letter.body
    assert "Se på ingressen." in letter.body
    assert f"/admin/reports/report/{ritas.pk}/change/" in letter.body


def test_a_letter_is_in_the_language_of_its_reader(ritas, rita, geir, now):
    geir.email = "geir@imdi.test"
    geir.save()
    choose_language(language="en", actor=geir)
    submit_report(report=ritas, actor=rita, now=now)
    (letter,) = mail.outbox
    assert letter.subject == "For approval: Ny rapport"
    assert "Rita" in letter.body
    assert "til godkjenning" not in letter.body


def test_a_letter_that_cannot_be_sent_does_not_stop_the_work(ritas, rita, geir, now, monkeypatch):
    geir.email = "geir@imdi.test"
    geir.save()

    def fail(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("reports.mail.send_mail", fail)
    assert submit_report(report=ritas, actor=rita, now=now).state == "waiting"


def test_what_is_missing_stops_it(make_report, rita, now, refusal_of):
    report = make_report(lead="", changed_by=rita)
    assert refusal_of(submit_report, report=report, actor=rita, now=now) == [("lead", "Rapporten mangler ingress.")]
    assert not Submission.objects.exists()


def test_it_is_put_forward_once(sent, ritas, rita, now, refusal_of):
    ((_, sentence),) = refusal_of(submit_report, report=ritas, actor=rita, now=now)
    assert sentence == "Rapporten venter allerede på godkjenning."


def test_what_is_public_and_unchanged_is_not_put_forward(ritas, rita, publish, now, refusal_of):
    publish(ritas)
    ((_, sentence),) = refusal_of(submit_report, report=ritas, actor=rita, now=now)
    assert sentence == "Ingenting er endret siden rapporten ble publisert."


def test_somebody_without_a_role_may_not(ritas, uno, now):
    assert "ikke lov" in _why_not(submit_report, report=ritas, actor=uno, now=now)


# Approve ------------------------------------------------------------------------------------------
def test_another_person_approves_and_it_is_public(sent, ritas, geir, now):
    later = now + timedelta(hours=1)
    publication = publish_report(report=ritas, actor=geir, now=later)
    sent.refresh_from_db()
    assert (sent.state, sent.decided_by, sent.decided_at) == ("published", geir, later)
    assert publication.version == sent.version
    assert _state(ritas) == "published"


def test_an_editor_may_not_publish(ritas, rita, now):
    assert "ikke lov" in _why_not(publish_report, report=ritas, actor=rita, now=now)


def test_who_last_changed_it_may_not_approve_it(make_report, geir, now):
    report = make_report(changed_by=geir)
    sentence = _why_not(publish_report, report=report, actor=geir, now=now)
    assert sentence == "Du endret rapporten sist, så en annen må godkjenne den. Send den til godkjenning."
    assert not Publication.objects.filter(source=report).exists()


def test_who_put_it_forward_may_not_approve_it(ritas, geir, now):
    submit_report(report=ritas, actor=geir, now=now)
    assert "Du sendte denne versjonen" in _why_not(publish_report, report=ritas, actor=geir, now=now)


def test_sending_back_ones_own_submission_sets_nobody_free(ritas, geir, now):
    submit_report(report=ritas, actor=geir, now=now)
    return_report(report=ritas, reason="Jeg tar den selv.", actor=geir, now=now + timedelta(minutes=1))
    assert "Du sendte denne versjonen" in _why_not(publish_report, report=ritas, actor=geir, now=now)


def test_who_planned_a_text_that_nobody_had_sent_may_publish_it_all_the_same(ritas, geir, now):
    plan_report(report=ritas, due=now + timedelta(days=1), actor=geir, now=now)
    cancel_plan(report=ritas, actor=geir, now=now)
    assert publish_report(report=ritas, actor=geir, now=now).is_public


@pytest.mark.parametrize(
    "verb", [submit_report, publish_report, partial(plan_report, due=datetime(2040, 1, 1, tzinfo=UTC))]
)
def test_nobody_answers_for_a_text_that_was_changed_after_they_saw_it(verb, sent, ritas, rita, geir, now, refusal_of):
    seen = Report.objects.get(pk=ritas.pk).changed_at
    mark_changed(reports=[ritas], actor=rita, now=now + timedelta(hours=1))
    ((_, sentence),) = refusal_of(verb, report=ritas, actor=geir, now=now + timedelta(hours=2), seen=seen)
    assert sentence.startswith("Rita endret rapporten 01.06.2030 kl. 15.00, etter at du åpnet siden.")
    verb(report=ritas, actor=geir, now=now + timedelta(hours=2), seen=now + timedelta(hours=1))


def test_the_rule_can_be_switched_off(make_report, geir, now, settings):
    settings.TWO_EYES = False
    assert publish_report(report=make_report(changed_by=geir), actor=geir, now=now).is_public


def test_an_administrator_may_with_a_reason_that_is_kept(make_report, ada, now):
    report = make_report(changed_by=ada)
    assert "en annen må godkjenne" in _why_not(publish_report, report=report, actor=ada, now=now, override=" ")
    publish_report(report=report, actor=ada, now=now, override="Geir er syk.")
    submission = report.submissions.get()
    assert (submission.override, submission.decided_by, submission.state) == ("Geir er syk.", ada, "published")


def test_an_approver_may_not_go_past_the_rule(make_report, geir, now):
    report = make_report(changed_by=geir)
    assert "en annen" in _why_not(publish_report, report=report, actor=geir, now=now, override="Det haster.")


# A change -----------------------------------------------------------------------------------------
def test_a_later_change_voids_it_and_the_one_who_sent_it_is_told(sent, ritas, geir, now):
    mail.outbox.clear()
    mark_changed(reports=[ritas], actor=geir, now=now + timedelta(hours=1))
    sent.refresh_from_db()
    assert (sent.state, sent.decided_by) == ("void", geir)
    assert _state(ritas) == "draft"
    (letter,) = mail.outbox
    assert letter.to == ["rita@imdi.test"]
    assert "Geir endret rapporten. Send den på nytt." in letter.body


def test_ones_own_change_sends_no_letter(sent, ritas, rita, now):
    mail.outbox.clear()
    mark_changed(reports=[ritas], actor=rita, now=now + timedelta(hours=1))
    assert (Submission.objects.get().state, mail.outbox) == ("void", [])


def test_a_change_from_the_list_voids_it_as_well(sent, ritas, geir, now):
    tag_reports(reports=[ritas], tag=Tag.objects.first(), actor=geir, now=now)
    sent.refresh_from_db()
    assert sent.state == "void"


# Send back ----------------------------------------------------------------------------------------
def test_it_is_sent_back_with_a_reason(sent, ritas, geir, now, refusal_of):
    refused = refusal_of(return_report, report=ritas, reason=" ", actor=geir, now=now)
    assert [field for field, _ in refused] == ["reason"]
    mail.outbox.clear()
    return_report(report=ritas, reason="Ingressen er for lang.", actor=geir, now=now)
    sent.refresh_from_db()
    assert (sent.state, sent.reason) == ("returned", "Ingressen er for lang.")
    assert "Ingressen er for lang." in mail.outbox[0].body
    assert _state(ritas) == "draft"


def test_what_does_not_wait_is_not_sent_back(ritas, geir, now, refusal_of):
    assert refusal_of(return_report, report=ritas, reason="Nei", actor=geir, now=now) == [
        ("", "Rapporten venter ikke på godkjenning.")
    ]


# What waits ---------------------------------------------------------------------------------------
def test_each_sees_what_waits_for_them(sent, rita, geir, ada, make_report, now):
    own = submit_report(report=make_report("Geirs", changed_by=geir), actor=geir, now=now)
    assert list(waiting_for(geir)) == [sent]
    assert list(waiting_for(ada)) == [sent, own]
    assert list(waiting_for(rita)) == []


# Many at once -------------------------------------------------------------------------------------
def test_many_are_published_or_none_and_those_that_stop_it_are_named(make_report, rita, geir, now, refusal_of):
    good, own = make_report("God", changed_by=rita), make_report("Egen", changed_by=geir)
    ((_, sentence),) = refusal_of(publish_reports, reports=[good, own], actor=geir, now=now)
    assert sentence.startswith("Egen: Du endret rapporten sist")
    assert publish_reports(reports=[good], actor=geir, now=now) == (1, [])


def test_a_year_obeys_two_eyes_and_names_the_reports_that_stop_it(make_report, geir, ada, now, refusal_of):
    own = make_report("Egen", changed_by=geir)
    edition = own.chapter.edition
    ((_, sentence),) = refusal_of(publish_edition, edition=edition, actor=geir, now=now)
    assert sentence.startswith("Egen: Du endret rapporten sist")
    publish_edition(edition=edition, actor=ada, now=now)
    assert Publication.objects.public().filter(source=own).exists()


def test_in_a_year_what_is_public_already_stops_nobody(make_report, geir, publish, now):
    own = make_report("Egen", changed_by=geir)
    publish(own)
    publish_edition(edition=own.chapter.edition, actor=geir, now=now)
    assert _state(own) == "published"
