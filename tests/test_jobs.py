"""Jobs of the worker, and its rounds. The verbs of these tests stand here; the worker finds them by name."""

import pytest
from django_tasks_db.models import DBTaskResult

from reports import jobs, log, rounds
from reports.models import EditorLanguage, Job

pytestmark = pytest.mark.django_db


def counts_to(*, number, progress, actor, now):
    for done in range(number):
        progress(done, number, f"Nå: {done}")
    progress(number, number)
    return {"for": actor.username, "at": now.isoformat()}


def refuses(*, progress, actor, now):
    raise jobs.JobFailed("Filen er borte. Last den opp på nytt.")


def breaks(*, progress, actor, now):
    raise ZeroDivisionError


def _start(verb, actor, now, **arguments) -> Job:
    return jobs.start(verb=verb, label="Prøve", actor=actor, now=now, **arguments)


def test_a_job_is_queued_and_gives_its_verb_actor_clock_and_arguments(rita, now):
    job = _start(counts_to, rita, now, number=3)
    assert (job.state, DBTaskResult.objects.count()) == ("queued", 1)
    jobs.run(job=job, now=now)
    assert (job.state, job.done, job.total) == ("done", 3, 3)
    assert job.result == {"for": "rita", "at": now.isoformat()}
    assert job.finished_at >= now


def test_the_queue_does_the_job(rita, now):
    job = _start(counts_to, rita, now, number=1)
    queued = DBTaskResult.objects.get().task_result
    queued.task.call(*queued.args, **queued.kwargs)
    job.refresh_from_db()
    assert job.state == "done"


@pytest.mark.parametrize(
    ("verb", "sentence"),
    [(refuses, "Filen er borte. Last den opp på nytt."), (breaks, "Noe gikk galt hos oss. Prøv igjen")],
)
def test_what_goes_wrong_is_told_and_not_raised(rita, now, verb, sentence):
    job = _start(verb, rita, now)
    jobs.run(job=job, now=now)
    assert job.state == "failed"
    assert job.message.startswith(sentence)


def test_what_goes_wrong_is_told_in_the_language_of_the_one_it_is_done_for(rita, now):
    EditorLanguage.objects.create(editor=rita, language="en")
    job = _start(breaks, rita, now)
    jobs.run(job=job, now=now)
    assert job.message.startswith("Something went wrong on our side.")


def test_a_job_is_done_once(rita, now):
    job = _start(counts_to, rita, now, number=1)
    jobs.run(job=job, now=now)
    first = job.finished_at
    jobs.run(job=job, now=now.replace(year=2031))
    job.refresh_from_db()
    assert job.finished_at == first


def test_what_was_under_way_when_the_site_stopped_says_so(rita, now):
    job, waiting = (_start(counts_to, rita, now, number=1) for _ in range(2))
    Job.objects.filter(pk=job.pk).update(state="running")
    jobs.close_interrupted(now=now)
    job.refresh_from_db()
    waiting.refresh_from_db()
    assert (job.state, waiting.state) == ("failed", "queued")
    assert "Start den på nytt" in job.message


def test_one_that_breaks_on_the_rounds_holds_up_none_of_the_others(monkeypatch, now):
    seen = []

    def good(*, now):
        seen.append(now)

    def bad(*, now):
        raise ZeroDivisionError

    monkeypatch.setattr(rounds, "ROUNDS", (bad, good))
    rounds.go_round(now=now)
    assert seen == [now]


def test_the_page_follows_a_job_and_leads_on(client, rita, now):
    job = jobs.start(verb=counts_to, label="Leser filen", actor=rita, now=now, then="/admin/", number=2)
    client.force_login(rita)
    page = client.get(f"/admin/reports/job/{job.pk}/change/").text
    assert "Leser filen" in page
    assert "venter" in page
    assert f"/admin/reports/job/{job.pk}/status/" in page
    jobs.run(job=job, now=now)
    status = client.get(f"/admin/reports/job/{job.pk}/status/").json()
    expected = {"state": "done", "word": "ferdig", "mark": "●", "done": 2, "total": 2, "message": "", "ended": True}
    assert status == expected
    assert '<a href="/admin/">Gå videre</a>' in client.get(f"/admin/reports/job/{job.pk}/change/").text


def test_a_job_that_is_not_there_is_not_found(client, rita):
    client.force_login(rita)
    assert client.get("/admin/reports/job/99/change/").status_code == 404
    assert client.get("/admin/reports/job/99/status/").status_code == 404


def test_what_reads_everything_waits_until_somebody_has_done_something(rita, make_report, now):
    times = []

    def looks(*, now):
        times.append(now)

    look = rounds.AfterDeeds(looks)
    look(now=now)
    look(now=now)
    assert len(times) == 1
    log.note(rita, log.Did.CHANGED, make_report(), now=now)
    look(now=now)
    assert len(times) == 2
    assert look.__name__ == "looks"
