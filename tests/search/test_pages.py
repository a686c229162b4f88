"""Words inside kept PDFs: found with their page when the report is public, and at no other time."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.http import QueryDict
from django.utils.http import urlencode

from reports.browsing.filters import reports_for
from reports.files.kept import keep_file, path_of
from reports.files.texts import read_file, read_waiting_files, unread_files
from reports.models import FilePage, FileText, PageEntry, Stamp
from reports.publishing.reports import publish_report, withdraw_report
from reports.search import pages
from tests.pdfs import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def with_file(make_report):
    """A draft with a PDF of two pages that hold the words, and the file's hash."""

    def make(title: str, words: str, **fields):
        report = make_report(title, **fields)
        kept = keep_file(chunks=[pdf(pages=2, words=words)], name="rapport.pdf")
        of_file = {"sha256": kept.sha256, "file_name": kept.name, "size": kept.size, "pages": 2}
        report.documents.create(title=f"{title} som PDF", kind="rapport", format="PDF", position=1, **of_file)
        return report, kept.sha256

    return make


def _listing(words: str, **more):
    return reports_for(QueryDict(urlencode({"q": words, **more})))


def _found(words: str) -> list[str]:
    return [publication.slug for publication in _listing(words).page.paginator.object_list]


def test_a_word_that_only_a_file_holds_gives_the_report_the_page_and_a_link(client, with_file, publish, now):
    report, sha256 = with_file("Zebraer", "En zeppelin lyser")
    read_file(sha256=sha256, now=now)
    publication = publish(report)
    assert _found("zeppelinene") == ["zebraer"]
    page = client.get("/rapporter/", {"q": "zeppeliner"}).content.decode()
    address = publication.documents.get().get_absolute_url()
    assert f'href="{address}#page=1"' in page
    assert "I dokumentet" in page
    assert ">Side 1</a>" in page
    assert "En <mark>zeppelin</mark> lyser" in page
    assert client.get(address).status_code == 200


def test_a_file_that_is_read_after_publishing_is_found_from_then_on(with_file, publish, now):
    report, sha256 = with_file("Zebraer", "En zeppelin lyser")
    publish(report)
    assert _found("zeppelin") == []
    before = Stamp.current()
    assert unread_files() == [sha256]
    assert read_waiting_files(now=now) == 1
    assert Stamp.current() > before
    assert _found("zeppelin") == ["zebraer"]
    assert read_waiting_files(now=now) == 0
    assert pages.problems() == []


def test_words_of_drafts_and_of_withdrawn_reports_are_not_found(client, with_file, publish, geir, now):
    report, sha256 = with_file("Zebraer", "En zeppelin lyser")
    read_waiting_files(now=now)
    assert FilePage.objects.filter(file=sha256).count() == 2
    assert _found("zeppelin") == []
    publish(report)
    withdraw_report(report=report, reason="Feil", actor=geir, now=now)
    assert _found("zeppelin") == []
    assert "zeppelin</mark>" not in client.get("/rapporter/", {"q": "zeppelin"}).content.decode()
    assert not PageEntry.objects.exists()
    publish(report)
    assert _found("zeppelin") == ["zebraer"]


def test_a_file_that_is_replaced_is_found_no_more(with_file, publish, now):
    report, _sha256 = with_file("Zebraer", "En zeppelin lyser")
    read_waiting_files(now=now)
    publish(report)
    kept = keep_file(chunks=[pdf(words="En jukeboks blinker")], name="ny.pdf")
    report.documents.update(sha256=kept.sha256, pages=1)
    read_waiting_files(now=now)
    assert _found("zeppelin") == ["zebraer"]
    publish(report)
    assert _found("zeppelin") == []
    assert _found("jukeboks") == ["zebraer"]
    assert pages.problems() == []


def test_reports_that_say_it_themselves_stand_first_and_counts_are_true(with_file, make_report, publish, now):
    only_in_file, _ = with_file("Aper", "En zeppelin lyser", issued="2030-06")
    publish(only_in_file)
    publish(make_report("Zeppeliner og ponnier", issued="2030-01"))
    publish(make_report("Hester", finding="<p>Hester ser på zeppeliner.</p>", issued="2030-02"))
    read_waiting_files(now=now)
    listing = _listing("zeppelin")
    assert [p.slug for p in listing.page] == ["zeppeliner-og-ponnier", "hester", "aper"]
    assert listing.page.paginator.count == 3
    assert {value["count"] for facet in listing.facets if facet["name"] == "aar" for value in facet["values"]} == {3}
    assert _found("zeppelin -ponnier") == ["hester", "aper"]
    assert _found("zeppelin -lyser") == ["zeppeliner-og-ponnier", "hester"]
    assert [p.slug for p in _listing("zeppelin", sorter="nyeste").page] == ["aper", "hester", "zeppeliner-og-ponnier"]


