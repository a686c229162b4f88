"""The words of search: what is one word to somebody who looks for it, is one stem."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.manuscript.words import LONGEST, bare, dates, spans, stem, stems, with_keys


@pytest.mark.parametrize(
    "family",
    [
        "innvandrer innvandreren innvandrere innvandrerne innvandrernes Innvandrere innvandrarar innvandrarane",
        "deltaker deltakeren deltakere deltakerne deltakernes deltakar deltakarar deltakarane",
        "forsker forskeren forskere forskerne forskarar",
        "introduksjonsprogram introduksjonsprogrammet introduksjonsprogrammene introduksjonsprogramma",
        "kommune kommunen kommuner kommunene kommunane kommunar",
        "bosetting bosettingen bosettinga busetting busetjing",
        "tolketjeneste tolketjenester tolketeneste tolketenester",
        "skole skolen skolene skule skulen skular",
        "foreldre foreldrene forelder",
        "mål mal\u030a målet maal MÅL må\u00adl".replace(" mal\u030a", ""),
        "språk sprÅk spra\u030ak språket",
        "undersøkelse undersøkelser undersøking undersøkingar",
        "haldning haldningar holdning holdninger",
        "veileder veilederen veiledere rettleiar rettleiarar",
        "veiledning rettleiing vegleiing rettleiinga",
        "rådgiver rådgivere rådgjevar rådgjevarar",
        "enslig enslige einsleg einslege",
        "sysselsetting sysselsetjing sysselsettinga",
        "sykefravær sjukefråvær",
        "arbeidsledighet arbeidsløyse arbeidsløshet arbeidsløs arbeidsløse",
        "deltakelse deltagelse deltaking delta deltar",
        "innvandrerbakgrunn innvandrarbakgrunn",
        "lønn lønna løn løna",
        "vold vald",
        "aktør aktøren aktører aktørane",
        "levekår levekårene",
        "video videoer",
        "religiøs religiøst religiøse",
        "flyktning flyktningene flyktingene",
        "vei veien veier veiene",
        "by byen byer byene byens",
        "høy høyere",
        "ledig ledige ledighet ledigheten",
        "skrive skriver skrev skrevet skreiv",
        "gi gir ga gitt gjev",
        "forstå forstår forsto forstått",
        "integrere integrerer integrert integrerte integrera",
        "sosial sosiale sosialt",
        "viktig viktigere viktigst viktigste viktigaste",
        "høy høyt høyest høyeste høgast",
        "artikkel artikler artikkelen artiklene",
        "virkemiddel virkemidler virkemidlene",
        "senter senteret sentre sentrene",
        "register registre registret registeret registrene",
        "voksen voksne vaksen vaksne",
        "nordmann nordmenn nordmennene",
        "år året årene åra",
        "nivå nivået nivåer",
        "ressurs ressurser ressursene",
        "kurs kurset kursene",
        "konsekvens konsekvenser",
        "fravær fraværet",
        "enhet enheten enheter eining einingar",
        "sted steder stad stader stadene",
        "måned måneder månad månader",
        "tilskudd tilskuddet tilskot",
        "likestilling jamstilling",
        "valgdeltakelse valdeltaking",
        "arbeidsmarked arbeidsmarknad",
        "beregning berekning",
        "høring høringer høyring høyringar",
        "forebygging førebygging",
        "oppgave oppgaver oppgåve oppgåver",
        "begrep omgrep",
        "bo bor bodde bur budde",
        "fastlege fastleger fastlegen",
    ],
)
def test_forms_of_a_word_are_one_stem(family):
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *[("mål", "mal"), ("tolk", "tolv"), ("innvandrer", "innvandring"), ("år", "ar"), ("kurs", "kur")],
        *[("fastlege", "fast"), ("bekrefte", "kraft"), ("presentere", "senter"), ("krevende", "krevder")],
    ],
)
def test_other_words_are_other_stems(one, other):
    assert stem(one) != stem(other)


def test_what_lacks_norwegian_letters_is_bare():
    assert bare(stem("språk")) == stem("sprak")
    assert bare(stem("økonomi")) == stem("okonomi")


def test_a_word_typed_without_some_of_the_keys_may_have_them():
    assert stem("høyt") in with_keys("hoyt")
    assert stem("årsaker") in with_keys("arsaker")
    assert stem("løysing") in with_keys("loysing")
    assert with_keys("test") == frozenset()


def test_numbers_with_joined_thousands_are_one_word():
    assert stems("2 968 svarte, 40 % av 1\u00a0200 i 2019 2020") == [
        *("2968", "svart", "40", "prosent", "av", "1200", "i", "2019", "2020")
    ]


def test_short_dates_are_read_where_one_types_them():
    assert {word for typed in ("19.10.20", "19/10-20", "19/10/2020") for *_, word in dates(typed, short=True)} == {
        "20201019"
    }
    assert dates("19.10.20") == [] == dates("1/2 av 3.4.5", short=True)


def test_dates_are_one_word_each_however_written():
    written = ["19. oktober 2020", "19 oktober 2020", "19.10.2020", "2020-10-19"]
    assert {word for text in written for *_place, word in dates(text)} == {"20201019"}
    assert [word for *_place, word in dates("Utgitt i oktober 2020 og 8. mai")] == ["202010"]
    assert dates("32.13.2020 og 2020-99-01") == []


@given(st.text())
def test_any_text_gives_plain_words_at_their_places(text):
    places = list(spans(text))
    assert all(0 <= start < end <= len(text) for start, end, _ in places)
    assert all(word.isalnum() and len(word) <= LONGEST + 10 for *_, word in places)
    assert [word for *_, word in places] == stems(text)
