"""`manage.py rebuild_search`: mends the search index where it is wrong; the site stays up, and it can be stopped."""

from collections.abc import Iterator

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports.files.texts import read_file, unread_files
from reports.models import Stamp
from reports.search import index, pages


class Command(BaseCommand):
    help = "Skriver søkeindeksen på nytt der den ikke stemmer med det som er publisert."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="Bare si fra om indeksen ikke stemmer.")

    def handle(self, *, check: bool, **options):
        if check:
            if problems := [*index.problems(), *pages.problems(), *self._unread()]:
                raise CommandError("\n".join(problems))
            self.stdout.write("Søket stemmer med det som er publisert.")
            return
        self._follow(index.rebuild(), "rapporter")
        self._follow(self._read(), "filer lest")
        self._follow(pages.reread(), "sider sett over")
        self._follow(pages.rebuild(), "rapporters filer rettet")
        Stamp.move(now=timezone.now())
        self.stdout.write("Ferdig.")

    def _follow(self, steps: Iterator[tuple[int, int]], what: str) -> None:
        for done, total in steps:
            self.stdout.write(f"\r{done} av {total} {what}", ending="\n" if done == total else "")
            self.stdout.flush()

    def _read(self) -> Iterator[tuple[int, int]]:
        waiting = unread_files()
        for done, sha256 in enumerate(waiting, start=1):
            read_file(sha256=sha256, now=timezone.now())
            yield done, len(waiting)

    def _unread(self) -> list[str]:
        waiting = len(unread_files())
        return [f"{waiting} filer er ikke lest ennå."] if waiting else []
