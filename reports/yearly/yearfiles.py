"""Where the files of a year come from: frozen ones from their issue, others from FOU_VAR/made/ or made now.

What is made lies there under a name made of what it says, so that the same words are set once. A public file is made
when it is first asked for, and not when something is published: most publications are followed by another before
anybody asks, and a year of 24 reports takes half a second.
"""

import contextlib
import fcntl
import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from ..manuscript import data
from ..models import PublishedEdition
from .issues import frozen_bytes, newest_issue, standing_of
from .published_year import published_manuscript
from .yearbook import MOST_REPORTS, Format, Made, write_file

KEPT_FILES = 60  # the newest asked for, some 500 KB each


def published_file(*, edition: PublishedEdition, form: Format, most: int | None = MOST_REPORTS) -> tuple[Made, str]:
    """The year's file, and its SHA-256 when it is frozen. A format that came after the freezing is made of what was
    frozen. `most` as for write_file. Raises NotMade."""
    issue = newest_issue(edition)
    if issue is None:
        manuscript, made = published_manuscript(edition)
        return kept_file(form=form, edition=manuscript, made=made, most=most), ""
    if kept := issue.files.filter(extension=form.extension).first():
        return Made(frozen_bytes(kept)), kept.sha256
    what = {"edition": data.edition_from_data(issue.manuscript), "made": issue.frozen_at}
    return kept_file(form=form, most=most, standing=standing_of(issue.number, issue.note), **what), ""


def kept_file(*, most: int | None = MOST_REPORTS, **what) -> Made:
    """Any manuscript's edition as a file, from where it is kept or made now; `what` as for write_file. Raises
    NotMade."""
    return _kept(_place(**what), lambda: write_file(most=most, **what))


def is_made(**what) -> bool:
    return _place(**what).exists()


def _place(*, form: Format, edition, made: datetime, standing: str = "") -> Path:
    about = [form.extension, made.isoformat(), standing, data.edition_to_data(edition)]
    identity = [settings.BUILD, settings.FOU_URL, *about]
    key = hashlib.sha256(json.dumps(identity).encode()).hexdigest()[:32]
    return Path(settings.VAR) / "made" / f"{edition.year}-{key}.{form.extension}"


# Keeping ------------------------------------------------------------------------------------------
def _kept(place: Path, make: Callable[[], Made]) -> Made:
    """What lies there, or what is made now: by one at a time on this machine, however many ask."""
    with contextlib.suppress(FileNotFoundError):
        return _read(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    with (place.parent / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with contextlib.suppress(FileNotFoundError):
            return _read(place)
        made = make()
        _keep(place, made)
    return made


def _read(place: Path) -> Made:
    """A line of JSON with the letters that were replaced, then the file."""
    head, _line, content = place.read_bytes().partition(b"\n")
    os.utime(place)
    return Made(content, tuple(json.loads(head)))


def _keep(place: Path, made: Made) -> None:
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".", delete=False) as file:
        file.write(json.dumps(made.replaced).encode() + b"\n" + made.content)
    os.replace(file.name, place)
    files = [path for path in place.parent.iterdir() if not path.name.startswith(".")]
    for old in sorted(files, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT_FILES:]:
        old.unlink(missing_ok=True)
