"""`FOU_VAR=… FOU_PAGE_CACHE=0 python -m bench.searches`: what searches, publishing and rebuilding take.

Prints JSON: {"kinds": [{"name", "cpu", "cpu99", "p50", "p99"}, …], "publish", "rebuild"}: milliseconds of the
server for a page of the mix, by kind and together; milliseconds to publish a report; reports rebuilt a second.
Words are taken from the site's own vocabulary, so that each kind means the same at every size.
"""

import json
import sys
import time
from random import Random
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

from django.db import connection, transaction
from django.utils import timezone

from fou.wsgi import application
from reports.accounts import system_user
from reports.models import Publication, SearchWord
from reports.publishing.reports import publish_report
from reports.search import index

EACH = 20  # searches of each kind
PUBLISHED = 20
# Words of things that no report is about; each comes to stand in two of the reports that are published again.
RARE = [a + b for a in ("Fiolin", "Hvalross") for b in ("bygging", "dressur", "foring", "handel", "lotteri")]


def mix() -> dict[str, list[str]]:
    """What is asked for, by kind. Common: about a third of all reports hold it. Rare: two reports."""
    total = Publication.objects.public().count()
    common = _words(total // 3)
    pairs = [f"{first} {second}" for first, second in zip(common, _words(total // 6), strict=True)]
    misspelt = [f"{word[:4]}{word[5:]}" for word in common]
    return {"vanlig": common, "sjelden": RARE * 2, "to ord": pairs, "skrivefeil": misspelt, "frase": _phrases()}


def _words(reports: int) -> list[str]:
    """Words of some length that about so many reports hold."""
    rows = SearchWord.objects.filter(reports__gte=2, length__gte=7).values_list("written", "reports")
    words = [(abs(number - reports), word) for word, number in rows if word.isalpha()]
    return [word for _, word in sorted(words)[:EACH]]


def _phrases() -> list[str]:
    """Three words in a row of a report's lead."""
    random = Random(1)  # noqa: S311  measures, guards nothing
    leads = list(Publication.objects.public().exclude(lead="").order_by("pk").values_list("lead", flat=True)[:500])
    found = []
    for lead in random.choices(leads, k=EACH):
        words = lead.replace('"', "").split()
        start = random.randrange(max(len(words) - 3, 1))
        found.append(f'"{" ".join(words[start : start + 3])}"')
    return found


def ask(words: str) -> tuple[float, float]:
    """CPU and wall milliseconds for the page. Raises RuntimeError for what is no page."""
    environ = {"PATH_INFO": "/rapporter/", "QUERY_STRING": urlencode({"q": words}), "HTTP_HOST": "127.0.0.1"}
    setup_testing_defaults(environ)
    answered = []
    cpu, wall = time.process_time(), time.perf_counter()
    b"".join(application(environ, lambda status, headers, exc_info=None: answered.append(status)))
    took = 1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - wall)
    if not answered[-1].startswith("200"):
        raise RuntimeError(f"{words}: {answered[-1]}")
    return took


def searches() -> list[dict]:
    asked = mix()
    ask(asked["vanlig"][0])
    took = {name: [ask(words) for words in some] for name, some in asked.items()}
    took["alle"] = [pair for some in took.values() for pair in some]
    return [{"name": name, **_summary(pairs)} for name, pairs in took.items()]


def _summary(pairs: list[tuple[float, float]]) -> dict:
    cpu, wall = (sorted(pair[place] for pair in pairs) for place in (0, 1))
    last = min(len(pairs) - 1, int(len(pairs) * 0.99))
    return {"cpu": cpu[len(pairs) // 2], "cpu99": cpu[last], "p50": wall[len(pairs) // 2], "p99": wall[last]}


def publishing() -> float:
    """Milliseconds to publish one changed report, with its new version and its place in the index: the middle one."""
    took, actor = [], system_user()
    publications = Publication.objects.public().select_related("source").order_by("pk")[:PUBLISHED]
    for place, publication in enumerate(publications):
        report = publication.source
        report.lead = f"{report.lead} {RARE[place % len(RARE)]} er nevnt."
        report.save()
        begun = time.perf_counter()
        publish_report(report=report, actor=actor, now=timezone.now())
        took.append(1000 * (time.perf_counter() - begun))
    return sorted(took)[len(took) // 2]


def rebuilding() -> float:
    """Reports a second when a whole index is written again; afterwards it is as it was."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM reports_search")
            cursor.execute("DELETE FROM reports_findingsearch")
        begun = time.perf_counter()
        *_, (_done, total) = index.rebuild()
        took = time.perf_counter() - begun
        transaction.set_rollback(True)
    return total / took


if __name__ == "__main__":
    published = publishing()  # first: with it come the rare words
    found = {"kinds": searches(), "publish": published, "rebuild": rebuilding()}
    json.dump(found, sys.stdout)
