"""Key figures that are the same figure over the years: joined within a series by `measure` and unit.

The year is the edition's. Of two values in one edition the one issued last counts; nothing is averaged or filled in.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from ..models import Publication, PublishedKeyFigure, Series


@dataclass(frozen=True, slots=True)
class Point:
    year: int
    value: Decimal
    unit: str


@dataclass(slots=True)
class Measure:
    """One key figure over the years; the newest report words it. `place` orders it among the others there."""

    statement: str
    group: str
    unit: str
    language: str
    place: int
    by_year: dict[int, Decimal] = field(default_factory=dict)

    @property
    def points(self) -> list[Point]:
        return [Point(year, value, self.unit) for year, value in sorted(self.by_year.items())]

    @property
    def newest(self) -> Point:
        return self.points[-1]

    @property
    def value(self) -> Decimal:
        """With `unit` and `statement` the same as a key figure has, so that a single one is shown like any other."""
        return self.newest.value


@dataclass(frozen=True, slots=True)
class SeriesMeasures:
    """Those that reach over most years first, then the newest report's own order."""

    name: str
    series_slug: str
    measures: list[Measure]

    @property
    def slug(self) -> str:
        return f"serie-{self.series_slug}"

    @property
    def years(self) -> list[int]:
        return sorted({year for measure in self.measures for year in measure.by_year})

    @property
    def headings(self) -> tuple[Any, ...]:
        return (_("Gruppe"), _("Nøkkeltall"), _("Enhet"), *(str(year) for year in self.years))

    @property
    def lines(self) -> list[tuple]:
        """A cell is None where the series has no such figure that year."""
        return [(m.group, m.statement, m.unit, *(m.by_year.get(year) for year in self.years)) for m in self.measures]


def measures_of_series(*, series: Series | None = None, slug: str | None = None) -> list[SeriesMeasures]:
    """Of one series, or of every series with joined figures, in the order of their names; one query."""
    figures = PublishedKeyFigure.objects.filter(
        publication__state=Publication.State.PUBLISHED, publication__series__isnull=False
    ).exclude(measure="")
    if series is not None:
        figures = figures.filter(publication__series=series)
    if slug is not None:
        figures = figures.filter(publication__series__slug=slug)
    rows = figures.order_by(
        "publication__series__sort_name", "publication__chapter__edition__year", "publication__issued", "pk"
    ).values_list(
        *("publication__series__name", "publication__series__slug", "publication__chapter__edition__year"),
        *("publication__language", "measure", "unit", "value", "statement", "group"),
    )
    found: dict[tuple[str, str], dict[tuple[str, str], Measure]] = {}
    for place, (name, series_slug, year, language, measure, unit, value, statement, group) in enumerate(rows):
        joined = found.setdefault((name, series_slug), {})
        before = joined.get((measure, unit))
        by_year = {**(before.by_year if before else {}), year: value}
        joined[measure, unit] = Measure(statement, group, unit, language, place, by_year)
    return [SeriesMeasures(*key, sorted(joined.values(), key=_order)) for key, joined in found.items()]


def _order(measure: Measure) -> tuple[int, int, int]:
    return -len(measure.by_year), -measure.newest.year, measure.place
