"""The Atom feeds, read as their readers do (feedparser) and held against the schema of RFC 4287."""

from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from lxml import etree

from reports.accounts import system_user
from reports.browsing.filters import reports_for
from reports.feeds import PAGE_SIZE
from reports.models import Contribution, Edition, Organisation, Publication, Report, Tag
from reports.publishing.editions import publish_edition
from reports.publishing.reports import publish_report, rename_report, withdraw_report

FEED = "/rapporter.atom"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "schemas" / "atom.rng"))
ATOM = {"a": "http://www.w3.org/2005/Atom"}
FOREIGN = 'Tolk & <b>bruk</b> av «æøå» ]]> &amp; "mer"'

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client):
    """`read("?q=tolk")` is the feed as feedparser sees it, after the schema and RFC 4287's other rules have passed."""

    def parsed(query: str = ""):
        response = client.get(f"{FEED}{query}")
        assert response.status_code == 200, response.content
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        _assert_valid(etree.fromstring(response.content))
        feed = feedparser.parse(response.content)
        assert not feed.bozo
        return feed

    return parsed


def _assert_valid(root) -> None:
    assert SCHEMA.validate(root), SCHEMA.error_log
    entries = root.findall("a:entry", ATOM)
    assert len(root.findall("a:link[@rel='self']", ATOM)) == 1
    assert all(len(entry.findall("a:link[@rel='alternate']", ATOM)) == 1 for entry in entries)
    assert root.find("a:author", ATOM) is not None
    ids = [entry.findtext("a:id", namespaces=ATOM) for entry in entries]
    assert len(set(ids)) == len(ids)


def _refused(client, query: str) -> dict[str, str]:
    response = client.get(f"{FEED}{query}")
    assert (response.status_code, response["Content-Type"]) == (400, "application/json")
    return {problem["parameter"]: problem["message"] for problem in response.json()["problems"]}


# What is in it ------------------------------------------------------------------------------------
def test_the_feed_of_everything_holds_every_public_report(read):
    feed = read()
    assert feed.feed.title == "FoU-oversikten: rapporter"
    assert feed.feed.language == "nb"
    assert {entry.title for entry in feed.entries} == set(Publication.objects.public().values_list("title", flat=True))


@pytest.mark.parametrize("query", ["q=tolk", "emne=tolk&emne=bosetting", "institusjon=fafo&aar=2020", "q=zebrastripe"])
def test_a_filter_gives_the_same_reports_as_the_list(read, query):
    listed = reports_for(QueryDict(query)).page.paginator.object_list
    assert {entry.title for entry in read(f"?{query}").entries} == {publication.title for publication in listed}


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "rapporter"),
        ("?q=tolk&aar=2020", "rapporter om tolk, 2020"),
        ("?emne=tolk&emne=bosetting", "rapporter om tolk eller bosetting"),
        ("?q=kvinner&emne=tolk", "rapporter om kvinner og tolk"),
        ("?aar=2020&institusjon=fafo&serie=integreringsbarometeret", "rapporter, Fafo, Integreringsbarometeret, 2020"),
        ("?sorter=tittel&utm_source=brev", "rapporter"),
    ],
)
def test_the_title_names_the_filter(read, query, title):
    assert read(query).feed.title == f"FoU-oversikten: {title}"


def test_an_entry_says_who_what_and_in_which_language(read):
    publication = Publication.objects.get(slug="kompetansekartlegging-og-karriereveiledning-av-flyktninger")
    entry = next(entry for entry in read().entries if publication.title == entry.title)
    assert [author.name for author in entry.authors] == ["Fafo", "Agenda Kaupang"]
    assert entry.summary == publication.lead
    assert entry.title_detail.language == publication.language
    assert {tag.label: tag.term for tag in entry.tags}["Bosetting"] == "bosetting"
    assert {tag.scheme for tag in entry.tags} == {"http://127.0.0.1:8000/emner/"}


