import logging

import html5lib
import pytest
from django.test import Client, RequestFactory

from reports.accounts import system_user
from reports.models import Report
from reports.publishing.reports import withdraw_report
from reports.views import errors

ADDRESS = "/rapporter/integreringsbarometeret-2020/"


def test_an_unknown_address_offers_search_and_the_list(visit):
    page = visit("/finnes/ikke/")
    assert page.status == 404
    assert page.heading == "Vi finner ikke siden"
    assert page.one("form").get("action") == "/rapporter/"
    assert page.links()["Se alle rapporter"] == "/rapporter/"


@pytest.fixture
def withdrawn(now):
    report = Report.objects.get(slug="integreringsbarometeret-2020")
    withdraw_report(report=report, reason="Tallene var feil.", actor=system_user(), now=now)


@pytest.mark.django_db
@pytest.mark.parametrize("address", [ADDRESS, "/funn/w4n5969z/"])
def test_a_withdrawn_report_says_when_and_why_also_for_its_findings(withdrawn, visit, address):
    page = visit(address)
    assert page.status == 410
    assert page.heading == "Rapporten er trukket"
    assert "1. juni 2030" in page.text
    assert "Tallene var feil." in page.text
    assert "Integreringsbarometeret 2020" in page.text


def test_forbidden_says_what_to_do(rf):
    answer = errors.forbidden(rf.get("/"), PermissionError())
    assert answer.status_code == 403
    assert "Du har ikke tilgang" in answer.content.decode()


def test_a_refused_form_says_that_nothing_was_saved(settings, db):
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x"})
    assert answer.status_code == 403
    assert "Skjemaet ble ikke sendt" in answer.content.decode()
    assert "Ingenting er lagret" in answer.content.decode()


def test_a_strange_host_gets_a_page_and_not_a_list(client, db, caplog):
    caplog.set_level(logging.CRITICAL)
    answer = client.get("/", headers={"host": "ond.example"})
    assert answer.status_code == 400
    assert "Vi forsto ikke adressen" in answer.content.decode()


def test_the_page_for_our_own_faults_needs_nothing_that_may_be_broken():
    answer = errors.server_error(RequestFactory().get("/"))  # without the `db` fixture any query fails
    html5lib.HTMLParser(strict=True).parse(answer.content.decode())
    assert answer.status_code == 500
    assert "Feilen er vår, ikke din" in answer.content.decode()
