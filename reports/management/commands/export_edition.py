"""`manage.py export_edition 2020 --format pdf --output FIL`: a year as one file, of any size."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports.exchange import read_edition
from reports.models import Edition, PublishedEdition
from reports.yearbook import FORMATS, NotMade, published_manuscript, write_file


class Command(BaseCommand):
    help = "Skriver en årgang til én fil, slik den er publisert."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, help="årgangen, for eksempel 2020")
        parser.add_argument("--format", choices=FORMATS, default="pdf", help="hva slags fil (pdf)")
        parser.add_argument("--output", type=Path, required=True, help="filen som skal skrives")
        parser.add_argument("--draft", action="store_true", help="slik utgaven står hos redaktørene")

    def handle(self, *, year, output, draft, **options):
        manuscript, changed = self._draft(year) if draft else self._published(year)
        try:
            made = write_file(form=FORMATS[options["format"]], edition=manuscript, made=changed, most=None)
            output.write_bytes(made.content)
        except (NotMade, OSError) as error:
            raise CommandError(" ".join([str(error), getattr(error, "detail", "")]).strip()) from None
        if made.replaced:
            self.stderr.write(f"Disse tegnene kan ikke trykkes og er byttet ut: {' '.join(made.replaced)}")
        self.stdout.write(f"Skrev {output} ({len(made.content)} byte).")

    def _published(self, year):
        edition = PublishedEdition.objects.filter(year=year).first()
        if edition is None or edition.is_draft:
            raise CommandError(f"Årgangen {year} er ikke publisert. Skriv --draft for å få den som den står.")
        return published_manuscript(edition)

    def _draft(self, year):
        edition = Edition.objects.filter(year=year).first()
        if edition is None:
            raise CommandError(f"Årgangen {year} finnes ikke.")
        return read_edition(edition), timezone.now()
