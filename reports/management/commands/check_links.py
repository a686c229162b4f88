"""`manage.py check_links`: asks all outside addresses, or those that were not asked lately, and lists what is wrong."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from reports.accounts import system_user
from reports.files.links import check_links
from reports.files.linkuses import outside_links
from reports.models import LinkCheck


class Command(BaseCommand):
    help = "Sjekker om lenkene ut av nettstedet svarer. Stoppes den, fortsetter den der den slapp neste gang."

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="spør også dem som er spurt de siste tolv timene")

    def handle(self, **options):
        urls = list(outside_links()) if options["all"] else None
        counts = check_links(urls=urls, actor=system_user(), now=timezone.now(), progress=self._progress)
        if self.stderr.isatty():
            self.stderr.write("")
        told = [f"{LinkCheck.State(state).label}: {count}" for state, count in counts.items() if count]
        self.stdout.write(f"Sjekket {sum(counts.values())} lenker. {', '.join(told)}".strip())
        for check in LinkCheck.objects.troubled():
            where = f" → {check.moved_to}" if check.moved_to else ""
            self.stdout.write(f"{check.get_state_display()}: {check.url}{where} {check.message}".rstrip())

    def _progress(self, done, total, text=""):
        if self.stderr.isatty():
            self.stderr.write(f"\r{done} av {total} {text:<40}", ending="")
            self.stderr.flush()
