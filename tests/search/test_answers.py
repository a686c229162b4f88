"""What a search finds, what it says it did, and what it does with what is no search."""

import pytest
from django.http import QueryDict
from django.utils.http import urlencode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.browsing.filters import reports_for
from reports.models import MissedSearch, Organisation, SearchSynonym
from reports.search.answer import How

pytestmark = pytest.mark.django_db


def _listing(words: str, **more):
    return reports_for(QueryDict(urlencode({"q": words, **more})))


def _found(words: str) -> list[str]:
    return [publication.slug for publication in _listing(words).page.paginator.object_list]


@pytest.fixture
def zoo(make_report, publish):
    """Reports about animals that nothing else is about."""
    for title, finding in [
        ("Zebraer og flodhester", "<p>Flodhestene bader.</p>"),
        ("Zebrabestanden i Karasjok", "<p>Flokken vokser med 1 200 dyr.</p>"),
        ("Neshorn på ville veier", "<p>Neshorn og zebraer møtes.</p>"),
    ]:
        publish(make_report(title, finding=finding))


def test_all_the_words_are_asked_for_wherever_they_stand(zoo):
    assert _found("flodhest zebra") == ["zebraer-og-flodhester"]


def test_a_word_is_found_inside_others_and_the_page_says_so(zoo):
    listing = _listing("bestand karasjok")
    assert [p.slug for p in listing.page] == ["zebrabestanden-i-karasjok"]
    assert listing.answer.how is How.WIDENED
    assert listing.answer.other_forms == [{"typed": "bestand", "forms": ["zebrabestanden"], "corrected": False}]


def test_exact_hits_and_titles_stand_before_others(zoo):
    assert _found("zebra")[0] == "zebraer-og-flodhester"
    assert set(_found("zebra")) == {"zebraer-og-flodhester", "zebrabestanden-i-karasjok", "neshorn-pa-ville-veier"}


def test_quotes_ask_for_the_very_words_beside_each_other(zoo):
    assert _found('"ville veier"') == _found("«ville veier»") == ["neshorn-pa-ville-veier"]
    assert _found('"veier ville"') == []
    assert set(_found('"zebra"')) == {"zebraer-og-flodhester", "neshorn-pa-ville-veier"}


def test_a_minus_leaves_out(zoo):
    assert _found('"zebra" -neshorn') == ["zebraer-og-flodhester"]
    assert len(_found("-zebra")) == 25


def test_a_slip_is_corrected_and_told(zoo):
    listing = _listing("nesshorn")
    assert [p.slug for p in listing.page] == ["neshorn-pa-ville-veier"]
    assert listing.answer.how is How.CORRECTED
    assert listing.answer.other_forms == [{"typed": "nesshorn", "forms": ["neshorn"], "corrected": True}]
    assert _found(listing.answer.exactly) == []


def test_most_of_the_words_are_enough_where_nobody_has_all(zoo):
    listing = _listing("neshorn veier karasjok")
    assert listing.answer.how is How.PARTLY


def test_one_of_two_words_is_not_enough_when_the_other_is_unknown(zoo):
    assert _found("neshorn kvantekromodynamikk") == []


def test_words_that_give_something_alone_are_offered_where_together_they_give_nothing(client, zoo):
    page = client.get("/rapporter/", {"q": "neshorn flodhest mentor diskriminering"}).content.decode()
    assert "Ingen rapporter passer" in page
    assert '<a href="?q=mentor">mentor</a>' in page


def test_editors_synonyms_count_at_once(zoo, now):
    assert _found("hippopotamus") == []
    SearchSynonym.objects.create(words=["hippopotamus", "flodhest"], changed_at=now)
    assert _found("hippopotamus") == ["zebraer-og-flodhester"]


def test_the_page_marks_the_words_and_shows_the_findings(client, zoo):
    page = client.get("/rapporter/", {"q": "flodhest"}).content.decode()
    assert "<mark>flodhester</mark>" in page
    assert "<mark>Flodhestene</mark> bader" in page
    page = client.get("/rapporter/", {"q": "bestand karasjok"}).content.decode()
    assert "«bestand»: Viser også treff på zebrabestanden" in page
    assert "q=%22bestand%22+%22karasjok%22" in page


