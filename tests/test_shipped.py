"""The edition that ships: its facts, and that they are the document's while its sentences are our own."""

import re
import unicodedata
from collections import Counter
from functools import cache
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings

from reports.manuscript import data, richtext, values
from reports.manuscript.dates import parse_date
from reports.manuscript.folder import read_folder, read_toml
from reports.models import Edition, Organisation, Publication, Report, Series, Tag, Version
from reports.shipped import EDITIONS, load_shipped_edition

SOURCE = Path(settings.BASE_DIR).parent / "shared" / "seed" / "fou-2020.md"
needs_source = pytest.mark.skipif(not SOURCE.exists(), reason=f"The document to compare with is not here: {SOURCE}")
COPIED_WORDS = 9


@pytest.fixture(scope="module")
def edition() -> values.Edition:
    return read_folder(EDITIONS / "2020")


@pytest.fixture(scope="module")
def reports(edition):
    return [report for chapter in edition.chapters for report in chapter.reports]


@pytest.fixture(scope="module")
def documents(reports):
    return [document for report in reports for document in report.documents]


# Facts --------------------------------------------------------------------------------------------
def test_five_chapters_hold_the_twenty_four_reports(edition):
    assert [(c.number, c.title, len(c.reports)) for c in edition.chapters] == [
        (1, "Bosetting og tidlig innsats", 5),
        (2, "Kvalifisering og arbeidsliv", 11),
        (3, "Oppvekst og deltakelse", 2),
        (4, "Bedre offentlige tjenester", 1),
        (5, "Serier", 5),
    ]


def test_sixteen_reports_are_dated_to_the_day_and_eight_to_the_month(reports):
    assert Counter(bool(r.issued.day) for r in reports) == {True: 16, False: 8}
    assert {(r.issued.year, bool(r.issued.month)) for r in reports} == {(2020, True)}


def test_of_twenty_nine_documents_two_have_no_size_and_none_an_address(documents):
    assert len(documents) == 29
    assert sum(document.size is not None for document in documents) == 27
    assert {document.url for document in documents} == {None}


def test_the_reports_of_chapter_five_and_no_others_are_of_a_series(edition):
    for chapter in edition.chapters:
        assert all(bool(report.series) == (chapter.number == 5) for report in chapter.reports)
    assert edition.chapters[4].reports[0].series == "Integreringsbarometeret"


def test_there_are_twenty_to_forty_tags_most_of_them_used_twice(reports):
    uses = Counter(tag for report in reports for tag in report.tags)
    assert 20 <= len(uses) <= 40
    assert sum(count >= 2 for count in uses.values()) > len(uses) / 2
    assert all(report.tags for report in reports)


def test_two_or_three_reports_are_written_in_nynorsk(reports):
    assert 2 <= sum(report.language == "nn" for report in reports) <= 3


def test_ids_and_addresses_are_unique_and_made_of_the_letters_of_ids(reports):
    parts = [p for r in reports for p in (*r.findings, *r.key_figures, *r.documents)]
    ids = [part.id for part in (*reports, *parts)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch("[23456789bcdfghjkmnpqrstvwxz]{8}", id_) for id_ in ids)
    assert len({report.slug for report in reports}) == len(reports)


def test_every_report_has_what_publishing_asks_for(reports):
    for report in reports:
        assert report.lead
        assert report.findings
        assert report.documents


def test_every_name_stands_in_the_catalogue_and_every_entry_is_used(reports):
    catalogue = read_toml(EDITIONS / "catalogue.toml")
    names = {kind: [entry["name"] for entry in catalogue[kind]] for kind in catalogue}
    assert {r.series for r in reports} - {None} == set(names["series"])
    assert {tag for r in reports for tag in r.tags} == set(names["tags"])
    assert {c.organisation for r in reports for c in r.contributions} <= set(names["organisations"])


def test_rich_texts_are_canonical_apart_from_the_lines_they_are_written_on(edition, reports):
    for text in (edition.introduction, *(r.body for r in reports), *(f.text for r in reports for f in r.findings)):
        assert richtext.clean(text) == text


