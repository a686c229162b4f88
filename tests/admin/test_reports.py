"""The report form at the desk: saving, publishing, withdrawing, renaming, and the save on top of another's."""

import pytest
from django.urls import reverse

from reports.models import Edition, Publication, Redirect, Report, Version

from .forms import report_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return Report.objects.get(title="Integreringsbarometeret 2020")


@pytest.fixture
def address(report):
    return reverse("admin:reports_report_change", args=[report.pk])


def _messages(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


def _public(client, report) -> str:
    return client.get(f"/rapporter/{report.slug}/").content.decode()


def test_a_saved_change_is_not_public_before_another_has_published_it(client, rita, geir, report, address):
    client.force_login(rita)
    client.post(address, report_form(client, address, lead="Ny ingress.", _continue="1"))
    assert Report.objects.get(pk=report.pk).state == Report.State.CHANGED
    assert "Ny ingress." not in _public(client, report)
    client.force_login(geir)
    client.post(reverse("admin:reports_report_publish", args=[report.pk]), {"_now": "1", "note": "Ny ingress."})
    assert "Ny ingress." in _public(client, report)
    assert Report.objects.get(pk=report.pk).state == Report.State.PUBLISHED
    last = Version.objects.of(report.public_id).order_by("-number").first()
    assert (last.created_by, last.marks.get().marked_by) == (rita, geir)


def test_a_save_that_changes_nothing_names_nobody(client, rita, report, address):
    client.force_login(rita)
    client.post(address, report_form(client, address, _continue="1"))
    saved = Report.objects.get(pk=report.pk)
    assert (saved.changed_at, saved.changed_by, saved.state) == (report.changed_at, report.changed_by, "published")


@pytest.mark.parametrize("rows", ["findings", "documents", "contributions", "key_figures"])
def test_a_row_whose_number_was_emptied_comes_last(client, rita, report, address, rows):
    before = list(getattr(report, rows).order_by("position"))
    assert len(before) > 1 or rows == "documents"
    client.force_login(rita)
    answer = client.post(address, report_form(client, address, **{f"{rows}-0-position": "", "_continue": "1"}))
    assert answer.status_code == 302
    placed = list(getattr(report, rows).order_by("position", "pk"))
    assert placed == [*before[1:], before[0]]
    assert len({row.position for row in placed}) == len(placed)


def test_an_unfinished_draft_is_saved_whole(client, rita):
    client.force_login(rita)
    address = reverse("admin:reports_report_add")
    rows = {
        "findings-TOTAL_FORMS": "1",
        "findings-0-text": "",
        "findings-0-position": "1",
        "key_figures-TOTAL_FORMS": "1",
        "key_figures-0-statement": "mener noe",
        "key_figures-0-position": "1",
        "contributions-TOTAL_FORMS": "1",
        "contributions-0-role": "utfører",
        "contributions-0-position": "1",
    }
    client.post(address, report_form(client, address, chapter="1", tags=None, _continue="1") | rows)
    report = Report.objects.get(title="")
    assert (str(report), report.slug) == ("Uten tittel", report.public_id)
    assert (report.findings.count(), report.contributions.count()) == (1, 0)
    assert (report.key_figures.get().value, report.key_figures.get().statement) == (None, "mener noe")
    page = client.get(reverse("admin:reports_report_change", args=[report.pk])).content.decode()
    for sentence in ("mangler tittel.", "Funn 1 er tomt.", "Nøkkeltall 1 mangler tall.", "mangler utfører."):
        assert sentence in page
    assert "tittel" in client.get(reverse("admin:reports_report_changelist"), {"status": "draft"}).content.decode()


def test_a_draft_is_saved_with_nothing_filled_in_and_stands_last_where_the_newest_year_begins(client, rita):
    client.force_login(rita)
    address = reverse("admin:reports_report_add")
    nothing = dict.fromkeys(("chapter", "position", "title", "slug", "lead", "issued", "body"), "")
    client.post(address, report_form(client, address, **nothing, tags=None, _continue="1"))
    report = Report.objects.get(title="")
    assert (report.chapter.edition.year, report.chapter.number, report.position) == (2020, 1, 6)
    assert "Uten tittel" in client.get(reverse("admin:reports_report_changelist")).content.decode()


def test_a_place_that_is_emptied_is_the_one_it_had(client, rita, report, address):
    client.force_login(rita)
    client.post(address, report_form(client, address, chapter="", position="", _continue="1"))
    saved = Report.objects.get(pk=report.pk)
    assert (saved.chapter, saved.position) == (report.chapter, 6)


def test_without_any_chapter_a_report_is_asked_to_wait_for_one(client, rita):
    Edition.objects.update(state=Edition.State.FROZEN)
    client.force_login(rita)
    address = reverse("admin:reports_report_add")
    page = client.post(address, report_form(client, address, tags=None)).content.decode()
    assert "Det finnes ingen kapitler ennå." in page


def test_a_draft_that_gets_a_title_gets_its_address(client, rita, make_report):
    report = make_report("")
    client.force_login(rita)
    address = reverse("admin:reports_report_change", args=[report.pk])
    client.post(address, report_form(client, address, title="Nå har den navn", _continue="1"))
    assert Report.objects.get(pk=report.pk).slug == "na-har-den-navn"


def test_the_second_of_two_savers_is_stopped_with_the_typed_text_kept(client, rita, geir, report, address):
    client.force_login(rita)
    ritas = report_form(client, address, lead="Ritas tekst", _continue="1")
    client.force_login(geir)
    client.post(address, report_form(client, address, lead="Geirs tekst", _continue="1"))
    client.force_login(rita)
    page = client.post(address, ritas, follow=True).content.decode()
    assert "Geir lagret rapporten" in page
    assert "Ritas" in page
    assert Report.objects.get(pk=report.pk).working_copies.get().fields["lead"] == ["Ritas tekst"]
    assert Report.objects.get(pk=report.pk).lead == "Geirs tekst"


def test_an_old_page_does_not_pass_for_a_new_one_after_it_was_stopped(client, rita, geir, report, address):
    client.force_login(rita)
    ritas = report_form(client, address, lead="Ritas tekst", _continue="1")
    client.force_login(geir)
    client.post(address, report_form(client, address, lead="Geirs tekst", _continue="1"))
    client.force_login(rita)
    client.post(address, ritas)
    client.post(address, ritas)
    assert Report.objects.get(pk=report.pk).lead == "Geirs tekst"


def test_withdrawing_asks_why_and_leaves_a_tombstone(client, geir, report):
    client.force_login(geir)
    address = reverse("admin:reports_report_withdraw", args=[report.pk])
    answer = client.post(address, {"reason": " "})
    assert "Feltet må fylles ut" in answer.content.decode()
    client.post(address, {"reason": "Tallene var feil."})
    answer = client.get(f"/rapporter/{report.slug}/")
    assert answer.status_code == 410
    assert "Tallene var feil." in answer.content.decode()


def test_renaming_moves_the_page_at_once_and_leaves_a_redirect(client, geir, report):
    client.force_login(geir)
    address = reverse("admin:reports_report_rename", args=[report.pk])
    answer = client.post(address, {"slug": "Barometeret på nytt"})
    assert "Prøv «barometeret-pa-nytt»." in answer.content.decode()
    client.post(address, {"slug": "barometeret-2020"})
    assert client.get("/rapporter/barometeret-2020/").status_code == 200
    old = client.get(f"/rapporter/{report.slug}/")
    assert (old.status_code, old["Location"]) == (301, "/rapporter/barometeret-2020/")
    assert Redirect.objects.count() == 1


def test_a_published_report_cannot_be_deleted(client, geir, report):
    client.force_login(geir)
    assert client.post(reverse("admin:reports_report_delete", args=[report.pk]), {"post": "yes"}).status_code == 403
    assert Publication.objects.filter(source=report).exists()


def test_the_list_counts_findings_documents_and_what_is_missing(client, rita, django_assert_max_num_queries):
    client.force_login(rita)
    with django_assert_max_num_queries(20):
        page = client.get(reverse("admin:reports_report_changelist")).content.decode()
    assert "3 adresser" in page
    assert "publisert" in page


@pytest.mark.parametrize(
    ("status", "count"),
    [("published", 24), ("draft", 0), ("waiting", 0), ("planned", 0), ("changed", 0), ("withdrawn", 0)],
)
def test_the_list_filters_by_status(client, rita, status, count):
    client.force_login(rita)
    page = client.get(reverse("admin:reports_report_changelist"), {"status": status})
    assert page.context["cl"].result_count == count


def test_chosen_reports_are_published_from_the_list(client, geir, report):
    Report.objects.filter(pk=report.pk).update(lead="Fra listen.")
    client.force_login(geir)
    data = {"action": "publish_chosen", "_selected_action": [report.pk]}
    client.post(reverse("admin:reports_report_changelist"), data)
    assert "Fra listen." in _public(client, report)
