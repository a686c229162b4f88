"""`manage.py new_edition 2021`: begins a year with the frame of the last."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports.accounts import system_user
from reports.models import Report
from reports.yearly.new_year import NoNewYear, start_year


class Command(BaseCommand):
    help = "Lager en ny årgang av den forrige: kapitler, ramme og et utkast for hver serie. Aldri funn eller filer."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, metavar="YEAR")

    def handle(self, *, year, **options):
        try:
            edition, made = start_year(year=year, actor=system_user(), now=timezone.now())
        except NoNewYear as refused:
            raise CommandError(str(refused)) from None
        drafts = Report.objects.filter(chapter__edition=edition).count()
        if made:
            chapters = edition.chapters.count()
            self.stdout.write(
                f"{year}-utgaven er laget med {chapters} kapitler og {drafts} utkast. Ingenting er vist på nettstedet."
            )
        else:
            self.stdout.write(f"{year}-utgaven finnes fra før. Ingenting er endret.")
