"""Searches without hits: which words, on which day, how many times. Not who, not from where, not when on the day."""

from datetime import date

from django.db.models import F

from ..models import MissedSearch
from ..text import fold

LONGEST = 60  # longer is no word to learn from, and may be a letter that somebody pasted
MOST_A_DAY = 500  # different words; machines that guess shall not fill the table


def note_search(text: str, *, found: int, day: date) -> None:
    """Counts a search that found nothing, once an answered page: pages kept in front of Django are not asked again."""
    words = fold(text)
    if found or not words or len(words) > LONGEST or "@" in words or sum(c.isdigit() for c in words) > 7:
        return
    today = MissedSearch.objects.filter(day=day)
    if not today.filter(words=words).update(times=F("times") + 1) and today.count() < MOST_A_DAY:
        MissedSearch.objects.get_or_create(words=words, day=day)
