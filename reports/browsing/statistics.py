"""What is public, counted: the numbers of /statistikk/, and of the charts of one series or institution.

Plain values; their words and drawings are made where they are shown. All that is counted of reports comes from one
query that adds up in SQL, by chapter, language and month of issue (`Cell`): each statistic is a sum of those cells.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import CharField, Count, QuerySet, Sum
from django.db.models.functions import Substr
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from ..languages import shown
from ..manuscript.dates import PartialDate
from ..manuscript.values import LANGUAGES
from ..models import Publication, PublishedContribution, PublishedEdition
from ..querystrings import canonical

NEWEST = 36  # months or years: as many columns as a narrow screen can draw
LARGEST = 12  # bars


@dataclass(frozen=True, slots=True)
class Row:
    """One counted thing. `cells` name it in the table, `label` in words, `short` where there is room for little.

    `slot` is its place on a time axis (a year, or months since year 0); None where time is not the axis or not known.
    `query` asks the statistic's list for just what was counted. `unfinished`: its edition is under work.
    """

    cells: tuple[str, ...]
    value: int
    label: str
    short: str = ""
    slot: int | None = None
    query: str = ""
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Statistic:
    """`slug` is its anchor and the name of its CSV; `total` what was counted; `list_name` the route of its list.

    `over_time`: the rows stand along a time axis, in its order; else the largest comes first.
    """

    slug: str
    title: Any
    headings: tuple[Any, ...]
    rows: tuple[Row, ...]
    total: int
    list_name: str = "reports"
    over_time: bool = False

    @property
    def lines(self) -> list[tuple]:
        return [(*row.cells, row.value) for row in self.rows]

    @property
    def timed(self) -> list[Row]:
        return [row for row in self.rows if row.slot is not None]

    @property
    def in_view(self) -> list[Row]:
        """What headline and chart are about: the newest of a long time, the largest of many; the table has the rest."""
        return self.timed[-NEWEST:] if self.over_time else list(self.rows[:LARGEST])


class Cell(NamedTuple):
    year: int
    state: str
    chapter: str
    chapter_title: str
    chapter_number: int
    language: str
    month: str
    reports: int
    findings: int
    documents: int


def cells() -> list[Cell]:
    """Everything counted of reports: at most one cell for each chapter, language and month of issue."""
    edition = "chapter__edition__"
    rows = (
        Publication.objects.public()
        .order_by()
        .annotate(month=Substr("issued", 1, 7, output_field=CharField()))
        .values_list(
            *(f"{edition}year", f"{edition}state", "chapter__slug", "chapter__title", "chapter__number"),
            *("language", "month"),
        )
        .annotate(reports=Count("pk"), findings=Sum("finding_count"), documents=Sum("document_count"))
    )
    return [Cell(*row) for row in rows]


def statistics() -> list[Statistic]:
    """Every statistic of counts, in the page's order, in two queries."""
    found = cells()
    return [
        *(_per_year(found, *kind) for kind in _YEARLY),
        _per_chapter(found),
        _per_language(found),
        _per_maker(sum(cell.reports for cell in found)),
        _per_month(found),
    ]


_YEARLY = (
    ("rapporter-per-ar", _("Rapporter per år"), _("Rapporter"), "reports", "reports"),
    ("funn-per-ar", _("Funn per år"), _("Funn"), "findings", "findings"),
    ("dokumenter-per-ar", _("Dokumenter per år"), _("Dokumenter"), "documents", ""),
)


def _per_year(found: list[Cell], slug: str, title, heading, counted: str, list_name: str) -> Statistic:
    sums = _summed(found, lambda cell: (cell.year, cell.state), counted)
    rows = [_year(year, state, value, f"aar={year}") for (year, state), value in sorted(sums.items())]
    return Statistic(slug, title, (_("Utgave"), heading), tuple(rows), sum(sums.values()), list_name, True)


def _year(year: int, state: str, value: int, query: str) -> Row:
    name = str(year)
    return Row((name,), value, name, name, year, query, PublishedEdition(state=state).is_draft)


