"""`manage.py prepare`: everything a start needs, done once and skipped when nothing has changed since."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from reports.accounts import first_administrator, system_user
from reports.search import index
from reports.search.mending import mend_after_build
from reports.shipped import load_shipped_edition

# Of htmx's many files we use one, and the module rewriting stumbles over its extensions.
UNUSED = ["django_htmx/ext/*", "django_htmx/htmx-2*", "django_htmx/htmax*"]


class Command(BaseCommand):
    help = "Klargjør databasen, de statiske filene, 2020-utgaven og den første brukeren."

    def handle(self, **options):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        self._collect_static()
        if load_shipped_edition(actor=system_user(), now=timezone.now()):
            self.stdout.write("Lastet inn og publiserte 2020-utgaven.")
        if index.is_empty():
            call_command("rebuild_search", stdout=self.stdout)
        mend_after_build(actor=system_user(), now=timezone.now())
        self._gather_statistics()
        if password := first_administrator():
            self.stdout.write(f"Laget brukeren «admin» med passordet «{password}». Det vises bare denne ene gangen.")

    def _gather_statistics(self) -> None:
        """What SQLite plans its queries by; without, it takes "published" for something that few reports are.

        PostgreSQL gathers its own. So many rows of an index are enough to tell, and take no time.
        """
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA analysis_limit = 1000")
                cursor.execute("ANALYZE")

    def _collect_static(self) -> None:
        """Hashing and compressing takes seconds, so it is done once a build."""
        done = settings.STATIC_ROOT / ".build"
        if done.exists() and done.read_text() == settings.BUILD:
            return
        call_command("collectstatic", verbosity=0, interactive=False, clear=True, ignore_patterns=UNUSED)
        done.write_text(settings.BUILD)
