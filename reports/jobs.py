"""Work outside requests: a job is a verb and its arguments, done by the worker while the editor follows its progress.

The queue is django-tasks'. A verb that can be a job takes `progress`, `actor` and `now` besides its own arguments,
which are what JSON can hold, and returns a dictionary or nothing. It says how far it has come outside its transactions:
inside one, nobody sees it until the end.
"""

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django_tasks import task

from .languages import language_of
from .models import Job

SECONDS_BETWEEN_WRITES = 0.4
logger = logging.getLogger(__name__)


class JobFailed(Exception):
    """Why the work can't be done, as a Norwegian sentence that says what to do."""


class Progress:
    """Called with how many are done of how many, and what is being done just now."""

    def __init__(self, job: Job):
        self.job, self.written = job, 0.0

    def __call__(self, done: int, total: int, text: str = "") -> None:
        if time.monotonic() - self.written < SECONDS_BETWEEN_WRITES and done < total:
            return
        self.written = time.monotonic()
        Job.objects.filter(pk=self.job.pk).update(done=done, total=total, message=text[:1000])


@transaction.atomic
def start(*, verb: Callable, label: str, actor: AbstractUser, now: datetime, then: str = "", **arguments) -> Job:
    """Queues the verb; it begins when the transaction around this has been committed. `then` is a path of the desk."""
    name = f"{verb.__module__}.{verb.__qualname__}"
    job = Job.objects.create(verb=name, arguments=arguments, label=label[:300], then=then, actor=actor, created_at=now)
    run_job.enqueue(job.pk)
    return job


@task()
def run_job(pk: int) -> None:
    run(job=Job.objects.get(pk=pk), now=timezone.now())


def run(*, job: Job, now: datetime) -> None:
    """Does a job that waits, once; what goes wrong is told on the job, never raised."""
    if not Job.objects.filter(pk=job.pk, state=Job.State.QUEUED).update(state=Job.State.RUNNING):
        return
    began, result = time.monotonic(), {}
    with translation.override(language_of(job.actor) or settings.LANGUAGE_CODE):
        try:
            result = import_string(job.verb)(progress=Progress(job), actor=job.actor, now=now, **job.arguments)
            state, message = Job.State.DONE, ""
        except JobFailed as failure:
            state, message = Job.State.FAILED, str(failure)
        except Exception:
            logger.exception("Job %s (%s)", job.pk, job.verb)
            state, message = Job.State.FAILED, _("Noe gikk galt hos oss. Prøv igjen, og si fra hvis det skjer på nytt.")
    ended = now + timedelta(seconds=time.monotonic() - began)
    Job.objects.filter(pk=job.pk).update(state=state, message=message[:1000], result=result or {}, finished_at=ended)
    job.refresh_from_db()


def close_interrupted(*, now: datetime) -> None:
    """Jobs that were under way when the site stopped; called before the worker begins."""
    text = _("Nettstedet ble stoppet mens oppgaven pågikk. Ingenting er halvgjort. Start den på nytt.")
    Job.objects.interrupted().update(state=Job.State.FAILED, message=text, finished_at=now)
