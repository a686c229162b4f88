"""Between manuscript and desk: loading and reading are inverses."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings

from reports.exchange import EditionExists, load_edition, read_edition, read_report
from reports.manuscript.data import edition_from_data, edition_to_data
from reports.manuscript.folder import read_folder
from reports.models import Edition, Organisation, Publication, Report, Series, Tag
from reports.shipped import EDITIONS
from reports.text import sort_key

from .manuscript.strategies import editions

MANUSCRIPT = edition_from_data(
    {
        "schema": 1,
        "year": 2031,
        "title": "FoU 2031",
        "chapters": [
            {
                "number": 1,
                "title": "Bosetting",
                "slug": "bosetting",
                "reports": [
                    {
                        "title": "Ett",
                        "slug": "ett",
                        "series": "Ny serie",
                        "tags": ["Mål", "Mal"],
                        "contributions": [{"organisation": "Nytt institutt", "role": "utfører"}],
                    }
                ],
            }
        ],
    }
)


def _in_desk_order(edition):
    """The desk keeps tags in alphabetical order; nothing else may differ."""
    return _each_report(edition, lambda r: replace(r, tags=tuple(sorted(r.tags, key=sort_key))))


def _each_report(edition, change):
    chapters = (replace(c, reports=tuple(change(r) for r in c.reports)) for c in edition.chapters)
    return replace(edition, chapters=tuple(chapters))


def _counts() -> list[int]:
    return [model.objects.count() for model in (Edition, Report, Organisation, Series, Tag, Publication)]


@pytest.mark.django_db
def test_what_is_loaded_is_read_back_for_the_shipped_edition():
    shipped = read_folder(EDITIONS / "2020")
    assert read_edition(Edition.objects.get(year=2020)) == _in_desk_order(shipped)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(editions())
def test_what_is_loaded_is_read_back_for_made_editions(rita, now, made):
    with transaction.atomic():
        edition = load_edition(manuscript=made, actor=rita, now=now)
        read = read_edition(Edition.objects.get(pk=edition.pk))
        transaction.set_rollback(True)
    assert read == _in_desk_order(made)
    assert edition_from_data(edition_to_data(read)) == read


@pytest.mark.django_db
def test_an_edition_is_read_in_a_fixed_number_of_queries(django_assert_num_queries):
    edition = Edition.objects.get(year=2020)
    with django_assert_num_queries(8):
        read_edition(edition)


@pytest.mark.django_db
def test_an_edition_without_reports_is_its_own_texts_and_chapters():
    edition = Edition.objects.get(year=2020)
    bare = read_edition(edition, with_reports=False)
    assert bare == _without_reports(read_edition(edition))
    assert len(bare.chapters) == 5


def _without_reports(edition):
    return replace(edition, chapters=tuple(replace(c, reports=()) for c in edition.chapters))


@pytest.mark.django_db
def test_one_report_is_read_as_it_stands_in_its_edition():
    report = Report.objects.get(slug="integreringsbarometeret-2020")
    assert read_report(report) in read_edition(Edition.objects.get(year=2020)).chapters[4].reports


def test_a_year_that_is_at_the_desk_is_not_overwritten(rita, now):
    before = _counts()
    with pytest.raises(EditionExists, match="Årgangen 2020 finnes allerede"):
        load_edition(manuscript=replace(MANUSCRIPT, year=2020), actor=rita, now=now)
    assert _counts() == before


def test_loading_publishes_nothing_and_says_who_and_when(rita, now):
    before = Publication.objects.count()
    edition = load_edition(manuscript=MANUSCRIPT, actor=rita, now=now)
    report = Report.objects.get(chapter__edition=edition)
    assert (report.changed_by, report.changed_at, report.state) == (rita, now, "draft")
    assert (edition.state, Publication.objects.count()) == ("draft", before)


def test_names_that_are_unknown_are_made_and_known_ones_found_in_any_case(rita, now):
    tag = Tag.objects.first()
    made = _each_report(MANUSCRIPT, lambda r: replace(r, tags=(tag.name.upper(), "Nytt emne")))
    load_edition(manuscript=made, actor=rita, now=now)
    report = Report.objects.get(slug="ett")
    assert set(report.tags.all()) == {tag, Tag.objects.get(name="Nytt emne")}
    assert report.series == Series.objects.get(name="Ny serie")
    assert report.contributions.get().organisation == Organisation.objects.get(slug="nytt-institutt")


def test_names_that_are_two_though_their_addresses_are_alike_are_both_made(rita, now):
    load_edition(manuscript=MANUSCRIPT, actor=rita, now=now)
    assert set(Tag.objects.filter(name__in=["Mål", "Mal"]).values_list("slug", flat=True)) == {"mal", "mal-2"}


def test_ids_are_kept_and_made_where_there_are_none(rita, now):
    made = _each_report(MANUSCRIPT, lambda r: replace(r, id="abcd2345"))
    load_edition(manuscript=made, actor=rita, now=now)
    assert Report.objects.get(slug="ett").public_id == "abcd2345"
    load_edition(manuscript=replace(_readdressed(MANUSCRIPT), year=2032), actor=rita, now=now)
    assert len(Report.objects.get(slug="to").public_id) == 8


def _readdressed(edition):
    return _each_report(edition, lambda r: replace(r, slug="to"))


@pytest.mark.django_db(transaction=False)
def test_loading_is_all_or_nothing(rita, now):
    taken = Report.objects.first().slug
    twice = _each_report(MANUSCRIPT, lambda r: replace(r, slug=taken))
    whole = replace(MANUSCRIPT, chapters=(*MANUSCRIPT.chapters, replace(twice.chapters[0], number=2, slug="andre")))
    before = _counts()
    with pytest.raises(IntegrityError):
        load_edition(manuscript=whole, actor=rita, now=now)
    assert _counts() == before
