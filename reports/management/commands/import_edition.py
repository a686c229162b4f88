"""`manage.py import_edition FILE`: reads a yearly document (.docx, .md) and tells what was understood.

Against a year that is at the desk it tells what is new, changed or the same. With `--apply` what is new and changed
becomes drafts, all or nothing; the desk's list of imports can undo it.
"""

import dataclasses
import json
import sys
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection, transaction
from django.utils import timezone

from reports.accounts import system_user
from reports.importing.plan import plan_for
from reports.importing.receiving import read_now, receive_document
from reports.importing.refusals import ImportRefused, refuse_year
from reports.importing.taking import take_import
from reports.importing.telling import as_text
from reports.manuscript.data import edition_to_data
from reports.manuscript.reading.package import MOST_BYTES
from reports.manuscript.reading.source import ReadError


class Command(BaseCommand):
    help = "Leser årsdokumentet (.docx eller .md) og forteller hva som ble forstått. Med --apply lages utkast av det."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="dokumentet")
        parser.add_argument("--year", type=int, metavar="Y", help="året, når dokumentet ikke sier det")
        parser.add_argument("--apply", action="store_true", help="lag årgangen som utkast, alt eller ingenting")
        parser.add_argument("--json", action="store_true", help="skriv manuskriptet og problemene som JSON")

    def handle(self, *, file, year, apply, json, **options):
        if not connection.introspection.table_names():  # a document can be read before the site was first started
            call_command("migrate", verbosity=0, interactive=False)
        try:
            refuse_year(year)
            content, name = _bytes_of(Path(file)), Path(file).name
            reading, problems = read_now(content=content, name=name, year=year)
            plan = plan_for(manuscript=reading.edition)
            if apply:
                _take(content, name, year)
        except (ReadError, ImportRefused) as refused:
            self.stderr.write(str(refused))
            sys.exit(1)
        self.stdout.write(_as_json(reading.edition, problems) if json else as_text(plan, problems, applied=apply))


@transaction.atomic
def _take(content: bytes, name: str, year: int | None) -> None:
    who = {"actor": system_user(), "now": timezone.now()}
    sent = receive_document(content=content, name=name, year=year, **who)
    take_import(pk=sent.pk, progress=lambda *told: None, **who)


def _bytes_of(path: Path) -> bytes:
    """No more than is needed to see that a file is too large."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError:
        raise ReadError(f"Filen «{path}» finnes ikke eller kan ikke åpnes.") from None


def _as_json(edition, problems) -> str:
    told = [dataclasses.asdict(problem) for problem in problems]
    for problem in told:
        problem["place"] = {"block": problem.pop("block"), "heading": problem.pop("heading")}
        del problem["choice"], problem["refused"]
    return json.dumps({"edition": edition_to_data(edition), "problems": told}, ensure_ascii=False, indent=1)
