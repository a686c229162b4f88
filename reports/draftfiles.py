"""A year as it stands at the desk, as a file: made by the worker, for PDF and Word take their time."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.contrib.auth.models import AbstractUser
from django.db.models import Max
from django.utils.translation import gettext as _

from .exchange import read_edition
from .jobs import JobFailed
from .manuscript import values
from .models import Edition, Report
from .yearbook import FORMATS, NotMade
from .yearfiles import kept_file


def draft_of(edition: Edition) -> tuple[values.Edition, datetime]:
    """The desk's year as a manuscript, and when one of its reports was last changed."""
    changed = Report.objects.filter(chapter__edition=edition).aggregate(last=Max("changed_at"))["last"]
    return read_edition(edition), changed or datetime(edition.year, 1, 1, tzinfo=UTC)


def make_draft_file(*, edition: int, extension: str, progress: Callable, actor: AbstractUser, now: datetime) -> dict:
    """`edition` is the key of the desk's edition. Raises JobFailed."""
    found = Edition.objects.filter(pk=edition).first()
    if found is None:
        raise JobFailed(_("Utgaven er slettet."))
    progress(0, 1, _("Lager %s …") % FORMATS[extension].label)
    manuscript, changed = draft_of(found)
    try:
        made = kept_file(form=FORMATS[extension], edition=manuscript, made=changed)
    except NotMade as reason:
        raise JobFailed(f"{reason} {reason.detail}".strip()) from None
    return {"replaced": list(made.replaced)}
