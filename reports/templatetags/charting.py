"""Statistics and joined key figures as charts: which form each takes, and what is said of it in its place."""

from decimal import Decimal

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..browsing import charts
from ..browsing.measures import Measure, SeriesMeasures
from ..browsing.statistics import Row, Statistic
from .typography import number, quantity

register = template.Library()

MEASURES_ON_A_PAGE = 6  # of one series
TOLD = 12  # numbers worth hearing one after the other; more are better read in the table


@register.filter
def drawing(statistic: Statistic) -> dict | None:
    """{"form", "chart", "told", "left_out"}; None where one number is better said plainly."""
    rows = statistic.in_view
    if len(rows) < 2:
        return None
    if statistic.over_time:
        columns = [(row.slot, row.value, row.short) for row in rows]
        form, chart = "columns", charts.columns(columns, _years_of_months(rows))
    else:
        form, chart = "bars", charts.bars([(row.label, row.value) for row in rows])
    return {"form": form, "chart": chart, "told": _told(rows), "left_out": _left_out(statistic, len(rows))}


def _years_of_months(rows: list[Row]) -> list[tuple[int, str]]:
    """(slot, year) of the first month drawn of each year; nothing where the slots are years themselves."""
    first: dict[str, int] = {}
    for row in rows:
        if len(row.cells) > 1:
            first.setdefault(row.cells[0], row.slot)
    return [(slot, year) for year, slot in first.items()]


def _told(rows: list[Row]) -> str:
    some = [row for row in rows if row.value]
    if len(some) <= TOLD:
        return ", ".join(f"{row.label}: {number(row.value)}" for row in some)
    words = {"first": rows[0].label, "last": rows[-1].label, "n": number(max(row.value for row in rows))}
    return _("Fra %(first)s til %(last)s. Det høyeste tallet er %(n)s. Alle tallene står i tabellen.") % words


def _left_out(statistic: Statistic, drawn: int) -> str:
    """What the table has and the chart has not, in a sentence."""
    apart = [row for row in statistic.rows if row.slot is None] if statistic.over_time else []
    said = []
    if len(statistic.rows) - len(apart) > drawn:
        said.append(
            _("Diagrammet viser de siste %(n)s månedene. Tabellen har alle.")
            if statistic.over_time
            else _("Diagrammet viser de %(n)s med flest. Tabellen har alle.")
        )
    if apart:
        count = sum(row.value for row in apart)
        said.append(
            ngettext(
                "%(count)s rapport har bare årstall som dato. Den står som «uten måned» i tabellen.",
                "%(count)s rapporter har bare årstall som dato. De står som «uten måned» i tabellen.",
                count,
            )
        )
        return " ".join(said) % {"n": drawn, "count": number(count)}
    return " ".join(said) % {"n": drawn}


@register.filter
def unfinished_years(statistics: list[Statistic]) -> list[str]:
    """The years that may still grow, newest first."""
    return sorted({row.label for statistic in statistics for row in statistic.rows if row.unfinished}, reverse=True)


@register.filter
def shown(series: SeriesMeasures) -> dict:
    """{"drawn": [{"measure", "drawing", "name"}], "plain": measures, "year", "hidden": how many}.

    What reaches over years is drawn; where nothing does yet, the newest year's figures are told plainly.
    """
    followed = [measure for measure in series.measures if len(measure.by_year) > 1][:MEASURES_ON_A_PAGE]
    year = series.years[-1]
    newest = [measure for measure in series.measures if year in measure.by_year][:MEASURES_ON_A_PAGE]
    drawn = [
        {"measure": measure, "drawing": _over_years(measure), "name": f"{series.slug}-{place}"}
        for place, measure in enumerate(followed, start=1)
    ]
    plain = [] if drawn else newest
    return {"drawn": drawn, "plain": plain, "year": year, "hidden": len(series.measures) - len(drawn) - len(plain)}


def _over_years(measure: Measure) -> dict:
    points = measure.points
    low, high = _scale(measure.unit, [point.value for point in points])
    chart = charts.line([(point.year, point.value, quantity(point)) for point in points], low=low, high=high)
    told = ", ".join(_("%(value)s i %(year)s") % {"value": quantity(p), "year": p.year} for p in points)
    return {"form": "line", "chart": chart, "told": told}


def _scale(unit: str, values: list[Decimal]) -> tuple[Decimal, Decimal]:
    """Percentages on the whole of their scale, others from zero: a small change never looks like a great one."""
    top = Decimal(100) if unit == "%" else Decimal(0)
    return min(Decimal(0), *values), max(top, *values)
