"""`manage.py freeze_edition 2020`: as the button at the desk, for years of any size."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports.accounts import system_user
from reports.yearly.freezing import FreezingRefused, freeze_edition


class Command(BaseCommand):
    help = "Fryser en publisert årgang, eller lager en rettet utgave av en som er frosset."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, help="årgangen, for eksempel 2020")
        parser.add_argument("--note", default="", help="hva som er rettet; for rettede utgaver")

    def handle(self, *, year, note, **options):
        try:
            done = freeze_edition(year=year, note=note, actor=system_user(), now=timezone.now(), most=None)
        except FreezingRefused as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(f"Frøs {year} som utgave {done['number']}.")
        if done["replaced"]:
            self.stderr.write(f"Disse tegnene kan ikke trykkes og er byttet ut: {' '.join(done['replaced'])}")
