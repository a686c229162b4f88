"""The desk's pages between a text and the public: send, approve, send back, plan; calendar, start page, lists."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.models import Publication, Report, Submission
from reports.publishing.approval import mark_changed, submit_report
from reports.publishing.schedule import plan_report, publish_due

from .forms import report_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(make_report, rita):
    return make_report(changed_by=rita)


@pytest.fixture
def sent(report, rita, now):
    return submit_report(report=report, actor=rita, now=now)


def _address(report, page: str = "change") -> str:
    return reverse(f"admin:reports_report_{page}", args=[report.pk])


def _messages(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def _state(report) -> str:
    return Report.objects.get(pk=report.pk).state.value


# The toolbar --------------------------------------------------------------------------------------
def _buttons(client, report) -> list[str]:
    """The verbs that the form's toolbar offers."""
    page = client.get(_address(report)).content.decode()
    verbs = ["_submit", "_publish", "send-tilbake", "avlys", "trekk"]
    return [verb for verb in verbs if f'name="{verb}"' in page or f"/{report.pk}/{verb}/" in page]


def test_the_toolbar_offers_what_makes_sense_and_is_allowed(client, report, rita, geir, publish, now):
    def offered():
        found = []
        for person in (rita, geir):
            client.force_login(person)
            found.append(_buttons(client, report))
        return found

    assert offered() == [["_submit"], ["_submit", "_publish"]]
    submit_report(report=report, actor=rita, now=now)
    assert offered() == [[], ["_publish", "send-tilbake"]]
    plan_report(report=report, due=now + timedelta(days=1), actor=geir, now=now)
    assert offered() == [[], ["avlys"]]
    publish_due(now=now + timedelta(days=1))
    assert offered() == [["_submit"], ["_submit", "_publish", "trekk"]]


@pytest.mark.parametrize(("button", "page"), [("_submit", "submit"), ("_publish", "publish")])
def test_a_button_saves_first_and_then_leads_to_its_page(client, geir, report, button, page):
    client.force_login(geir)
    answer = client.post(_address(report), report_form(client, _address(report), lead="Lagret.", **{button: "1"}))
    assert answer["Location"] == _address(report, page)
    assert Report.objects.get(pk=report.pk).lead == "Lagret."


# Send and approve ---------------------------------------------------------------------------------
def test_from_draft_to_the_public_by_two_people(client, rita, geir, report):
    client.force_login(rita)
    answer = client.post(_address(report, "submit"), {"message": "Klar!"}, follow=True)
    assert "er sendt til godkjenning" in _messages(answer)
    assert "til godkjenning" in answer.content.decode()
    client.force_login(geir)
    assert report.title in client.get("/admin/").content.decode()
    assert "Klar!" in client.get(_address(report)).content.decode()
    answer = client.post(_address(report, "publish"), {"_now": "1"}, follow=True)
    assert "er publisert" in _messages(answer)
    assert client.get(f"/rapporter/{report.slug}/").status_code == 200


def test_what_blocks_is_on_the_page_with_a_way_to_its_field(client, geir, make_report, rita):
    report = make_report(lead="", changed_by=rita)
    client.force_login(geir)
    page = client.get(_address(report, "publish")).content.decode()
    assert f'<a href="{_address(report)}#id_lead">Rapporten mangler ingress.</a>' in page
    answer = client.post(_address(report, "publish"), {"_now": "1"})
    assert "Rapporten mangler ingress." in _messages(answer)
    assert _state(report) == "draft"


def test_who_wrote_it_is_told_why_not_and_given_another_way(client, geir, make_report):
    report = make_report(changed_by=geir)
    client.force_login(geir)
    page = client.get(_address(report, "publish")).content.decode()
    assert "Du endret rapporten sist, så en annen må godkjenne den." in page
    assert "_now" not in page
    assert _address(report, "submit") in page
    client.post(_address(report, "publish"), {"_now": "1"})
    assert _state(report) == "draft"


def test_an_administrator_is_asked_why_and_the_answer_is_kept(client, ada, make_report):
    report = make_report(changed_by=ada)
    client.force_login(ada)
    answer = client.post(_address(report, "publish"), {"_now": "1", "override": ""})
    assert "Feltet må fylles ut" in answer.content.decode()
    client.post(_address(report, "publish"), {"_now": "1", "override": "Geir er syk."})
    assert _state(report) == "published"
    assert "Geir er syk." in client.get(reverse("admin:reports_submission_changelist")).content.decode()


