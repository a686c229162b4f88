"""The verbs between writing and publishing: put a version forward, send it back, and what a later change does to it.

Approving is publishing (publishing/reports.py) or planning (publishing/schedule.py); both leave their decision here.
"""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _noop

from .. import log, mail, rights
from ..exchange import read_report
from ..manuscript import data
from ..models import Publication, Report, Submission, Version, called
from ..refusals import PublishingRefused
from .gate import blocks_of
from .versions import freeze

State = Submission.State


@transaction.atomic
def submit_report(
    *,
    report: Report,
    actor: AbstractUser,
    now: datetime,
    message: str = "",
    note: str = "",
    minor: bool = False,
    seen: datetime | None = None,
) -> Submission:
    """Freezes the desk's text as a version and asks for its approval. Raises PublishingRefused, NotAllowed.

    `note` is what visitors are to be told of a change, as the one who made it would have it; `seen` as in require_seen.
    """
    rights.require(actor, "reports.change_report")
    report = Report.objects.with_children().get(pk=report.pk)
    require_seen(report, seen)
    if problems := _why_not_submit(report):
        raise PublishingRefused(problems)
    submission = put_forward(report, actor=actor, now=now, message=message, note=note, minor=minor)
    log.note(actor, log.Did.SUBMITTED, report, now=now)
    mail.tell_approvers(submission)
    return submission


def _why_not_submit(report: Report) -> list[tuple[str, str]]:
    if report.state == Report.State.WAITING:
        return [("", _("Rapporten venter allerede på godkjenning."))]
    if report.state == Report.State.PLANNED:
        return [("", _("En versjon er planlagt. Avlys planen først, så kan du sende en ny."))]
    if report.state == Report.State.PUBLISHED:
        return [("", _("Ingenting er endret siden rapporten ble publisert."))]
    return blocks_of(report)


def put_forward(
    report: Report, *, actor: AbstractUser, now: datetime, message: str = "", note: str = "", minor: bool = False
) -> Submission:
    """A new submission of the text as it stands, with its children fetched. Inside a verb's transaction."""
    manuscript = data.to_data(read_report(report))
    version = freeze(subject=report.public_id, manuscript=manuscript, actor=actor, now=now)
    return Submission.objects.create(
        report=report,
        version=version,
        written_at=report.changed_at,
        written_by=report.changed_by,
        submitted_at=now,
        submitted_by=actor,
        message=message.strip()[:500],
        note=note.strip()[:500],
        minor=minor,
    )


@transaction.atomic
def return_report(*, report: Report, reason: str, actor: AbstractUser, now: datetime) -> None:
    """Sends what waits back to the one who put it forward, and says why. Raises PublishingRefused, NotAllowed."""
    rights.require(actor, "reports.publish_report")
    submission = report.submissions.waiting().first()
    if submission is None:
        raise PublishingRefused([("", _("Rapporten venter ikke på godkjenning."))])
    if not reason.strip():
        raise PublishingRefused([("reason", _("Skriv hva som må endres, så den som sendte den, vet det."))])
    end(submission, State.RETURNED, actor=actor, now=now, reason=reason)
    log.note(actor, log.Did.RETURNED, report, now=now, reason=submission.reason)
    mail.tell_submitter(submission, lambda: _("«%s» er sendt tilbake til deg") % report, lambda: submission.reason)


@transaction.atomic
def mark_changed(*, reports: Iterable[Report], actor: AbstractUser, now: datetime, note: str = "") -> None:
    """Somebody changed these at the desk: what stands there now is a version, and what waited for approval falls away.

    A planned version is frozen and keeps its time; the change is not part of it. `note` is for the history.
    """
    keys = [report.pk for report in reports]
    for report in reports:
        report.changed_at, report.changed_by = now, actor
    Report.objects.filter(pk__in=keys).update(changed_at=now, changed_by=actor)
    keep_versions(keys, actor=actor, now=now, note=note)
    for submission in Submission.objects.waiting().filter(report__in=keys):
        end(submission, State.VOID, actor=actor, now=now, reason=_noop("Rapporten ble endret etter at den ble sendt."))
        if actor != submission.submitted_by:
            _tell_of_the_change(submission)


