"""The address that the search field asks while one types."""

import pytest

from reports.browsing.filters import LONGEST_QUERY

pytestmark = pytest.mark.django_db


def _asked(client, **query):
    return client.get("/forslag/", query)


def test_suggestions_are_told_in_words_that_can_be_shown(client):
    answer = _asked(client, q="bosett")
    assert answer["Content-Type"] == "application/json"
    first = answer.json()["suggestions"][0]
    assert first == {"kind": "emne", "text": "Bosetting", "about": "Emne, 8 rapporter", "url": "/emner/bosetting/"}
    assert "Bruk piltastene" in answer.json()["said"]


def test_nothing_to_suggest_is_said(client):
    assert _asked(client, q="qqqq").json() == {"said": "Ingen forslag.", "suggestions": []}
    assert _asked(client).json()["suggestions"] == []


def test_suggestions_may_be_kept_as_long_as_nothing_is_published(client):
    answer = _asked(client, q="bos")
    assert answer["Cache-Control"] == "public, no-cache"
    assert answer["ETag"]
    assert not answer.cookies


@pytest.mark.parametrize(
    "query", [{"farge": "x"}, {"q": "x" * (LONGEST_QUERY + 1)}, {"q": "a\x00b"}, {"q": ["a", "b"]}]
)
def test_what_cannot_be_read_is_refused_by_name(client, query):
    answer = _asked(client, **query)
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["parameter"] in query
