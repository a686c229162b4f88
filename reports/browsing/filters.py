"""What the query string of a public list means: its parameters, what they may hold, and the rows they leave.

Several values of one parameter are joined by OR, parameters by AND. Anything else is refused by name (BadQuery):
a misspelt filter never shows the whole list.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ..languages import PARAMETER as LANGUAGE
from ..models import Publication, PublishedFinding
from ..querystrings import BadQuery, canonical, is_tracker, plus_each
from ..search.answer import Answer, answer
from ..search.nearby import Nearby, nearby
from ..text import refuse_control_characters, whole_number
from . import facets
from .facets import FACETS, Facet
from .ordered import InOrder
from .traits import Traits, bits, picked, traits, weights

PAGE_SIZE = 20
LONGEST_QUERY = 200
SORTINGS = {
    "nyeste": (_("nyeste først"), ["-issued", "sort_title", "pk"]),
    "eldste": (_("eldste først"), ["issued", "sort_title", "pk"]),
    "tittel": (_("tittel"), ["sort_title", "pk"]),
    "utgave": (_("rekkefølgen i utgaven"), ["-chapter__edition__year", "chapter__number", "position", "pk"]),
}
DEFAULT_SORTING = "nyeste"
# Offered, and the default, where there are words to answer.
BY_WORDS = "treff"


class ReportFilter(django_filters.FilterSet):
    """Checks each parameter by itself; which rows are left is asked of browsing/facets.py, all parameters at once."""

    q = django_filters.CharFilter(label=_("Søkeord"), max_length=LONGEST_QUERY)
    to_report = ""

    class Meta:
        model = Publication
        fields = []

    def __init__(self, data, queryset):
        super().__init__(_without_empty(data), queryset)
        self.known = facets.known()
        self.choices = self.known.labels
        for facet in FACETS:
            self.filters[facet.name].extra["choices"] = list(self.choices[facet.name].items())
            self.filters[facet.name].extra["error_messages"] = {
                "invalid_choice": _("Filteret «%(label)s» har ikke noe valg som heter «%%(value)s».")
                % {"label": facet.label}
            }
        self.filters["q"].extra["validators"] = [refuse_control_characters]
        self.filters["q"].extra["error_messages"] = {
            "max_length": _("Søket er for langt. Bruk høyst %d tegn.") % LONGEST_QUERY
        }

    @property
    def chosen(self) -> dict[str, list[str]]:
        return {facet.name: self.form.cleaned_data[facet.name] for facet in FACETS}

    @cached_property
    def worded(self) -> QuerySet:
        """The rows that hold every word, before any facet is asked."""
        return self.answer.narrow(self.queryset) if self.form.cleaned_data["q"] else self.queryset

    @cached_property
    def answer(self) -> Answer:
        """What the search words became."""
        return answer(self.form.cleaned_data["q"], self._meta.model)

    def filter_queryset(self, queryset):
        return facets.narrowed(self.worded, self.chosen, to_report=self.to_report)

    def best_first(self) -> InOrder | QuerySet:
        """The filtered rows in the order of how well they answer; what answers alike, in the order it had."""
        if self.answer.expression is None:
            return self.qs
        left = self.left if any(self.chosen.values()) else None
        found = [each for each in self.found if each[1] in left] if left is not None else self.found
        return InOrder(self.queryset, [pk for _, pk in found], [score for score, _ in found])

    @cached_property
    def found(self) -> list[tuple[float, int]]:
        return self.answer.best_first()

    def facet_counts(self) -> dict[str, dict[str, int]]:
        return facets.counts(self.numbers, self.chosen, self.known, self.traits)

    @cached_property
    def traits(self) -> Traits:
        return traits()

    @property
    def left(self) -> set[int]:
        """Keys of what answers and has what is chosen."""
        return picked((pk for _, pk in self.found), facets.having(self.chosen, self.known, self.traits))

    @property
    def numbers(self) -> list[int]:
        """What each report that answers counts for in the facets, as bits."""
        if not self.form.cleaned_data["q"]:
            return [self.traits.public]
        if self.answer.expression is None:
            return [bits(self.worded.order_by().values_list("pk", flat=True))]
        return [bits(pk for _, pk in self.found)]


# "sprak-i-tekst" is no Python name, so the facets are not written as attributes.
ReportFilter.base_filters.update(
    {facet.name: django_filters.MultipleChoiceFilter(label=facet.label) for facet in FACETS}
)


class FindingFilter(ReportFilter):
    """Findings by their own words and by what is true of their report."""

    to_report = "publication__"

    class Meta:
        model = PublishedFinding
        fields = []

    @property
    def left(self) -> set[int]:
        return set(self.qs.order_by().values_list("pk", flat=True))

    @property
    def numbers(self) -> list[int]:
        if not self.form.cleaned_data["q"]:
            return self.traits.findings
        return weights(Counter(self.worded.order_by().values_list("publication_id", flat=True)))


FindingFilter.base_filters.update(ReportFilter.base_filters)


@dataclass
class Listing:
    """A page of a filtered list, and what was chosen to get it; `query` is the canonical query string without page."""

    page: Page
    filterset: ReportFilter
    sorting: str
    query: str

    @property
    def form(self) -> forms.Form:
        return self.filterset.form

    @property
    def words(self) -> str:
        return self.form.cleaned_data["q"]

    @property
    def answer(self) -> Answer | None:
        """What the words became; None where there are none."""
        return self.filterset.answer if self.words else None

    @cached_property
    def nearby(self) -> Nearby | None:
        """What to offer where the words found nothing."""
        empty = self.answer and not self.page.paginator.count
        return nearby(self.answer.question, self.words, found=self.answer.alone) if empty else None

    @property
    def sortings(self) -> list[tuple[str, str]]:
        """(key, label) of the orders that can be chosen for this list."""
        offered = [(key, label) for key, (label, _order) in SORTINGS.items()]
        return [(BY_WORDS, _("beste treff først")), *offered] if self.words else offered

    @cached_property
    def chosen(self) -> list[dict]:
        """What is filtered on: parameter and label, the value as in the address and its label, the query without it."""
        found = []
        for name, values in {"q": [self.words] if self.words else [], **self.filterset.chosen}.items():
            for value in values:
                label = self.filterset.choices.get(name, {}).get(value, value)
                without = self._query(without_pair=(name, value))
                row = {"name": name, "label": self.form.fields[name].label, "slug": value}
                found.append({**row, "value": label, "without": without})
        return found

    @cached_property
    def facets(self) -> list[dict]:
        """Each facet with its values that have rows or are chosen: label, count, whether chosen, and where it leads."""
        counted = self.filterset.facet_counts()
        return [self._facet(facet, counted[facet.name]) for facet in FACETS]

    def _facet(self, facet: Facet, counted: dict[str, int]) -> dict:
        chosen = self.filterset.chosen[facet.name]
        labels = self.filterset.choices[facet.name]
        shown = [value for value in labels if value in counted or value in chosen]
        values = [
            {
                "value": value,
                "label": labels[value],
                "count": counted.get(value, 0),
                "chosen": value in chosen,
                "query": self._query(without_pair=(facet.name, value)) if value in chosen else added,
            }
            for value, added in zip(shown, plus_each(self.query, facet.name, shown), strict=True)
        ]
        values.sort(key=lambda value: not value["chosen"])  # what can be removed stands first, in sight
        return {"name": facet.name, "label": facet.label, "values": values, "chosen_count": len(chosen)}

    def _query(self, **changes) -> str:
        return canonical(self.query, **changes)


def reports_for(query: QueryDict, *, rows: QuerySet | None = None, size: int = PAGE_SIZE) -> Listing:
    """The page of reports that a query string asks for; `rows` brings an order of its own. Raises BadQuery."""
    check_names(query, {*ReportFilter.base_filters, "sorter", "side"})
    words = _one(query, "q").strip()
    known = [*SORTINGS, *([BY_WORDS] if words else [])]
    sorting = _one(query, "sorter") or (BY_WORDS if words else DEFAULT_SORTING)
    if sorting not in known:
        sentence = _("Vi kan ikke sortere etter «%(asked)s». Velg blant %(known)s.")
        raise BadQuery([("sorter", sentence % {"asked": sorting[:40], "known": ", ".join(known)})])
    if rows is None:
        order = SORTINGS[DEFAULT_SORTING if sorting == BY_WORDS else sorting][1]
        rows = Publication.objects.public().for_lists().order_by(*order)
    return _listing(ReportFilter(query, rows), query, sorting, size)


def findings_for(query: QueryDict) -> Listing:
    """The page of findings that a query string asks for, in the yearly document's order. Raises BadQuery."""
    check_names(query, {*FindingFilter.base_filters, "side"})
    rows = PublishedFinding.objects.public().for_lists().in_order()
    return _listing(FindingFilter(query, rows), query, BY_WORDS if _one(query, "q").strip() else "")


