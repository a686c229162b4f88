"""Copies of files that lie outside: visitors are led to the source while it answers, to our copy when it is gone."""

import pytest

from reports.files import links
from reports.files.kept import keep_file
from reports.files.texts import read_file
from reports.files.verdicts import judge_file
from reports.models import FileCopy, PublishedDocument, Stamp
from reports.publishing.reports import publish_report

from ..pdfs import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

URL = "https://institutt.example/rapport.pdf"


@pytest.fixture
def kept():
    return keep_file(chunks=[pdf(pages=3)], name="rapport.pdf")


@pytest.fixture
def report(make_report, publish, kept, now):
    """Published, with a copy that was taken on 3 March 2021."""
    report = make_report("Rapport ute")
    report.documents.create(title="Rapporten", url=URL, sha256=kept.sha256, file_name="rapport.pdf", position=1)
    FileCopy.objects.create(url=URL, sha256=kept.sha256, taken_at=now.replace(year=2021, month=3, day=3))
    publish(report)
    return report


@pytest.fixture
def answers(monkeypatch, now):
    """The source answers so, at each of these times that it is asked."""

    def answer(*found: links.Found):
        for each in found:
            monkeypatch.setattr(links, "ask", lambda url, *, manager, each=each: each)
            links.check_links(urls=[URL], now=now, pause=0)

    return answer


MISSING, SILENT, OK = links.Found("missing", 404), links.Found("silent"), links.Found("ok", 200)
SHUT = links.Found("silent", 403)


@pytest.fixture
def read(client, report):
    """What the page, the reference and the data say of where the file is: (address, words of the page)."""

    def where() -> tuple[str, str]:
        page = client.get(f"/rapporter/{report.slug}/").text.replace("\xa0", " ")
        (document,) = client.get(f"/rapporter/{report.slug}.json").json()["files"]
        assert document["address"] in client.get(f"/rapporter/{report.slug}.ris").text
        assert document["address"] in page[page.index("application/ld+json") :]
        return document["address"], page

    return where


def _own() -> str:
    return PublishedDocument.objects.get(url=URL).get_absolute_url()


def test_a_source_that_nobody_knows_to_be_gone_is_where_a_visitor_is_led(read):
    address, page = read()
    assert address == URL
    assert f'href="{URL}"' in page
    assert "kopi tatt" not in page


@pytest.mark.parametrize(
    ("found", "words"),
    [
        ([MISSING], "kopi tatt 3. mars 2021; kilden finnes ikke lenger"),
        ([SILENT, SILENT], "kopi tatt 3. mars 2021; kilden svarer ikke"),
    ],
    ids=["missing", "silent"],
)
def test_a_source_that_is_gone_gives_way_to_the_copy_until_it_is_back(read, answers, found, words):
    before = Stamp.current()
    answers(*found)
    address, page = read()
    assert address.endswith(_own())
    assert f'href="{_own()}"' in page
    assert words in page
    assert Stamp.current() > before
    answers(OK)
    assert read()[0] == URL


@pytest.mark.parametrize("found", [[SILENT], [SHUT, SHUT], [SILENT, OK, SILENT]], ids=["once", "shut", "not in a row"])
def test_a_source_that_may_be_there_is_still_the_source(read, answers, found):
    answers(*found)
    assert read()[0] == URL


def test_what_is_known_stays_through_a_new_version(read, answers, report, geir, now):
    answers(MISSING)
    publish_report(report=report, actor=geir, now=now, override="Haster")
    assert read()[0].endswith(_own())


def test_a_file_that_an_editor_has_put_in_is_ours_whatever_its_address_answers(read, report, publish, answers):
    FileCopy.objects.all().delete()
    publish(report)
    assert read()[0].endswith(_own())
    answers(MISSING)
    assert "kopi tatt" not in read()[1]


def test_pages_that_are_counted_after_it_was_published_are_shown_at_once(read, kept, now):
    assert "3 sider" not in read()[1]
    read_file(sha256=kept.sha256, now=now)
    judge_file(sha256=kept.sha256, now=now)
    assert "3 sider" in read()[1]