def test_letters_are_latin_and_quotes_norwegian(edition):
    text = "".join(_texts(data.edition_to_data(edition)))
    foreign = {c for c in text if c.isalpha() and not unicodedata.name(c).startswith("LATIN")}
    assert foreign == set()
    assert text.count("«") == text.count("»")


# Loading ------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_it_is_loaded_and_published_whole():
    assert Publication.objects.public().count() == Report.objects.count() == 24
    assert {report.state for report in Report.objects.select_related("publication")} == {"published"}
    assert Edition.objects.get().state == "published"
    assert Version.objects.count() == 25


@pytest.mark.django_db
def test_the_catalogue_has_its_descriptions_and_other_names():
    imdi = Organisation.objects.by_name("Integrerings- og mangfoldsdirektoratet")
    assert imdi.acronym == "IMDi"
    assert "Directorate of Integration and Diversity" in imdi.other_names
    assert all(entry.description for entry in (*Series.objects.all(), *Tag.objects.all()))


@pytest.mark.django_db
def test_a_desk_that_holds_an_edition_is_left_alone(rita, now):
    before = Version.objects.count(), Report.objects.count()
    assert load_shipped_edition(actor=rita, now=now) is False
    assert (Version.objects.count(), Report.objects.count()) == before


# Against the document -----------------------------------------------------------------------------
@cache
def _source() -> str:
    return SOURCE.read_text("utf-8")


def _same(text: str) -> str:
    """Text without the typography that the two may differ in: quotes, dashes, final stops, width of spaces."""
    text = re.sub(r"[«»“”\"]", '"', text).replace("–", "-").replace("’", "'")
    return " ".join(text.split()).rstrip(".")


def _titles_of_source() -> list[str]:
    contents = _source().split("# Innhold")[1].split("\n# ")[0]
    return re.findall(r"^\t(?!<b>)(.+?)\s*\.+\s*\d+\s*$", contents, re.MULTILINE)


def _labels_of_source() -> list[tuple[str, int | None]]:
    found = re.findall(r"^- \[(.+?) ?\\\((?:PDF|pdf)(?:, (\d+) (MB|KB))?\\\)\]", _source(), re.MULTILINE)
    return [(label, int(size) * {"MB": 1_000_000, "KB": 1000}[unit] if size else None) for label, size, unit in found]


@needs_source
def test_titles_are_the_documents(reports):
    assert [_same(report.title) for report in reports] == [_same(title) for title in _titles_of_source()]


@needs_source
def test_dates_are_the_documents(reports):
    written = re.findall(r"^Utgitt: (.+)$", _source(), re.MULTILINE)
    assert [report.issued for report in reports] == [parse_date(text) for text in written]


@needs_source
def test_document_labels_and_sizes_are_the_documents(documents):
    ours = [(_same(document.title).casefold(), document.size) for document in documents]
    assert ours == [(_same(label).casefold(), size) for label, size in _labels_of_source()]


@needs_source
def test_no_run_of_nine_words_is_copied(edition):
    ours = {run: text for text in _texts(_without_names(data.edition_to_data(edition))) for run in _runs(text)}
    named = chain(_titles_of_source(), (label for label, _ in _labels_of_source()))
    copied = (ours.keys() & _runs(_source())) - {run for name in named for run in _runs(name)}
    assert {" ".join(run) for run in copied} == set()


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + COPIED_WORDS]) for at in range(len(words) - COPIED_WORDS + 1)}


def _without_names(node):
    """The manuscript's data without titles of reports and labels of documents, which are facts."""
    if isinstance(node, dict):
        return {key: _without_names(value) for key, value in node.items() if key not in {"title", "slug", "id"}}
    return [_without_names(item) for item in node] if isinstance(node, list) else node


def _texts(node):
    """Every text in the manuscript's data, rich text as its words."""
    if isinstance(node, str):
        yield richtext.plain(node)
    elif isinstance(node, (dict, list)):
        for inner in node.values() if isinstance(node, dict) else node:
            yield from _texts(inner)
