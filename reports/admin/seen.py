"""What somebody had before them when they said yes: a page writes the time into its form, and a verb asks for it."""

from datetime import datetime

from django.http import HttpRequest
from django.utils.timezone import is_aware


def seen_at(request: HttpRequest) -> datetime | None:
    """None where the page said nothing that can be read."""
    try:
        moment = datetime.fromisoformat(request.POST.get("seen", ""))
    except ValueError:
        return None
    return moment if is_aware(moment) else None
