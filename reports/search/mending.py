"""The index brought up to date with the build: another build may read words in another way.

Going through 24,000 reports takes about a minute, so the worker does it while the site answers.
"""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext as _

from .. import jobs
from ..models import Job, Stamp
from . import index, pages


def mend_after_build(*, actor: AbstractUser, now: datetime) -> Job | None:
    """Queues it, once for each build; one that was stopped half-way is begun again, and goes on where it was."""
    name, build = f"{mend.__module__}.{mend.__qualname__}", settings.BUILD
    held = (Job.State.QUEUED, Job.State.DONE)
    if Job.objects.filter(verb=name, arguments__build=build, state__in=held).exists():
        return None
    label = _("Ser over søket etter at programmet er oppdatert")
    return jobs.start(verb=mend, label=label, actor=actor, now=now, build=build)


def mend(*, build: str, actor: AbstractUser, now: datetime, progress) -> None:
    """A job. `build` is which one it was asked for by."""
    for steps in (index.rebuild(), pages.reread(), pages.rebuild()):
        for done, total in steps:
            progress(done, total)
    Stamp.move(now=now)
