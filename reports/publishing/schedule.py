"""Versions that go out at a time that has been set: the verbs that plan them, cancel them, and let them out.

A planned version is frozen: what is written at the desk after it was approved is not part of it. The worker calls
`publish_due` on its rounds (rounds.py), so one goes out within half a minute, or at once when the worker is back.
"""

import logging
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from .. import log, mail, rights
from ..exchange import read_report
from ..languages import noted
from ..manuscript import data, values
from ..models import Publication, Report, Stamp, Submission
from ..refusals import PublishingRefused
from . import approval, projection
from .gate import blocks_of
from .places import public_chapter
from .reports import Frozen, show
from .versions import freeze

State = Submission.State
logger = logging.getLogger(__name__)


class NoSuchTime(ValueError):
    """The clock never shows it, or shows it twice; the message is Norwegian and says what to do."""


def local_time(wall: datetime) -> datetime:
    """What the clocks of Norway show, as a moment. Raises NoSuchTime around the change to and from summer time."""
    early, late = (wall.replace(tzinfo=ZoneInfo(settings.TIME_ZONE), fold=fold) for fold in (0, 1))
    shown = f"{wall:%d.%m.%Y kl. %H.%M}"
    if early.utcoffset() < late.utcoffset():
        raise NoSuchTime(_("%s finnes ikke: klokka stilles fram da. Velg et annet tidspunkt.") % shown)
    if early.utcoffset() > late.utcoffset():
        raise NoSuchTime(_("%s kommer to ganger: klokka stilles tilbake da. Velg et annet tidspunkt.") % shown)
    return early


# Planning -----------------------------------------------------------------------------------------
@transaction.atomic
def plan_report(
    *,
    report: Report,
    due: datetime,
    actor: AbstractUser,
    now: datetime,
    override: str = "",
    note: str = "",
    minor: bool = False,
    seen: datetime | None = None,
) -> Submission:
    """Approves the desk's text as it stands, to go out when it is due; the rest as when it is published now.

    Raises PublishingRefused, NotAllowed.
    """
    rights.require(actor, "reports.publish_report")
    report = Report.objects.with_children().get(pk=report.pk)
    approval.require_seen(report, seen)
    if problems := _why_not_plan(report, due, now):
        raise PublishingRefused(problems)
    manuscript = data.to_data(read_report(report))
    version = freeze(subject=report.public_id, manuscript=manuscript, actor=actor, now=now)
    submission = approval.decide(report, version, actor=actor, now=now, override=override, due=due)
    submission.note, submission.minor = note.strip()[:500], minor
    submission.save(update_fields=["note", "minor"])
    log.note(actor, log.Did.SCHEDULED, report, now=now, due=due.isoformat(), version=version.number)
    return submission


def _why_not_plan(report: Report, due: datetime, now: datetime) -> list[tuple[str, str]]:
    if due <= now:
        return [("due", _("Tidspunktet er passert. Velg et senere, eller publiser nå."))]
    if report.state == Report.State.PLANNED:
        return [("due", _("En versjon er planlagt allerede. Avlys den planen først."))]
    return blocks_of(report)


@transaction.atomic
def cancel_plan(*, report: Report, actor: AbstractUser, now: datetime) -> None:
    """The version stays at the desk, and is not approved any more. Raises PublishingRefused, NotAllowed."""
    rights.require(actor, "reports.publish_report")
    submission = report.submissions.planned().first()
    if submission is None:
        raise PublishingRefused([("", _("Rapporten er ikke planlagt. Den kan ha gått ut allerede."))])
    approval.end(submission, State.CANCELLED, actor=actor, now=now)
    log.note(actor, log.Did.CANCELLED, report, now=now)


# Going out ----------------------------------------------------------------------------------------
def publish_due(*, now: datetime) -> None:
    """Lets out what is due. What cannot go out stays at the desk, and those who planned it are told why."""
    for submission in Submission.objects.due(now=now):
        try:
            _let_out(submission, now)
        except PublishingRefused as refused:
            _fail(submission, str(refused), now)
        except Exception:
            logger.exception("Planned version %s", submission.version)
            _fail(submission, _("Noe gikk galt hos oss. Planlegg den på nytt."), now)


@transaction.atomic
def _let_out(submission: Submission, now: datetime) -> None:
    """One worker takes it: its approval stands, whatever rights the approver has today."""
    if not Submission.objects.filter(pk=submission.pk, state=State.PLANNED).update(state=State.PUBLISHED):
        return
    report = submission.report
    text = _frozen(submission, now)
    if problems := blocks_of(report, text.manuscript):
        raise PublishingRefused(problems)
    told = {"note": submission.note, "minor": submission.minor}
    show(report, text, public_chapter(report.chapter, now), actor=submission.decided_by, now=now, **told)
    log.note(submission.decided_by, log.Did.PUBLISHED, report, now=now, version=submission.version.number)
    Stamp.move(now=now)


def _frozen(submission: Submission, now: datetime) -> Frozen:
    """The approved version; an address that has been changed since, with its redirect, is kept as it is."""
    version, manuscript = submission.version, data.from_data(values.Report, submission.version.manuscript)
    public = Publication.objects.filter(public_id=submission.report.public_id).first()
    if public and public.slug != manuscript.slug:
        manuscript = replace(manuscript, slug=public.slug)
        who = submission.decided_by
        version = freeze(subject=version.subject, manuscript=data.to_data(manuscript), actor=who, now=now)
    return Frozen(manuscript, version, projection.entries_named(manuscript), submission.written_at)


@transaction.atomic
def _fail(submission: Submission, reason: str, now: datetime) -> None:
    submission.refresh_from_db(fields=["state"])
    approval.end(submission, State.FAILED, actor=submission.decided_by, now=now, reason=reason)
    mail.tell_editors(
        submission, lambda: _("«%s» gikk ikke ut som planlagt") % submission.report, lambda: noted(reason)
    )


# The calendar -------------------------------------------------------------------------------------
def by_month(planned: Iterable[Submission]) -> list[tuple[date, list[Submission]]]:
    """Of submissions in the order they go out: the first day of each month, by the clocks of Norway, with its own."""
    months = groupby(planned, key=lambda each: localtime(each.due_at).date().replace(day=1))
    return [(month, list(each)) for month, each in months]
