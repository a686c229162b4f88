"""Who may do it: asked by the verbs themselves, so that no edge can forget to."""

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.utils.translation import gettext as _

from .accounts import SYSTEM
from .models import Report
from .refusals import NotAllowed


def acts_for_the_site(actor: AbstractUser) -> bool:
    """Commands and the worker: who runs them has the machine already."""
    return actor.username == SYSTEM


def require(actor: AbstractUser, permission: str) -> None:
    """Raises NotAllowed."""
    if not (acts_for_the_site(actor) or actor.has_perm(permission)):
        raise NotAllowed(_("Du har ikke lov til dette. Spør en godkjenner eller en administrator."))


def require_another(report: Report, actor: AbstractUser, override: str) -> None:
    """Two eyes. An administrator who says why may go past them. Raises NotAllowed."""
    sentence = why_another_must_approve(report, actor)
    if sentence and not (override.strip() and may_override(actor)):
        raise NotAllowed(sentence)


def may_override(actor: AbstractUser) -> bool:
    return actor.has_perm("reports.override_two_eyes")


def why_another_must_approve(report: Report, actor: AbstractUser) -> str:
    """The rule of two eyes: whoever last changed a text, or put it forward, does not approve it. Empty when free to.

    That somebody sent it back, themselves or another, or that its plan was cancelled, sets nobody free.
    """
    if not settings.TWO_EYES or acts_for_the_site(actor):
        return ""
    if report.changed_by_id == actor.pk:
        return _("Du endret rapporten sist, så en annen må godkjenne den. Send den til godkjenning.")
    of_this_text = [each for each in report.submissions.all() if each.written_at == report.changed_at]
    if any(each.submitted_by_id == actor.pk and each.was_put_forward for each in of_this_text):
        return _("Du sendte denne versjonen til godkjenning, så en annen må godkjenne den.")
    return ""
