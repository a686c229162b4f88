"""A site in several processes, under load: no stale page after a commit, no page that mixes two states, no lost write.

No browser here, but the same served site: publishing happens in this process, the pages come from the server's two.
"""

import json
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from tests.postgres import connect

from .conftest import ROOT, serve

SLUG = "/rapporter/integreringsbarometeret-2020/"
# Publishes a hundred times; each time title and lead carry the same number, printed once it is committed.
PUBLISH = """
from django.utils import timezone
from reports.accounts import system_user
from reports.models import Report
from reports.publishing.reports import publish_report
report = Report.objects.get(slug="integreringsbarometeret-2020")
for number in range(1, 101):
    Report.objects.filter(pk=report.pk).update(title=f"Utgave nr {number}", lead=f"Ingress nr {number}.")
    publish_report(report=report, actor=system_user(), now=timezone.now())
    print(number, flush=True)
"""
# Publishes 25 new versions of one report.
PUBLISH_ANOTHER = """
import os
from django.utils import timezone
from reports.accounts import system_user
from reports.models import Report
from reports.publishing.reports import publish_report
report = Report.objects.get(slug="hele-mennesker-delte-tjenester")
for number in range(25):
    Report.objects.filter(pk=report.pk).update(lead=f"Prosess {os.getpid()} skrev nr {number}.")
    publish_report(report=report, actor=system_user(), now=timezone.now())
"""
# The numbers of its versions, and whether the search index agrees with what is public.
READ_BACK = """
import json
from reports.models import Report, Version
from reports.search.index import problems
report = Report.objects.get(slug="hele-mennesker-delte-tjenester")
numbers = sorted(Version.objects.of(report.public_id).values_list("number", flat=True))
print(json.dumps([numbers, problems()]))
"""


@pytest.fixture(scope="module")
def two_processes(tmp_path_factory):
    with serve(tmp_path_factory.mktemp("var"), FOU_WORKERS="2") as (address, environment):
        yield address, environment


def _numbers(address: str) -> tuple[set[int], str]:
    with urllib.request.urlopen(address + SLUG, timeout=20) as answer:
        page = answer.read().decode()
    return {int(number) for number in re.findall(r"(?:Utgave|Ingress) nr (\d+)", page)}, page


def test_visitors_during_a_hundred_publishes_see_whole_and_fresh_pages(two_processes):
    address, environment = two_processes
    committed, faults, read, done = [0], [], [0], threading.Event()

    def visit():
        while not done.is_set():
            least = committed[0]
            numbers, _ = _numbers(address)
            read[0] += 1
            if least and (len(numbers) != 1 or min(numbers) < least):
                faults.append((least, numbers))

    visitors = [threading.Thread(target=visit) for _ in range(20)]
    for visitor in visitors:
        visitor.start()
    with _shell(PUBLISH, environment) as publisher:
        for line in publisher.stdout:
            if line.strip().isdigit():
                committed[0] = int(line)
    done.set()
    for visitor in visitors:
        visitor.join()
    assert committed[0] == 100
    assert faults == []
    assert read[0] > 200
    # Every process answers with the last state, however often it is asked.
    assert all(_numbers(address)[0] == {100} for _ in range(20))


def test_two_who_publish_the_same_report_at_once_wait_for_each_other(two_processes):
    _, environment = two_processes
    writers = [_shell(PUBLISH_ANOTHER, environment) for _ in range(2)]
    said = [writer.communicate()[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], said
    numbers, problems = json.loads(_shell(READ_BACK, environment).communicate()[0])
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 26
    assert problems == []


def test_a_database_that_was_away_is_found_again(two_processes):
    address, environment = two_processes
    url, _, name = environment.get("DATABASE_URL", "").rpartition("/")
    if not url.startswith("postgres"):
        pytest.skip("Bare PostgreSQL kan bli borte for et nettsted som går (make test-postgres).")
    log = Path(environment["FOU_VAR"], "serve.log")
    others = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    assert {_status(address) for _ in range(20)} == {200}  # kept by both processes, so that Django isn't asked again
    with connect(f"{url}/postgres") as server:
        server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        server.execute(others)
        until = time.monotonic() + 20
        while "Worker: " not in log.read_text() and time.monotonic() < until:  # until the worker has missed it too
            with pytest.raises(urllib.error.HTTPError, match="500"):
                _status(address)
        server.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        server.execute(others)
    assert {_status(address) for _ in range(20)} == {200}


def _status(address: str) -> int:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.status


def _shell(code: str, environment: dict) -> subprocess.Popen:
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
