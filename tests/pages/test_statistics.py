"""The statistics page: headlines, charts, tables and files of numbers."""

from decimal import Decimal

import pytest

from reports.models import Organisation, Publication, Series
from tests.pages.conftest import words
from tests.years import chapter_of, finish

PAGE = "/statistikk/"
FILES = [
    *("rapporter-per-ar", "funn-per-ar", "dokumenter-per-ar", "rapporter-per-kapittel", "rapporter-per-sprak"),
    *("rapporter-per-institusjon", "rapporter-per-maned", "serie-integreringsbarometeret"),
]


@pytest.fixture
def download(client, db):
    """The rows of a file of numbers, as texts."""

    def read(name: str) -> list[list[str]]:
        response = client.get(f"{PAGE}{name}.csv")
        assert response.status_code == 200
        return [line.split(";") for line in response.content.decode("utf-8-sig").splitlines()]

    return read


@pytest.fixture
def measured(make_report, publish):
    """Publishes a report of a series in a year with one key figure, «trives»."""

    def make(series, year, value, **fields):
        chapter = chapter_of(year)
        report = make_report(f"Trivsel {year}", chapter=chapter, series=series, **fields)
        report.key_figures.create(value=Decimal(value), unit="%", measure="trives", statement="trives", position=1)
        publish(report)
        return chapter

    return make


@pytest.fixture
def series(db):
    return Series.objects.create(name="Trivselsbarometeret")


def _tables(page) -> dict[str, list[list[str]]]:
    """Rows of each table by the name of the region it stands in."""
    regions = [region for region in page.of_class("table") if region.get("role") == "region"]
    return {r.get("aria-label"): [[words(cell) for cell in row] for row in r.iter("tr")] for r in regions}


def _charts(page) -> dict[str, str]:
    """The name of each chart and what it tells those who do not see it."""
    charts = page.of_class("chart")
    assert all(chart.get("role") == "img" for chart in charts)
    named = [{e.get("id"): words(e) for e in chart.iter() if e.get("id")} for chart in charts]
    labelled = [
        [ids[name] for name in chart.get("aria-labelledby").split()] for ids, chart in zip(named, charts, strict=True)
    ]
    return dict(labelled)


# What it says -------------------------------------------------------------------------------------
def test_headlines_tell_what_the_numbers_mean(visit):
    headings = visit(PAGE).headings
    assert "24 rapporter i 2020" in headings
    assert "139 funn i 2020" in headings
    assert "11 av 24 rapporter handler om kvalifisering og arbeidsliv" in headings
    assert "21 av 24 rapporter er på bokmål" in headings
    assert "Fafo har utført flest: 5 av 24 rapporter" in headings
    assert "Flest rapporter kom i februar 2020: 5 av 24" in headings


def test_one_year_is_told_and_not_drawn(visit):
    page = visit(PAGE)
    assert "Foreløpig finnes bare 2020-utgaven." in page.text
    assert [name for name in _charts(page) if "år" in name] == []
    assert len(_charts(page)) == 4


def test_two_years_are_drawn_and_compared(visit, make_report, publish, now):
    publish(make_report(chapter=(chapter := chapter_of(2031))))
    assert "1 rapport så langt i 2031, mot 24 i 2020" in visit(PAGE).headings
    assert "2031-utgaven er under arbeid. Tallene for 2031 kan øke." in visit(PAGE).text
    finish(chapter, now)
    page = visit(PAGE)
    assert "1 rapport i 2031, 23 færre enn i 2020" in page.headings
    assert "under arbeid" not in page.text
    assert "Foreløpig" not in page.text
    assert _charts(page)["Diagram: Rapporter per år"] == "2020: 24, 2031: 1"


def test_those_that_share_the_first_place_are_named_together(visit, make_report, publish):
    for number in range(2):
        report = make_report(f"Ny {number}")
        report.contributions.create(
            organisation=Organisation.objects.get(slug="institutt-for-samfunnsforskning"), role="utfører", position=1
        )
        publish(report)
    assert "Fafo og Institutt for samfunnsforskning har utført flest: 5 rapporter hver" in visit(PAGE).headings


def test_a_date_that_is_only_a_year_is_told_apart(visit, make_report, publish):
    publish(make_report(issued="2020"))
    page = visit(PAGE)
    assert "1 rapport har bare årstall som dato. Den står som «uten måned» i tabellen." in page.text
    assert ["2020", "uten måned", "1"] in _tables(page)["Rapporter per måned"]
    assert "uten måned" not in _charts(page)["Diagram: Rapporter per måned"]


def test_a_chart_of_many_shows_the_largest_and_says_so(visit, make_report, publish):
    for number in range(3):
        report = make_report(f"Ny {number}")
        organisation = Organisation.objects.create(name=f"Nytt institutt {number}")
        report.contributions.create(organisation=organisation, role="utfører", position=1)
        publish(report)
    page = visit(PAGE)
    assert "Diagrammet viser de 12 med flest. Tabellen har alle." in page.text
    assert len(_tables(page)["Rapporter per institusjon"]) == 1 + 15


def test_nothing_published_says_what_will_come(visit):
    Publication.objects.all().delete()
    page = visit(PAGE)
    assert page.status == 200
    assert "Her kommer det tall når den første rapporten er publisert." in page.text
    assert page.links()["Les om FoU-oversikten"] == "/om/"


