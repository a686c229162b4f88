import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.models import Edition, PublishedEdition
from tests.pictures import picture

from .forms import report_form

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def year():
    return Edition.objects.get(year=2020)


@pytest.fixture
def save(client, geir, year):
    """Sends the edition's form with some fields changed; returns the page that follows."""
    client.force_login(geir)
    address = reverse("admin:reports_edition_change", args=[year.pk])

    def send(button="_continue", **fields):
        answer = client.post(address, report_form(client, address, **{button: "1", **fields}), follow=True)
        year.refresh_from_db()
        return answer.text

    return send


def _upload(content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("forside.png", content or picture(), "image/png")


def test_a_picture_with_words_is_kept_and_shown(client, save, year):
    page = save(picture=_upload(), cover_alt="Barn i en skolegård")
    assert (year.cover_alt, year.cover_is_decoration, len(year.cover_sha256)) == ("Barn i en skolegård", False, 64)
    address = reverse("admin:reports_edition_cover", args=[year.pk])
    assert address in page
    assert client.get(address)["Content-Type"] == "image/jpeg"


def test_it_is_no_ones_to_see_before_the_year_is_published(client, save, year):
    save(picture=_upload(), cover_alt="Barn", accent="#7a1f4b")
    assert client.get("/2020/forside.jpg").status_code == 404
    assert b"7a1f4b" not in client.get("/2020/").content
    save("_publish", note="Forsiden er ny.")
    answer = client.get("/2020/forside.jpg")
    assert (answer.status_code, answer["ETag"]) == (200, f'"{year.cover_sha256}"')
    assert b'fill="#7a1f4b"' in client.get("/2020/").content
    assert b'alt="Barn"' in client.get("/2020/").content
    assert PublishedEdition.objects.get().version.manuscript["cover"] == year.cover_sha256


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Skriv hva bildet viser, eller kryss av"),
        ({"cover_alt": "Barn", "cover_is_decoration": "on"}, "Ikke begge deler"),
    ],
)
def test_a_picture_is_either_described_or_decoration(save, year, fields, sentence):
    page = save(picture=_upload(), **fields)
    assert sentence in page
    assert year.cover_sha256 == ""
    # It need not be sent again.
    assert "Det nye bildet er mottatt" in page
    token = re.search(r'name="picture_received" value="([^"]+)"', page)[1]
    save(picture_received=token, cover_is_decoration="on")
    assert (len(year.cover_sha256), year.cover_is_decoration) == (64, True)


def test_a_bad_picture_is_told_and_the_rest_of_the_form_is_kept(save, year):
    page = save(picture=_upload(b"<svg/>"), title="En ny tittel")
    assert "verken JPEG eller PNG" in page
    assert "En ny tittel" in page
    assert (year.cover_sha256, year.title) == ("", "FoU-prosjekter 2020")


def test_the_picture_can_be_taken_away_with_its_words(save, year):
    save(picture=_upload(), cover_alt="Barn")
    save(remove_picture="on")
    assert (year.cover_sha256, year.cover_alt, year.cover_is_decoration) == ("", "", False)


def test_a_colour_too_light_is_told_with_its_contrast(save, year):
    assert "har kontrast 1,5 mot hvitt papir" in save(accent="#ffcc00")
    assert year.accent == "#0b5563"


def test_someone_elses_token_is_none(save, year):
    save(picture_received="abc:def")
    assert year.cover_sha256 == ""
