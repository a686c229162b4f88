"""The start page of the desk: panels that lead on, for those who write; none with nothing to tell."""

import re

import pytest
from django.urls import reverse

from reports.models import Chapter, Edition, LinkCheck
from reports.writing.sharing import leave_remark, share_report

pytestmark = pytest.mark.django_db

START = reverse("admin:index")


@pytest.fixture
def desk(client, rita):
    client.force_login(rita)
    return client


def _panels(client) -> set[str]:
    return set(re.findall(r'id="panel-(\w+)"', client.get(START).content.decode()))


def test_a_desk_where_nothing_waits_shows_only_what_is_always_worth_telling(desk):
    assert _panels(desk) == {"readiness", "documents", "nynorsk"}


def test_somebody_without_a_role_sees_none_of_it(client, uno):
    client.force_login(uno)
    assert _panels(client) == set()


def test_each_panel_leads_to_where_it_is_mended(desk, rita, make_report, now):
    report = make_report("Kladden min", changed_by=rita, lead="")
    link = share_report(report=report, recipient="FAFO", days=14, actor=rita, now=now)
    leave_remark(link=link, place="title", text="Feil tittel.", author="Kari", now=now)
    LinkCheck.objects.create(url="https://b.no/", state="missing", checked_at=now)
    page = desk.get(START).content.decode()
    assert _panels(desk) == {"readiness", "drafts", "remarks", "documents", "changes", "nynorsk"}
    assert "24 av 25 klare</a>" in page
    assert "Rapporten mangler ingress." in page
    assert "1 ny merknad" in page
    assert "1 lenke svarer ikke som den skal" in page
    form = reverse("admin:reports_report_change", args=[report.pk])
    assert page.count(f'href="{form}"') >= 3
    for address in ("linkcheck_changelist", "report_addresses"):
        assert reverse(f"admin:reports_{address}") in page


def test_a_new_year_says_where_to_begin(desk):
    Chapter.objects.create(edition=Edition.objects.create(year=2031, title="FoU 2031"), number=1, title="Språk")
    page = desk.get(START).content.decode()
    assert "Årgangen 2031" in page
    assert reverse("admin:reports_report_add") in page


def test_the_start_page_asks_no_more_often_when_there_is_more(
    desk, rita, make_report, publish, django_assert_max_num_queries, now
):
    def asked() -> int:
        with django_assert_max_num_queries(60) as found:
            desk.get(START)
        return len(found)

    def add(number: int) -> None:
        for kind in ("nn", "nb"):
            report = make_report(f"{kind} {number}", language=kind, changed_by=rita)
            report.documents.create(title="Rapporten", position=1)
            link = share_report(report=report, recipient="FAFO", days=14, actor=rita, now=now)
            leave_remark(link=link, place="title", text="Feil tittel.", author="Kari", now=now)
        publish(make_report(f"Ute {number}", language="nn"))

    add(1)
    few = asked()
    for number in range(2, 6):
        add(number)
    assert asked() <= few
