import json

import pytest

from reports.models import PublishedEdition
from reports.yearly import yearbook, yearfiles
from tests.pages.conftest import words

KINDS = {"pdf": "application/pdf", "json": "application/json", "md": "text/markdown; charset=utf-8"}
KINDS["xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS["docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(autouse=True)
def _made(settings, tmp_path):
    settings.VAR = tmp_path


def test_the_edition_page_offers_every_file_with_what_it_is_for(visit, client):
    page = visit("/2020/")
    links = {text: address for text, address in page.links().items() if address.startswith("/2020/fou-")}
    assert links == {
        "PDF": "/2020/fou-prosjekter-2020.pdf",
        "Word": "/2020/fou-prosjekter-2020.docx",
        "Markdown": "/2020/fou-prosjekter-2020.md",
        "Excel": "/2020/fou-prosjekter-2020.xlsx",
        "JSON": "/2020/fou-prosjekter-2020.json",
    }
    assert "PDF (for lesing, utskrift og arkiv)" in words(page.of_class("downloads")[0])


@pytest.mark.parametrize("extension", KINDS)
def test_each_file_says_what_it_is_and_sets_no_cookie(client, db, extension):
    response = client.get(f"/2020/fou-prosjekter-2020.{extension}")
    assert (response.status_code, response["Content-Type"]) == (200, KINDS[extension])
    assert f'filename="fou-prosjekter-2020.{extension}"' in response["Content-Disposition"]
    assert response["Cache-Control"] == "public, no-cache"
    assert not response.cookies


def test_an_unchanged_file_is_not_sent_twice(client, db):
    etag = client.get("/2020/fou-prosjekter-2020.json")["ETag"]
    assert client.get("/2020/fou-prosjekter-2020.json", headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("address", ["fou-prosjekter-2019.pdf", "fou-prosjekter-2020.exe", "fou-prosjekter-2020.pdf/"])
def test_other_names_are_not_found(visit, address):
    assert visit(f"/2020/{address}").status == 404


def test_a_parameter_is_refused(client, db):
    assert client.get("/2020/fou-prosjekter-2020.json?side=2").status_code == 400


def test_a_year_under_work_has_no_files(visit):
    PublishedEdition.objects.update(state="draft", version=None, published_at=None)
    assert visit("/2020/fou-prosjekter-2020.json").status == 404
    assert visit("/2020/").of_class("downloads") == []


def test_a_year_too_large_offers_its_data_and_says_why_there_is_no_pdf(visit, client, monkeypatch):
    monkeypatch.setattr(yearbook, "MOST_REPORTS", 23)
    assert [link.text for link in visit("/2020/").of_class("downloads")[0].iter("a")] == ["Markdown", "Excel", "JSON"]
    monkeypatch.setitem(yearfiles.published_file.__kwdefaults__, "most", 23)
    page = visit("/2020/fou-prosjekter-2020.pdf")
    assert page.status == 404
    assert "24 rapporter" in page.text
    assert page.links()["Les hele utgaven på én side"] == "/2020/les/"


def test_a_file_that_could_not_be_made_is_said_plainly(visit, monkeypatch):
    monkeypatch.setattr(yearbook, "_SECONDS", 0)
    page = visit("/2020/fou-prosjekter-2020.pdf")
    assert page.status == 503
    assert "for tung å lage" in page.text


def test_the_data_is_the_edition(client, db):
    assert json.loads(client.get("/2020/fou-prosjekter-2020.json").content)["year"] == 2020
