"""`manage.py export_edition 2020 --format pdf --output FIL`: a year as one file, of any size."""

import shutil
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports.accounts import system_user
from reports.models import Edition, PublishedEdition
from reports.yearly.draftfiles import draft_of
from reports.yearly.pack import NotFrozen, Pack, PackRefused, make_pack
from reports.yearly.yearbook import FORMATS, Made, NotMade, write_file
from reports.yearly.yearfiles import published_file

PACK = "zip"


class Command(BaseCommand):
    help = "Skriver en årgang til én fil, slik den er publisert eller frosset; zip er pakken til pliktavlevering."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, help="årgangen, for eksempel 2020")
        parser.add_argument("--format", choices=[*FORMATS, PACK], default="pdf", help="hva slags fil (pdf)")
        parser.add_argument("--output", type=Path, required=True, help="filen som skal skrives")
        parser.add_argument("--draft", action="store_true", help="slik utgaven står hos redaktørene")

    def handle(self, *, year, output, draft, **options):
        if options["format"] == PACK and draft:
            raise CommandError("Bare det som er frosset, blir avlevert. Ta bort --draft.")
        try:
            if options["format"] == PACK:
                self._pack(year, output)
            else:
                form = FORMATS[options["format"]]
                self._write(output, self._draft(year, form) if draft else self._published(year, form))
        except OSError:
            text = f"{output} kan ikke skrives. Sjekk at mappen finnes, og at det er plass og adgang til å skrive der."
            raise CommandError(text) from None
        except (NotMade, PackRefused) as error:
            raise CommandError(" ".join([str(error), getattr(error, "detail", "")]).strip()) from None
        self.stdout.write(f"Skrev {output} ({output.stat().st_size} byte).")

    def _pack(self, year, output):
        try:
            make_pack(year=year, actor=system_user(), now=timezone.now())
        except NotFrozen as refused:
            raise CommandError(f"{refused} Det gjør manage.py freeze_edition {year}.") from None
        shutil.copyfile(Pack(year).place, output)

    def _write(self, output, made: Made):
        output.write_bytes(made.content)
        if made.replaced:
            self.stderr.write(f"Disse tegnene kan ikke trykkes og er byttet ut: {' '.join(made.replaced)}")

    def _published(self, year, form) -> Made:
        edition = PublishedEdition.objects.filter(year=year).first()
        if edition is None or edition.is_draft:
            raise CommandError(f"Årgangen {year} er ikke publisert. Skriv --draft for å få den som den står.")
        return published_file(edition=edition, form=form, most=None)[0]

    def _draft(self, year, form) -> Made:
        edition = Edition.objects.filter(year=year).first()
        if edition is None:
            raise CommandError(f"Årgangen {year} finnes ikke.")
        return write_file(form=form, most=None, **draft_of(edition))
