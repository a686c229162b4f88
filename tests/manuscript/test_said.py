"""What the manuscript says: text that remembers what it was made of, wherever it is carried."""

import json
from copy import deepcopy

from django.utils import translation

from reports.manuscript.dates import DateError, parse_date
from reports.manuscript.said import Said, from_data, to_data
from reports.text import worded

ENOUGH = Said("Arket «%(name)s» mangler %(count)d %(what)s.", name="Funn", count=2, what=Said("rader"))


def test_it_is_text_as_it_reads_in_bokmal():
    assert ENOUGH == "Arket «Funn» mangler 2 rader."
    assert Said("40 % av alle") == "40 % av alle"


def test_it_is_still_something_said_after_being_raised_copied_or_kept():
    for carried in (str(ValueError(ENOUGH)), deepcopy(ENOUGH), from_data(json.loads(json.dumps(to_data(ENOUGH))))):
        assert (type(carried), carried.template, carried.values) == (Said, ENOUGH.template, ENOUGH.values)
    assert (to_data("Bare tekst"), from_data("Bare tekst")) == ("Bare tekst", "Bare tekst")


def test_it_is_said_in_the_language_that_is_spoken():
    try:
        parse_date("i fjor")
    except DateError as refused:
        said = str(refused)
    with translation.override("en"):
        assert worded(said).startswith("The date “i fjor” is not one that we recognise. Write for example")
    with translation.override("nn"):
        assert worded(said).startswith("Datoen «i fjor» er ikkje ein dato vi kjenner igjen. Skriv til dømes")
    assert worded(said) == said
    assert worded("40 % av alle") == "40 % av alle"
