"""Letters to the editors about what waits for them. A letter that cannot be sent is logged; the work goes on."""

import logging
from collections.abc import Callable, Iterable

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from .languages import language_of
from .models import Submission

logger = logging.getLogger(__name__)


Words = Callable[[], str]  # asked once for each reader, in their own language


def tell_approvers(submission: Submission) -> None:
    """Those who may approve it, except the ones who wrote it or put it forward."""
    people = get_user_model().objects.with_perm("reports.publish_report", backend=settings.AUTHENTICATION_BACKENDS[0])
    authors = {submission.submitted_by_id, submission.written_by_id} - {None}

    def text() -> str:
        sent = _("%(who)s har sendt «%(title)s» til godkjenning.")
        said = sent % {"who": submission.sender, "title": submission.report}
        return "\n\n".join(filter(None, [said, submission.message]))

    _tell(people.exclude(pk__in=authors), lambda: _("Til godkjenning: %s") % submission.report, text, submission)


def tell_submitter(submission: Submission, title: Words, text: Words) -> None:
    _tell([submission.submitted_by], title, text, submission)


def tell_editors(submission: Submission, title: Words, text: Words) -> None:
    """The one who put it forward and the one who approved it."""
    _tell({submission.submitted_by, submission.decided_by}, title, text, submission)


def _tell(people: Iterable[AbstractUser], title: Words, text: Words, submission: Submission) -> None:
    """Once the transaction around this has been committed: nobody hears of what did not happen."""
    readers = {person.email: person for person in people if person.email and person.is_active}
    address = settings.FOU_URL + reverse("admin:reports_report_change", args=[submission.report_id])
    for email, reader in sorted(readers.items()):
        with override(language_of(reader) or settings.LANGUAGE_CODE):
            letter = title(), "\n\n".join([text(), address, "–\n" + _("FoU-oversikten")])
        transaction.on_commit(lambda letter=letter, email=email: _send(*letter, email))


def _send(title: str, text: str, recipient: str) -> None:
    try:
        send_mail(" ".join(title.split()), text, None, [recipient])
    except OSError:  # smtplib's errors are OSErrors, as a server that does not answer is
        logger.exception("E-post til %s ble ikke sendt.", recipient)
