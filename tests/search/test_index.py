"""The index holds what is public, as it is now, and tells when it does not."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import QueryDict
from django.utils.http import urlencode

from reports.browsing.filters import findings_for, reports_for
from reports.catalogue import save_entry
from reports.models import Organisation, SearchWord, Tag
from reports.publishing.reports import publish_report, withdraw_report
from reports.search.index import problems, rebuild

pytestmark = pytest.mark.django_db


def _found(words: str, read=reports_for) -> set[str]:
    rows = read(QueryDict(urlencode({"q": words}))).page.paginator.object_list
    return {str(getattr(row, "slug", "") or row.public_id) for row in rows}


def test_the_index_agrees_after_loading():
    assert problems() == []


def test_a_draft_is_not_found_until_it_is_published(make_report, publish):
    report = make_report("Zebraforskning")
    assert _found("zebraforskning") == set()
    publish(report)
    assert _found("zebraforskning") == {report.slug}
    assert problems() == []


def test_what_a_new_version_left_out_is_not_found(make_report, publish, geir, now):
    report = make_report("Zebra", finding="<p>Kenguruer hopper.</p>")
    publish(report)
    assert len(_found("kenguru", findings_for)) == 1
    report.findings.update(text="<p>Pingviner går.</p>")
    publish_report(report=report, actor=geir, now=now)
    assert _found("kenguru") == _found("kenguru", findings_for) == set()
    assert _found("pingvin") == {report.slug}
    assert not SearchWord.objects.filter(written__startswith="kenguru").exists()
    assert problems() == []


def test_a_withdrawn_report_leaves_no_word_behind(make_report, publish, geir, now):
    before = set(SearchWord.objects.values_list("stem", "reports"))
    report = make_report("Zebraforskning i Karasjok")
    publish(report)
    withdraw_report(report=report, reason="Feil", actor=geir, now=now)
    assert _found("zebraforskning") == _found("sebraforskning") == set()
    assert set(SearchWord.objects.values_list("stem", "reports")) == before
    assert problems() == []


def test_the_catalogues_words_count_at_once(geir, now):
    tag = Tag.objects.get(slug="tolk")
    tag.other_names = [*tag.other_names, "språkmekler"]
    save_entry(entry=tag, actor=geir, now=now)
    assert len(_found("språkmeklere")) == tag.publications.count()
    fafo = Organisation.objects.get(slug="fafo")
    fafo.acronym = "QWX"
    save_entry(entry=fafo, actor=geir, now=now)
    assert len(_found("qwx")) == fafo.publications.distinct().count()
    assert problems() == []


def test_a_wrong_index_is_told_and_mended(make_report, publish):
    report = make_report("Zebraforskning")
    publish(report)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM reports_search")
        cursor.execute("DELETE FROM reports_findingsearch WHERE rowid % 2 = 0")
    assert [line.split(" ", 1)[1] for line in problems()] == [
        "offentlige rapporter mangler i søket.",
        "funn mangler i søket.",
    ]
    with pytest.raises(CommandError, match="mangler i søket"):
        call_command("rebuild_search", "--check")
    assert list(rebuild())[-1] == (25, 25)
    assert problems() == []
    assert _found("zebraforskning") == {report.slug}


def test_entries_of_what_is_not_public_are_told_and_removed():
    with connection.cursor() as cursor:
        value = "'x':1" if connection.vendor == "postgresql" else "x"
        column = "reports_search" if connection.vendor == "postgresql" else "title"
        cursor.execute(f"INSERT INTO reports_search (rowid, {column}) VALUES (999999, %s)", [value])
    assert problems() == ["1 rapporter i søket er ikke offentlige."]
    list(rebuild())
    assert problems() == []