def test_a_word_of_a_file_is_not_corrected_to_another(with_file, make_report, publish, now):
    publish(with_file("Aper", "En zeppelin lyser")[0])
    publish(make_report("Zeppeler"))
    read_waiting_files(now=now)
    assert _found("zeppelin") == ["aper"]


def test_machines_get_the_same_rows_and_the_pages(client, with_file, publish, now):
    publish(with_file("Zebraer", "En zeppelin lyser")[0])
    read_waiting_files(now=now)
    answer = json.loads(client.get("/rapporter.json", {"q": "zeppelin"}).content)
    assert answer["count"] == 1
    (first, second) = answer["results"][0]["pages"]
    assert (first["page"], second["page"]) == (1, 2)
    assert first["document"] == "Zebraer som PDF"
    assert first["text"] == "En zeppelin lyser"
    assert first["url"].endswith("/zebraer-som-pdf.pdf#page=1")
    assert "pages" not in json.loads(client.get("/rapporter.json").content)["results"][0]
    assert b"Zebraer" in client.get("/rapporter.csv", {"q": "zeppelin"}).content


def test_the_same_file_in_two_reports_is_read_once_and_found_in_both(with_file, publish, geir, now):
    first, sha256 = with_file("Aper", "En zeppelin lyser")
    second, same = with_file("Hester", "En zeppelin lyser")
    assert sha256 == same
    publish(first)
    publish(second)
    assert read_waiting_files(now=now) == 1
    assert set(_found("zeppelin")) == {"aper", "hester"}
    withdraw_report(report=first, reason="Feil", actor=geir, now=now)
    assert _found("zeppelin") == ["hester"]
    assert pages.problems() == []


def test_a_file_that_cannot_be_read_is_not_tried_again(with_file, publish, now):
    report, sha256 = with_file("Zebraer", "En zeppelin lyser")
    publish(report)
    path_of(sha256).write_bytes(b"%PDF-1.7 og intet mer")
    read_waiting_files(now=now)
    assert FileText.objects.get(pk=sha256).pages.count() == 0
    assert unread_files() == []
    assert pages.problems() == []


def test_publishing_again_leaves_the_pages_of_an_unchanged_file(with_file, publish, geir, now):
    report, _ = with_file("Zebraer", "En zeppelin lyser")
    read_waiting_files(now=now)
    publish(report)
    before = set(PageEntry.objects.values_list("pk", flat=True))
    report.title = "Sebraer"
    report.save()
    publish_report(report=report, actor=geir, now=now)
    assert set(PageEntry.objects.values_list("pk", flat=True)) == before


def test_wrong_pages_are_told_and_mended(with_file, publish, now, capsys):
    publish(with_file("Zebraer", "En zeppelin lyser")[0])
    publish(with_file("Aper", "En jukeboks blinker")[0])
    with pytest.raises(CommandError, match="2 filer er ikke lest ennå"):
        call_command("rebuild_search", "--check")
    call_command("rebuild_search")
    assert "2 av 2 filer lest" in capsys.readouterr().out
    assert _found("jukeboks") == ["aper"]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM reports_pagesearch")
    with pytest.raises(CommandError, match="4 sider i dokumenter"):
        call_command("rebuild_search", "--check")
    assert list(pages.rebuild())[-1] == (2, 2)
    assert pages.problems() == []
    assert _found("jukeboks") == ["aper"]


def test_pages_read_by_another_build_get_the_words_of_this_one(with_file, publish, now, monkeypatch):
    publish(with_file("Zebraer", "En zeppelin lyser")[0])
    with monkeypatch.context() as before:
        before.setattr("reports.manuscript.words.stem", lambda word: f"{word.lower()}x")
        read_waiting_files(now=now)
    assert _found("zeppelinene") == []
    with pytest.raises(CommandError, match="2 sider i dokumenter står i søket med andre ord enn de har"):
        call_command("rebuild_search", "--check")
    call_command("rebuild_search")
    assert _found("zeppelinene") == ["zebraer"]
    assert pages.problems() == []