def test_a_text_that_was_changed_while_the_approver_looked_is_not_published(client, rita, geir, report, sent, now):
    client.force_login(geir)
    page = client.get(_address(report, "publish")).content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    mark_changed(reports=[report], actor=rita, now=now + timedelta(hours=1))
    answer = client.post(_address(report, "publish"), {"_now": "1", "seen": seen})
    assert "Rita endret rapporten" in _messages(answer)
    assert _state(report) == "draft"
    assert seen not in answer.content.decode()


def test_who_approves_is_shown_what_was_sent_how_it_will_look_and_what_is_new(client, rita, geir, make_report, publish):
    report = make_report(changed_at=datetime(2020, 1, 1, tzinfo=UTC))
    publish(report)
    client.force_login(rita)
    client.post(_address(report), report_form(client, _address(report), lead="Endret.", _continue="1"))
    client.post(_address(report, "submit"), {"message": "Klar!", "minor": "on"})
    client.force_login(geir)
    page = client.get(_address(report, "publish")).content.decode()
    assert "Klar!" in page
    assert _address(report, "preview") in page
    compare = re.search(rf'href="({_address(report, "compare")}[^"]+)"', page)[1]
    assert "Fra versjon 1 til versjon 2" in client.get(compare.replace("&amp;", "&")).content.decode()


def test_sending_back_says_why_on_the_report(client, rita, geir, report, sent):
    client.force_login(geir)
    answer = client.post(_address(report, "return"), {"reason": ""})
    assert "Feltet må fylles ut" in answer.content.decode()
    client.post(_address(report, "return"), {"reason": "Ingressen er for lang."})
    client.force_login(rita)
    page = client.get(_address(report)).content.decode()
    assert "Geir sendte versjon 1 tilbake" in page
    assert "Ingressen er for lang." in page


def test_a_change_voids_the_approval_and_the_form_says_so(client, geir, report, sent):
    client.force_login(geir)
    client.post(_address(report), report_form(client, _address(report), lead="Endret.", _continue="1"))
    page = client.get(_address(report)).content.decode()
    assert "Godkjenningen av versjon 1 falt bort, for Geir endret rapporten etterpå." in page
    assert _state(report) == "draft"


def test_a_save_that_changes_nothing_voids_nothing(client, geir, report, sent):
    client.force_login(geir)
    client.post(_address(report), report_form(client, _address(report), _continue="1"))
    assert _state(report) == "waiting"


# Plan ---------------------------------------------------------------------------------------------
def test_a_plan_is_made_shown_and_cancelled(client, rita, geir, report):
    client.force_login(geir)
    answer = client.post(_address(report, "publish"), {"_plan": "1", "due": "2040-07-01T08:30"}, follow=True)
    assert "går ut 1. juli 2040 kl. 08.30." in _messages(answer)
    assert "Versjon 1 går ut 1. juli 2040 kl. 08.30. Geir godkjente den." in answer.content.decode()
    calendar = client.get(reverse("admin:reports_report_calendar")).content.decode()
    assert "Juli 2040" in calendar
    assert _address(report, "cancel") in calendar
    client.force_login(rita)
    calendar = client.get(reverse("admin:reports_report_calendar")).content.decode()
    assert report.title in calendar
    assert _address(report, "cancel") not in calendar
    client.force_login(geir)
    client.post(_address(report, "cancel"))
    assert _state(report) == "draft"
    answer = client.post(_address(report, "cancel"), follow=True)
    assert "ikke planlagt" in _messages(answer)


@pytest.mark.parametrize(
    ("due", "why"),
    [
        ("", "Feltet må fylles ut"),
        ("2020-01-01T08:00", "Tidspunktet er passert."),
        ("2030-03-31T02:30", "31.03.2030 kl. 02.30 finnes ikke"),
        ("i morgen", "«i morgen» er ikke et tidspunkt."),
        ("9999-99-99T99:99", "er ikke et tidspunkt."),
        ("0001-01-01T00:00", "Tidspunktet er passert."),
        ("9999-12-31T23:59\x00", "er ikke et tidspunkt."),
    ],
)
def test_a_time_that_cannot_be_is_asked_for_again(client, geir, report, due, why):
    client.force_login(geir)
    answer = client.post(_address(report, "publish"), {"_plan": "1", "due": due})
    assert why in " ".join(answer.context["form"].errors["due"])
    assert not Submission.objects.exists()


