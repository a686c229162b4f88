"""`manage.py rebuild_search`: mends the search index where it is wrong; the site stays up, and it can be stopped."""

from django.core.management.base import BaseCommand, CommandError

from reports.search import index


class Command(BaseCommand):
    help = "Skriver søkeindeksen på nytt der den ikke stemmer med det som er publisert."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Bare si fra om indeksen ikke stemmer.")

    def handle(self, *, check: bool, **options):
        if check:
            if problems := index.problems():
                raise CommandError("\n".join(problems))
            self.stdout.write("Søket stemmer med det som er publisert.")
            return
        for done, total in index.rebuild():
            self.stdout.write(f"\r{done} av {total} rapporter", ending="")
            self.stdout.flush()
        self.stdout.write("\nFerdig.")
