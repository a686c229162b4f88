"""A year as it stands at the desk, as a file: made by the worker, for PDF and Word take their time."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.contrib.auth.models import AbstractUser
from django.db.models import Max
from django.utils.translation import gettext as _

from ..exchange import read_edition
from ..jobs import JobFailed
from ..models import Edition, Report
from .yearbook import FORMATS, NotMade
from .yearfiles import kept_file

STANDING = "Utkast fra redaksjonen"  # on the cover, which is in the document's own language


def draft_of(edition: Edition) -> dict:
    """What a file of the desk's year is made of, as yearbook.write_file takes it."""
    changed = Report.objects.filter(chapter__edition=edition).aggregate(last=Max("changed_at"))["last"]
    made = changed or datetime(edition.year, 1, 1, tzinfo=UTC)
    return {"edition": read_edition(edition), "made": made, "standing": STANDING}


def make_draft_file(*, edition: int, extension: str, progress: Callable, actor: AbstractUser, now: datetime) -> dict:
    """`edition` is the key of the desk's edition. Raises JobFailed."""
    found = Edition.objects.filter(pk=edition).first()
    if found is None:
        raise JobFailed(_("Utgaven er slettet."))
    progress(0, 1, _("Lager %s …") % FORMATS[extension].label)
    try:
        made = kept_file(form=FORMATS[extension], **draft_of(found))
    except NotMade as reason:
        raise JobFailed(f"{reason} {reason.detail}".strip()) from None
    return {"replaced": list(made.replaced)}
