"""The page cache under load and in several processes: no stale page after a commit, no page that mixes two states.

No browser here, but the same served site: publishing happens in this process, the pages come from the server's two.
"""

import os
import re
import subprocess
import sys
import threading
import urllib.request

import pytest

from .conftest import ROOT, serve

SLUG = "/rapporter/integreringsbarometeret-2020/"
# Publishes a hundred times; each time title and lead carry the same number, printed once it is committed.
PUBLISH = """
from django.utils import timezone
from reports.accounts import system_user
from reports.models import Report
from reports.publishing import publish_report
report = Report.objects.get(slug="integreringsbarometeret-2020")
for number in range(1, 101):
    Report.objects.filter(pk=report.pk).update(title=f"Utgave nr {number}", lead=f"Ingress nr {number}.")
    publish_report(report=report, actor=system_user(), now=timezone.now())
    print(number, flush=True)
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
    command = [sys.executable, "manage.py", "shell", "-c", PUBLISH]
    with subprocess.Popen(command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True) as p:
        for line in p.stdout:
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
