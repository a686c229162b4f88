"""`python -m bench.saves`: how much the database grows by 200 saves of one report with 30 findings.

Each save changes a word, as an editor's does. Prints JSON: {"saves", "bytes", "milliseconds"}, bytes and time of one
save. Run on a filled database, after everything else: it leaves its report there.
"""

import json
import time
from datetime import timedelta

import django
from django.utils import timezone

django.setup()

from reports.accounts import system_user  # noqa: E402  Django is set up only now
from reports.models import Chapter, Report  # noqa: E402
from reports.publishing.approval import mark_changed  # noqa: E402

from .fill import database_bytes  # noqa: E402

SAVES, FINDINGS = 200, 30
_WORDS = (
    "Innbyggerne svarer at de kjenner noen med innvandrerbakgrunn fra jobb, nabolag eller fritid, og trives med det."
)


def main() -> None:
    report, now, who = _report(), timezone.now(), system_user()
    before, begun = database_bytes(), time.perf_counter()
    for number in range(SAVES):
        Report.objects.filter(pk=report.pk).update(lead=f"Lagret {number} ganger. {_WORDS}")
        mark_changed(reports=[Report.objects.get(pk=report.pk)], actor=who, now=now + timedelta(seconds=number))
    spent = 1000 * (time.perf_counter() - begun) / SAVES
    print(json.dumps({"saves": SAVES, "bytes": (database_bytes() - before) / SAVES, "milliseconds": spent}))


def _report() -> Report:
    report = Report.objects.create(chapter=Chapter.objects.first(), title="En rapport som lagres ofte", position=999)
    for number in range(1, FINDINGS + 1):
        report.findings.create(text=f"<p>Funn {number}. {_WORDS}</p>", position=number)
    return report


if __name__ == "__main__":
    main()
