"""Every database finds the same: the hits of the judged queries, frozen in hits.json, a query a line.

Where search is changed and finds something else, `FREEZE_HITS=1 .venv/bin/python -m pytest tests/search/test_hits.py`
writes the file anew; what git then shows is what the change did.
"""

import json
import os
import tomllib
from pathlib import Path

import pytest
from django.http import QueryDict
from django.utils.http import urlencode

from reports.browsing.filters import findings_for, reports_for

FROZEN = Path(__file__).parent / "hits.json"
JUDGED = tomllib.loads((Path(__file__).parent / "judged.toml").read_text("utf-8"))
NAMES = {slug: name for name, slug in JUDGED["reports"].items()}

pytestmark = pytest.mark.django_db


def _hits(words: str) -> dict:
    """Reports by their names in judged.toml, findings by their permanent ids; sets, so in alphabetical order."""
    query = QueryDict(urlencode({"q": words}))
    reports = reports_for(query).page.paginator.object_list
    findings = findings_for(query).page.paginator.object_list
    return {
        "reports": " ".join(sorted(NAMES[report.slug] for report in reports)),
        "findings": " ".join(sorted(finding.public_id for finding in findings)),
    }


def test_the_judged_queries_have_the_frozen_hits():
    hits = {words: _hits(words) for words in sorted({query["words"] for query in JUDGED["queries"]})}
    if "FREEZE_HITS" in os.environ:
        lines = ",\n".join(f"{json.dumps(w, ensure_ascii=False)}: {json.dumps(hit)}" for w, hit in hits.items())
        FROZEN.write_text(f"{{\n{lines}\n}}\n", "utf-8")
    assert hits == json.loads(FROZEN.read_text("utf-8"))
