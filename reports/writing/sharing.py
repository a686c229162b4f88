"""The verbs of shared drafts: make and revoke a link, leave a remark, settle it."""

import secrets
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils.translation import gettext as _

from .. import log
from ..exchange import read_report
from ..models import Remark, Report, ShareLink
from .drafts import places_of

LONGEST_DAYS = 90
MOST_REMARKS = 300
LONGEST_REMARK = 5000


class SharingRefused(Exception):
    """Why, as a Norwegian sentence; nothing has been changed."""


@transaction.atomic
def share_report(*, report: Report, recipient: str, days: int, actor: AbstractUser, now: datetime) -> ShareLink:
    """A new link of its own for each that is to read. Raises SharingRefused."""
    if not recipient.strip():
        raise SharingRefused(_("Skriv hvem lenken er for, så er det lett å vite hvem som har sagt hva."))
    if not 1 <= days <= LONGEST_DAYS:
        raise SharingRefused(_("Velg mellom 1 og %d dager.") % LONGEST_DAYS)
    log.note(actor, log.Did.SHARED, report, now=now, recipient=recipient.strip()[:200], days=days)
    return ShareLink.objects.create(
        token=secrets.token_urlsafe(24),
        report=report,
        recipient=recipient.strip()[:200],
        created_at=now,
        created_by=actor,
        expires_at=now + timedelta(days=days),
    )


@transaction.atomic
def revoke_link(*, link: ShareLink, actor: AbstractUser, now: datetime) -> None:
    """From now on the address answers 410. What was said stays with the report."""
    ShareLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=now)
    log.note(actor, log.Did.REVOKED, link.report, now=now, recipient=link.recipient)


@transaction.atomic
def leave_remark(*, link: ShareLink, place: str, text: str, author: str, now: datetime) -> Remark:
    """By somebody with the link, who has no account. Raises SharingRefused."""
    link = ShareLink.objects.select_for_update().get(pk=link.pk)
    if not link.is_open(now):
        raise SharingRefused(_("Lenken gjelder ikke lenger. Be om en ny fra IMDi."))
    if link.remarks.count() >= MOST_REMARKS:
        message = _("Det er skrevet %d merknader allerede. Send resten til IMDi på annen måte.")
        raise SharingRefused(message % MOST_REMARKS)
    report = Report.objects.with_children().get(pk=link.report_id)
    about = places_of(read_report(report)).get(place)
    if about is None:
        raise SharingRefused(_("Det merknaden gjaldt, er tatt ut av utkastet i mellomtiden. Velg noe annet."))
    return Remark.objects.create(link=link, place=place, about=about, text=text, author=author, created_at=now)


@transaction.atomic
def settle_remark(*, remark: Remark, accepted: bool, actor: AbstractUser, now: datetime) -> None:
    state = Remark.State.ACCEPTED if accepted else Remark.State.REJECTED
    Remark.objects.filter(pk=remark.pk).update(state=state, handled_at=now, handled_by=actor)
    log.note(actor, log.Did.SETTLED, remark.link.report, now=now, about=remark.about, accepted=accepted)


def remarks_on(report: Report):
    """All that was said of the report, the unsettled first, with who said it."""
    remarks = Remark.objects.filter(link__report=report).select_related("link", "handled_by")
    return sorted(remarks, key=lambda remark: (remark.state != Remark.State.OPEN, remark.pk))
