"""Words that mean the same, and searches in vain, at the desk."""

import pytest
from django.urls import reverse

from reports.models import MissedSearch, SearchSynonym, Stamp

pytestmark = pytest.mark.django_db
ADD = reverse("admin:reports_searchsynonym_add")


def test_synonyms_are_written_one_a_line_and_count_at_once(client, rita):
    client.force_login(rita)
    assert "Ingen rapporter passer" in client.get("/rapporter/", {"q": "språkmekler"}).content.decode()
    before = Stamp.current()
    assert client.post(ADD, {"words": "språkmekler\n\n tolk "}).status_code == 302
    assert SearchSynonym.objects.get().words == ["språkmekler", "tolk"]
    assert Stamp.current() > before
    assert "barrierer-for-bruk-av-tolk" in client.get("/rapporter/", {"q": "språkmekler"}).content.decode()
    client.post(reverse("admin:reports_searchsynonym_delete", args=[SearchSynonym.objects.get().pk]), {"post": "yes"})
    assert "Ingen rapporter passer" in client.get("/rapporter/", {"q": "språkmekler"}).content.decode()


def test_one_word_means_nothing_else(client, rita):
    client.force_login(rita)
    assert "Skriv minst to ord" in client.post(ADD, {"words": "tolk"}).content.decode()


def test_searches_in_vain_are_listed_most_of_the_newest_day_first(client, rita, now):
    for words, times in (("alpakka", 1), ("lama", 3)):
        MissedSearch.objects.create(words=words, day=now.date(), times=times)
    client.force_login(rita)
    page = client.get(reverse("admin:reports_missedsearch_changelist")).content.decode()
    assert page.index("lama") < page.index("alpakka")
