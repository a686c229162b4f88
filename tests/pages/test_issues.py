import hashlib

import pytest

from reports.models import Issue, IssueFile, Report
from reports.yearly import freezing
from reports.yearly.freezing import freeze_edition
from reports.yearly.issues import place_of
from reports.yearly.yearbook import FORMATS
from tests.pages.conftest import words

pytestmark = pytest.mark.usefixtures("media")


@pytest.fixture
def freeze(db, settings, tmp_path, monkeypatch, geir, now):
    settings.VAR = tmp_path
    monkeypatch.setattr(freezing, "FORMATS", {name: FORMATS[name] for name in ("md", "json")})
    return lambda note="": freeze_edition(year=2020, note=note, actor=geir, now=now)


@pytest.fixture
def correct(publish):
    def change(lead: str) -> None:
        report = Report.objects.get(slug="integreringsbarometeret-2020")
        report.lead = lead
        report.save()
        publish(report)

    return change


def test_a_year_that_is_not_frozen_says_nothing_of_it(visit):
    assert "frosne" not in visit("/2020/").source.lower()


def test_the_years_page_shows_the_issue_with_date_and_checksums(freeze, visit):
    freeze()
    page = visit("/2020/")
    section = page.one("section[@aria-labelledby='frosne-utgaver']")
    assert "Utgave 1, 1. juni 2030" in words(section)
    assert "Rapportene på nettstedet er de samme som i utgave 1." in words(section)
    for file in IssueFile.objects.all():
        assert file.sha256 in words(section)
        assert file.get_absolute_url() in page.links().values()


def test_it_names_the_reports_that_have_changed_since(freeze, correct, visit):
    freeze()
    correct("Ny ingress.")
    page = visit("/2020/")
    assert "Endret på nettstedet siden utgave 1" in page.text
    assert "Integreringsbarometeret 2020: endret (Ingress)" in page.text


def test_a_corrected_issue_says_what_was_corrected(freeze, correct, visit):
    freeze()
    correct("Ny ingress.")
    freeze("Feil tall i ingressen.")
    page = visit("/2020/")
    headings = [heading for heading in page.headings if heading.startswith("Utgave ")]
    assert headings == ["Utgave 2, 1. juni 2030", "Utgave 1, 1. juni 2030"]
    assert "Rettet: Feil tall i ingressen." in page.text
    assert "Integreringsbarometeret 2020: endret (Ingress)" in page.text


def test_each_issue_keeps_its_bytes_and_the_year_gives_the_newest(freeze, correct, client):
    freeze()
    first = client.get("/2020/utgave-1/fou-prosjekter-2020.json")
    assert client.get("/2020/fou-prosjekter-2020.json").content == first.content
    assert first["ETag"] == f'"{hashlib.sha256(first.content).hexdigest()}"'
    correct("Ny ingress.")
    assert client.get("/2020/fou-prosjekter-2020.json").content == first.content
    freeze("Ingressen.")
    second = client.get("/2020/fou-prosjekter-2020.json")
    assert "Ny ingress." in second.content.decode()
    assert client.get("/2020/utgave-1/fou-prosjekter-2020.json").content == first.content
    assert client.get("/2020/utgave-2/fou-prosjekter-2020.json").content == second.content
    assert (
        'filename="fou-prosjekter-2020.utgave-2.json"'
        in client.get("/2020/utgave-2/fou-prosjekter-2020.json")["Content-Disposition"]
    )


@pytest.mark.parametrize(
    "address",
    [
        "utgave-2/fou-prosjekter-2020.json",
        "utgave-1/fou-prosjekter-2019.json",
        "utgave-1/fou-prosjekter-2020.exe",
        "utgave-0/fou-prosjekter-2020.json",
        "utgave-99999999999999999999/fou-prosjekter-2020.json",
        "utgave-1/",
    ],
)
def test_what_was_never_given_out_is_not_found(freeze, visit, address):
    freeze()
    assert visit(f"/2020/{address}").status == 404


def test_a_lost_file_is_said_plainly(freeze, visit):
    freeze()
    file = IssueFile.objects.get(extension="json")
    place_of(file.sha256, "json").unlink()
    for address in ("/2020/utgave-1/fou-prosjekter-2020.json", "/2020/fou-prosjekter-2020.json"):
        page = visit(address)
        assert (page.status, "borte fra tjeneren" in page.text) == (503, True)


def test_the_queries_do_not_grow_with_the_issues(freeze, correct, client, django_assert_max_num_queries):
    freeze()
    with django_assert_max_num_queries(12) as few:
        client.get("/2020/")
    for number in range(3):
        correct(f"Ingress {number}.")
        freeze("Ingressen.")
    with django_assert_max_num_queries(len(few)):
        client.get("/2020/")
    assert Issue.objects.count() == 4
