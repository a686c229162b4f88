from decimal import Decimal

import pytest

from reports.manuscript.dates import PartialDate
from reports.templatetags import typography

NB = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (40, "40"),
        (2968, f"2{NB}968"),
        (3.5, "3,5"),
        (Decimal("40.0000"), "40"),
        (Decimal("1234567.5"), f"1{NB}234{NB}567,5"),
        (-2, "−2"),
        (0, "0"),
    ],
)
def test_numbers(value, shown):
    assert typography.number(value) == shown


@pytest.mark.parametrize(
    ("count", "shown"),
    [(2_000_000, "2 MB"), (2_340_000, "2,3 MB"), (545_000, "545 KB"), (12, "1 KB"), (12_000_000, "12 MB")],
)
def test_sizes(count, shown):
    assert typography.size(count).replace(NB, " ") == shown


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("40 % av 2 968 svarte", f"40{NB}% av 2{NB}968 svarte"),
        ("1 234 567 kroner", f"1{NB}234{NB}567{NB}kroner"),
        ("i 2020 400 personer", "i 2020 400 personer"),
        ("76–79 %", f"76–79{NB}%"),
        ("to av ti", "to av ti"),
    ],
)
def test_numbers_are_not_torn_from_their_units(text, kept):
    assert typography.typeset(text) == kept


def test_very_long_words_may_break_where_their_parts_meet():
    assert typography.typeset("kulturorienteringsprogrammet") == "kulturorienterings\N{SOFT HYPHEN}programmet"
    assert typography.typeset("Integreringsbarometeret") == "Integreringsbarometeret"


def test_links_are_never_hyphenated():
    text = '<p><a href="https://x.no/kulturorienteringsprogrammet">Les</a></p>'
    assert typography.rich(text) == text


def test_rich_text_takes_the_pages_heading_levels():
    html = typography.rich("<h2>Metode</h2><h3>Utvalg</h3><p>Tekst</p>", 3)
    assert html.startswith('<h3 id="metode-0">Metode</h3><h4 id="utvalg-1">Utvalg</h4>')


def test_tables_scroll_by_themselves():
    html = typography.rich("<table><tbody><tr><td>1</td></tr></tbody></table>")
    assert html.startswith('<div class="table" role="region" aria-label="Tabell" tabindex="0"><table>')


def test_the_first_sentence_is_at_least_a_line():
    text = "Kort sagt. Her er en setning som er lang nok til å fortelle noe om saken alene. Resten kommer her."
    assert typography.first_sentence(text) == text[: text.index(" Resten")]


@pytest.mark.parametrize(
    ("date", "html"),
    [
        (PartialDate(2020, 10, 19), f'<time datetime="2020-10-19">19.{NB}oktober 2020</time>'),
        (PartialDate(2020, 8), '<time datetime="2020-08">august 2020</time>'),
        (PartialDate(2020), '<time datetime="2020">2020</time>'),
    ],
)
def test_dates_say_what_is_known(date, html):
    assert typography.partial_date(date) == html


def test_only_foreign_text_is_marked():
    assert typography.lang("nn") == ' lang="nn"'
    assert typography.lang("nb") == ""