def test_what_did_not_go_out_stands_on_the_start_page_and_on_the_form(client, rita, geir, report, publish, now):
    plan_report(report=report, due=now + timedelta(hours=1), actor=geir, now=now)
    taken = Report.objects.get(title="Integreringsbarometeret 2020")
    Publication.objects.filter(source=taken).update(slug=report.slug)
    publish_due(now=now + timedelta(hours=1))
    client.force_login(rita)
    for page in ("/admin/", _address(report)):
        assert f"Adressen «{report.slug}» brukes av «{taken}»." in client.get(page).content.decode()


# Lists --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("status", ["waiting", "planned"])
def test_the_list_shows_and_filters_the_state(client, geir, report, sent, now, status):
    if status == "planned":
        plan_report(report=report, due=now + timedelta(hours=1), actor=geir, now=now)
    client.force_login(geir)
    page = client.get(reverse("admin:reports_report_changelist"), {"status": status})
    assert [row.pk for row in page.context["cl"].result_list] == [report.pk]
    assert f'class="state state-{status}"' in page.content.decode()
    for other in {"draft", "waiting", "planned"} - {status}:
        page = client.get(reverse("admin:reports_report_changelist"), {"status": other})
        assert page.context["cl"].result_count == 0


@pytest.mark.parametrize("page", ["/admin/", "/admin/reports/report/", "/admin/reports/report/planlagt/"])
def test_more_submissions_cost_no_more_queries(client, rita, ada, make_report, now, page):
    counts = []
    client.force_login(ada)
    for batch in range(2):
        for number in range(1 + 4 * batch):
            waits = make_report(f"Venter {batch}.{number}", changed_by=rita)
            submit_report(report=waits, actor=rita, now=now)
            plans = make_report(f"Plan {batch}.{number}", changed_by=rita)
            plan_report(report=plans, due=now + timedelta(days=1), actor=ada, now=now)
        with CaptureQueriesContext(connection) as captured:
            client.get(page)
        counts.append(len(captured))
    assert counts[0] == counts[1]


# Editions -----------------------------------------------------------------------------------------
def test_an_edition_that_counts_its_reports_wrongly_says_so_on_its_form(client, rita, report):
    client.force_login(rita)
    page = client.get(reverse("admin:reports_edition_change", args=[report.chapter.edition_id])).content.decode()
    assert '<a href="#id_introduction">Innledningen sier «24 rapporter», men det er 25 rapporter her.</a>' in page
    assert 'href="#id_chapters-0-introduction"' in page


def test_an_edition_with_someones_own_change_is_not_published_by_them(client, geir, make_report):
    report = make_report("Egen", changed_by=geir)
    client.force_login(geir)
    address = reverse("admin:reports_edition_change", args=[report.chapter.edition_id])
    answer = client.post(address, report_form(client, address, _publish="1"), follow=True)
    assert "Egen: Du endret rapporten sist" in _messages(answer)
    assert _state(report) == "draft"


def test_a_changed_report_is_published_with_a_note_or_as_a_small_change(client, geir, make_report, publish):
    report = make_report()
    publish(report)
    address = reverse("admin:reports_report_publish", args=[report.pk])
    client.force_login(geir)
    assert "Hva er endret?" not in client.get(address).content.decode()
    Report.objects.filter(pk=report.pk).update(lead="Skrevet om.")
    asked = client.post(address, {"_now": "1"})
    assert "kryss av for at det er en liten endring" in asked.content.decode()
    assert client.post(address, {"_now": "1", "minor": "on"}).status_code == 302
    assert Publication.objects.get(source=report).lead == "Skrevet om."


def test_the_note_of_the_one_who_wrote_is_offered_to_the_one_who_approves(client, rita, geir, make_report, publish):
    report = make_report()
    publish(report)
    later = report.changed_at + timedelta(hours=1)
    Report.objects.filter(pk=report.pk).update(lead="Skrevet om.", changed_by=rita, changed_at=later)
    client.force_login(rita)
    client.post(reverse("admin:reports_report_submit", args=[report.pk]), {"note": "Ingressen er ny."})
    client.force_login(geir)
    assert "Ingressen er ny." in client.get(reverse("admin:reports_report_publish", args=[report.pk])).content.decode()
