"""What the report form says of the report's state, and what may be done with it just now by this person."""

from django.contrib.auth.models import AbstractUser

from ..models import Report, Submission
from ..publishing.gate import remarks_on, weighed
from .states import state_mark

State = Report.State
# What became of the latest submission is told until another is made.
ENDED_BADLY = (Submission.State.RETURNED, Submission.State.VOID, Submission.State.FAILED)


def toolbar(person: AbstractUser, report: Report | None) -> dict:
    """Context for the form; `report` is None while a new one is written."""
    may_publish = person.has_perm("reports.publish_report")
    if report is None:
        return {"may_submit": True, "may_publish": may_publish}
    state = report.state
    latest = report.submissions.with_names().first()
    return {
        "state_mark": state_mark(report),
        **weighed(remarks_on(report)),
        "submission": latest if latest and (latest.is_open or latest.state in ENDED_BADLY) else None,
        "changed_since": latest is not None and report.changed_at > latest.written_at,
        "may_submit": state not in (State.WAITING, State.PLANNED),
        "may_publish": may_publish and state != State.PLANNED,
        "may_rename": may_publish,
        "may_return": may_publish and state == State.WAITING,
        "may_cancel": may_publish and state == State.PLANNED,
        "may_withdraw": person.has_perm("reports.withdraw_report") and _is_public(report),
    }


def _is_public(report: Report) -> bool:
    publication = getattr(report, "publication", None)
    return publication is not None and publication.is_public
