"""`FOU_VAR=… FOU_PAGE_CACHE=0 python -m bench.addresses`: the addresses to ask a filled site for, and their queries.

Prints JSON: {"pages": [{"name", "path", "queries"}, …], "varied": [paths of several hundred different pages]}.
"""

import json
import sys
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from fou.wsgi import application
from reports.models import Organisation, Publication, PublishedEdition, Series, Tag

WORD = "arbeidsgivere"  # in the shipped edition, and so in what is made of its words
VARIED = 500
LONGEST_WHOLE_EDITION = 100  # reports on one page; above that nobody asks for it


def pages() -> dict[str, str]:
    """Names with paths: one of every public address, each the busiest of its kind."""
    edition = PublishedEdition.objects.annotate(n=Count("chapters__publications")).latest("year")
    report = Publication.objects.public().filter(chapter__edition=edition).order_by("-finding_count", "pk").first()
    tag, organisation, series = (_busiest(model) for model in (Tag, Organisation, Series))
    filters = urlencode({"aar": edition.year, "emne": tag.slug})
    named = {
        "forside": "/",
        "utgave": edition.get_absolute_url(),
        "hel utgave": f"{edition.get_absolute_url()}les/",
        "kapittel": report.chapter.get_absolute_url(),
        "rapport": report.get_absolute_url(),
        "rapporter": "/rapporter/",
        "rapporter, to filtre": f"/rapporter/?{filters}",
        "rapporter, søk": f"/rapporter/?q={WORD}",
        "rapporter, siste side": f"/rapporter/?side={-(-Publication.objects.public().count() // 20)}",
        "funn": "/funn/",
        "funn, to filtre": f"/funn/?{filters}",
        "funn, søk": f"/funn/?q={WORD}",
        "ett funn": report.findings.first().get_absolute_url(),
        "emner": "/emner/",
        "ett emne": tag.get_absolute_url(),
        "institusjoner": "/institusjoner/",
        "en institusjon": organisation.get_absolute_url(),
        "serier": "/serier/",
        "en serie": series.get_absolute_url(),
        "statistikk": "/statistikk/",
        "atom": "/rapporter.atom",
        "nettstedskart": "/sitemap.xml",
        "nettstedskart, funn": "/sitemap-funn.xml",
    }
    if edition.n > LONGEST_WHOLE_EDITION:
        del named["hel utgave"]
    return {name: path for name, path in named.items() if _exists(path)}


def varied() -> list[str]:
    reports = Publication.objects.public().order_by("slug")[:VARIED]
    return [report.get_absolute_url() for report in reports.only("slug")]


def queries(path: str) -> int | None:
    """How many times the database is asked for one page, the page cache's two looks at the stamp among them.

    None when the page is no page: then nothing is measured.
    """
    address, _, query = path.partition("?")
    environ = {"PATH_INFO": address, "QUERY_STRING": query, "HTTP_HOST": "127.0.0.1"}
    setup_testing_defaults(environ)
    answered = []
    with CaptureQueriesContext(connection) as captured:
        b"".join(application(environ, lambda status, headers, exc_info=None: answered.append(status)))
    if not answered[-1].startswith("200"):
        print(f"  {path} svarer {answered[-1]} og måles ikke.", file=sys.stderr)
        return None
    return len(captured)


def _busiest(model):
    return model.objects.in_use().order_by("-report_count", "pk").first()


def _exists(path: str) -> bool:
    try:
        return bool(resolve(path.partition("?")[0]))
    except Resolver404:
        return False


if __name__ == "__main__":
    found = [{"name": name, "path": path, "queries": queries(path)} for name, path in pages().items()]
    found = [page for page in found if page["queries"] is not None]
    print(json.dumps({"pages": found, "varied": varied()}))