def test_addresses_are_those_of_the_site_whatever_host_was_asked(client, settings):
    settings.FOU_URL = "https://fou.example.no"
    feed = feedparser.parse(client.get(f"{FEED}?q=tolk&utm_source=x", headers={"host": "localhost"}).content)
    links = {link.rel: link.href for link in feed.feed.links}
    assert links == {
        "self": "https://fou.example.no/rapporter.atom?q=tolk",
        "alternate": "https://fou.example.no/rapporter/?q=tolk",
    }
    assert feed.feed.id == "tag:fou.example.no,2026-01-01:rapporter?q=tolk"
    assert all(entry.link.startswith("https://fou.example.no/rapporter/") for entry in feed.entries)
    assert all(entry.id.startswith("tag:fou.example.no,2026-01-01:rapport/") for entry in feed.entries)


def test_marks_and_letters_of_every_kind_arrive_as_they_were_written(read, make_report, publish):
    organisation = Organisation.objects.create(name="Å & <Sønn>")
    tag = Tag.objects.create(name="Ære & <lære>")
    report = make_report(title=FOREIGN, lead=f"{FOREIGN} i ingressen.", slug="fremmed")
    Contribution.objects.create(report=report, organisation=organisation, role="utfører")
    report.tags.add(tag)
    publish(report)
    entry = read("?q=%26+%3Cb%3E").entries[0]
    assert entry.title_detail.value == FOREIGN
    assert (entry.author, entry.tags[0].label) == (organisation.name, tag.name)
    assert entry.summary_detail == {**entry.summary_detail, "type": "text/plain", "value": f"{FOREIGN} i ingressen."}
    assert read("?q=%26+%3Cb%3E").feed.title == "FoU-oversikten: rapporter om & <b>"


# What is refused ----------------------------------------------------------------------------------
def test_an_unknown_name_or_value_is_refused_by_name(client):
    assert "«emnet»" in _refused(client, "?emnet=tolk")["emnet"]
    assert "«finnes-ikke»" in _refused(client, "?emne=finnes-ikke")["emne"]
    assert _refused(client, "?aar=1066&serie=x").keys() == {"aar", "serie"}
    assert _refused(client, "?sorter=tilfeldig").keys() == {"sorter"}
    assert _refused(client, "?side=2").keys() == {"side"}


# What is announced --------------------------------------------------------------------------------
def _newest(feed) -> tuple[str, str]:
    return feed.entries[0].title, feed.entries[0].updated


def _edit(report: Report, lead: str) -> None:
    report.lead = lead
    report.save(update_fields=["lead"])


def test_what_is_published_last_stands_first(read, make_report, publish, now):
    publish(make_report(title="Først"), now)
    publish(make_report(title="Sist"), now + timedelta(hours=1))
    feed = read()
    assert [entry.title for entry in feed.entries[:2]] == ["Sist", "Først"]
    assert feed.feed.updated == feed.entries[0].updated == "2030-06-01T13:00:00+00:00"
    assert feed.entries[0].published == feed.entries[0].updated


def test_a_change_is_announced_and_a_minor_one_is_not(read, make_report, publish, now):
    report = make_report(title="Rapporten")
    publish(report, now)
    publish(make_report(title="En annen"), now + timedelta(hours=1))
    before = read()

    _edit(report, "Rettet.")
    publish_report(report=report, actor=system_user(), now=now + timedelta(hours=2), minor=True)
    after = read()
    assert _newest(after) == _newest(before) == ("En annen", "2030-06-01T13:00:00+00:00")
    assert after.feed.updated == before.feed.updated
    assert after.entries[1].summary == "Rettet."

    _edit(report, "Noe nytt.")
    publish(report, now + timedelta(hours=3))
    changed = read().entries[0]
    assert (changed.title, changed.updated) == ("Rapporten", "2030-06-01T15:00:00+00:00")
    assert changed.published == "2030-06-01T12:00:00+00:00"


def test_publishing_what_has_not_changed_announces_nothing(read, publish, now):
    report = Report.objects.filter(chapter__edition__year=2020).first()
    before = [(entry.id, entry.updated) for entry in read().entries]
    publish(report, now)
    publish_edition(edition=report.chapter.edition, actor=system_user(), now=now + timedelta(hours=1))
    assert [(entry.id, entry.updated) for entry in read().entries] == before


