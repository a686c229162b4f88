import pytest
from hypothesis import given

from reports.manuscript.dates import MONTHS, DateError, PartialDate, parse_date

from .strategies import partial_dates

EXAMPLE = "Skriv for eksempel 19. oktober 2020 eller oktober 2020."


@given(partial_dates())
def test_what_is_printed_is_read_as_the_same_date(date):
    assert parse_date(str(date)) == date


@given(partial_dates())
def test_iso_text_and_sort_key_lead_back_to_the_same_date(date):
    assert PartialDate.from_iso(date.iso) == date
    assert parse_date(date.iso) == date
    assert PartialDate.from_sort_key(date.sort_key) == date


@given(partial_dates(), partial_dates())
def test_sort_keys_are_ten_characters_in_the_order_of_the_dates(one, other):
    assert len(one.sort_key) == 10
    assert (one < other) == (one.sort_key < other.sort_key)
    assert (one.sort_key == other.sort_key) == (one == other)


def test_a_date_of_lesser_precision_counts_as_the_end_of_its_month_or_year():
    in_order = [
        "2019",
        "2020-07-31",
        "2020-08-01",
        "2020-08-31",
        "2020-08",
        "2020-09-01",
        "2020-12-31",
        "2020-12",
        "2020",
    ]
    dates = [PartialDate.from_iso(text) for text in reversed(in_order)]
    assert [date.iso for date in sorted(dates)] == in_order


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("19. oktober 2020", "2020-10-19"),
        ("19.oktober 2020", "2020-10-19"),
        ("19 oktober 2020", "2020-10-19"),
        ("  19.  OKTOBER\u00a02020 ", "2020-10-19"),
        ("1. okt. 2020", "2020-10-01"),
        ("19.10.2020", "2020-10-19"),
        ("19. 10. 2020", "2020-10-19"),
        ("10.2020", "2020-10"),
        ("Mai 2020", "2020-05"),
        ("sept 2020", "2020-09"),
        ("2020-8-1", "2020-08-01"),
        ("2020-08", "2020-08"),
        ("2020", "2020"),
        ("29. februar 2020", "2020-02-29"),
    ],
)
def test_the_forms_an_editor_types_are_read(typed, iso):
    assert parse_date(typed).iso == iso


def test_a_month_stays_a_month():
    assert str(PartialDate.from_iso("2020-08")) == "august 2020"
    assert str(PartialDate.from_iso("2020")) == "2020"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("32. mai 2020", "finnes ikke"),
        ("29. februar 2019", "finnes ikke"),
        ("1.13.2020", "finnes ikke"),
        ("0. mai 2020", "finnes ikke"),
        ("2020-00", "finnes ikke"),
        ("3. mai 1850", "er utenfor årene 1900–2199"),
        ("i fjor", "er ikke en dato vi kjenner igjen"),
        ("19. ma 2020", "er ikke en dato vi kjenner igjen"),
        ("19. mars 20", "er ikke en dato vi kjenner igjen"),
        ("", "er ikke en dato vi kjenner igjen"),
    ],
)
def test_the_message_names_the_text_and_says_what_to_write(typed, reason):
    with pytest.raises(DateError) as refused:
        parse_date(typed)
    assert str(refused.value) == f"Datoen «{typed}» {reason}. {EXAMPLE}"


def test_the_message_quotes_no_more_than_forty_characters():
    with pytest.raises(DateError, match=f"«{'x' * 40}»"):
        parse_date("x" * 5000)


@pytest.mark.parametrize(
    "parts", [(2020, 13), (2020, 2, 30), (2020, None, 1), (1899,), (2200,), (2020, 0), (2020, 1, 0)]
)
def test_a_date_that_the_calendar_lacks_cannot_be_made(parts):
    with pytest.raises(DateError):
        PartialDate(*parts)


@pytest.mark.parametrize("text", ["2020-8", "20201019", "19.10.2020", "2020-10-19T12:00", "٢٠٢٠", ""])
def test_iso_text_is_read_strictly(text):
    with pytest.raises(DateError, match="2020-10-19, 2020-10 eller 2020"):
        PartialDate.from_iso(text)


def test_every_month_can_be_shortened_to_its_first_three_letters():
    assert [parse_date(f"{month[:3]} 2020").month for month in MONTHS] == list(range(1, 13))
