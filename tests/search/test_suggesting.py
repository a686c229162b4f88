"""What is suggested for what somebody has typed so far."""

import pytest

from reports.catalogue import save_entry
from reports.models import Organisation, Tag
from reports.publishing.reports import withdraw_report
from reports.search.suggesting import ORGANISATION, REPORT, TAG, WORD, suggestions_for

pytestmark = pytest.mark.django_db


def _texts(typed: str, kind: str) -> list[str]:
    return [suggestion.text for suggestion in suggestions_for(typed) if suggestion.kind == kind]


def test_nothing_before_two_letters():
    assert suggestions_for("") == suggestions_for("b") == suggestions_for(" b -") == []


def test_a_tag_is_suggested_by_its_beginning_with_its_page_and_its_reports():
    first = suggestions_for("bos")[0]
    assert (first.kind, first.text, first.url, first.reports) == (TAG, "Bosetting", "/emner/bosetting/", 8)


def test_letters_that_a_keyboard_lacks_and_accents_do_not_matter(rita, now):
    save_entry(entry=Tag.objects.get(slug="tolk"), actor=rita, now=now)
    tag = Tag.objects.get(slug="bosetting")
    tag.name = "Språkopplæring på kafé"
    save_entry(entry=tag, actor=rita, now=now)
    for typed in ("språkopp", "sprakopp", "SPRÅKOPPLÆRING", "spraakoppl", "kafe"):
        assert tag.name in _texts(typed, TAG), typed


def test_an_institution_is_suggested_by_its_acronym_and_its_other_names(rita, now):
    fafo = Organisation.objects.get(slug="fafo")
    fafo.acronym, fafo.other_names = "QWX", ["Fagbevegelsens forskningssenter"]
    save_entry(entry=fafo, actor=rita, now=now)
    assert _texts("qw", ORGANISATION) == _texts("fagbev", ORGANISATION) == _texts("forskningss", ORGANISATION)
    assert _texts("qw", ORGANISATION) == ["Fafo"]


def test_reports_are_suggested_by_words_of_their_titles_also_before_the_last_is_whole(make_report, publish):
    publish(make_report("Zebraer og flodhester i Karasjok"))
    for typed in ("flodh", "flodheste", "zebraer og flodhes", "karasj"):
        assert _texts(typed, REPORT) == ["Zebraer og flodhester i Karasjok"], typed
    assert _texts("neshorn flodh", REPORT) == []


def test_words_are_suggested_as_reports_write_them(make_report, publish):
    publish(make_report("Aper", finding="<p>Vi telte flodhester.</p>"))
    assert _texts("flod", WORD) == ["flodhester"]
    assert _texts("mange flod", WORD) == ["mange flodhester"]


def test_neither_drafts_nor_withdrawn_reports_nor_unused_names_are_suggested(make_report, publish, geir, now):
    Tag.objects.create(name="Zoologi")
    report = make_report("Zebraer og flodhester")
    assert suggestions_for("zoo") == suggestions_for("zebra") == []
    publish(report)
    assert _texts("zebra", REPORT)
    withdraw_report(report=report, reason="Feil", actor=geir, now=now)
    assert suggestions_for("zebra") == []
