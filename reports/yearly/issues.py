"""Frozen issues, as they are read: their bytes, and how the year has moved on since."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from ..manuscript import data
from ..manuscript.comparison import CHANGED, ONLY_BEFORE, REMOVED, SAME, compare_editions
from ..models import Issue, IssueFile, PublishedEdition
from .published_year import published_manuscript
from .yearbook import NotMade


def newest_issue(edition: PublishedEdition) -> Issue | None:
    return edition.issues.last()


def standing_of(number: int, note: str) -> str:
    """What the cover of an issue says of it, in the document's own language."""
    return f"Rettet utgave {number}. {note}" if number > 1 else ""


def place_of(sha256: str, extension: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "issues" / sha256[:2] / f"{sha256}.{extension}"


def frozen_bytes(file: IssueFile) -> bytes:
    """Never other bytes than those that were frozen. Raises NotMade when they are lost or spoilt."""
    try:
        content = place_of(file.sha256, file.extension).read_bytes()
    except FileNotFoundError:
        content = b""
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise NotMade(_("Den frosne filen er borte fra tjeneren. Si fra til den som drifter nettstedet."))
    return content


def changes_between(before, after) -> list[dict]:
    """What is told of two readings of a year: [{"kind": "endret", "title": "…", "slug": "…", "parts": ["Ingress"]}].

    The year's own texts come first, without a slug; a report that is gone has none either.
    """
    found = compare_editions(before, after)
    told = []
    if found.frame:
        told.append({"kind": CHANGED, "title": "", "slug": "", "parts": [change.label for change in found.frame]})
    for entry in found.reports:
        if entry.kind != SAME:
            parts = list(dict.fromkeys(change.label for change in entry.changes))
            slug = entry.after.slug if entry.after else ""
            kind = REMOVED if entry.kind == ONLY_BEFORE else entry.kind
            told.append({"kind": kind, "title": entry.title, "slug": slug, "parts": parts})
    return told


def changes_since(issue: Issue) -> list[dict]:
    """How today's pages differ from the issue."""
    return changes_between(data.edition_from_data(issue.manuscript), published_manuscript(issue.edition)[0])
