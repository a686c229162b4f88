"""A year as one file: PDF, Word, Markdown or data, of any manuscript. yearly/yearfiles.py says which.

One table, FORMATS, says what there is; a new format is a row in it. PDF and Word are written by a process of its own,
with limits.
"""

import json
import logging
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..files.covers import cover_bytes
from ..manuscript import data
from ..manuscript.book.pages import pages_of
from ..manuscript.book.unprintable import unprintable
from ..manuscript.markdown import to_markdown
from ..manuscript.sheet import xlsx
from ..models import file_address

logger = logging.getLogger(__name__)
MOST_REPORTS = 300  # that a visitor or an editor may have set; a command sets any number
_SECONDS, _BYTES = 60, 2_000_000_000  # of the processor, and of address space
_PATIENCE = 10  # times the limits, for a command


class NotMade(Exception):
    """Why there is no file, as a sentence for people. `detail` is for the desk: what the writer said, or what helps."""

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
    """`write` takes a manuscript's edition, when it became so, how patient to be and what the cover says of it.

    `typeset`: it takes its time.
    """

    extension: str
    label: str
    use: str
    content_type: str
    write: Callable[..., Made]
    typeset: bool = False
    # Saved by the browser; others are shown.
    saved: bool = False


def file_name(year: int, extension: str) -> str:
    return f"fou-prosjekter-{year}.{extension}"


def most_reports_for(form: Format) -> int | None:
    return MOST_REPORTS if form.typeset else None


# Writing ------------------------------------------------------------------------------------------
def write_file(*, form: Format, edition, made: datetime, most: int | None = MOST_REPORTS, standing: str = "") -> Made:
    """A manuscript's edition as a file. `most` reports are taken; None takes all, and its time. `standing` is said on
    the cover. Raises NotMade."""
    count = sum(len(chapter.reports) for chapter in edition.chapters)
    if most is not None and most_reports_for(form) and count > most:
        text = _("Utgaven har %(count)d rapporter. Denne filen kan bare lages av utgaver med inntil %(most)d.")
        advice = _("Den som drifter nettstedet, kan lage den med kommandoen export_edition eller freeze_edition.")
        raise TooManyReports(text % {"count": count, "most": most}, advice)
    return form.write(edition, made, patience=1 if most is not None else _PATIENCE, standing=standing)


def letters_lost(*, edition, made: datetime, **_) -> list[tuple[str, list[str]]]:
    """What the PDF of a manuscript's edition would print as □, and in which reports; as for write_file."""
    return unprintable(pages_of(edition, made=made))


def _data(edition, made: datetime, *, patience: int, standing: str) -> Made:
    return Made(json.dumps(data.edition_to_data(edition), ensure_ascii=False, indent=1).encode())


def _markdown(edition, made: datetime, *, patience: int, standing: str) -> Made:
    return Made(to_markdown(_with_own_addresses(edition)).encode())


def _excel(edition, made: datetime, *, patience: int, standing: str) -> Made:
    explained = (_("Hele utgaven som ark: kapitler, rapporter, funn, nøkkeltall og dokumenter."),)
    return Made(xlsx.write_workbook(_with_own_addresses(edition), said_first=explained))


def _pdf(edition, made: datetime, *, patience: int, standing: str) -> Made:
    return _book("pdf", edition, made, patience, standing)


def _word(edition, made: datetime, *, patience: int, standing: str) -> Made:
    return _book("word", edition, made, patience, standing)


def _book(writer: str, edition, made: datetime, patience: int, standing: str) -> Made:
    address = f"{settings.FOU_URL}{reverse('edition', args=[edition.year])}"
    face = {"address": address, "picture": cover_bytes(edition.cover), "standing": standing}
    # The day that is printed is the day in Norway.
    pages = json.dumps(pages_of(_with_own_addresses(edition), made=timezone.localtime(made), **face)).encode()
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
    chapters = []
    for chapter in edition.chapters:
        chapters.append(replace(chapter, reports=tuple(map(with_own_addresses, chapter.reports))))
    return replace(edition, chapters=tuple(chapters))


def with_own_addresses(report):
    """Documents that we keep are printed with our address of them."""
    return replace(report, documents=tuple(map(_with_own_address, report.documents)))


def _with_own_address(document):
    if not document.sha256:
        return document
    return replace(document, url=f"{settings.FOU_URL}{file_address(document.id, document.title)}")


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {
    form.extension: form
    for form in (
        Format("pdf", "PDF", gettext_lazy("for lesing, utskrift og arkiv"), "application/pdf", _pdf, typeset=True),
        Format("docx", "Word", gettext_lazy("for å arbeide videre"), _WORD, _word, typeset=True, saved=True),
        Format("md", "Markdown", gettext_lazy("for ren tekst"), "text/markdown; charset=utf-8", _markdown),
        Format("xlsx", "Excel", gettext_lazy("for regneark"), xlsx.CONTENT_TYPE, _excel, saved=True),
        Format("json", "JSON", gettext_lazy("for maskiner"), "application/json", _data),
    )
}
