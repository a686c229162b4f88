"""A yearly document comes in: it is kept as it came, read, and read again when the editor refuses a repair."""

import dataclasses
import hashlib
from collections.abc import Callable, Collection
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils.translation import gettext as _

from ..manuscript.data import edition_to_data
from ..manuscript.reading.document import Reading, read_document
from ..manuscript.reading.package import MOST_BYTES
from ..manuscript.reading.source import Problem, ReadError
from ..manuscript.said import to_data
from ..models import Import
from ..text import worded
from .known import known_names, possible_duplicates, unknown_institutions
from .refusals import ImportRefused, refuse_what_has_no_room

LONG = 1_000_000  # bytes; a longer file is read by the worker. The whole of 2020 is 63,000 as Markdown


@transaction.atomic
def receive_document(
    *, content: bytes, name: str, year: int | None, actor: AbstractUser, now: datetime, read: bool = True
) -> Import:
    """Keeps the file, and reads it at once unless told otherwise. Raises ImportRefused; then it is not kept."""
    if len(content) > MOST_BYTES:
        raise ImportRefused(_("Filen er større enn %d MB.") % (MOST_BYTES // 1_000_000))
    sent = Import.objects.create(
        file_name=name[-255:],
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        year=year,
        sent_at=now,
        sent_by=actor,
    )
    return _read(sent) if read else sent


def read_import(*, pk: int, progress: Callable, actor: AbstractUser, now: datetime) -> dict:
    """As a job, for long files. Raises ImportRefused."""
    sent = Import.objects.get(pk=pk)
    progress(0, 2, _("Leser dokumentet"))
    reading = _reading(bytes(sent.content), sent.file_name, sent.year, sent.refused)
    progress(1, 2, _("Lagrer det som ble forstått"))
    _keep(sent, reading)
    return {"reports": sum(len(reports) for _, reports in reading.places)}


@transaction.atomic
def choose(*, sent: Import, refused: Collection, skipped: Collection) -> None:
    """The editor's choices before anything is taken in; another choice of repairs is another reading.

    Raises ImportRefused when the document can't be read with those choices.
    """
    if sent.state != Import.State.READ:
        raise ImportRefused(_("Importen er tatt inn allerede, og valgene kan ikke endres."))
    refused, again = sorted(refused), sorted(refused) != sorted(map(tuple, sent.refused))
    sent.refused, sent.skipped = refused, sorted(skipped, key=str)
    sent.save(update_fields=["refused", "skipped"])
    if again:
        _read(sent)


def read_now(
    *, content: bytes, name: str, year: int | None = None, refused: Collection = ()
) -> tuple[Reading, tuple[Problem, ...]]:
    """With all that the desk has to say about it. Raises ReadError."""
    choices = frozenset((choice, block) for choice, block in refused)
    reading = read_document(content, name=name, year=year, known=known_names(), refused=choices)
    told = possible_duplicates(manuscript=reading.edition), unknown_institutions(manuscript=reading.edition)
    return reading, (*reading.problems, *told[0], *told[1])


def _read(sent: Import) -> Import:
    reading = _reading(bytes(sent.content), sent.file_name, sent.year, sent.refused)
    return _keep(sent, reading)


def _reading(content: bytes, name: str, year: int | None, refused: Collection) -> Reading:
    try:
        reading, problems = read_now(content=content, name=name, year=year, refused=refused)
    except ReadError as error:
        raise ImportRefused(worded(str(error))) from None
    refuse_what_has_no_room(reading.edition)
    return dataclasses.replace(reading, problems=problems)


def _keep(sent: Import, reading: Reading) -> Import:
    """Everything but the file itself, as JSON: a page that shows it reads nothing again."""
    sent.reading = {
        "edition": edition_to_data(reading.edition),
        "problems": [{**dataclasses.asdict(p), "said": to_data(p.message)} for p in reading.problems],
        "blocks": [[b.number, b.kind, b.level, b.text or _cells(b)] for b in reading.blocks],
        "places": reading.places,
    }
    sent.year, sent.state = reading.edition.year, Import.State.READ
    sent.save(update_fields=["reading", "year", "state"])
    return sent


def _cells(block) -> str:
    return "\n".join(" | ".join("".join(run.text for run in cell) for cell in row) for row in block.rows)