def _listing(filterset: ReportFilter, query: QueryDict, sorting: str, size: int = PAGE_SIZE) -> Listing:
    _one(query, "q")
    if not filterset.is_valid():
        raise BadQuery([(name, str(errors[0])) for name, errors in filterset.errors.items()])
    query_string = canonical(query.urlencode(), without=("side", LANGUAGE))
    rows = filterset.best_first() if sorting == BY_WORDS else filterset.qs
    return Listing(page=page_of(rows, query, size), filterset=filterset, sorting=sorting, query=query_string)


def page_of(rows: QuerySet, query: QueryDict, size: int = PAGE_SIZE) -> Page:
    """The page that `side` asks for. Raises BadQuery for what is no page of the list."""
    paginator = Paginator(rows, size)
    asked = _one(query, "side") or "1"
    number = whole_number(asked) or 0
    if not 1 <= number <= paginator.num_pages:
        sentence = _("Listen har ingen side «%(asked)s». Den har %(pages)d.")
        raise BadQuery([("side", sentence % {"asked": asked[:20], "pages": paginator.num_pages})])
    return paginator.page(number)


def check_names(query: QueryDict, allowed: set[str]) -> None:
    """Raises BadQuery for a parameter that the page does not have."""
    if unknown := sorted(name for name in query if name not in {*allowed, LANGUAGE} and not is_tracker(name)):
        known = _(" Du kan bruke %s.") % ", ".join(sorted(allowed)) if allowed else ""
        sentence = _("Siden har ikke noe filter som heter «%s».")
        raise BadQuery([(name[:40], f"{sentence % name[:40]}{known}") for name in unknown])


def typed_in(query: QueryDict) -> str:
    """What somebody is typing in a search field, where nothing but `q` may be asked. Raises BadQuery."""
    check_names(query, {"q"})
    text = _one(query, "q")
    if len(text) > LONGEST_QUERY:
        raise BadQuery([("q", str(_("Søket er for langt. Bruk høyst %d tegn.") % LONGEST_QUERY))])
    try:
        refuse_control_characters(text)
    except ValidationError as error:
        raise BadQuery([("q", error.messages[0])]) from None
    return text


def _without_empty(query: QueryDict) -> QueryDict:
    """A field that a form sent empty asks for nothing."""
    kept = QueryDict(mutable=True)
    for name, values in query.lists():
        kept.setlist(name, [value for value in values if value])
    return kept


def _one(query: QueryDict, name: str) -> str:
    values = [value for value in query.getlist(name) if value]
    if len(values) > 1:
        sentence = _("«%(name)s» står %(n)d ganger i adressen. Bruk det én gang.")
        raise BadQuery([(name, sentence % {"name": name, "n": len(values)})])
    return values[0] if values else ""
