import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from reports.text import fold, new_public_id, refuse_control_characters, slugify, sort_key

from .manuscript.strategies import texts


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Språk og læring på ØSTLANDET", "sprak-og-laering-pa-ostlandet"),
        ("Ærlig, Ånd & Øl", "aerlig-and-ol"),
        ("Caféer i Malmö – Äpple", "cafeer-i-malmo-aepple"),
        ("«Vi har nå holdt hjulene i gang»", "vi-har-na-holdt-hjulene-i-gang"),
        ("sam\u00adhandling", "samhandling"),
        ("2017–2019", "2017-2019"),
        ("???", "uten-navn"),
        ("", "uten-navn"),
    ],
)
def test_slugs_are_plain_letters_with_the_norwegian_ones_spelt_out(text, slug):
    assert slugify(text) == slug


def test_a_long_slug_ends_with_a_whole_word():
    words = "Kommunenes utgifter til bosetting og integrering av flyktninger "
    slug = slugify(words * 3)
    assert len(slug) <= 90
    assert set(slug.split("-")) <= {*words.lower().split()}
    assert len(slugify("a" * 300)) == 90


@given(texts)
def test_a_slug_is_the_same_however_its_letters_are_composed(text):
    assert slugify(unicodedata.normalize("NFD", text)) == slugify(unicodedata.normalize("NFC", text))
    assert slugify(slugify(text)) == slugify(text)


@pytest.mark.parametrize("twin", ["økonomi", "ØKONOMI ", "Øko\u00adnomi", "Øｋｏnomi", " Økonomi\n"])
def test_names_that_differ_in_case_width_and_spacing_fold_to_one_key(twin):
    assert fold(twin) == fold("Økonomi") == "økonomi"


@pytest.mark.parametrize("other", ["Okonomi", "Ökonomi", "Økonomien"])
def test_the_norwegian_letters_are_letters_of_their_own(other):
    assert fold(other) != fold("Økonomi")


def test_other_accents_and_widths_fold_away():
    assert fold("Ｃａｆé  ﬁn") == "cafe fin"
    assert fold("mål") != fold("mal")


@given(texts)
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@given(texts)
def test_a_sort_key_fits_its_column_and_holds_no_letter_that_databases_order_differently(text):
    key = sort_key(text * 20)
    assert len(key) <= 200
    assert not set(key) & set("æøåäö")
    assert "aa" not in key


def test_sort_keys_are_in_norwegian_order_with_numbers_by_value():
    in_order = ["Del 2", "Del 10", "«Eple»", "Zebra", "Ærlig", "Ölstad", "Ørsta", "Åpen"]
    assert sorted({*in_order}, key=sort_key) == in_order


def test_swedish_letters_stand_with_their_norwegian_kin():
    assert sorted(["Åre", "Öre", "Zorn", "Äpple"], key=sort_key) == ["Zorn", "Äpple", "Öre", "Åre"]


def test_public_ids_spell_nothing_and_differ():
    ids = {new_public_id() for _ in range(500)}
    assert len(ids) == 500
    assert not set("".join(ids)) & set("aeiouylø01")


@given(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffe\uffff"))
def test_ordinary_letters_are_let_through(letter):
    assert refuse_control_characters(f"a{letter}\n\tb") is None


@pytest.mark.parametrize("letter", ["\x00", "\x0b", "\x1b", "\x7f", "\x85", "\ufffe", "\ud800"])
def test_a_control_character_is_refused_with_its_place(letter):
    with pytest.raises(ValidationError) as refused:
        refuse_control_characters(f"Hele mennesker{letter}")
    (message,) = refused.value.messages
    assert message == (
        f"Teksten inneholder et usynlig styretegn (U+{ord(letter):04X}) etter «Hele mennesker». "
        "Slett det og skriv på nytt."
    )
