"""The sitemap: every public page and nothing else, with real dates, by the schemas of sitemaps.org."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from reports import sitemaps
from reports.accounts import system_user
from reports.models import Edition, Organisation, Publication, PublishedChapter, PublishedFinding, Report, Series, Tag
from reports.publishing.editions import publish_edition
from reports.publishing.reports import withdraw_report

SCHEMAS = {
    f"{{http://www.sitemaps.org/schemas/sitemap/0.9}}{root}": etree.XMLSchema(
        etree.parse(Path(__file__).parent / "schemas" / f"{name}.xsd")
    )
    for root, name in (("urlset", "sitemap"), ("sitemapindex", "siteindex"))
}
HERE = "http://127.0.0.1:8000"

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client):
    """`read("/sitemap.xml")` is {path: date, or None}, after the schema has passed."""

    def addresses(path: str = "/sitemap.xml") -> dict[str, datetime | None]:
        response = client.get(path, headers={"host": "localhost"})
        assert (response.status_code, response["Content-Type"]) == (200, "application/xml; charset=utf-8")
        root = etree.fromstring(response.content)
        schema = SCHEMAS[root.tag]
        assert schema.validate(root), schema.error_log
        found = [(item.findtext("{*}loc"), item.findtext("{*}lastmod")) for item in root]
        assert all(address.startswith(f"{HERE}/") for address, _ in found)
        assert len({address for address, _ in found}) == len(found)
        return {address.removeprefix(HERE): datetime.fromisoformat(date) if date else None for address, date in found}

    return addresses


@pytest.fixture
def small_files(monkeypatch):
    monkeypatch.setattr(sitemaps, "FILE_SIZE", 50)


def test_every_public_page_is_there(read):
    rows = [
        *Publication.objects.public(),
        *PublishedFinding.objects.public(),
        *PublishedChapter.objects.select_related("edition"),
        *(entry for model in (Tag, Organisation, Series) for entry in model.objects.in_use()),
    ]
    addresses = read()
    assert {row.get_absolute_url() for row in rows} < addresses.keys()
    assert {"/", "/rapporter/", "/2020/", "/2020/les/", "/om/"} < addresses.keys()


def test_every_address_is_a_page_that_calls_itself_so(read, client):
    for address in [path for path in read() if not path.startswith("/funn/")] + ["/funn/"]:
        response = client.get(address)
        assert response.status_code == 200, address
        assert f'<link rel="canonical" href="{HERE}{address}">' in response.text, address


def test_a_date_is_that_of_the_newest_that_a_page_shows(read, make_report, publish, now):
    before = read()
    report = make_report(title="Ny rapport")
    report.tags.add(Tag.objects.get(slug="tolk"))
    publish(report, now)
    finding = PublishedFinding.objects.get(publication__slug="ny-rapport")
    shown = {"/rapporter/ny-rapport/", finding.get_absolute_url(), "/emner/tolk/"}
    shown |= {"/2020/", "/2020/les/", "/2020/bosetting-og-tidlig-innsats/"}
    shown |= {"/", "/rapporter/", "/funn/", "/emner/", "/institusjoner/", "/serier/"}
    after = read()
    assert {address for address, date in after.items() if date == now} >= shown
    assert {address: date for address, date in after.items() if date != now and before[address] != date} == {}
    assert after["/2020/serier/"] == before["/2020/serier/"] < now
    assert after["/emner/barn-og-unge/"] == before["/emner/barn-og-unge/"] < now
    assert after["/om/"] is None


def test_publishing_what_has_not_changed_moves_no_date(read, now):
    before = read()
    publish_edition(edition=Edition.objects.get(year=2020), actor=system_user(), now=now)
    assert read() == before


def test_a_withdrawn_report_leaves_and_the_pages_that_showed_it_have_changed(read, geir, now):
    report = Report.objects.filter(tags__slug="tolk").first()
    address = report.publication.get_absolute_url()
    assert address in read()
    withdraw_report(report=report, reason="Feil tall.", actor=geir, now=now)
    after = read()
    assert address not in after
    assert after["/emner/tolk/"] == after["/2020/"] == now


def test_a_chapter_changes_with_its_own_texts(read, now):
    edition = Edition.objects.get(year=2020)
    edition.chapters.filter(number=1).update(introduction="<p>Nytt.</p>")
    publish_edition(edition=edition, actor=system_user(), now=now, with_reports=False)
    after = read()
    assert after["/2020/bosetting-og-tidlig-innsats/"] == after["/2020/"] == now
    assert after["/emner/tolk/"] < now


def test_an_edition_under_work_shows_the_reports_that_are_out(read, make_report, publish, now):
    edition = Edition.objects.create(year=2029, title="Prosjekter 2029")
    chapter = edition.chapters.create(number=1, title="Språk", slug="sprak")
    publish(make_report(title="Tidlig ute", chapter=chapter), now + timedelta(hours=1))
    assert read()["/2029/sprak/"] == read()["/2029/"] == now + timedelta(hours=1)


def test_too_many_addresses_for_one_file_become_an_index_of_files(read, small_files, client):
    whole = read()
    assert {path.partition("?")[0] for path in whole} == {
        *("/sitemap-sider.xml", "/sitemap-rapporter.xml", "/sitemap-funn.xml")
    }
    assert "/sitemap-funn.xml?p=2" in whole
    assert "/sitemap-funn.xml?p=1" not in whole
    found = [address for path in whole for address in read(path)]
    assert len(set(found)) == len(found) > 100
    for path in whole:
        assert len(read(path)) <= 50
    assert set(found) >= {publication.get_absolute_url() for publication in Publication.objects.public()}


@pytest.mark.parametrize("number", ["0", "99", "-1", "x", "²", "1" * 40, ""])
def test_a_file_that_is_not_there_is_refused_by_name(client, number):
    response = client.get("/sitemap-funn.xml", {"p": number})
    assert response.status_code == 400
    assert response.json()["problems"][0]["parameter"] == "p"


def test_an_unknown_section_or_parameter_is_refused(client):
    assert client.get("/sitemap-annet.xml").status_code == 404
    assert client.get("/sitemap-funn.xml?q=tolk").json()["problems"][0]["parameter"] == "q"


def test_more_pages_mean_no_more_queries(client, make_report, publish):
    def asked(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    paths = ["/sitemap.xml", "/sitemap-sider.xml", "/sitemap-rapporter.xml", "/sitemap-funn.xml"]
    before = [asked(path) for path in paths]
    for number in range(20):
        publish(make_report(title=f"Ny {number}"))
    assert [asked(path) for path in paths] == before
    assert max(before) <= 8


def test_robots_are_told_where_it_is(client):
    assert f"Sitemap: {HERE}/sitemap.xml" in client.get("/robots.txt").text
