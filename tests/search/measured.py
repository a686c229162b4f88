"""`python -m tests.search.measured`: the judged queries on the shipped edition and on the document it was made from.

The document, where it lies beside the repository, is read by our own importer into an empty database and published;
its reports are matched to the judged ones by title. Databases are made and thrown away as those of the tests.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

import fou.wsgi  # noqa: F401  sets Django up
from reports.accounts import system_user
from reports.models import Edition, Publication, Report
from reports.publishing.editions import publish_edition
from reports.shipped import load_shipped_catalogue, load_shipped_edition

from .quality import judged, table

SOURCE = Path(settings.BASE_DIR).parent / "shared" / "seed" / "fou-2020.md"


def main() -> None:
    with _empty_database():
        load_shipped_edition(actor=system_user(), now=timezone.now())
        titles = _titles()
        _print("2020-utgaven som følger med", {})
    if not SOURCE.exists():
        print(f"Dokumentet finnes ikke her: {SOURCE}")
        return
    with _empty_database():
        load_shipped_catalogue(actor=system_user(), now=timezone.now())
        call_command("import_edition", str(SOURCE), apply=True, stdout=StringIO())
        Report.objects.exclude(contributions__role="utfører").update(performer_unknown=True)
        publish_edition(edition=Edition.objects.get(), actor=system_user(), now=timezone.now())
        _print(SOURCE.name, _slugs_of(titles, _titles()))


@contextmanager
def _empty_database() -> Iterator[None]:
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _titles() -> dict[str, str]:
    """Slugs by the titles of the public reports."""
    return {title.casefold(): slug for title, slug in Publication.objects.public().values_list("title", "slug")}


def _slugs_of(judged: dict[str, str], found: dict[str, str]) -> dict[str, str]:
    """The slug that each judged report has here. Raises IndexError for a title that nothing is like."""
    return {slug: found[get_close_matches(title, found, n=1)[0]] for title, slug in judged.items()}


def _print(name: str, slugs: dict[str, str]) -> None:
    print("", f"{name}, {connection.vendor}", *table(judged(slugs)), sep="\n", flush=True)


if __name__ == "__main__":
    main()
