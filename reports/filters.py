"""What the query string of a public list means: its parameters, what they may hold, and the rows they leave.

Several values of one parameter are joined by OR, parameters by AND. Anything else is refused by name (BadQuery):
a misspelt filter never shows the whole list.
"""

from dataclasses import dataclass, field

import django_filters
from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from .models import (
    Organisation,
    Publication,
    PublishedChapter,
    PublishedContribution,
    PublishedFinding,
    PublishedTag,
    Series,
    Tag,
)
from .querystrings import canonical, is_tracker
from .text import fold, refuse_control_characters

PAGE_SIZE = 20
LONGEST_QUERY = 200
SORTINGS = {
    "nyeste": (_("nyeste først"), ["-issued", "sort_title"]),
    "eldste": (_("eldste først"), ["issued", "sort_title"]),
    "tittel": (_("tittel"), ["sort_title"]),
    "utgave": (_("rekkefølgen i utgaven"), ["-chapter__edition__year", "chapter__number", "position", "pk"]),
}
DEFAULT_SORTING = "nyeste"


class BadQuery(Exception):
    """The address asks for what there isn't. `problems` are (parameter, Norwegian sentence) pairs."""

    def __init__(self, problems: list[tuple[str, str]]):
        super().__init__(" ".join(sentence for _, sentence in problems))
        self.problems = problems


@dataclass(frozen=True)
class Choices:
    """What can be chosen, read once a request: (value, label) pairs, only of what public reports have."""

    years: list = field(default_factory=list)
    chapters: list = field(default_factory=list)
    tags: list = field(default_factory=list)
    organisations: list = field(default_factory=list)
    series: list = field(default_factory=list)

    @classmethod
    def read(cls) -> "Choices":
        chapters = PublishedChapter.objects.select_related("edition")
        return cls(
            years=[(str(y), str(y)) for y in sorted({c.edition.year for c in chapters}, reverse=True)],
            # The same slug in another year is the same chapter; the newest title names it.
            chapters=list({c.slug: c.title for c in reversed(chapters)}.items()),
            tags=_named(Tag),
            organisations=_named(Organisation),
            series=_named(Series),
        )


def _named(model) -> list:
    return list(model.objects.in_use().values_list("slug", "name"))


class ReportFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Søkeord"), method="with_words", max_length=LONGEST_QUERY)
    aar = django_filters.MultipleChoiceFilter(label=_("År"), method="of_years")
    kapittel = django_filters.MultipleChoiceFilter(label=_("Kapittel"), method="of_chapters")
    emne = django_filters.MultipleChoiceFilter(label=_("Emne"), method="with_tags")
    institusjon = django_filters.MultipleChoiceFilter(label=_("Institusjon"), method="by_organisations")
    serie = django_filters.MultipleChoiceFilter(label=_("Serie"), method="of_series")

    class Meta:
        model = Publication
        fields = []

    def __init__(self, data, queryset, choices: Choices):
        super().__init__(data, queryset)
        for name, found in {
            "aar": choices.years,
            "kapittel": choices.chapters,
            "emne": choices.tags,
            "institusjon": choices.organisations,
            "serie": choices.series,
        }.items():
            self.filters[name].extra["choices"] = found
            self.filters[name].extra["error_messages"] = {
                "invalid_choice": _("Vi har ingen %(label)s som heter «%%(value)s».")
                % {"label": str(self.filters[name].label).lower()}
            }
        self.filters["q"].extra["validators"] = [refuse_control_characters]
        self.filters["q"].extra["error_messages"] = {
            "max_length": _("Søket er for langt. Bruk høyst %d tegn.") % LONGEST_QUERY
        }

    def with_words(self, rows, name, value):
        for word in fold(value).split():
            rows = rows.filter(words__contains=word)
        return rows

    def of_years(self, rows, name, values):
        return rows.filter(chapter__edition__year__in=values) if values else rows

    def of_chapters(self, rows, name, values):
        return rows.filter(chapter__slug__in=values) if values else rows

    # Through subqueries, not joins: a report with two of the chosen tags is still one row.
    def with_tags(self, rows, name, values):
        tagged = PublishedTag.objects.filter(tag__slug__in=values)
        return rows.filter(pk__in=tagged.values("publication")) if values else rows

    def by_organisations(self, rows, name, values):
        contributions = PublishedContribution.objects.filter(organisation__slug__in=values)
        return rows.filter(pk__in=contributions.values("publication")) if values else rows

    def of_series(self, rows, name, values):
        return rows.filter(series__slug__in=values) if values else rows


