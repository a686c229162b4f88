"""The small addresses that machines ask for, and how the pages lead to them."""

import struct
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from lxml import etree

from fou.settings import _contact

PNG = b"\x89PNG\r\n\x1a\n"


def _static(address: str) -> bytes:
    """The file behind an address under /static/."""
    path = finders.find(address.partition("/static/")[2])
    assert path, address
    with open(path, "rb") as file:
        return file.read()


def _png_size(content: bytes) -> tuple[int, int]:
    assert content.startswith(PNG)
    return struct.unpack(">II", content[16:24])


# security.txt -------------------------------------------------------------------------------------
def _fields(client) -> dict[str, str]:
    response = client.get("/.well-known/security.txt")
    assert (response.status_code, response["Content-Type"]) == (200, "text/plain; charset=utf-8")
    return dict(line.split(": ", 1) for line in response.text.splitlines())


def test_security_txt_has_what_rfc_9116_wants(client, settings):
    settings.FOU_URL = "https://fou.example.no"
    settings.FOU_SECURITY_CONTACT = "mailto:sikkerhet@example.no"
    fields = _fields(client)
    assert fields.pop("Expires")
    assert fields == {
        "Contact": "mailto:sikkerhet@example.no",
        "Preferred-Languages": "nb, nn, en",
        "Canonical": "https://fou.example.no/.well-known/security.txt",
    }


@pytest.mark.parametrize("hour", [0, 23])
def test_security_txt_expires_in_a_year_and_says_the_same_all_day(client, monkeypatch, hour):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2027, 3, 5, hour, 59, tzinfo=UTC))
    assert _fields(client)["Expires"] == "2028-03-04T00:00:00Z"


def test_security_txt_is_not_kept_longer_than_a_day(client):
    response = client.get("/.well-known/security.txt")
    assert response["Cache-Control"] == "public, max-age=86400"
    assert datetime.fromisoformat(_fields(client)["Expires"]) > datetime.now(UTC) + timedelta(days=363)


@pytest.mark.parametrize("value", ["sikkerhet@example.no", "http://example.no/", "mailto:x@example.no\nExpires: 2020"])
def test_a_contact_that_is_no_address_is_refused_by_name(value):
    with pytest.raises(ImproperlyConfigured, match="FOU_SECURITY_CONTACT"):
        _contact(value)


# Icons --------------------------------------------------------------------------------------------
def test_the_icons_browsers_ask_for_unbidden_are_there(client):
    for address in ("/favicon.ico", "/apple-touch-icon.png"):
        response = client.get(address)
        assert (response.status_code, response["Cache-Control"]) == (302, "public, no-cache")
        assert _static(response["Location"])
    assert client.post("/favicon.ico").status_code == 405


def test_the_favicon_holds_three_sizes():
    content = _static("/static/img/favicon.ico")
    reserved, kind, count = struct.unpack("<HHH", content[:6])
    assert (reserved, kind, count) == (0, 1, 3)
    sizes = []
    for place in range(6, 6 + 16 * count, 16):
        length, start = struct.unpack("<II", content[place + 8 : place + 16])
        assert _png_size(content[start : start + length]) == (content[place], content[place + 1])
        sizes.append(content[place])
    assert sizes == [16, 32, 48]


def test_the_manifest_names_the_site_and_icons_that_exist(client, db):
    response = client.get("/site.webmanifest")
    assert (response.status_code, response["Content-Type"]) == (200, "application/manifest+json")
    manifest = response.json()
    assert (manifest["name"], manifest["lang"], manifest["start_url"]) == ("FoU-oversikten", "nb", "/")
    for icon in manifest["icons"]:
        content = _static(icon["src"])
        if icon["type"] == "image/png":
            assert "{}x{}".format(*_png_size(content)) == icon["sizes"]
        else:
            assert etree.fromstring(content).tag == "{http://www.w3.org/2000/svg}svg"


# What the pages say of them -----------------------------------------------------------------------
@pytest.mark.parametrize("address", ["/", "/rapporter/?q=tolk", "/rapporter/integreringsbarometeret-2020/", "/om/"])
def test_every_page_names_icon_manifest_and_picture(visit, address, settings):
    settings.FOU_URL = "https://fou.example.no"
    page = visit(address)
    links = {link.get("rel"): link.get("href") for link in page.all("link")}
    assert _png_size(_static(links["apple-touch-icon"])) == (180, 180)
    assert links["manifest"] == "/site.webmanifest"
    said = {meta.get("property"): meta.get("content") for meta in page.all("meta")}
    assert said["og:image"].startswith("https://fou.example.no/static/img/social")
    assert _png_size(_static(said["og:image"])) == (int(said["og:image:width"]), int(said["og:image:height"]))
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["og:image:alt"]


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/", "rapporter"),
        ("/rapporter/", "rapporter"),
        ("/rapporter/?aar=2020&q=tolk&sorter=tittel", "rapporter om tolk, 2020"),
        ("/emner/tolk/", "rapporter om tolk"),
        ("/institusjoner/fafo/", "rapporter, Fafo"),
        ("/serier/integreringsbarometeret/", "rapporter, Integreringsbarometeret"),
    ],
)
def test_a_page_of_reports_leads_to_its_feed_for_machines_and_people(visit, client, address, title):
    page = visit(address)
    linked = page.one("link[@type='application/atom+xml']")
    assert (linked.get("rel"), bool(linked.get("title"))) == ("alternate", True)
    assert page.links()["Følg med (Atom)"] == linked.get("href")
    feed = feedparser.parse(client.get(linked.get("href")).content)
    assert feed.feed.title == f"FoU-oversikten: {title}"


def test_what_machines_ask_for_often_costs_little(client, db):
    for address in ("/.well-known/security.txt", "/favicon.ico", "/site.webmanifest", "/robots.txt"):
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        assert len(captured) <= 1, address
