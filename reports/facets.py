"""Facets: what lists of reports and findings are narrowed by, and how many there are of each value.

Values within a facet are joined by OR, facets by AND, and a facet's counts ignore its own choice. Institution and role
are asked of the same contribution: "Fafo as utfører" is not "Fafo, and somebody as utfører".
All counts of a page come in one query.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.db.models import CharField, Count, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from .manuscript.values import LANGUAGES, ROLES
from .models import Organisation, PublishedChapter, PublishedContribution, PublishedEdition, PublishedTag, Series, Tag

Chosen = Mapping[str, list[str]]


@dataclass(frozen=True)
class Facet:
    """`name` is the query parameter, `path` leads from a publication to the value.

    `rows` is the table of a many-valued relation, one row a pair; facets over the same table narrow the same row.
    """

    name: str
    label: Any
    path: str
    rows: type | None = None
    # One report may have the same value on two rows: an institution in two roles, a role by two institutions.
    repeats: bool = False

    @property
    def relation(self) -> str:
        return self.path.partition("__")[0]

    @property
    def path_in_row(self) -> str:
        return self.path.partition("__")[2]


FACETS = (
    Facet("aar", _("År"), "chapter__edition__year"),
    Facet("kapittel", _("Kapittel"), "chapter__slug"),
    Facet("emne", _("Emne"), "published_tags__tag__slug", PublishedTag),
    Facet("institusjon", _("Institusjon"), "contributions__organisation__slug", PublishedContribution, repeats=True),
    Facet("rolle", _("Rolle"), "contributions__role", PublishedContribution, repeats=True),
    Facet("serie", _("Serie"), "series__slug"),
    Facet("sprak-i-tekst", _("Språk i teksten"), "language"),
)


def choices() -> dict[str, dict[str, str]]:
    """Every value that can be asked for, with its label, a facet: one query for the names, none for what is fixed.

    The same chapter slug in another year is the same chapter; its newest title names it.
    """
    found = {facet.name: {} for facet in FACETS}
    for facet, value, label, _order in _names():
        found[facet].setdefault(value, label)
    found["rolle"] = {role: role for role in ROLES}
    found["sprak-i-tekst"] = dict(LANGUAGES)
    return found


def _names() -> QuerySet:
    place = (9999 - F("edition__year")) * 100 + F("number")
    chapters = _text_row("kapittel", PublishedChapter.objects.order_by(), "slug", "title", place)
    years = _text_row("aar", PublishedEdition.objects.order_by(), "year", "year", 9999 - F("year"))
    entries = [
        _text_row(name, model.objects.order_by(), "slug", "name", F("sort_name"))
        for name, model in (("emne", Tag), ("institusjon", Organisation), ("serie", Series))
    ]
    return years.union(chapters, *entries, all=True).order_by("order", "label")


def _text_row(facet: str, rows: QuerySet, value, label, order) -> QuerySet:
    text = CharField()
    return rows.annotate(
        facet=Value(facet, output_field=text),
        value=Cast(value, text),
        label=Cast(label, text),
        order=Cast(order, text),
    ).values_list("facet", "value", "label", "order")


def narrowed(rows: QuerySet, chosen: Chosen, *, to_report: str = "", ignoring: str = "") -> QuerySet:
    """Rows whose report has what is chosen; facets over the relation `ignoring` do not count.

    `to_report` leads from a row to its report: "publication__" of a finding.
    """
    pairs: dict[type, Q] = {}
    for facet in FACETS:
        values = chosen.get(facet.name)
        if not values or facet.relation == ignoring:
            continue
        if facet.rows:
            pairs[facet.rows] = pairs.get(facet.rows, Q()) & Q(**{f"{facet.path_in_row}__in": values})
        else:
            rows = rows.filter(**{f"{to_report}{facet.path}__in": values})
    key = to_report.removesuffix("__") or "pk"
    # Subqueries, not joins: a report with two of the chosen tags is still one row.
    wanted = [{f"{key}__in": table.objects.filter(pair).values("publication")} for table, pair in pairs.items()]
    return reduce(lambda narrower, condition: narrower.filter(**condition), wanted, rows)


def counts(rows: QuerySet, chosen: Chosen, *, to_report: str = "") -> dict[str, dict[str, int]]:
    """How many rows each value would leave beside what is chosen in the other facets, in one query."""
    parts = [_counted(rows, chosen, facet, to_report) for facet in FACETS]
    found: dict[str, dict[str, int]] = {facet.name: {} for facet in FACETS}
    for name, value, count in parts[0].union(*parts[1:], all=True):
        found[name][value] = count
    return found


def _counted(rows: QuerySet, chosen: Chosen, facet: Facet, to_report: str) -> QuerySet:
    rest = narrowed(rows, chosen, to_report=to_report, ignoring=facet.relation).order_by()
    # A partner over the same table is asked of the very row that is counted.
    partners = [other for other in FACETS if other.relation == facet.relation and other != facet]
    same_row = {f"{to_report}{other.path}__in": chosen[other.name] for other in partners if chosen.get(other.name)}
    path = f"{to_report}{facet.path}"
    counted = (
        rest.filter(**{f"{path}__isnull": False}, **same_row)
        .values(path)
        .annotate(n=Count("pk", distinct=facet.repeats))
    )
    return counted.annotate(
        facet=Value(facet.name, output_field=CharField()),
        value=Cast(path, CharField()),
        count=Cast("n", IntegerField()),
    ).values_list("facet", "value", "count")