class FindingFilter(ReportFilter):
    """Findings by their own words and by what is true of their report."""

    class Meta:
        model = PublishedFinding
        fields = []

    def filter_queryset(self, queryset):
        chosen = {name: value for name, value in self.form.cleaned_data.items() if name != "q" and value}
        if chosen:
            reports = Publication.objects.public()
            for name, value in chosen.items():
                reports = self.filters[name].filter(reports, value)
            queryset = queryset.filter(publication__in=reports.values("pk"))
        return self.with_words(queryset, "q", self.form.cleaned_data["q"])


@dataclass(frozen=True)
class Listing:
    """A page of a filtered list, and what was chosen to get it. `form` is bound, for the page's own fields."""

    page: Page
    form: forms.Form
    chosen: list
    sorting: str
    query: str


def reports_for(query: QueryDict) -> Listing:
    """The page of reports that a query string asks for. Raises BadQuery."""
    _check_names(query, {*ReportFilter.base_filters, "sorter", "side"})
    sorting = _one(query, "sorter") or DEFAULT_SORTING
    if sorting not in SORTINGS:
        raise BadQuery([("sorter", f"Vi kan ikke sortere etter «{sorting[:40]}». Velg blant {', '.join(SORTINGS)}.")])
    rows = Publication.objects.public().for_lists().order_by(*SORTINGS[sorting][1])
    return _listing(ReportFilter(query, rows, Choices.read()), query, sorting)


def findings_for(query: QueryDict) -> Listing:
    """The page of findings that a query string asks for, in the yearly document's order. Raises BadQuery."""
    _check_names(query, {*FindingFilter.base_filters, "side"})
    place = ["-edition__year", "number"]
    order = [*(f"{'-' * p.startswith('-')}publication__chapter__{p.lstrip('-')}" for p in place)]
    rows = PublishedFinding.objects.public().for_lists()
    rows = rows.order_by(*order, "publication__position", "publication_id", "position")
    return _listing(FindingFilter(query, rows, Choices.read()), query, "")


def _listing(filterset: ReportFilter, query: QueryDict, sorting: str) -> Listing:
    for name in ("q", "sorter", "side"):
        _one(query, name)
    if not filterset.is_valid():
        raise BadQuery([(name, str(errors[0])) for name, errors in filterset.errors.items()])
    return Listing(
        page=page_of(filterset.qs, query),
        form=filterset.form,
        chosen=_chosen(filterset, query),
        sorting=sorting,
        query=canonical(query.urlencode(), without=("side",)),
    )


def page_of(rows: QuerySet, query: QueryDict) -> Page:
    """The page that `side` asks for. Raises BadQuery for what is no page of the list."""
    paginator = Paginator(rows, PAGE_SIZE)
    asked = _one(query, "side") or "1"
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0
    if not 1 <= number <= paginator.num_pages:
        raise BadQuery([("side", f"Listen har ingen side «{asked[:20]}». Den har {paginator.num_pages}.")])
    return paginator.page(number)


def check_names(query: QueryDict, allowed: set[str]) -> None:
    """Raises BadQuery for a parameter that the page does not have."""
    if unknown := sorted(name for name in query if name not in allowed and not is_tracker(name)):
        known = f" Du kan bruke {', '.join(sorted(allowed))}." if allowed else ""
        raise BadQuery([(name[:40], f"Siden har ikke noe filter som heter «{name[:40]}».{known}") for name in unknown])


_check_names = check_names


def _one(query: QueryDict, name: str) -> str:
    values = query.getlist(name)
    if len(values) > 1:
        raise BadQuery([(name, f"«{name}» står {len(values)} ganger i adressen. Bruk det én gang.")])
    return values[0] if values else ""


def _chosen(filterset: ReportFilter, query: QueryDict) -> list:
    """What is filtered on now: parameter, its label, the value's label, and the query string without it."""
    chosen = []
    for name, value in filterset.form.cleaned_data.items():
        labels = dict(filterset.filters[name].extra.get("choices", ()))
        for one in [value] if isinstance(value, str) else value:
            if one:
                without = canonical(query.urlencode(), without=("side",), without_pair=(name, one))
                label = filterset.filters[name].label
                chosen.append({"name": name, "label": label, "value": labels.get(one, one), "without": without})
    return chosen
