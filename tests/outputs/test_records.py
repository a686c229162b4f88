"""Lists and reports as JSON."""

import pytest

from reports.models import Publication

BAROMETER = "/rapporter/integreringsbarometeret-2020"

pytestmark = pytest.mark.django_db


def test_a_record_of_json(client):
    record = client.get("/rapporter.json?serie=integreringsbarometeret&sorter=eldste").json()["results"][0]
    assert record["title"] == "Integreringsbarometeret 2020"
    assert (record["issued"], record["edition"], record["language"]) == ("2020-06", 2020, "nb")
    assert record["chapter"]["url"] == "http://127.0.0.1:8000/2020/serier/"
    assert {(o["name"], o["role"]) for o in record["organisations"]} >= {("Kantar", "datainnsamler")}
    assert record["tags"][1] == {"name": "Holdninger", "url": "http://127.0.0.1:8000/emner/holdninger/"}
    assert record["series"]["name"] == "Integreringsbarometeret"
    assert record["findings"] == 14


def test_a_report_as_json_is_its_manuscript_with_addresses_and_labels(client):
    data = client.get(f"{BAROMETER}.json").json()
    manuscript = Publication.objects.get(slug="integreringsbarometeret-2020").manuscript
    assert {name: data[name] for name in manuscript} == manuscript
    assert (data["schema"], data["url"]) == (1, f"http://127.0.0.1:8000{BAROMETER}/")
    assert data["labels"]["series"]["url"].endswith("/serier/integreringsbarometeret/")


def test_stored_html_is_not_trusted_on_the_way_out(client, rewrite):
    publication = Publication.objects.get(slug="integreringsbarometeret-2020")
    rewrite(publication, body="<img src=x onerror=x()><p>Tekst</p>")
    assert client.get(f"{BAROMETER}.json").json()["body"] == "<p>Tekst</p>"
