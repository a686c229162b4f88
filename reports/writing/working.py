"""What is typed and not saved: kept for the one who types, offered back, thrown away by a deliberate save.

And who has a report open just now. Nothing here is a version, and nothing here is public.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.http import QueryDict

from ..models import Presence, Report, WorkingCopy

STILL_HERE = timedelta(minutes=2)
# What a form holds besides what was typed: the browser's secret, the buttons, and our own notes.
NOT_TYPED = {"csrfmiddlewaretoken"}


@transaction.atomic
def keep_typed(
    *, report: Report | None, about: str = "", fields: Mapping[str, list], actor: AbstractUser, now: datetime
) -> WorkingCopy:
    """The form as it stands, instead of what was kept of it before. `report` is None for a new one.

    A form tells its tab in the field "tab": two that are open at once keep a text each.
    """
    typed = {
        # PostgreSQL holds no NUL, and no form of ours takes one.
        name.replace("\0", ""): [value.replace("\0", "") for value in values]
        for name, values in fields.items()
        if name not in NOT_TYPED and not name.startswith("_")
    }
    seen, tab = ((typed.get(name) or [""])[0][:40] for name in ("seen", "tab"))
    copy, _ = WorkingCopy.objects.update_or_create(
        user=actor, report=report, about=about, tab=tab, defaults={"fields": typed, "seen": seen, "saved_at": now}
    )
    return copy


def forget_typed(*, report: Report | None, about: str = "", tab: str, actor: AbstractUser) -> None:
    WorkingCopy.objects.of(actor, report, about).filter(tab=tab).delete()


def posted(copy: WorkingCopy) -> QueryDict:
    """What was kept, as a browser would send it."""
    data = QueryDict(mutable=True)
    for name, values in copy.fields.items():
        data.setlist(name, values)
    data["tab"] = copy.tab
    return data


def be_present(*, report: Report, actor: AbstractUser, now: datetime) -> list[str]:
    """Says that the actor has the report open; returns the names of the others who have."""
    Presence.objects.update_or_create(user=actor, report=report, defaults={"seen_at": now})
    return others_present(report=report, actor=actor, now=now)


def others_typing(*, about: str, actor: AbstractUser, now: datetime) -> list[str]:
    """For forms that nobody signs in at: those who have typed there just now and not saved."""
    copies = WorkingCopy.objects.filter(about=about, saved_at__gte=now - STILL_HERE).exclude(user=actor)
    return _names(copies.select_related("user"))


def others_present(*, report: Report, actor: AbstractUser, now: datetime) -> list[str]:
    return _names(Presence.objects.others(actor, report, since=now - STILL_HERE))


def _names(rows) -> list[str]:
    return sorted({row.user.get_short_name() or row.user.username for row in rows})
