"""A year as one file: PDF, Word or data. What is public is read from publications; a draft comes from the desk.

One table, FORMATS, says what there is; a new format is a row in it. PDF and Word are written by a process of its own,
with limits, and kept in FOU_VAR/made/ under a name made of what they say, so that the same words are set once.
"""

import contextlib
import fcntl
import hashlib
import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .manuscript import data
from .manuscript.book.pages import pages_of
from .models import PublishedEdition, file_address
from .queries import reports_by_chapter

logger = logging.getLogger(__name__)
MOST_REPORTS = 300  # that a visitor or an editor may have set; a command sets any number
KEPT_FILES = 60  # the newest asked for, some 500 KB each
_SECONDS, _BYTES = 60, 2_000_000_000  # of the processor, and of address space
_PATIENCE = 10  # times the limits, for a command


class NotMade(Exception):
    """Why there is no file, as a sentence for people. `detail` is what the writer said, for those who run the site."""

    def __init__(self, sentence: str, detail: str = ""):
        super().__init__(sentence)
        self.detail = detail


class TooManyReports(NotMade):
    """The year is too large to be made while somebody waits."""


@dataclass(frozen=True, slots=True)
class Made:
    """`replaced` are the letters that no font of ours has."""

    content: bytes
    replaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """`write` takes a manuscript's edition, when it became so, its address, and whether it may take its time."""

    extension: str
    label: str
    use: str
    content_type: str
    write: Callable[..., Made]


def file_name(year: int, extension: str) -> str:
    return f"fou-prosjekter-{year}.{extension}"


def most_reports_for(form: Format) -> int | None:
    return None if form.write is _data else MOST_REPORTS


# What is public -----------------------------------------------------------------------------------
def published_file(*, edition: PublishedEdition, form: Format) -> bytes:
    """The published year, from where it is kept or made now. Raises NotMade."""
    written, made = _published(edition)
    identity = json.dumps([settings.BUILD, settings.FOU_URL, form.extension, made.isoformat(), written])
    key = hashlib.sha256(identity.encode()).hexdigest()[:32]
    place = Path(settings.VAR) / "made" / f"{edition.year}-{key}.{form.extension}"
    return _kept(place, lambda: write_file(form=form, edition=data.edition_from_data(written), made=made).content)


def published_manuscript(edition: PublishedEdition):
    """(the published year as a manuscript's edition, when its words were last changed)."""
    written, made = _published(edition)
    return data.edition_from_data(written), made


def _published(edition: PublishedEdition) -> tuple[dict, datetime]:
    """The manuscript as data, with today's names of institutions, series and tags, as the pages have them."""
    chapters, times = [], [edition.published_at]
    for chapter, publications in reports_by_chapter(edition, whole=True):
        own = {"number": chapter.number, "title": chapter.title, "slug": chapter.slug}
        reports = [_named_as_today(publication) for publication in publications]
        chapters.append({**own, "introduction": chapter.introduction, "reports": reports})
        times += [publication.published_at for publication in publications]
    own = {"year": edition.year, "title": edition.title, "subtitle": edition.subtitle}
    written = {"schema": data.SCHEMA, **own, "introduction": edition.introduction, "chapters": chapters}
    return written, max(time for time in times if time)


def _named_as_today(publication) -> dict:
    labels = publication.labels
    series = labels.get("series")
    return {
        **publication.manuscript,
        "contributions": [{"organisation": o["name"], "role": o["role"]} for o in labels.get("organisations", [])],
        "series": series["name"] if series else None,
        "tags": [tag["name"] for tag in labels.get("tags", [])],
    }


# Writing ------------------------------------------------------------------------------------------
def write_file(*, form: Format, edition, made: datetime, most: int | None = MOST_REPORTS) -> Made:
    """A manuscript's edition as a file. `most` reports are taken; None takes all, and its time. Raises NotMade."""
    count = sum(len(chapter.reports) for chapter in edition.chapters)
    if most is not None and most_reports_for(form) and count > most:
        text = _("Utgaven har %(count)d rapporter. Denne filen kan bare lages av utgaver med inntil %(most)d.")
        raise TooManyReports(text % {"count": count, "most": most})
    return form.write(edition, made, patience=1 if most is not None else _PATIENCE)


def _data(edition, made: datetime, *, patience: int) -> Made:
    return Made(json.dumps(data.edition_to_data(edition), ensure_ascii=False, indent=1).encode())


def _pdf(edition, made: datetime, *, patience: int) -> Made:
    return _book("pdf", edition, made, patience)


def _word(edition, made: datetime, *, patience: int) -> Made:
    return _book("word", edition, made, patience)


def _book(writer: str, edition, made: datetime, patience: int) -> Made:
    address = f"{settings.FOU_URL}{reverse('edition', args=[edition.year])}"
    pages = json.dumps(pages_of(_with_own_addresses(edition), made=made, address=address)).encode()
    limits = [str(_SECONDS * patience), str(_BYTES * patience)]
    command = [sys.executable, "-m", f"reports.manuscript.book.{writer}", *limits]
    try:
        done = subprocess.run(  # noqa: S603  our own module and numbers
            command,
            cwd=settings.BASE_DIR,
            env={},
            input=pages,
            capture_output=True,
            timeout=_SECONDS * patience * 2,
            check=True,
        )
    except subprocess.SubprocessError as error:
        logger.error("The %s file of %s broke its limits: %s", writer, edition.year, str(error)[:200])
        raise NotMade(_("Filen ble for tung å lage. Si fra til den som drifter nettstedet.")) from None
    head, _line, content = done.stdout.partition(b"\n")
    told = json.loads(head)
    if told["problem"]:
        logger.error("The %s file of %s could not be written: %s", writer, edition.year, told["problem"])
        raise NotMade(_("Filen kunne ikke lages. Si fra til den som drifter nettstedet."), told["problem"])
    return Made(content, tuple(told["replaced"]))


def _with_own_addresses(edition):
    """Documents that we keep are printed with our address of them."""
    chapters = []
    for chapter in edition.chapters:
        reports = (replace(r, documents=tuple(map(_with_own_address, r.documents))) for r in chapter.reports)
        chapters.append(replace(chapter, reports=tuple(reports)))
    return replace(edition, chapters=tuple(chapters))


def _with_own_address(document):
    if not document.sha256:
        return document
    return replace(document, url=f"{settings.FOU_URL}{file_address(document.id, document.title)}")


# Keeping ------------------------------------------------------------------------------------------
def _kept(place: Path, make: Callable[[], bytes]) -> bytes:
    """What lies there, or what is made now: by one at a time on this machine, however many ask."""
    with contextlib.suppress(FileNotFoundError):
        return _read(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    with (place.parent / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with contextlib.suppress(FileNotFoundError):
            return _read(place)
        content = make()
        _keep(place, content)
    return content


def _read(place: Path) -> bytes:
    content = place.read_bytes()
    os.utime(place)
    return content


def _keep(place: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".", delete=False) as file:
        file.write(content)
    os.replace(file.name, place)
    files = [path for path in place.parent.iterdir() if not path.name.startswith(".")]
    for old in sorted(files, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT_FILES:]:
        old.unlink(missing_ok=True)


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS = {
    form.extension: form
    for form in (
        Format("pdf", "PDF", gettext_lazy("for lesing, utskrift og arkiv"), "application/pdf", _pdf),
        Format(
            "docx",
            "Word",
            gettext_lazy("for å arbeide videre med teksten"),
            f"{_OFFICE}.wordprocessingml.document",
            _word,
        ),
        Format("json", "JSON", gettext_lazy("for maskiner"), "application/json", _data),
    )
}
