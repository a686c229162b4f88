"""`manage.py publish_edition 2020`: publishes a year's texts, chapters and reports, all or nothing."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports.accounts import system_user
from reports.models import Edition
from reports.publishing.editions import publish_edition
from reports.refusals import PublishingRefused


class Command(BaseCommand):
    help = "Publiserer en årgang: tekstene, kapitlene og alle rapportene. Alt eller ingenting."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int, help="årgangen, for eksempel 2020")

    def handle(self, *, year, **options):
        edition = Edition.objects.filter(year=year).first()
        if edition is None:
            raise CommandError(f"Årgangen {year} finnes ikke.")
        try:
            publish_edition(edition=edition, actor=system_user(), now=timezone.now())
        except PublishingRefused as refused:
            sentences = "\n".join(f"– {sentence}" for _, sentence in refused.problems)
            raise CommandError(f"Ingenting ble publisert. Dette må rettes først:\n{sentences}") from None
        count = edition.chapters.filter(reports__publication__state="published").count()
        self.stdout.write(f"Publiserte {year}: {count} rapporter.")
