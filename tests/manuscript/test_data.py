import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings

from reports.manuscript import values
from reports.manuscript.data import edition_from_data, edition_to_data, from_data, to_data
from reports.manuscript.dates import PartialDate
from reports.manuscript.values import ManuscriptError

from .strategies import editions

EDITION = {
    "schema": 1,
    "year": 2031,
    "title": "FoU 2031",
    "chapters": [
        {"number": 1, "title": "Bosetting", "slug": "bosetting", "reports": [{"title": "Ett", "slug": "ett"}]}
    ],
}


def _with_report(**fields) -> dict:
    chapter = {**EDITION["chapters"][0], "reports": [{"title": "Ett", "slug": "ett", **fields}]}
    return {**EDITION, "chapters": [chapter]}


def _refusal_of(data) -> str:
    with pytest.raises(ManuscriptError) as refused:
        edition_from_data(data)
    return str(refused.value)


@settings(max_examples=40)
@given(editions())
def test_json_written_and_read_is_the_same_edition(edition):
    assert edition_from_data(json.loads(json.dumps(edition_to_data(edition)))) == edition


@settings(max_examples=40)
@given(editions())
def test_the_keys_stand_in_a_fixed_order_with_the_id_first(edition):
    again = edition_to_data(edition_from_data(edition_to_data(edition)))
    assert json.dumps(again) == json.dumps(edition_to_data(edition))
    for chapter in again["chapters"]:
        assert all(next(iter(report)) == "id" for report in chapter["reports"])


def test_numbers_are_written_without_needless_decimals_and_dates_as_known():
    figure = values.KeyFigure(value=Decimal("40.0000"), statement="mener")
    assert repr(to_data(figure)["value"]) == "40"
    assert to_data(values.KeyFigure(value=Decimal("101.7000"), statement="dekket"))["value"] == 101.7
    assert to_data(values.Report(title="Ett", slug="ett", issued=PartialDate(2020, 8)))["issued"] == "2020-08"


def test_keys_left_out_have_their_defaults():
    report = edition_from_data(EDITION).chapters[0].reports[0]
    assert report == values.Report(title="Ett", slug="ett")
    assert report.language == "nb"


def test_rich_text_is_cleaned_when_it_is_read():
    edition = edition_from_data(_with_report(body="<script>x</script><b>Fet</b>", findings=[{"text": "Løst"}]))
    report = edition.chapters[0].reports[0]
    assert report.body == "<p><strong>Fet</strong></p>"
    assert report.findings[0].text == "<p>Løst</p>"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({**EDITION, "schema": 2}, "schema: er 2, men bare 1 kan leses."),
        ([], "En årgang skal være et objekt med navngitte felter."),
        ({"schema": 1, "year": 2031}, "feltet «title» mangler."),
        ({**EDITION, "tittel": "x"}, "feltet «tittel» finnes ikke."),
        ({**EDITION, "year": "2031"}, "year: '2031' kan ikke stå her."),
        ({**EDITION, "year": True}, "year: True kan ikke stå her."),
        ({**EDITION, "title": None}, "title: None kan ikke stå her."),
        ({**EDITION, "chapters": {}}, "chapters: skal være en liste."),
        ({**EDITION, "chapters": ["x"]}, "kapittel 1: skal være et objekt med navngitte felter."),
        (_with_report(issued="32. mai"), "kapittel 1, rapport 1: issued: «32. mai» er ikke en dato på formen"),
        (_with_report(issued="2020-02-30"), "kapittel 1, rapport 1: issued: Datoen finnes ikke i kalenderen."),
        (_with_report(language="sv"), "kapittel 1, rapport 1: language: «sv» er ikke blant nb, nn, en."),
        (_with_report(tags=["a", 3]), "kapittel 1, rapport 1: tags 2: 3 kan ikke stå her."),
        (_with_report(findings=[{"text": "a"}, {}]), "kapittel 1, rapport 1, funn 2: feltet «text» mangler."),
        (_with_report(lead="a\x00b"), "kapittel 1, rapport 1: lead: inneholder et usynlig styretegn (U+0000)."),
        (
            _with_report(authors=["Åse\x0b"]),
            "kapittel 1, rapport 1: authors 1: inneholder et usynlig styretegn (U+000B).",
        ),
        (_with_report(title="\ud800"), "kapittel 1, rapport 1: title: inneholder et usynlig styretegn (U+D800)."),
        (
            _with_report(key_figures=[{"value": "mange", "statement": "x"}]),
            "kapittel 1, rapport 1, nøkkeltall 1: value: 'mange' kan ikke stå her.",
        ),
        (
            _with_report(key_figures=[{"value": float("nan"), "statement": "x"}]),
            "kapittel 1, rapport 1, nøkkeltall 1: value: nan kan ikke stå her.",
        ),
        (
            _with_report(contributions=[{"organisation": "ISF", "role": "sjef"}]),
            "kapittel 1, rapport 1, bidrag 1: role: «sjef» er ikke blant utfører, oppdragsgiver, datainnsamler.",
        ),
        (
            _with_report(documents=[{"title": "x", "kind": "bok"}]),
            "kapittel 1, rapport 1, dokument 1: kind: «bok» er ikke blant rapport, delrapport",
        ),
    ],
)
def test_a_refusal_names_the_place_and_says_what_is_wrong(data, message):
    assert _refusal_of(data).startswith(message)


@pytest.mark.parametrize("written", [2020, "2020", "2020-08", "2020-08-24"])
def test_a_date_may_be_a_year_a_month_or_a_day(written):
    assert from_data(values.Report, {"title": "a", "slug": "a", "issued": written}).issued.iso == str(written)


def test_a_date_as_toml_writes_it_without_quotes_is_refused_with_what_to_write():
    with pytest.raises(ManuscriptError, match="på formen 2020-10-19"):
        from_data(values.Report, {"title": "a", "slug": "a", "issued": date(2020, 8, 24)})
