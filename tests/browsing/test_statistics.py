"""What is counted, and how the same key figure is joined over the years."""

from decimal import Decimal

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from reports.browsing.filters import findings_for, reports_for
from reports.browsing.measures import measures_of_series
from reports.browsing.statistics import Statistic, reports_per_year, statistics
from reports.delimited import as_csv
from reports.models import Organisation, Publication, PublishedDocument, Series
from reports.publishing.reports import withdraw_report
from tests.years import chapter_of, finish


def _named(slug: str) -> Statistic:
    return next(statistic for statistic in statistics() if statistic.slug == slug)


def _counted(slug: str) -> dict[str, int]:
    return {row.label: row.value for row in _named(slug).rows}


@pytest.fixture
def series(db):
    return Series.objects.create(name="Trivselsbarometeret")


@pytest.fixture
def measured(series, make_report, publish, now):
    """Publishes a report of the series in a year, with (value, unit, measure, statement) as its key figures."""

    def make(year, *figures, issued=None):
        chapter = chapter_of(year, title=f"Kapittel {issued or ''}")
        report = make_report(f"Trivsel {issued or year}", chapter=chapter, series=series, issued=issued or str(year))
        for position, (value, unit, measure, statement) in enumerate(figures, start=1):
            report.key_figures.create(
                value=Decimal(value), unit=unit, measure=measure, statement=statement, position=position
            )
        publish(report)
        return report

    return make


# Counts -------------------------------------------------------------------------------------------
def test_the_numbers_of_2020(db):
    assert _counted("rapporter-per-ar") == {"2020": 24}
    assert _counted("funn-per-ar") == {"2020": 139}
    assert _counted("dokumenter-per-ar") == {"2020": PublishedDocument.objects.count()} == {"2020": 29}
    assert next(iter(_counted("rapporter-per-kapittel").items())) == ("Kvalifisering og arbeidsliv", 11)
    assert _counted("rapporter-per-sprak") == {"bokmål": 21, "nynorsk": 3}
    makers = list(_counted("rapporter-per-institusjon").items())
    assert makers[:2] == [("Fafo", 5), ("Institutt for samfunnsforskning", 3)]
    assert _counted("rapporter-per-maned")["februar 2020"] == 5


def test_every_number_is_that_of_the_list_it_leads_to(make_report, publish, now):
    finish(other := chapter_of(2031), now)
    publish(make_report("Til", chapter=other, language="en", issued="2031"))
    asked = 0
    for statistic in statistics():
        lists = {"reports": reports_for, "findings": findings_for}
        for row in statistic.rows:
            if row.query and statistic.list_name:
                asked += 1
                listing = lists[statistic.list_name](QueryDict(row.query))
                assert listing.page.paginator.count == row.value, (statistic.slug, row.label)
    assert asked > 20


def test_what_is_split_adds_up_to_all(db):
    for slug in ("rapporter-per-ar", "rapporter-per-kapittel", "rapporter-per-sprak", "rapporter-per-maned"):
        statistic = _named(slug)
        assert sum(row.value for row in statistic.rows) == statistic.total == Publication.objects.public().count()


def test_a_month_counts_without_a_day_and_a_year_without_a_month_stands_apart(make_report, publish):
    for title, issued in (("Dag", "2030-05-17"), ("Måned", "2030-05"), ("År", "2030"), ("Annet år", "2029")):
        publish(make_report(title, issued=issued))
    statistic = _named("rapporter-per-maned")
    counted = {row.cells: row.value for row in statistic.rows}
    assert counted["2030", "mai"] == 2
    assert ("2030", "desember") not in counted
    assert (counted["2029", "uten måned"], counted["2030", "uten måned"]) == (1, 1)
    assert statistic.rows[-1].slot is None
    assert sum(row.value for row in statistic.timed if row.cells[0] in {"2029", "2030"}) == 2


def test_months_without_reports_are_there_as_zeros(db):
    labels = [row.label for row in _named("rapporter-per-maned").rows]
    assert labels == [f"{month} 2020" for month in _MONTHS]


_MONTHS = ["februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november", "desember"]


def test_the_same_chapter_in_two_years_is_one_with_its_newest_title(make_report, publish, now):
    same = chapter_of(2031)
    same.title = "Bosetting, ny tittel"
    same.save()
    publish(make_report(chapter=same))
    counted = _counted("rapporter-per-kapittel")
    assert counted["Bosetting, ny tittel"] == 6
    assert "Bosetting og tidlig innsats" not in counted


def test_a_year_under_work_says_so(make_report, publish, now):
    publish(make_report(chapter=chapter_of(2031)))
    assert [(row.label, row.unfinished) for row in _named("rapporter-per-ar").rows] == [("2020", False), ("2031", True)]


def test_an_institution_that_only_asked_for_reports_has_carried_out_none(db):
    buyers = Organisation.objects.filter(published_contributions__role="oppdragsgiver").exclude(
        published_contributions__role="utfører"
    )
    assert buyers.exists()
    assert not {buyer.name for buyer in buyers} & set(_counted("rapporter-per-institusjon"))