def test_searches_without_hits_are_counted_by_day(client, zoo):
    for _ in range(2):
        client.get("/rapporter/", {"q": "Kvantekromodynamikk "})
    client.get("/rapporter/", {"q": "zebra"})
    client.get("/rapporter/", {"q": "kari.nordmann@example.no"})
    assert list(MissedSearch.objects.values_list("words", "times")) == [("kvantekromodynamikk", 2)]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_any_text_is_a_search(words, db):
    assert _listing(words).page is not None


def test_a_compound_written_apart_is_one_word_too(zoo):
    assert _found("zebra bestanden")[0] == "zebrabestanden-i-karasjok"


def test_names_of_several_words_do_not_answer_for_each_of_them(make_report, publish):
    zoologists = Organisation.objects.create(name="Nordlys Zoologiske Anstalt")
    first = make_report("Nordlys over fjorden")
    second = make_report("Om sjimpanser")
    second.contributions.create(organisation=zoologists, role="utfører")
    for report in (first, second):
        publish(report)
    assert _found("nordlys") == ["nordlys-over-fjorden"]
    assert _found("anstalt") == _found("nordlys zoologiske anstalt") == ["om-sjimpanser"]
    assert _found('"Nordlys Zoologiske Anstalt"') == ["om-sjimpanser"]


def test_what_holds_most_of_a_question_comes_after_what_holds_it_all(zoo, client):
    answer = _listing("neshorn ville karasjok zebra").answer
    assert answer.how is How.PARTLY
    listing = _listing("neshorn ville veier zebra")
    assert next(report.slug for report in listing.page) == "neshorn-pa-ville-veier"


@pytest.mark.parametrize("words", ["neshornveier", "neshornveiene", "neshornvei"])
def test_a_compound_that_nobody_wrote_is_found_by_its_parts_however_short(zoo, words):
    assert _found(words) == ["neshorn-pa-ville-veier"]


@pytest.fixture
def poverty(make_report, publish):
    publish(make_report("Fattigdom blant flodhestkalver", finding="<p>Økonomien i kalveflokken er svak.</p>"))


@pytest.mark.parametrize(
    "words",
    ["kalvefattigdom", "kalvefattigdommen", "kalveokonomi", "kalveøkonomi", "kalveoekonomi", "flokkokonomien"],
)
def test_a_compound_that_nobody_wrote_is_found_also_without_its_norwegian_keys(poverty, words):
    assert _found(words) == ["fattigdom-blant-flodhestkalver"]


def test_a_compound_that_few_have_is_looked_for_apart_too(make_report, publish):
    for title in ["Vakter som passer neshorn", "Neshornvakter i natta", "Neshorn og andre dyr"]:
        publish(make_report(title))
    assert _found("neshornvakten") == ["neshornvakter-i-natta", "vakter-som-passer-neshorn"]


def test_a_slip_in_the_ending_is_understood(zoo):
    assert _found("flodhestnee") == ["zebraer-og-flodhester"]


def test_letters_that_are_lacking_here_and_there_are_understood(make_report, publish):
    publish(make_report("Jærfjørets løvehøyde"))
    assert _found("jaerfjor") == _found("jarfjoeret") == ["jaerfjorets-lovehoyde"]


def test_a_verb_that_nobody_has_written_is_not_the_whole_question(zoo):
    assert _found("hvorfor mister zebraer flokken") == ["zebrabestanden-i-karasjok"]


def test_a_number_is_best_beside_its_word(make_report, publish):
    publish(make_report("Sjiraffer", finding="<p>I 77 år har sjiraffene hatt unger.</p>"))
    publish(make_report("Giraffer", finding="<p>Giraffene fikk 77 unger, og sjiraffene så på.</p>"))
    assert _found("77 unger")[0] == "giraffer"
