"""Every count beside a facet's value is the length of the list that the value leads to."""

import random

import pytest
from django.http import QueryDict
from django.utils.http import urlencode

from reports.browsing import facets
from reports.browsing.filters import findings_for, reports_for

pytestmark = pytest.mark.django_db

NAMES = [facet.name for facet in facets.FACETS]
WORDS = ["", "", "", "kommune", "flyktninger", "2020", "finnesikke"]


def _combinations(number: int, seed: int) -> list[dict]:
    """Random choices in none to three facets, one or two values in each, some with words."""
    known, rng = facets.known().labels, random.Random(seed)
    found = []
    for _ in range(number):
        chosen = {
            name: rng.sample(sorted(known[name]), k=min(len(known[name]), rng.choice([1, 1, 2])))
            for name in rng.sample(NAMES, k=rng.choice([0, 1, 1, 2, 2, 3]))
        }
        found.append({**chosen, "q": [rng.choice(WORDS)]})
    return found


def _count(listing_for, chosen: dict) -> int:
    return listing_for(QueryDict(urlencode(chosen, doseq=True))).page.paginator.count


@pytest.mark.parametrize("listing_for", [reports_for, findings_for])
@pytest.mark.parametrize("seed", range(3))
def test_each_count_is_the_length_of_the_list_it_leads_to(listing_for, seed):
    known, rng, compared = facets.known().labels, random.Random(seed), 0
    for chosen in _combinations(40, seed):
        shown = listing_for(QueryDict(urlencode(chosen, doseq=True))).facets
        for facet in rng.sample(shown, k=3):
            counts = {value["label"]: value["count"] for value in facet["values"]}
            for value in rng.sample(sorted(known[facet["name"]]), k=min(2, len(known[facet["name"]]))):
                alone = {**chosen, facet["name"]: [value]}
                assert counts.get(known[facet["name"]][value], 0) == _count(listing_for, alone), (alone, facet["name"])
                compared += 1
    assert compared > 150


def test_a_role_is_asked_of_the_same_institution():
    isf = {"institusjon": "institutt-for-samfunnsforskning"}
    assert _count(reports_for, isf) > 0
    assert _count(reports_for, {**isf, "rolle": "utfører"}) == _count(reports_for, isf)
    assert _count(reports_for, {**isf, "rolle": "oppdragsgiver"}) == 0


def test_a_chosen_value_leads_to_the_list_without_it_and_another_adds_to_it():
    listing = reports_for(QueryDict("emne=tolk"))
    emne = next(facet for facet in listing.facets if facet["name"] == "emne")
    by_label = {value["label"]: value for value in emne["values"]}
    assert by_label["Tolk"]["chosen"]
    assert by_label["Tolk"]["query"] == ""
    assert by_label["Helse"]["query"] == "emne=helse&emne=tolk"
    assert _count(reports_for, {"emne": ["tolk", "helse"]}) > _count(reports_for, {"emne": ["tolk"]})


def test_a_chosen_value_without_reports_is_still_shown_so_that_it_can_be_removed():
    listing = reports_for(QueryDict("emne=tolk&kapittel=serier"))
    shown = {facet["name"]: [v["label"] for v in facet["values"] if v["chosen"]] for facet in listing.facets}
    assert shown["emne"] == ["Tolk"]
    assert shown["kapittel"] == ["Serier"]


@pytest.mark.parametrize("listing_for", [reports_for, findings_for])
def test_a_page_with_facets_costs_few_queries(listing_for, django_assert_max_num_queries):
    """Names, synonyms, hits, traits, order of what is alike, rows; of findings also filters, and their reports."""
    with django_assert_max_num_queries(8 if listing_for is findings_for else 6):
        listing = listing_for(QueryDict("emne=helse&aar=2020&q=kommune"))
        assert list(listing.page) is not None
        assert listing.facets
