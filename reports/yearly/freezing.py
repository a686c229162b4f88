"""The verb that freezes a year: an issue that keeps its manuscript and files to the byte, whatever is changed later.

The first issue is the year as it was given out. A corrected one says what was corrected, and lists what changed.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from .. import log
from ..jobs import JobFailed
from ..manuscript import data
from ..models import Edition, Issue, IssueFile, PublishedEdition, Stamp
from .issues import changes_between, newest_issue, place_of, standing_of
from .published_year import published_manuscript
from .yearbook import FORMATS, MOST_REPORTS, NotMade, write_file


class FreezingRefused(JobFailed):
    """What stands in the way, as a sentence; nothing has been frozen."""


def freeze_edition(
    *,
    year: int,
    note: str = "",
    progress: Callable = lambda *_: None,
    actor: AbstractUser,
    now: datetime,
    most: int | None = MOST_REPORTS,
) -> dict:
    """Makes the next issue of the published year, in every format. `most` as for write_file.

    Returns {"number": 2, "replaced": ["😀"]}: the letters that could not be printed. Raises FreezingRefused.
    """
    with transaction.atomic():  # one state of the site, though it takes several queries to read
        published = PublishedEdition.objects.filter(year=year).exclude(state=Edition.State.DRAFT).first()
        if published is None:
            raise FreezingRefused(_("Årgangen %s er ikke publisert. Publiser den først.") % year)
        manuscript = published_manuscript(published)[0]
        last = newest_issue(published)
    changes = _changes_since(last, manuscript, note)
    number, note = (last.number + 1, note.strip()[:500]) if last else (1, "")
    what = {"edition": manuscript, "made": now, "most": most, "standing": standing_of(number, note)}
    contents, replaced = _write(what, progress)
    issue = Issue(
        edition=published,
        number=number,
        manuscript=data.edition_to_data(manuscript),
        changes=changes,
        note=note,
        frozen_at=now,
        frozen_by=actor,
    )
    _save(issue, {extension: _keep(content, extension) for extension, content in contents.items()}, now)
    return {"number": issue.number, "replaced": replaced}


def _changes_since(last: Issue | None, manuscript, note: str) -> list[dict]:
    if last is None:
        return []
    changes = changes_between(data.edition_from_data(last.manuscript), manuscript)
    if not changes:
        text = _("Ingenting er publisert siden utgave %d ble frosset. Rett og publiser først, og lag så en ny utgave.")
        raise FreezingRefused(text % last.number)
    if not note.strip():
        raise FreezingRefused(_("Skriv hva som er rettet. Det vises sammen med den rettede utgaven."))
    return changes


def _write(what: dict, progress: Callable) -> tuple[dict[str, bytes], list[str]]:
    """Every format of it, and the letters that could not be printed; `what` as for write_file."""
    contents, replaced = {}, {}
    for place, form in enumerate(FORMATS.values()):
        progress(place, len(FORMATS), _("Lager %s …") % form.label)
        try:
            made = write_file(form=form, **what)
        except NotMade as reason:
            raise FreezingRefused(f"{form.label}: {reason} {reason.detail}".strip()) from None
        contents[form.extension] = made.content
        replaced |= dict.fromkeys(made.replaced)
    progress(len(FORMATS), len(FORMATS))
    return contents, list(replaced)


def _keep(content: bytes, extension: str) -> tuple[str, int]:
    """On the disk before the issue is in the database: a file that nobody names is better than a name without one."""
    sha256 = hashlib.sha256(content).hexdigest()
    place = place_of(sha256, extension)
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".", delete=False) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(file.name, 0o444)
    os.replace(file.name, place)
    return sha256, len(content)


def _save(issue: Issue, files: dict[str, tuple[str, int]], now: datetime) -> None:
    try:
        with transaction.atomic():
            issue.save()
            for extension, (sha256, size) in files.items():
                IssueFile.objects.create(issue=issue, extension=extension, sha256=sha256, size=size)
            Edition.objects.filter(publication=issue.edition).update(state=Edition.State.FROZEN)
            PublishedEdition.objects.filter(pk=issue.edition_id).update(state=Edition.State.FROZEN)
            log.note(issue.frozen_by, log.Did.FROZE, issue.edition, now=now, number=issue.number)
            Stamp.move(now=now)
    except IntegrityError:
        raise FreezingRefused(_("Noen andre frøs utgaven samtidig. Se på den før du gjør det igjen.")) from None
