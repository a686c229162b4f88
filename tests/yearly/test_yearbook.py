import io
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from docx import Document

from reports.manuscript import data
from reports.models import Edition, Publication, PublishedEdition, Report
from reports.yearly import yearbook, yearfiles
from reports.yearly.published_year import published_manuscript
from reports.yearly.yearbook import FORMATS, Made, NotMade, TooManyReports, write_file
from reports.yearly.yearfiles import published_file
from tests.manuscript.book.editions import MADE, edition, report, shipped

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def made(settings, tmp_path):
    settings.VAR = tmp_path
    return tmp_path / "made"


@pytest.fixture
def year():
    return PublishedEdition.objects.get(year=2020)


@pytest.fixture
def counted(monkeypatch):
    """PDFs are only counted, not set."""
    calls = []

    def write(edition, made, **_):
        calls.append(edition.year)
        return Made(f"PDF {len(calls)}".encode())

    monkeypatch.setitem(FORMATS, "pdf", replace(FORMATS["pdf"], write=write))
    return calls


def _file(year, extension="pdf") -> bytes:
    return published_file(edition=year, form=FORMATS[extension])[0].content


def _reports(year) -> dict:
    return {report.slug: report for chapter in published_manuscript(year)[0].chapters for report in chapter.reports}


# What is in it ------------------------------------------------------------------------------------
def test_the_data_file_is_the_published_year_and_reads_back(year):
    read = data.edition_from_data(json.loads(_file(year, "json")))
    assert read == published_manuscript(year)[0]
    assert [len(chapter.reports) for chapter in read.chapters] == [5, 11, 2, 1, 5]
    assert read.title == "FoU-prosjekter 2020"


def test_it_is_the_year_as_published_not_as_edited(year):
    Report.objects.update(title="UTKAST")
    Edition.objects.update(title="UTKAST")
    assert b"UTKAST" not in _file(year, "json")


def test_withdrawn_reports_are_left_out(year):
    Publication.objects.filter(slug="integreringsbarometeret-2020").update(
        state="withdrawn", withdrawn_at=MADE, withdrawn_reason="Feil."
    )
    assert "integreringsbarometeret-2020" not in _reports(year)


def test_institutions_have_the_names_of_today(year):
    Publication.objects.filter(slug="integreringsbarometeret-2020").update(
        labels={"organisations": [{"name": "Nytt navn", "acronym": "", "slug": "n", "role": "utfører"}]}
    )
    found = _reports(year)["integreringsbarometeret-2020"]
    assert [entry.organisation for entry in found.contributions] == ["Nytt navn"]
    assert (found.tags, found.series) == ((), None)


def test_the_queries_do_not_grow_with_the_reports(year, django_assert_num_queries, make_report, publish):
    with django_assert_num_queries(2):
        published_manuscript(year)
    for number in range(3):
        publish(make_report(f"Ny {number}"))
    with django_assert_num_queries(2):
        published_manuscript(year)


# Making -------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("extension", "magic"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("md", b"# "), ("json", b"{")])
def test_every_format_is_written(extension, magic):
    assert write_file(form=FORMATS[extension], edition=edition(report()), made=MADE).content.startswith(magic)


def test_letters_that_cannot_be_printed_are_told():
    made = write_file(form=FORMATS["pdf"], edition=edition(report(lead="Hei 😀")), made=MADE)
    assert made.replaced == ("😀",)


def test_a_year_too_large_is_refused_with_a_sentence_except_as_data():
    large = edition(*(report(),) * (yearbook.MOST_REPORTS + 1))
    with pytest.raises(TooManyReports, match=r"301 rapporter.*inntil 300") as refused:
        write_file(form=FORMATS["pdf"], edition=large, made=MADE)
    assert "export_edition" in refused.value.detail
    assert write_file(form=FORMATS["json"], edition=large, made=MADE).content


def test_what_breaks_its_limits_ends_in_a_sentence(monkeypatch):
    monkeypatch.setattr(yearbook, "_SECONDS", 0)
    with pytest.raises(NotMade, match="for tung å lage"):
        write_file(form=FORMATS["pdf"], edition=edition(report()), made=MADE)


def test_what_the_typesetter_complains_of_is_kept_for_those_who_run_the_site(monkeypatch):
    monkeypatch.setattr(yearbook, "pages_of", lambda *_, **__: {"made_iso": MADE.isoformat(), "picture": ""})
    with pytest.raises(NotMade, match="Si fra") as refused:
        write_file(form=FORMATS["pdf"], edition=edition(report()), made=MADE)
    assert "dictionary does not contain key" in refused.value.detail


def test_documents_that_we_keep_are_printed_with_our_address(settings):
    first = shipped().chapters[0].reports[0]
    kept = replace(first.documents[0], sha256="a" * 64, id="bcdfghjk", title="Årsrapport")
    written = yearbook._with_own_addresses(edition(replace(first, documents=(kept,))))
    address = written.chapters[0].reports[0].documents[0].url
    assert address == f"{settings.FOU_URL}/dokumenter/bcdfghjk/arsrapport.pdf"


def test_the_day_that_is_printed_is_the_day_in_norway():
    late = datetime(2030, 6, 1, 22, 30, tzinfo=UTC)
    made = write_file(form=FORMATS["docx"], edition=edition(report()), made=late)
    texts = [paragraph.text for paragraph in Document(io.BytesIO(made.content)).paragraphs]
    assert "Slik oversikten var 2.\N{NO-BREAK SPACE}juni 2030" in "\n".join(texts)


# Keeping ------------------------------------------------------------------------------------------
def test_the_same_words_are_set_once(year, counted):
    assert _file(year) == _file(year) == b"PDF 1"
    assert counted == [2020]


def test_new_words_are_set_anew(year, counted, make_report, publish):
    _file(year)
    publish(make_report("Enda en"))
    assert _file(year) == b"PDF 2"


def test_files_are_kept_within_bounds(year, counted, made, monkeypatch):
    monkeypatch.setattr(yearfiles, "KEPT_FILES", 2)
    for title in "abcd":
        PublishedEdition.objects.filter(pk=year.pk).update(title=title)
        year.refresh_from_db()
        _file(year)
    assert len([path for path in made.iterdir() if path.suffix == ".pdf"]) == 2


def test_nothing_is_kept_of_a_failure(year, made, monkeypatch):
    def fail(edition, made, **_):
        raise NotMade("Nei.")

    monkeypatch.setitem(FORMATS, "pdf", replace(FORMATS["pdf"], write=fail))
    with pytest.raises(NotMade):
        _file(year)
    assert [path.name for path in made.iterdir()] == [".lock"]