def test_a_withdrawn_report_leaves_and_is_announced_when_it_comes_back(read, make_report, publish, now, geir):
    report = make_report(title="Rapporten")
    publish(report, now)
    withdraw_report(report=report, reason="Feil tall.", actor=geir, now=now + timedelta(hours=1))
    assert "Rapporten" not in {entry.title for entry in read().entries}
    publish(report, now + timedelta(hours=2))
    assert _newest(read()) == ("Rapporten", "2030-06-01T14:00:00+00:00")


def test_a_renamed_report_is_the_same_entry_at_its_new_address(read, make_report, publish, now, geir):
    report = make_report(title="Rapporten")
    publish(report, now)
    before = read().entries[0]
    rename_report(report=report, slug="et-nytt-navn", actor=geir, now=now + timedelta(hours=1))
    publish(report, now + timedelta(hours=2))
    after = read().entries[0]
    assert (after.id, after.updated) == (before.id, before.updated)
    assert after.link == "http://127.0.0.1:8000/rapporter/et-nytt-navn/"


# How it is served ---------------------------------------------------------------------------------
def test_a_long_feed_comes_in_pages(read, make_report, publish, client):
    for number in range(PAGE_SIZE):
        publish(make_report(title=f"Ny {number:02}"))
    first, second = read(), read("?side=2")
    relations = [{link.rel: link.href for link in feed.feed.links} for feed in (first, second)]
    address = f"http://127.0.0.1:8000{FEED}"
    paged = {"first": address, "last": f"{address}?side=2"}
    assert relations[0].items() >= {**paged, "self": address, "next": f"{address}?side=2"}.items()
    assert relations[1].items() >= {**paged, "self": f"{address}?side=2", "previous": address}.items()
    assert "previous" not in relations[0]
    assert "next" not in relations[1]
    ids = [entry.id for feed in (first, second) for entry in feed.entries]
    assert (len(first.entries), len(ids)) == (PAGE_SIZE, len(set(ids)))
    assert len(ids) == Publication.objects.public().count()
    assert first.feed.id == second.feed.id
    assert "Den har 2." in _refused(client, "?side=3")["side"]


def test_a_feed_of_nothing_is_a_feed(read):
    assert read("?q=zebrastripe").entries == []
    Publication.objects.update(state="withdrawn", withdrawn_at="2030-01-01T00:00Z", withdrawn_reason="Prøve.")
    assert read().feed.updated == "2026-01-01T00:00:00+00:00"


def test_an_unchanged_feed_is_answered_with_304(client, make_report, publish):
    first = client.get(FEED)
    assert first["Cache-Control"] == "public, no-cache"
    assert not first.cookies
    asked_again = {"if-none-match": first["ETag"]}
    assert client.get(FEED, headers=asked_again).status_code == 304
    publish(make_report())
    assert client.get(FEED, headers=asked_again).status_code == 200


def test_a_longer_feed_asks_no_more_of_the_database(client, make_report, publish):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"{FEED}?q=e&aar=2020").status_code == 200
        return len(captured)

    before = asked()
    for number in range(20):
        publish(make_report(title=f"Ny {number}"))
    assert asked() == before <= 9


def test_what_visitors_are_told_of_a_change_in_a_year_is_an_entry(read, geir, now):
    before = len(read("?aar=2020").entries)
    edition = Edition.objects.get(year=2020)
    edition.subtitle = "Et nytt undertittel"
    edition.save()
    publish_edition(edition=edition, actor=geir, now=now, note="Undertittelen er ny.")
    for query in ("", "?aar=2020"):
        (entry,) = (entry for entry in read(query).entries if entry.id.endswith(":utgave/2020"))
        assert entry.link == "http://127.0.0.1:8000/2020/"
        assert entry.summary.endswith(": Undertittelen er ny.")
    assert len(read("?aar=2020").entries) == before + 1
    assert not any(entry.id.endswith(":utgave/2020") for entry in read("?q=tolk").entries)
