"""The judged queries are answered well enough; `make search-quality` prints how well."""

import pytest

from .quality import NOTHING, judged, mean

pytestmark = pytest.mark.django_db


def test_the_judged_queries_are_answered():
    queries = judged()
    answerable = [query for query in queries if query.category != NOTHING]
    assert len(queries) >= 60
    assert mean([query.ndcg_at_10 for query in answerable]) >= 0.92
    assert mean([query.recall_at_5 for query in answerable]) >= 0.94
    assert mean([query.precision for query in answerable]) >= 0.65


def test_what_nobody_has_written_about_gives_nothing():
    empty = [query for query in judged() if query.category == NOTHING]
    assert len(empty) >= 10
    assert sum(not query.found for query in empty) >= 0.9 * len(empty)