def test_a_report_with_two_makers_counts_for_both_but_once_in_all(make_report, publish):
    report = make_report()
    for position, name in enumerate(("Fafo", "ideas2evidence"), start=1):
        report.contributions.create(organisation=Organisation.objects.get(name=name), role="utfører", position=position)
    publish(report)
    counted = _counted("rapporter-per-institusjon")
    assert (counted["Fafo"], counted["ideas2evidence"]) == (6, 3)
    assert _named("rapporter-per-institusjon").total == 25


def test_drafts_and_withdrawn_reports_count_nowhere(make_report, publish, geir, now):
    before = [statistic.rows for statistic in statistics()]
    make_report("Utkast", issued="2031-01")
    publish(gone := make_report("Trukket", issued="2031-02"))
    withdraw_report(report=gone, reason="Feil tall.", actor=geir, now=now)
    assert [statistic.rows for statistic in statistics()] == before


def test_nothing_published_gives_no_rows(db):
    Publication.objects.all().delete()
    assert [statistic.rows for statistic in statistics()] == [()] * 7
    assert measures_of_series() == []


def test_reports_of_one_institution_per_year_count_each_report_once(make_report, publish, now):
    fafo = Organisation.objects.get(name="Fafo")
    report = make_report(chapter=chapter_of(2031))
    for position, role in enumerate(("utfører", "oppdragsgiver"), start=1):
        report.contributions.create(organisation=fafo, role=role, position=position)
    publish(report)
    statistic = reports_per_year(fafo.publications.public(), institusjon="fafo")
    assert [(row.label, row.value) for row in statistic.rows][-1] == ("2031", 1)
    assert reports_for(QueryDict(statistic.rows[-1].query)).page.paginator.count == 1


def test_the_number_of_queries_does_not_depend_on_rows(make_report, publish):
    with CaptureQueriesContext(connection) as few:
        statistics(), measures_of_series()
    for number in range(15):
        publish(make_report(f"Ny {number}", issued=f"20{10 + number}-01"))
    with CaptureQueriesContext(connection) as many:
        statistics(), measures_of_series()
    assert len(few) == len(many) == 3


# Key figures over the years -----------------------------------------------------------------------
def _joined(series) -> list:
    return measures_of_series(series=series)[0].measures


def test_a_key_figure_is_joined_over_the_years_and_worded_by_the_newest(series, measured):
    measured(2033, ("44", "%", "trives", "trives godt i kommunen"))
    measured(2031, ("40", "%", "trives", "trives"))
    (measure,) = _joined(series)
    assert [(point.year, point.value) for point in measure.points] == [(2031, 40), (2033, 44)]
    assert measure.statement == "trives godt i kommunen"


def test_another_unit_is_another_figure(series, measured):
    measured(2031, ("40", "%", "trives", "trives"))
    measured(2032, ("400", "personer", "trives", "trives"))
    assert [[point.year for point in measure.points] for measure in _joined(series)] == [[2032], [2031]]


def test_figures_without_a_measure_are_not_joined(series, measured):
    measured(2031, ("40", "%", "", "trives"))
    assert measures_of_series(series=series) == []


def test_of_two_in_one_edition_the_one_issued_last_counts(series, measured):
    measured(2031, ("45", "%", "trives", "trives i høst"), issued="2031-10")
    measured(2031, ("40", "%", "trives", "trives i vår"), issued="2031-03")
    assert [(measure.value, measure.statement) for measure in _joined(series)] == [(45, "trives i høst")]


def test_those_over_most_years_come_first_then_the_reports_own_order(series, measured):
    measured(2031, ("1", "%", "c", "c"))
    measured(2032, ("1", "%", "a", "a"), ("1", "%", "b", "b"), ("1", "%", "c", "c"))
    assert [measure.statement for measure in _joined(series)] == ["c", "a", "b"]


def test_a_year_without_the_figure_is_an_empty_cell(series, measured):
    measured(2031, ("1.5", "%", "a", "a"))
    measured(2032, ("2", "%", "b", "b"))
    (joined,) = measures_of_series(slug=series.slug)
    assert [str(heading) for heading in joined.headings] == ["Gruppe", "Nøkkeltall", "Enhet", "2031", "2032"]
    assert joined.lines == [("", "b", "%", None, 2), ("", "a", "%", Decimal("1.5"), None)]


# CSV ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["=1+1", "+47", "-2", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_a_text_never_becomes_a_formula(text):
    cell = as_csv(["Navn"], [[text]]).decode("utf-8-sig").split("\r\n", 1)[1]
    assert cell.strip('"\r\n') == f"'{text}"


def test_numbers_have_a_decimal_comma_and_stay_numbers():
    written = as_csv(["a", "b", "c", "d"], [[Decimal("-2.5000"), 1200, Decimal("40.0000"), None]])
    assert written == "\N{BYTE ORDER MARK}a;b;c;d\r\n-2,5;1200;40;\r\n".encode()


def test_semicolons_quotes_and_line_breaks_stay_inside_their_cell():
    written = as_csv(["a"], [['Oslo; «Bergen" og\nvi']]).decode("utf-8-sig")
    assert written == 'a\r\n"Oslo; «Bergen"" og\nvi"\r\n'
