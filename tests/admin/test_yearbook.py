import json

import pytest
from django.urls import reverse

from reports.models import Edition, Report

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return Edition.objects.get(year=2020)


def _address(year, extension="json") -> str:
    return reverse("admin:reports_edition_file", args=[year.pk, extension])


@pytest.mark.parametrize(
    ("who", "status"), [("anonymous", 302), ("uno", 403), ("rita", 200), ("geir", 200), ("ada", 200)]
)
def test_those_who_may_see_the_edition_may_have_it_as_a_file(client, request, year, who, status):
    if who != "anonymous":
        client.force_login(request.getfixturevalue(who))
    assert client.get(_address(year)).status_code == status


def test_the_file_is_the_desks_text_and_goes_into_no_cache(client, rita, year):
    Report.objects.filter(slug="integreringsbarometeret-2020").update(title="Ny tittel")
    client.force_login(rita)
    response = client.get(_address(year))
    assert "Ny tittel" in response.content.decode()
    assert len(json.loads(response.content)["chapters"]) == 5
    assert response["Content-Disposition"] == 'attachment; filename="fou-prosjekter-2020.utkast.json"'
    assert "no-store" in response["Cache-Control"]


def test_letters_that_cannot_be_printed_are_told(client, rita, year):
    Report.objects.filter(slug="integreringsbarometeret-2020").update(lead="Hei 😀")
    client.force_login(rita)
    assert client.get(_address(year, "pdf")).content.startswith(b"%PDF-")
    assert "byttet ut i filen: 😀" in client.get(reverse("admin:index")).content.decode()


def test_the_editions_form_links_to_every_format(client, rita, year):
    client.force_login(rita)
    page = client.get(reverse("admin:reports_edition_change", args=[year.pk])).content.decode()
    for extension, label in (("pdf", "PDF"), ("docx", "Word"), ("json", "JSON")):
        assert _address(year, extension) in page
        assert f"Last ned {label}" in page


def test_what_is_no_format_or_no_edition_is_not_found(client, rita, year):
    client.force_login(rita)
    assert client.get(_address(year, "exe")).status_code == 404
    assert client.get(reverse("admin:reports_edition_file", args=[9999, "pdf"])).status_code == 404
