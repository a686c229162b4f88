"""`FOU_VAR=… python -m bench.fill 2400`: a site with that many reports, by the verbs that editors' work goes through.

24 is the shipped edition; anything else is spread over the 25 made-up years. Prints reports a second as JSON.
"""

import io
import json
import sys
import time

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

django.setup()

from reports.accounts import system_user  # noqa: E402  Django is set up only now
from reports.exchange import load_edition  # noqa: E402
from reports.manuscript.folder import read_folder  # noqa: E402
from reports.publishing.editions import publish_edition  # noqa: E402
from reports.shipped import EDITIONS, SHIPPED_YEAR, load_shipped_catalogue  # noqa: E402

from . import SHIPPED_REPORTS, editions  # noqa: E402


def fill(reports: int) -> dict:
    """Reports loaded and published a second, and the bytes of the database. State lands in FOU_VAR."""
    call_command("migrate", verbosity=0, interactive=False)
    actor, now = system_user(), timezone.now()
    if reports == SHIPPED_REPORTS:
        load_shipped_catalogue(actor=actor, now=now)
        manuscripts = iter([read_folder(EDITIONS / str(SHIPPED_YEAR))])
    else:
        manuscripts = editions.editions(reports)
    loading = publishing = 0.0
    for manuscript in manuscripts:
        begun = time.perf_counter()
        edition = load_edition(manuscript=manuscript, actor=actor, now=now)
        loaded = time.perf_counter()
        publish_edition(edition=edition, actor=actor, now=now)
        loading += loaded - begun
        publishing += time.perf_counter() - loaded
        print(f"  {manuscript.year}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    call_command("prepare", stdout=io.StringIO())
    return {"load": reports / loading, "publish": reports / publishing, "bytes": database_bytes()}


def database_bytes() -> int:
    """What the database keeps on disk. PostgreSQL also counts its rows, as it does by itself on a site that lives."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            return cursor.execute("SELECT pg_database_size(current_database())").fetchone()[0]
    connection.close()
    return sum(path.stat().st_size for path in settings.VAR.glob("*.sqlite3*"))


if __name__ == "__main__":
    print(json.dumps(fill(int(sys.argv[1]))))
