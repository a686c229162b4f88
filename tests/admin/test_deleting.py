"""What is in use is not deleted: the page says where it is used, with links, and nothing ends in a 500."""

import pytest
from django.urls import reverse

from reports.models import Chapter, Edition, Organisation, Publication, Report, Series, Stamp, Tag
from reports.publishing.approval import submit_report

from .forms import report_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, geir):
    client.force_login(geir)
    return client


def _first_used(noun: str):
    rows = {
        "tag": Tag.objects.filter(report_tags__isnull=False),
        "organisation": Organisation.objects.filter(report_contributions__isnull=False),
        "series": Series.objects.filter(reports__isnull=False),
        "chapter": Chapter.objects.filter(reports__isnull=False),
        "edition": Edition.objects.all(),
    }
    return rows[noun].first()


def _report_of(noun: str, entry) -> Report | None:
    paths = {"tag": "tags", "organisation": "contributions__organisation", "series": "series", "chapter": "chapter"}
    return Report.objects.filter(**{paths[noun]: entry}).first() if noun in paths else None


NOUNS = ["tag", "organisation", "series", "chapter", "edition"]


@pytest.mark.parametrize("noun", NOUNS)
def test_what_is_in_use_is_kept_and_its_uses_are_linked(desk, noun):
    entry = _first_used(noun)
    address = reverse(f"admin:reports_{noun}_delete", args=[entry.pk])
    for answer in (desk.get(address), desk.post(address, {"post": "yes"})):
        page = answer.content.decode()
        assert answer.status_code == 200
        assert f"«{entry}» er i bruk, og kan derfor ikke slettes." in page
        if report := _report_of(noun, entry):
            assert reverse("admin:reports_report_change", args=[report.pk]) in page
    assert type(entry).objects.filter(pk=entry.pk).exists()


@pytest.mark.parametrize("noun", NOUNS)
def test_what_is_in_use_is_kept_also_when_chosen_in_the_list(desk, noun):
    entry = _first_used(noun)
    data = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
    answer = desk.post(reverse(f"admin:reports_{noun}_changelist"), data)
    assert answer.status_code == 200
    assert "Ingenting er slettet, for noe av det du valgte, er i bruk." in answer.content.decode()
    assert f"«{entry}»" in answer.content.decode()
    assert type(entry).objects.filter(pk=entry.pk).exists()


@pytest.mark.parametrize(("noun", "model"), [("tag", Tag), ("organisation", Organisation), ("series", Series)])
def test_what_nothing_names_is_deleted_and_its_page_is_gone_at_once(desk, noun, model):
    entry = model.objects.create(name="Ubrukt")
    address, stamp = entry.get_absolute_url(), Stamp.current()
    assert desk.get(address).status_code == 200
    desk.post(reverse(f"admin:reports_{noun}_delete", args=[entry.pk]), {"post": "yes"})
    assert desk.get(address).status_code == 404
    assert Stamp.current() > stamp


def test_a_tag_that_only_the_site_still_shows_says_so(desk):
    tag = _first_used("tag")
    slugs = list(Publication.objects.filter(tags=tag).values_list("slug", flat=True))
    for report in Report.objects.filter(tags=tag):
        report.tags.remove(tag)
    page = desk.get(reverse("admin:reports_tag_delete", args=[tag.pk])).content.decode()
    assert "er i bruk" in page
    assert all(f'<a href="/rapporter/{slug}/">' in page for slug in slugs)
    assert "(på nettstedet)" in page


def test_a_chapter_in_use_is_kept_when_struck_out_in_the_form_of_its_edition(desk):
    edition = Edition.objects.get(year=2020)
    address = reverse("admin:reports_edition_change", args=[edition.pk])
    answer = desk.post(address, report_form(desk, address, _continue="1", **{"chapters-0-DELETE": "on"}))
    assert answer.status_code == 200
    assert edition.chapters.count() == 5
    assert "Deleting" not in answer.content.decode()


def test_many_uses_are_counted_rather_than_listed(desk, make_report, monkeypatch):
    monkeypatch.setattr("reports.admin.deleting.SHOWN", 2)
    chapter = Chapter.objects.get(edition__year=2020, number=2)
    page = desk.get(reverse("admin:reports_chapter_delete", args=[chapter.pk])).content.decode()
    assert f"og {chapter.reports.count() - 2} til" in page


def test_a_draft_that_was_sent_for_approval_can_be_deleted(client, rita, now, make_report):
    report = make_report("Sendt og angret")
    submit_report(report=report, actor=rita, now=now)
    client.force_login(rita)
    client.post(reverse("admin:reports_report_delete", args=[report.pk]), {"post": "yes"})
    assert not Report.objects.filter(pk=report.pk).exists()


def test_a_record_of_approval_is_not_deleted_by_itself(client, ada, rita, now, make_report):
    submission = submit_report(report=make_report("Sendt"), actor=rita, now=now)
    client.force_login(ada)
    assert client.post(f"/admin/reports/submission/{submission.pk}/delete/", {"post": "yes"}).status_code == 403
    submission.refresh_from_db()
