"""Where the marks of charts stand. Places are texts: percent across, em down."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.browsing import charts

LENGTH = re.compile(r"-?\d+\.\d\d(%|em)|0%|100%")
BAR_ROWS = st.lists(st.tuples(st.text(max_size=80), st.integers(0, 10**6)), min_size=1, max_size=20)
COLUMN_ROWS = st.dictionaries(st.integers(1990, 2100), st.integers(0, 10**5), min_size=1, max_size=40).map(
    lambda found: [(slot, value, str(slot)) for slot, value in sorted(found.items())]
)
POINTS = st.dictionaries(st.integers(1990, 2100), st.decimals(-100, 100, places=1), min_size=2, max_size=30).map(
    lambda found: [(year, value, f"{value} %") for year, value in sorted(found.items())]
)


def _share(length: str) -> float:
    return float(length.removesuffix("%").removesuffix("em"))


def _places(chart: charts.Chart) -> list[str]:
    marks = [*chart.bars, *chart.segments, *chart.dots, *chart.labels, *chart.values]
    names = ("x", "y", "x1", "x2", "y1", "y2", "width", "height")
    return [getattr(mark, name) for mark in marks for name in names if hasattr(mark, name)] + [chart.height]


# Bars ---------------------------------------------------------------------------------------------
def test_bars_are_as_long_as_their_numbers_from_zero():
    chart = charts.bars([("Fafo", 20), ("NOVA", 10), ("ISF", 0)])
    assert [_share(bar.width) for bar in chart.bars] == [80, 40, 0]
    assert [bar.x for bar in chart.bars] == ["0%"] * 3
    assert [value.text for value in chart.values] == [20, 10, 0]


def test_a_long_name_takes_several_lines_and_the_next_bar_stands_lower():
    name = "Integrerings- og mangfoldsdirektoratet i samarbeid med kommunene"
    short, long = charts.bars([("Kort", 1), ("Fafo", 1)]), charts.bars([(name, 1), ("Fafo", 1)])
    lines = [label.text for label in long.labels[:-1]]
    assert " ".join(lines) == name
    assert all(len(line) <= charts.LETTERS_PER_LINE for line in lines)
    assert _share(long.height) > _share(short.height)
    assert _share(long.bars[1].y) > _share(short.bars[1].y)


@given(BAR_ROWS)
def test_bars_stay_inside_and_do_not_overlap(rows):
    chart = charts.bars(rows)
    assert all(LENGTH.fullmatch(place) for place in _places(chart))
    assert all(0 <= _share(bar.width) <= 80 for bar in chart.bars)
    tops = [_share(bar.y) for bar in chart.bars]
    assert tops == sorted(set(tops))
    assert tops[-1] + _share(chart.bars[-1].height) <= _share(chart.height)


# Columns ------------------------------------------------------------------------------------------
def test_years_without_an_edition_leave_a_gap():
    near, far = charts.columns([(2019, 1, "2019"), (2020, 1, "2020"), (2022, 1, "2022")]).bars[1:]
    step = 100 / 6
    assert _share(far.x) - _share(near.x) == pytest.approx(2 * step, abs=0.02)


def test_two_columns_do_not_grow_fat():
    chart = charts.columns([(2019, 10, "2019"), (2020, 20, "2020")])
    assert all(_share(bar.width) < 15 for bar in chart.bars)
    first, second = (_share(bar.height) for bar in chart.bars)
    assert second == pytest.approx(2 * first)
    assert [value.text for value in chart.values] == [10, 20]


def test_of_many_columns_only_the_highest_and_the_last_bear_their_numbers():
    rows = [(year, 300 + year % 7, str(year)) for year in range(1996, 2021)]
    highest = next(value for _, value, _ in rows if value == 306)
    assert [value.text for value in charts.columns(rows).values] == [highest, rows[-1][1]]


def test_names_that_have_no_room_are_thinned_evenly_and_the_last_is_kept():
    years = range(1996, 2021)
    named = [int(label.text) for label in charts.columns([(year, 1, str(year)) for year in years]).labels]
    assert named[-1] == 2020
    assert len({later - earlier for earlier, later in pairwise(named)}) == 1
    assert len(named) < 8


def test_the_last_name_is_not_cut_by_the_edge():
    chart = charts.columns([(year, 1, str(year)) for year in range(1996, 2021)])
    assert (chart.labels[-1].x, chart.labels[-1].anchor) == ("100%", "end")


def test_a_year_under_its_months_stands_where_it_begins_if_there_is_room():
    rows = [(slot, 1, "jan") for slot in range(24)]
    chart = charts.columns(rows, [(0, "2019"), (1, "2020"), (13, "2021"), (23, "2022")])
    assert [label.text for label in chart.labels if label.text.startswith("2")] == ["2020", "2021"]


@given(COLUMN_ROWS)
def test_columns_stand_on_the_base_inside_the_chart(rows):
    chart = charts.columns(rows)
    assert all(LENGTH.fullmatch(place) for place in _places(chart))
    for bar in chart.bars:
        assert _share(bar.y) + _share(bar.height) == pytest.approx(_share(chart.base), abs=0.02)
        assert 0 <= _share(bar.x) <= _share(bar.x) + _share(bar.width) <= 100.02


# Lines --------------------------------------------------------------------------------------------
def test_years_apart_lie_apart():
    chart = charts.line([(2010, 1, "1"), (2011, 1, "1"), (2020, 1, "1")], low=0, high=1)
    first, second, third = (_share(dot.x) for dot in chart.dots)
    assert (third - second) == pytest.approx(9 * (second - first), abs=0.1)


def test_a_higher_value_lies_higher_and_zero_on_the_base():
    chart = charts.line([(2019, 0, "0 %"), (2020, 50, "50 %")], low=0, high=100)
    assert chart.dots[0].y == chart.base
    assert _share(chart.dots[1].y) < _share(chart.base)
    assert [value.text for value in chart.values] == ["0 %", "50 %"]


def test_of_a_long_line_the_ends_bear_their_numbers():
    points = [(year, 40, "40 %") for year in range(1996, 2021)]
    chart = charts.line(points, low=0, high=100)
    assert [label.text for label in chart.labels] == [1996, 2020]
    assert [label.anchor for label in chart.labels] == ["start", "end"]
    assert len(chart.dots) == 25
    assert len(chart.segments) == 24


@given(POINTS)
def test_lines_stay_inside(points):
    values = [value for _, value, _ in points]
    chart = charts.line(points, low=min(0, *values), high=max(0, *values))
    assert all(LENGTH.fullmatch(place) for place in _places(chart))
    assert all(0 <= _share(dot.x) <= 100 and 0 <= _share(dot.y) <= _share(chart.base) for dot in chart.dots)