def _per_chapter(found: list[Cell]) -> Statistic:
    """The same slug in another year is the same chapter; its newest title names it, its newest number orders ties."""
    sums = _summed(found, lambda cell: cell.chapter)
    newest = {c.chapter: c for c in sorted(found, key=lambda cell: cell.year)}
    ordered = sorted(sums.items(), key=lambda pair: (-pair[1], newest[pair[0]].chapter_number, pair[0]))
    rows = [_named(newest[slug].chapter_title, value, kapittel=slug) for slug, value in ordered]
    headings = (_("Kapittel"), _("Rapporter"))
    return Statistic("rapporter-per-kapittel", _("Rapporter per kapittel"), headings, tuple(rows), sum(sums.values()))


def _per_language(found: list[Cell]) -> Statistic:
    sums = _summed(found, lambda cell: cell.language)
    ordered = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    rows = [_named(shown(LANGUAGES.get(code, code)), value, **{"sprak-i-tekst": code}) for code, value in ordered]
    headings = (_("Språk"), _("Rapporter"))
    return Statistic("rapporter-per-sprak", _("Rapporter per språk"), headings, tuple(rows), sum(sums.values()))


def _per_maker(total: int) -> Statistic:
    """Reports by who carried them out. A report made by two counts for both, so the rows can add up to more."""
    made = PublishedContribution.objects.filter(role="utfører", publication__in=Publication.objects.public())
    counted = (
        made.order_by()
        .values_list("organisation__name", "organisation__slug")
        .annotate(reports=Count("pk"))
        .order_by("-reports", "organisation__sort_name")
    )
    rows = [_named(name, value, institusjon=slug, rolle="utfører") for name, slug, value in counted]
    headings = (_("Utfører"), _("Rapporter"))
    return Statistic("rapporter-per-institusjon", _("Rapporter per institusjon"), headings, tuple(rows), total)


def _named(name: str, value: int, **query: str) -> Row:
    return Row((name,), value, name, query=_query(**query))


def _per_month(found: list[Cell]) -> Statistic:
    """By month of issue. A date that is only a year has no month: it is counted apart, and never put in one."""
    sums = _summed(found, lambda cell: PartialDate.from_sort_key(f"{cell.month}-99"))
    known = {date.year * 12 + date.month - 1: value for date, value in sums.items() if date.month}
    months = range(min(known), max(known) + 1) if known else ()
    rows = [_month(slot, known.get(slot, 0)) for slot in months]
    yearly = sorted((date.year, value) for date, value in sums.items() if not date.month)
    rows += [Row((str(year), str(_("uten måned"))), value, str(year)) for year, value in yearly]
    headings = (_("År"), _("Måned"), _("Rapporter"))
    title, total = _("Rapporter per måned"), sum(sums.values())
    return Statistic("rapporter-per-maned", title, headings, tuple(rows), total, over_time=True)


def _month(slot: int, value: int) -> Row:
    year, month = divmod(slot, 12)
    name = str(MONTHS[month + 1])
    return Row((str(year), name), value, f"{name} {year}", name[:3], slot)


def reports_per_year(publications: QuerySet, **query: str) -> Statistic:
    """Of some publications only; `query` is what asks the list of reports for them."""
    counted = (
        publications.order_by()
        .values_list("chapter__edition__year", "chapter__edition__state")
        .annotate(reports=Count("pk", distinct=True))
        .order_by("chapter__edition__year")
    )
    rows = tuple(_year(year, state, value, _query(aar=str(year), **query)) for year, state, value in counted)
    slug, title, heading, *_rest = _YEARLY[0]
    return Statistic(slug, title, (_("Utgave"), heading), rows, sum(row.value for row in rows), over_time=True)


def _query(**values: str) -> str:
    return canonical(urlencode(values))


def _summed(found: Iterable[Cell], by: Callable[[Cell], Any], counted: str = "reports") -> Counter:
    sums: Counter = Counter()
    for cell in found:
        sums[by(cell)] += getattr(cell, counted)
    return sums
