"""What the National Library has got, file by file, as the one who sent it records it."""

from collections.abc import Mapping
from datetime import date, datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from ..models import Delivery
from .pack import Pack


@transaction.atomic
def record_deliveries(
    *, year: int, dates: Mapping[str, date | None], actor: AbstractUser, now: datetime
) -> tuple[int, int]:
    """`dates` by the checksum of a file in the pack; None takes a date away. Returns how many were set and taken."""
    pack = Pack(year)
    known = {delivery.sha256: delivery for delivery in pack.edition.deliveries.all()}
    names = {item.sha256: item.name for item in pack.items}
    given = taken = 0
    for sha256, day in dates.items():
        before = known.get(sha256)
        if day is None and before:
            before.delete()
            taken += 1
        elif day and sha256 in names and (before is None or before.delivered_on != day):
            columns = {"name": names[sha256], "delivered_on": day, "recorded_at": now, "recorded_by": actor}
            Delivery.objects.update_or_create(edition=pack.edition, sha256=sha256, defaults=columns)
            given += 1
    return given, taken
