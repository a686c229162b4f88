"""Facets: what lists of reports and findings are narrowed by, and how many there are of each value.

Values within a facet are joined by OR, facets by AND, and a facet's counts ignore its own choice. Institution and role
are asked of the same contribution: "Fafo as utfører" is not "Fafo, and somebody as utfører".
Counts are made of each report's traits (models/publication.py), kept as bits (browsing/traits.py).
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _

from ..languages import shown
from ..manuscript.values import LANGUAGES, ROLES
from ..models import Organisation, PublishedChapter, PublishedContribution, PublishedEdition, PublishedTag, Series, Tag
from ..models.publication import CHAPTER, LANGUAGE, MAKER, ROLE, SERIES, TAG
from ..stamped import while_stamp_stands
from .traits import Traits, weighed

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
    Facet("institusjon", _("Institusjon"), "contributions__organisation__slug", PublishedContribution),
    Facet("rolle", _("Rolle"), "contributions__role", PublishedContribution),
    Facet("serie", _("Serie"), "series__slug"),
    Facet("sprak-i-tekst", _("Språk i teksten"), "language"),
)


@dataclass(frozen=True)
class Known:
    """What can be asked for: each facet's values with their labels, and what each trait of a report is a value of."""

    labels: dict[str, dict[str, str]]
    values: dict[str, tuple[tuple[str, str], ...]]

    def traits(self, facet: str, values: Collection[str]) -> set[str]:
        return {trait for trait, pairs in self.values.items() if any(f == facet and v in values for f, v in pairs)}


def known() -> Known:
    """The names are in the page's language where they are ours."""
    named = _named()
    fixed = {"rolle": {role: shown(role) for role in ROLES}}
    fixed["sprak-i-tekst"] = {code: shown(name) for code, name in LANGUAGES.items()}
    return Known(named.labels | fixed, named.values)


@while_stamp_stands
def _named() -> Known:
    """One query for the names, none for what is fixed.

    The same chapter slug in another year is the same chapter; its newest title names it.
    """
    labels = {facet.name: {} for facet in FACETS}
    values = {f"{ROLE}{role}": (("rolle", role),) for role in ROLES}
    values |= {f"{LANGUAGE}{code}": (("sprak-i-tekst", code),) for code in LANGUAGES}
    for facet, value, label, _order, trait, year in _names():
        labels[facet].setdefault(value, label)
        values[trait] = ((facet, value), ("aar", year)) if year else ((facet, value),)
    return Known(labels, values)


def _names() -> QuerySet:
    place = (9999 - F("edition__year")) * 100 + F("number")
    rows = PublishedChapter.objects.order_by()
    chapters = _text_row("kapittel", rows, "slug", "title", place, CHAPTER, year="edition__year")
    years = _text_row("aar", PublishedEdition.objects.order_by(), "year", "year", 9999 - F("year"), "aar")
    entries = [
        _text_row(name, model.objects.order_by(), "slug", "name", F("sort_name"), letter)
        for name, model, letter in (("emne", Tag, TAG), ("institusjon", Organisation, MAKER), ("serie", Series, SERIES))
    ]
    return years.union(chapters, *entries, all=True).order_by("order", "label")


def _text_row(facet: str, rows: QuerySet, value, label, order, letter: str, *, year=None) -> QuerySet:
    text = CharField()
    return rows.annotate(
        facet=Value(facet, output_field=text),
        value=Cast(value, text),
        label=Cast(label, text),
        order=Cast(order, text),
        trait=Concat(Value(letter), Cast("pk", text)),
        of_year=Cast(year or Value(""), text),
    ).values_list("facet", "value", "label", "order", "trait", "of_year")


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


def having(chosen: Chosen, known: Known, traits: Traits) -> int:
    """The reports that have what is chosen, as bits: `narrowed`, without asking the database."""
    return _having(_wanted(chosen, known), traits)


def counts(numbers: list[int], chosen: Chosen, known: Known, traits: Traits) -> dict[str, dict[str, int]]:
    """How much each value would leave beside what is chosen in the other facets.

    `numbers`: what each report counts for (1, or its findings), as `traits.weights` has it.
    """
    wanted = _wanted(chosen, known)
    others = {group: _having(wanted, traits, ignoring=group) for group in {*wanted, ""}}
    found: dict[str, dict[str, int]] = {facet.name: Counter() for facet in FACETS}
    for trait, reports in traits.having.items():
        for name, value in known.values.get(trait, ()):
            among = others.get(_group(name), others[""])
            if number := weighed(reports & among, numbers):
                found[name][value] += number
    for facet, partner in (("institusjon", "rolle"), ("rolle", "institusjon")):
        if chosen.get(partner):
            pairs = _paired(facet, known.traits(partner, chosen[partner]), traits)
            sums = {trait: weighed(reports & others["institusjon"], numbers) for trait, reports in pairs.items()}
            found[facet] = {
                known.values[trait][0][1]: number for trait, number in sums.items() if number and trait in known.values
            }
    return found


def _group(facet: str) -> str:
    """Facets that are asked of the same row are one condition."""
    return "institusjon" if facet == "rolle" else facet


def _wanted(chosen: Chosen, known: Known) -> dict[str, set[str]]:
    """Traits by condition: a report must have one of each."""
    wanted = {name: known.traits(name, values) for name, values in chosen.items() if values}
    roles, makers = wanted.pop("rolle", None), wanted.get("institusjon")
    if roles is not None:
        wanted["institusjon"] = roles if makers is None else {f"{m}:{r}" for m in makers for r in roles}
    return wanted


def _having(wanted: dict[str, set[str]], traits: Traits, *, ignoring: str = "") -> int:
    masks = (traits.of(some) for group, some in wanted.items() if group != ignoring)
    return reduce(and_, masks, traits.public)


def _paired(facet: str, partners: set[str], traits: Traits) -> dict[str, int]:
    """Reports of each institution in one of the chosen roles, or of each role filled by one of the institutions."""
    own, other = (0, 2) if facet == "institusjon" else (2, 0)
    found: dict[str, int] = {}
    for trait, reports in traits.having.items():
        pair = trait.partition(":")
        if pair[other] in partners and pair[1]:
            found[pair[own]] = found.get(pair[own], 0) | reports
    return found
