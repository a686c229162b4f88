"""A new year begins with the frame of the last, and the old year never notices."""

import pytest
from django.core.management import CommandError, call_command

from reports.exchange import read_edition
from reports.models import Chapter, Edition, Report
from reports.yearly.new_year import NoNewYear, next_year, start_year

pytestmark = pytest.mark.django_db

OLD_PAGES = ["/", "/2020/", "/2020/les/", "/2020/serier/", "/rapporter/", "/rapporter.csv", "/sitemap.xml", "/serier/"]


@pytest.fixture
def edition(rita, now):
    return start_year(year=2021, actor=rita, now=now)[0]


def test_chapters_keep_their_names_numbers_and_addresses(edition):
    columns = ("number", "title", "slug")
    last = Chapter.objects.filter(edition__year=2020).order_by("number").values_list(*columns)
    assert list(edition.chapters.order_by("number").values_list(*columns)) == list(last)
    assert set(edition.chapters.values_list("introduction", flat=True)) == {""}


def test_the_years_own_texts_name_the_new_year(edition):
    assert edition.title == "FoU-prosjekter 2021"
    assert edition.subtitle == "Avsluttede forsknings- og utviklingsprosjekter i 2021"
    assert "avsluttet i 2021" in edition.introduction
    assert "24 rapporter" not in edition.introduction
    assert "2020" not in edition.introduction


def test_every_series_has_one_draft_to_be_written(edition):
    drafts = read_edition(edition).chapters[4].reports
    assert [(r.title, r.series) for r in drafts] == [
        ("Integreringsbarometeret 2021", "Integreringsbarometeret"),
        ("Kommunenes utgifter til bosetting og integrering av flyktninger i 2020", "Beregningsutvalgets rapporter"),
        (
            "Indikatorer for integrering. Tilstand og utviklingstrekk ved inngangen til 2021",
            "Indikatorer for integrering",
        ),
        ("IMDis kommuneundersøkelse 2020", "IMDis kommuneundersøkelse"),
    ]
    old = read_edition(Edition.objects.get(year=2020)).chapters[4].reports
    assert [(r.contributions, r.tags) for r in drafts] == [(old[n].contributions, old[n].tags) for n in (0, 2, 3, 4)]


def test_nothing_found_written_or_dated_comes_along(edition):
    for chapter in read_edition(edition).chapters:
        for r in chapter.reports:
            written = (r.findings, r.key_figures, r.documents, r.lead, r.body, r.facts, r.identifiers, r.authors)
            assert (*filter(None, written), r.issued, r.source_url) == (None, None)


def test_the_second_time_nothing_is_made(edition, rita, now):
    before = Report.objects.count()
    assert start_year(year=2021, actor=rita, now=now) == (edition, False)
    assert Report.objects.count() == before


def test_the_old_years_pages_are_the_same_to_the_last_byte(client, rita, now):
    report = Report.objects.get(title="Integreringsbarometeret 2020")
    addresses = [*OLD_PAGES, f"/rapporter/{report.slug}/", f"/rapporter/{report.slug}.json"]
    before = {address: b"".join(client.get(address)) for address in addresses}
    old = read_edition(Edition.objects.get(year=2020))
    start_year(year=2021, actor=rita, now=now)
    assert {address: b"".join(client.get(address)) for address in addresses} == before
    assert read_edition(Edition.objects.get(year=2020)) == old
    assert client.get("/2021/").status_code == 404


def test_a_year_with_nothing_before_it_is_refused(rita, now):
    with pytest.raises(NoNewYear, match="ingen årgang før 2001"):
        start_year(year=2001, actor=rita, now=now)
    with pytest.raises(NoNewYear, match="Året 2300 er utenfor"):
        start_year(year=2300, actor=rita, now=now)


def test_the_year_that_comes_next(edition):
    assert next_year() == 2022


def test_the_command_says_what_it_did(capsys):
    call_command("new_edition", "2021")
    call_command("new_edition", "2021")
    made, again = capsys.readouterr().out.splitlines()
    assert made == "2021-utgaven er laget med 5 kapitler og 4 utkast. Ingenting er vist på nettstedet."
    assert again == "2021-utgaven finnes fra før. Ingenting er endret."
    with pytest.raises(CommandError, match="ingen årgang før 2001"):
        call_command("new_edition", "2001")
