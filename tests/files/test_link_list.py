"""The desk's list of outside links: also those that nobody has asked yet."""

import pytest

from reports.files.links import take_up_new
from reports.models import LinkCheck

pytestmark = pytest.mark.django_db

NEW, KNOWN = "https://a.no/ny.pdf", "https://a.no/kjent.pdf"


def test_addresses_nobody_has_asked_are_listed_and_can_be_filtered(client, rita, make_report, now):
    report = make_report("Rapport med lenker")
    for position, url in enumerate([NEW, KNOWN], start=1):
        report.documents.create(title="R", url=url, position=position)
    LinkCheck.objects.create(url=KNOWN, state="ok", checked_at=now)
    take_up_new(now=now)
    client.force_login(rita)
    page = client.get("/admin/reports/linkcheck/", {"state__exact": "new"}).text
    assert f">{NEW}</a>" in page
    assert f">{KNOWN}</a>" not in page
    assert f'href="/admin/reports/report/{report.pk}/change/#documents-group"' in page
    assert f">{KNOWN}</a>" in client.get("/admin/reports/linkcheck/").text


def test_an_address_that_is_taken_out_before_anybody_asked_is_no_longer_listed(client, rita, make_report, now):
    report = make_report("Rapport med lenke")
    document = report.documents.create(title="R", url=NEW, position=1)
    take_up_new(now=now)
    client.force_login(rita)
    assert f">{NEW}</a>" in client.get("/admin/reports/linkcheck/").text
    document.delete()
    take_up_new(now=now)
    assert f">{NEW}</a>" not in client.get("/admin/reports/linkcheck/").text


def test_looking_at_the_list_writes_nothing(client, rita, make_report):
    make_report("Rapport med lenke").documents.create(title="R", url=NEW, position=1)
    client.force_login(rita)
    before = LinkCheck.objects.count()
    client.get("/admin/reports/linkcheck/")
    assert LinkCheck.objects.count() == before


def test_what_must_be_mended_stands_first(client, rita, make_report, now):
    report = make_report("Rapport med lenker")
    states = {"https://a.no/1": "ok", "https://a.no/2": "new", "https://a.no/3": "missing"}
    for position, (url, state) in enumerate(states.items(), start=1):
        report.documents.create(title="R", url=url, position=position)
        LinkCheck.objects.create(url=url, state=state, checked_at=None if state == "new" else now)
    client.force_login(rita)
    page = client.get("/admin/reports/linkcheck/").text
    assert page.index(">https://a.no/3<") < page.index(">https://a.no/2<") < page.index(">https://a.no/1<")
