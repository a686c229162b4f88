"""The pages of a report's history: what they say, what they do, and that they stay quick with many saves."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports.models import Report, Version
from reports.publishing.approval import mark_changed
from tests.admin.forms import report_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def saved(make_report, rita, now):
    """A report of two versions: a finding was changed, another added, a tag taken away."""
    report = make_report()
    report.tags.add("Botid")
    mark_changed(reports=[report], actor=rita, now=now)
    report.findings.update(text="<p>Et annet funn.</p>")
    report.findings.create(text="<p>Helt nytt.</p>", position=2)
    report.tags.clear()
    mark_changed(reports=[report], actor=rita, now=now + timedelta(hours=1), note="Etter møtet")
    return report


def _address(name: str, *arguments) -> str:
    return reverse(f"admin:reports_report_{name}", args=arguments)


def test_history_lists_versions_with_who_when_and_note(client, saved, rita):
    client.force_login(rita)
    page = client.get(_address("history", saved.pk)).content.decode()
    for text in ("01.06.2030 kl. 14.00, Rita", "Etter møtet", "ved skrivebordet nå", 'value="2"'):
        assert text in page


@pytest.mark.parametrize("side", ["sammen", "side"])
def test_two_versions_are_compared_word_by_word_in_every_part(client, saved, rita, side):
    client.force_login(rita)
    page = client.get(_address("compare", saved.pk), {"fra": 1, "til": 2, "vis": side}).content.decode()
    assert '<ins><span class="visually-hidden">lagt til: </span> annet</ins>' in page
    assert "Helt nytt." in page
    assert '<del><span class="visually-hidden">tatt bort: </span>Botid</del>' in page


def test_the_older_stands_first_whichever_way_one_asks(client, saved, rita):
    client.force_login(rita)
    page = client.get(_address("compare", saved.pk), {"fra": 2, "til": 1}).content.decode()
    assert "Fra versjon 1 til versjon 2" in page


@pytest.mark.parametrize("query", ["fra=1&til=9", "fra=1", "fra=x&til=2", "fra=99999999999999999999&til=1"])
def test_versions_that_are_not_there_are_not_found(client, saved, rita, query):
    client.force_login(rita)
    assert client.get(f"{_address('compare', saved.pk)}?{query}").status_code == 404


def test_a_report_without_versions_says_so(client, make_report, rita):
    client.force_login(rita)
    report = make_report()
    assert "Ingen versjoner ennå" in client.get(_address("history", report.pk)).content.decode()
    assert "ikke to versjoner" in client.get(_address("compare", report.pk)).content.decode()


def test_going_back_asks_first_and_then_does_it(client, saved, rita):
    client.force_login(rita)
    asked = client.get(_address("restore", saved.pk, 1)).content.decode()
    assert "Gå tilbake til versjon 1" in asked
    assert saved.findings.count() == 2
    client.post(_address("restore", saved.pk, 1))
    assert [finding.text for finding in saved.findings.all()] == ["<p>Et funn.</p>"]
    assert [tag.name for tag in saved.tags.all()] == ["Botid"]


def test_a_save_in_the_form_is_a_version_with_its_note(client, make_report, rita):
    client.force_login(rita)
    report = make_report()
    address = _address("change", report.pk)
    data = report_form(client, address, lead="Skrevet om.", version_note="Klarere ingress")
    assert client.post(address, data).status_code == 302
    (version,) = Version.objects.of(report.public_id)
    assert (version.created_by, version.note, version.manuscript["lead"]) == (rita, "Klarere ingress", "Skrevet om.")


def test_a_deleted_report_is_listed_and_comes_back(client, make_report, rita):
    client.force_login(rita)
    report = make_report("Slettes straks")
    client.post(_address("delete", report.pk), {"post": "yes"})
    assert not Report.objects.filter(pk=report.pk).exists()
    assert "Slettes straks" in client.get(_address("deleted")).content.decode()
    mark = Version.objects.of(report.public_id).get().marks.get()
    client.post(_address("recover", mark.pk), {"chapter": report.chapter_id})
    assert Report.objects.get(public_id=report.public_id).title == "Slettes straks"
    assert (
        "Slettes straks"
        not in client.get(_address("deleted")).content.decode().partition("<main")[2].partition("messagelist")[0]
    )


def test_two_hundred_saves_with_thirty_findings_take_few_queries(client, make_report, rita, now):
    report = make_report()
    for position in range(2, 31):
        report.findings.create(text=f"<p>Funn nummer {position}.</p>", position=position)
    for number in range(200):
        Report.objects.filter(pk=report.pk).update(lead=f"Ingress {number}")
        mark_changed(reports=[report], actor=rita, now=now + timedelta(minutes=number))
    client.force_login(rita)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(_address("history", report.pk)).content.decode()
    assert "Til versjon 200" in page
    assert len(asked) < 10, [q["sql"][:150] for q in asked]
    assert 'Til versjon 1"' in client.get(_address("history", report.pk), {"side": 4}).content.decode()
