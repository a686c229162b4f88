"""Letters to the editors about what waits for them. A letter that cannot be sent is logged; the work goes on."""

import logging
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from .models import Submission

logger = logging.getLogger(__name__)


def tell_approvers(submission: Submission) -> None:
    """Those who may approve it, except the ones who wrote it or put it forward."""
    people = get_user_model().objects.with_perm("reports.publish_report", backend=settings.AUTHENTICATION_BACKENDS[0])
    authors = {submission.submitted_by_id, submission.written_by_id} - {None}
    named = {"who": submission.sender, "title": submission.report}
    text = _("%(who)s har sendt «%(title)s» til godkjenning.") % named
    lines = [text, *([submission.message] if submission.message else [])]
    _tell(people.exclude(pk__in=authors), _("Til godkjenning: %s") % submission.report, lines, submission)


def tell_submitter(submission: Submission, title: str, text: str) -> None:
    _tell([submission.submitted_by], title, [text], submission)


def tell_editors(submission: Submission, title: str, text: str) -> None:
    """The one who put it forward and the one who approved it."""
    _tell({submission.submitted_by, submission.decided_by}, title, [text], submission)


def _tell(people: Iterable[AbstractUser], title: str, lines: list[str], submission: Submission) -> None:
    """Once the transaction around this has been committed: nobody hears of what did not happen."""
    to = sorted({person.email for person in people if person.email and person.is_active})
    address = settings.FOU_URL + reverse("admin:reports_report_change", args=[submission.report_id])
    text = "\n\n".join([*lines, address, "–\n" + _("FoU-oversikten")])
    for recipient in to:
        transaction.on_commit(lambda recipient=recipient: _send(title, text, recipient))


def _send(title: str, text: str, recipient: str) -> None:
    try:
        send_mail(" ".join(title.split()), text, None, [recipient])
    except OSError:  # smtplib's errors are OSErrors, as a server that does not answer is
        logger.exception("E-post til %s ble ikke sendt.", recipient)