def test_it_is_in_the_menu_and_in_the_sitemap(visit, client):
    assert visit("/").links("header")["Statistikk"] == PAGE
    assert f"{PAGE}</loc>" in client.get("/sitemap.xml").content.decode()


def test_it_takes_no_parameters(visit):
    page = visit(f"{PAGE}?aar=2020")
    assert page.status == 400
    assert "aar" in page.text


def test_names_cannot_break_out_of_the_page(visit, make_report, publish):
    organisation = Organisation.objects.create(name="</title><script>alert(1)</script> & Co", slug="farlig")
    for number in range(7):  # more than any other, so that headline and chart name it
        report = make_report(f"Ny {number}")
        report.contributions.create(organisation=organisation, role="utfører", position=1)
        publish(report)
    page = visit(PAGE)
    assert page.all("script") == []
    assert f"{organisation.name} har utført flest: 7 av 31 rapporter" in page.headings
    assert f"{organisation.name}: 7, Fafo: 5" in _charts(page)["Diagram: Rapporter per institusjon"]


# Table, file and list agree -----------------------------------------------------------------------
def test_table_and_file_hold_the_same_numbers(visit, download):
    page = visit(PAGE)
    tables = _tables(page)
    files = [
        link.get("href") for row in page.of_class("numbers-row") for link in row if link.tag == "p" for link in link
    ]
    assert files == [f"{PAGE}{name}.csv" for name in (*FILES[:-1], "serie-beregningsutvalgets-rapporter", FILES[-1])]
    for (title, rows), file in zip(tables.items(), files, strict=True):
        table = [[cell.replace("–", "") for cell in row] for row in rows] if "serie-" in file else rows
        assert table == download(file.removeprefix(PAGE).removesuffix(".csv")), title


def test_a_number_in_a_table_leads_to_a_list_of_as_many(visit):
    links = visit(PAGE).links()
    assert "11 rapporter" in visit(links["Kvalifisering og arbeidsliv"]).text
    assert "5 rapporter" in visit(links["Fafo"]).text
    assert "3 rapporter" in visit(links["nynorsk"]).text


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_for_norwegian_spreadsheets(client, db, name):
    response = client.get(f"{PAGE}{name}.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="fou-{name}.csv"'
    assert response["Cache-Control"] == "public, no-cache"
    assert response.content.startswith("\N{BYTE ORDER MARK}".encode())


def test_decimals_have_a_comma_and_units_a_column(download):
    rows = download("serie-beregningsutvalgets-rapporter")
    assert rows[0] == ["Gruppe", "Nøkkeltall", "Enhet", "2020"]
    assert rows[1][2:] == ["%", "101,7"]


def test_a_name_never_becomes_a_formula(download, make_report, publish):
    report = make_report()
    organisation = Organisation.objects.create(name='=HYPERLINK("https://x.no")', slug="farlig")
    report.contributions.create(organisation=organisation, role="utfører", position=1)
    publish(report)
    names = [row[0] for row in download("rapporter-per-institusjon")]
    assert [name for name in names if "HYPERLINK" in name] == ['"\'=HYPERLINK(""https://x.no"")"']


@pytest.mark.parametrize("name", ["finnes-ikke", "serie-finnes-ikke", "serie-imdis-kommuneundersokelse", "serie-"])
def test_an_unknown_file_is_not_found(client, db, name):
    assert client.get(f"{PAGE}{name}.csv").status_code == 404


def test_without_reports_a_file_has_its_headings(client, db, download):
    Publication.objects.all().delete()
    assert download("rapporter-per-maned") == [["År", "Måned", "Rapporter"]]


# Series and institutions --------------------------------------------------------------------------
def test_a_key_figure_of_one_year_is_told_plainly(visit):
    for address in (PAGE, "/serier/integreringsbarometeret/"):
        page = visit(address)
        assert "Tall fra 2020-utgaven." in page.text
        assert "Vis alle 23 nøkkeltall i en tabell" in page.text
        assert len(page.of_class("measures")) == 0


def test_a_key_figure_of_two_years_is_drawn_with_its_numbers_in_words(visit, series, measured):
    measured(series, 2031, "40")
    measured(series, 2033, "44.5")
    for address in (PAGE, "/serier/trivselsbarometeret/"):
        assert _charts(visit(address))["Diagram: trives"] == "40 % i 2031, 44,5 % i 2033"


def test_a_series_without_joined_figures_has_its_reports_per_year(visit, series, make_report, publish):
    publish(make_report("A", series=series))
    address = "/serier/trivselsbarometeret/"
    assert visit(address).of_class("chart") == []
    publish(make_report("B", series=series, chapter=chapter_of(2031)))
    page = visit(address)
    assert _charts(page) == {"Diagram: Rapporter per år": "2020: 1, 2031: 1"}
    assert visit(page.links()["2031"]).text.count("Trivselsbarometeret") >= 1


def test_an_institution_has_a_chart_only_when_there_are_two_years(visit, make_report, publish):
    assert visit("/institusjoner/fafo/").of_class("chart") == []
    report = make_report(chapter=chapter_of(2031))
    report.contributions.create(organisation=Organisation.objects.get(slug="fafo"), role="utfører", position=1)
    publish(report)
    page = visit("/institusjoner/fafo/")
    assert list(_charts(page)) == ["Diagram: Rapporter per år"]
    assert "1 rapport" in visit(page.links()["2031"]).text
