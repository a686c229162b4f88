"""A report that is moved to another chapter or year: its public page follows when it is published, at its address."""

import pytest
from django.urls import reverse

from reports.models import Chapter, Edition, Publication, Report

from .forms import report_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return Report.objects.get(title="Integreringsbarometeret 2020")


def _move(client, report, chapter) -> None:
    address = reverse("admin:reports_report_change", args=[report.pk])
    client.post(address, report_form(client, address, chapter=chapter.pk, _continue="1"))


def _publish(client, report) -> None:
    client.post(reverse("admin:reports_report_publish", args=[report.pk]), {"_now": "1"})


def _listed(client, address: str, report) -> bool:
    return f"/rapporter/{report.slug}/" in client.get(address).content.decode()


def test_the_public_page_moves_to_the_new_chapter_when_it_is_published(client, geir, report):
    client.force_login(geir)
    target = Chapter.objects.get(edition__year=2020, number=3)
    _move(client, report, target)
    assert _listed(client, "/2020/serier/", report)
    assert not _listed(client, f"/2020/{target.slug}/", report)
    _publish(client, report)
    assert not _listed(client, "/2020/serier/", report)
    assert _listed(client, f"/2020/{target.slug}/", report)
    page = client.get(f"/rapporter/{report.slug}/").content.decode()
    assert f"/2020/{target.slug}/" in page
    assert "/2020/serier/" not in page


def test_the_public_page_moves_to_another_year_also_while_that_is_under_work(client, geir, report):
    client.force_login(geir)
    edition = Edition.objects.create(year=2021, title="FoU 2021")
    target = Chapter.objects.create(edition=edition, number=1, title="Serier")
    findings = list(Publication.objects.get(source=report).findings.values_list("public_id", flat=True))
    _move(client, report, target)
    _publish(client, report)
    publication = Publication.objects.get(source=report)
    assert publication.chapter.edition.year == 2021
    assert publication.get_absolute_url() == f"/rapporter/{report.slug}/"
    assert not _listed(client, "/2020/", report)
    assert _listed(client, "/2021/", report)
    assert _listed(client, "/2021/serier/", report)
    assert client.get(f"/funn/{findings[0]}/").status_code == 200
