"""`manage.py import_edition FILE`: reads a yearly document (.docx, .md) and tells what was understood.

With `--apply` it becomes a new year of drafts, all or nothing.
"""

import dataclasses
import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone

from reports.accounts import system_user
from reports.exchange import EditionExists
from reports.importing import ImportRefused, import_edition, known_names, possible_duplicates
from reports.manuscript.data import edition_to_data
from reports.manuscript.reading.document import read_document
from reports.manuscript.reading.package import MOST_BYTES
from reports.manuscript.reading.source import ReadError
from reports.models import Edition


class Command(BaseCommand):
    help = "Leser årsdokumentet (.docx eller .md) og forteller hva som ble forstått. Med --apply lages utkast av det."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="dokumentet")
        parser.add_argument("--year", type=int, metavar="Y", help="året, når dokumentet ikke sier det")
        parser.add_argument("--apply", action="store_true", help="lag årgangen som utkast, alt eller ingenting")
        parser.add_argument("--json", action="store_true", help="skriv manuskriptet og problemene som JSON")

    def handle(self, *, file, year, apply, json, **options):
        try:
            reading = read_document(_bytes_of(Path(file)), name=file, year=year, known=known_names())
            problems = (*reading.problems, *possible_duplicates(manuscript=reading.edition))
            if apply:
                import_edition(manuscript=reading.edition, actor=system_user(), now=timezone.now())
        except (ReadError, ImportRefused, EditionExists) as refused:
            self.stderr.write(str(refused))
            sys.exit(1)
        self.stdout.write(_as_json(reading.edition, problems) if json else _as_text(reading.edition, problems, apply))


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


def _as_text(edition, problems, applied: bool) -> str:
    reports = [report for chapter in edition.chapters for report in chapter.reports]
    documents, findings = sum(len(r.documents) for r in reports), sum(len(r.findings) for r in reports)
    lines = [f"{edition.year}: {edition.title}"]
    for chapter in edition.chapters:
        lines += [f"\n{chapter.number} {chapter.title}", *map(_outline, chapter.reports)]
    lines += ["", *(f"{p.severity.capitalize()}, avsnitt {p.block} ({p.heading}): {p.message}" for p in problems), ""]
    lines.append(
        f"{len(edition.chapters)} kapitler, {len(reports)} rapporter, {findings} funn, {documents} dokumenter, "
        f"{len(problems)} ting å se over."
    )
    return "\n".join([*lines, _ending(edition, applied)])


def _outline(report) -> str:
    issued = f"utgitt {report.issued}" if report.issued else "uten dato"
    return f"  {report.title}\n    {issued}, {len(report.findings)} funn, {len(report.documents)} dokumenter"


def _ending(edition, applied: bool) -> str:
    if applied:
        return f"Lagt inn som utkast i {edition.year}. Ingenting er publisert."
    if Edition.objects.filter(year=edition.year).exists():
        return f"Ingenting er lagret. Årgangen {edition.year} finnes allerede og kan ikke legges inn på nytt."
    return "Ingenting er lagret. Kjør på nytt med --apply for å legge det inn som utkast."
