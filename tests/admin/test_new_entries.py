"""A tag or an institution made from the report form, by the same rules as in the catalogue."""

import pytest
from django.urls import reverse

from reports.models import Organisation, Stamp, Tag

pytestmark = pytest.mark.django_db

TAG = reverse("admin:reports_tag_make")
ORGANISATION = reverse("admin:reports_organisation_make")


def test_an_editor_makes_a_tag(client, rita):
    client.force_login(rita)
    stamp = Stamp.current()
    answer = client.post(TAG, {"name": "  Språkkafé  på bibliotek "})
    tag = Tag.objects.get(name="Språkkafé på bibliotek")
    assert (answer.status_code, answer.json()) == (201, {"id": tag.pk, "name": tag.name})
    assert tag.slug == "sprakkafe-pa-bibliotek"
    assert Stamp.current() > stamp


def test_an_institution_may_bring_its_short_name(client, rita):
    client.force_login(rita)
    client.post(ORGANISATION, {"name": "Institutt for prøver", "acronym": "IP"})
    assert Organisation.objects.get(acronym="IP").name == "Institutt for prøver"


@pytest.mark.parametrize(("address", "model"), [(TAG, Tag), (ORGANISATION, Organisation)])
def test_a_twin_is_refused_with_the_one_there_is(client, rita, address, model):
    client.force_login(rita)
    there = model.objects.first()
    answer = client.post(address, {"name": f" {there.name.upper()}"})
    assert answer.status_code == 400
    assert answer.json()["errors"] == [f"«{there.name}» finnes allerede. Bruk den, eller velg et annet navn."]
    assert answer.json()["existing"] == {"id": there.pk, "name": there.name}


@pytest.mark.parametrize("name", ["", "   ", "a\x07b", "x" * 300, "\u00ad"])
def test_a_name_that_is_none_is_refused_with_a_sentence(client, rita, name):
    client.force_login(rita)
    answer = client.post(TAG, {"name": name})
    assert answer.status_code == 400
    assert answer.json()["errors"]
    assert answer.json()["existing"] is None


def test_two_names_with_one_slug_are_both_made(client, rita):
    client.force_login(rita)
    for name in ("Mål", "Mal"):
        assert client.post(TAG, {"name": name}).status_code == 201
    assert list(Tag.objects.filter(name__in=["Mål", "Mal"]).order_by("pk").values_list("slug", flat=True)) == [
        "mal",
        "mal-2",
    ]
    answer = client.post(reverse("admin:reports_tag_add"), {"name": "Mal!", "other_names": "", "slug": ""})
    assert answer.status_code == 302


@pytest.mark.parametrize("address", [TAG, ORGANISATION])
def test_who_may_not_make_one_is_told_so(client, uno, address):
    assert client.post(address, {"name": "Nei"}).status_code == 302
    client.force_login(uno)
    assert client.post(address, {"name": "Nei"}).status_code == 403
    assert not Tag.objects.filter(name="Nei").exists()
    assert not Organisation.objects.filter(name="Nei").exists()


def test_the_form_says_what_its_reader_may_make(client, rita):
    client.force_login(rita)
    page = client.get(reverse("admin:reports_report_add"))
    assert [maker["kind"] for maker in page.context["makers"]] == ["tag", "organisation"]
    assert 'id="desk-makers"' in page.content.decode()