def _tell_of_the_change(submission: Submission) -> None:
    mail.tell_submitter(
        submission,
        lambda: _("Godkjenningen av «%s» falt bort") % submission.report,
        lambda: _("%s endret rapporten. Send den på nytt.") % submission.decider,
    )


def keep_versions(keys: Iterable[int], *, actor: AbstractUser, now: datetime, note: str = "") -> None:
    """What stands at the desk of these reports, by their pks, as versions. Inside a verb's transaction."""
    for report in Report.objects.with_children().filter(pk__in=keys):
        manuscript = data.to_data(read_report(report))
        freeze(subject=report.public_id, manuscript=manuscript, actor=actor, now=now, note=note)


def decide(
    report: Report, version: Version, *, actor: AbstractUser, now: datetime, override: str = "", due: datetime | None
) -> Submission:
    """The approval of a version, by two eyes: planned when it is `due` later, else published. Raises NotAllowed."""
    submission = report.submissions.open().first()
    rights.require_another(report, actor, override)
    if submission and submission.version.manuscript != version.manuscript:
        end(submission, State.VOID, actor=actor, now=now, reason=_noop("En nyere versjon ble godkjent."))
        submission = None
    submission = submission or put_forward(report, actor=actor, now=now)
    submission.version, submission.due_at, submission.override = version, due, override.strip()[:500]
    if submission.override:
        log.note(actor, log.Did.OVERRODE, report, now=now, reason=submission.override)
    end(submission, State.PLANNED if due else State.PUBLISHED, actor=actor, now=now)
    return submission


def end(submission: Submission, state: str, *, actor: AbstractUser, now: datetime, reason: str = "") -> None:
    submission.state, submission.reason = state, reason.strip()[:1000]
    submission.decided_at, submission.decided_by = now, actor
    submission.save()


def require_seen(report: Report, seen: datetime | None) -> None:
    """Nobody answers for a text they have not had before them: `seen` is when it had been changed last, as they saw it.

    None where nobody looked: commands, and whole lists. Raises PublishingRefused.
    """
    if seen is None or seen == report.changed_at:
        return
    sentence = _(
        "%(who)s endret rapporten %(when)s, etter at du åpnet siden. Ingenting er sendt eller publisert. Se over det "
        "som er nytt, og prøv igjen."
    )
    when = localtime(report.changed_at).strftime("%d.%m.%Y kl. %H.%M")
    who = report.changed_by
    raise PublishingRefused([("", sentence % {"who": called(who) or _("Noen andre"), "when": when})])


def as_it_stands(pk: int) -> tuple:
    """The desk's text and its place: two of them are equal when nothing has changed in between."""
    report = Report.objects.with_children().get(pk=pk)
    return read_report(report), report.chapter_id, report.position


# What waits ---------------------------------------------------------------------------------------
def waiting_for(person: AbstractUser):
    """The submissions that this person may approve."""
    if not person.has_perm("reports.publish_report"):
        return Submission.objects.none()
    rows = Submission.objects.waiting()
    return rows if rights.may_override(person) else rows.exclude(Q(submitted_by=person) | Q(written_by=person))


def has_news_for_visitors(report: Report) -> bool:
    """Whether the desk says something else than what visitors have seen."""
    public = Publication.objects.filter(public_id=report.public_id).first()
    whole = Report.objects.with_children().get(pk=report.pk)
    return public is not None and public.manuscript != data.to_data(read_report(whole))


def why_not_alone(report: Report, actor: AbstractUser) -> str:
    """Why this person may not approve the desk's text: empty when free to, and when the public has it already."""
    sentence = rights.why_another_must_approve(report, actor)
    if not sentence:
        return ""
    public = Publication.objects.public().filter(public_id=report.public_id).first()
    return "" if public and public.manuscript == data.to_data(read_report(report)) else sentence
