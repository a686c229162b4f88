"""The benchmark's own parts: the reports it makes, and the table it prints."""

from bench import documents, editions
from bench.table import number, table
from reports.exchange import load_edition, read_edition
from reports.manuscript import data
from reports.models import Publication
from reports.publishing.editions import publish_edition


def _reports(edition):
    return [report for chapter in edition.chapters for report in chapter.reports]


def test_a_made_edition_is_the_same_every_time():
    assert editions.edition(2001, 24) == editions.edition(2001, 24)


def test_the_made_years_share_no_ids_and_no_addresses():
    made = [report for year in (1996, 1997, 2020) for report in _reports(editions.edition(year, 24))]
    ids = [part.id for report in made for part in (report, *report.findings, *report.key_figures, *report.documents)]
    assert len(set(ids)) == len(ids)
    assert len({report.slug for report in made}) == len(made) == 72


def test_the_reports_are_spread_over_25_years():
    years = {edition.year: len(_reports(edition)) for edition in editions.editions(50)}
    assert years == dict.fromkeys(range(1996, 2021), 2)


def test_a_made_edition_is_a_valid_manuscript():
    edition = editions.edition(2001, 24)
    assert data.edition_from_data(data.edition_to_data(edition)) == edition


def test_made_reports_vary_as_real_ones_do():
    made = _reports(editions.edition(2001, 240))
    assert {report.language for report in made} == {"nb", "nn", "en"}
    assert {bool(report.issued.day) for report in made} == {True, False}
    assert {c.role for report in made for c in report.contributions} == {"utfører", "oppdragsgiver", "datainnsamler"}
    assert {len(report.findings) for report in made} == set(range(3, 13))
    assert len({tag for report in made for tag in report.tags}) > 100


def test_a_made_edition_can_be_loaded_and_published(rita, geir, now):
    made = editions.edition(2001, 24)
    edition = load_edition(manuscript=made, actor=rita, now=now)
    assert {r.id: r.findings for r in _reports(read_edition(edition))} == {r.id: r.findings for r in _reports(made)}
    publish_edition(edition=edition, actor=geir, now=now)
    assert Publication.objects.public().filter(chapter__edition__year=2001).count() == 24


def test_the_yearly_document_is_the_shipped_reports_over_again():
    made = _reports(documents.edition_of(60))
    assert len(made) == len({report.title for report in made}) == len({report.slug for report in made}) == 60


def test_a_table_puts_names_to_the_left_and_numbers_to_the_right():
    assert table(["side", "per s"], [["forside", 12345], ["funn", 0.056]]) == (
        "side      per s\n"
        "───────  ──────\n"
        "forside  12\N{NO-BREAK SPACE}345\n"
        "funn      0,056"
    )  # fmt: skip


def test_numbers_keep_three_telling_digits():
    written = [number(value) for value in (0.0564, 1.234, 45.67, 1234.5, 7, "–")]
    assert written == ["0,056", "1,23", "45,7", "1\N{NO-BREAK SPACE}234", "7", "–"]
