"""Reads of the public side: what one page shows, in a fixed number of queries."""

import pytest

from reports.browsing.queries import RELATED, chapters_with_counts, neighbours, reports_by_chapter, telling_key_figures
from reports.models import Edition, Publication, PublishedEdition, Stamp, Tag
from reports.publishing.reports import withdraw_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return PublishedEdition.objects.get(year=2020)


@pytest.fixture
def publications():
    """Chapter 5 in the order of the edition."""
    return list(Publication.objects.public().filter(chapter__number=5).in_order())


# Neighbours ---------------------------------------------------------------------------------------
def test_previous_and_next_are_those_beside_it_in_the_chapter(publications):
    for number, publication in enumerate(publications):
        found = neighbours(publication)
        assert found["previous"] == (publications[number - 1] if number else None)
        assert found["next"] == (publications[number + 1] if number + 1 < len(publications) else None)


def test_reports_in_the_same_place_still_follow_each_other(make_report, publish):
    rows = [publish(make_report(title)) for title in ("a", "b", "c")]  # all at position 50
    assert neighbours(rows[1])["previous"] == rows[0]
    assert neighbours(rows[1])["next"] == rows[2]


def test_a_withdrawn_neighbour_is_stepped_over(publications, geir, now):
    first, second, third = publications[:3]
    withdraw_report(report=second.source, reason="Feil", actor=geir, now=now)
    assert neighbours(first)["next"] == third
    assert neighbours(third)["previous"] == first
    assert second not in neighbours(first)["related"]


def test_the_related_share_most_tags_and_the_newest_of_equals_stand_first():
    for publication in Publication.objects.public():
        own = set(publication.tags.all())
        shared = {p: len(own & set(p.tags.all())) for p in Publication.objects.public().exclude(pk=publication.pk)}
        related = neighbours(publication)["related"]
        assert publication not in related
        assert len(related) == min(RELATED, sum(count > 0 for count in shared.values()))
        ranks = [(shared[row], row.issued.sort_key) for row in related]
        assert ranks == sorted(ranks, reverse=True)
        others = [count for row, count in shared.items() if row not in related]
        assert min(shared[row] for row in related) >= max(others)


def test_a_report_without_tags_has_neighbours_and_no_relations(make_report, publish):
    found = neighbours(publish(make_report()))
    assert found["previous"].chapter.number == 1
    assert (found["next"], found["related"]) == (None, [])


def test_neighbours_take_one_query(publications, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = neighbours(publications[1])
        assert all(row.chapter.edition.year and row.title and row.labels for row in found["related"])
        assert found["previous"].get_absolute_url()


# Editions -----------------------------------------------------------------------------------------
def test_chapters_stand_in_order_with_their_number_of_public_reports(edition, publications, geir, now):
    withdraw_report(report=publications[0].source, reason="Feil", actor=geir, now=now)
    assert {c.number: c.report_count for c in chapters_with_counts(edition)} == {1: 5, 2: 11, 3: 2, 4: 1, 5: 4}
    assert [c.number for c in chapters_with_counts(edition)] == [1, 2, 3, 4, 5]


def test_an_edition_under_work_shows_only_chapters_with_reports(make_report, publish, geir, now):
    draft = Edition.objects.create(year=2031, title="FoU 2031")
    chapters = [draft.chapters.create(number=number, title=f"Kapittel {number}") for number in (1, 2)]
    for chapter in chapters:
        publish(make_report(f"I {chapter.number}", chapter=chapter))
    public = PublishedEdition.objects.get(year=2031)
    assert len(chapters_with_counts(public)) == 2
    withdraw_report(report=chapters[0].reports.get(), reason="Feil", actor=geir, now=now)
    assert [chapter.number for chapter in chapters_with_counts(public)] == [2]


def test_reports_by_chapter_are_all_public_reports_in_order(edition, django_assert_num_queries):
    with django_assert_num_queries(2):
        groups = reports_by_chapter(edition)
        found = [(c.number, [r.position for r in rows if r.chapter.edition.year]) for c, rows in groups]
    assert [number for number, _ in found] == [1, 2, 3, 4, 5]
    assert all(positions == list(range(1, len(positions) + 1)) for _, positions in found)
    assert sum(len(positions) for _, positions in found) == 24


def test_the_whole_edition_brings_the_manuscripts_along(edition, django_assert_num_queries):
    with django_assert_num_queries(2):
        rows = [row.manuscript for _, rows in reports_by_chapter(edition, whole=True) for row in rows]
    assert all(row["findings"] for row in rows)


def test_telling_key_figures_are_percentages_of_one_report_each_with_the_series_first(edition):
    figures = telling_key_figures(edition, 4)
    assert len({figure.publication_id for figure in figures}) == len(figures) == 4
    assert all(figure.unit == "%" and 0 <= figure.value <= 100 for figure in figures)
    has_series = [figure.publication.series_id is not None for figure in figures]
    assert has_series == sorted(has_series, reverse=True)
    first = figures[0]
    assert first == first.publication.key_figures.filter(unit="%", value__range=(0, 100)).first()


# The catalogue and the stamp ----------------------------------------------------------------------
def test_entries_in_use_are_counted_by_public_reports(publications, geir, now):
    tag = publications[0].tags.first()
    count = Tag.objects.in_use().get(pk=tag.pk).report_count
    assert count == Publication.objects.public().filter(tags=tag).count()
    withdraw_report(report=publications[0].source, reason="Feil", actor=geir, now=now)
    left = Tag.objects.in_use().filter(pk=tag.pk).first()
    assert (left.report_count if left else 0) == count - 1


def test_a_database_without_a_stamp_stands_at_zero_and_can_be_moved(now):
    Stamp.objects.all().delete()
    assert Stamp.current() == 0
    Stamp.move(now=now)
    assert Stamp.current() == 1
