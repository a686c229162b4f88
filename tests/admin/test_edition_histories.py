"""A year's own versions: every save is one, any two are compared, one goes back; two who write at once choose."""

import pytest
from django.urls import reverse

from reports.models import Chapter, Edition, PublishedEdition, Version, WorkingCopy
from tests.admin.forms import Once, report_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    return Edition.objects.get(year=2020)


def _address(edition, name: str = "change", *more) -> str:
    return reverse(f"admin:reports_edition_{name}", args=[edition.pk, *more])


def _save(client, edition, **changes):
    address = _address(edition)
    answer = client.post(address, report_form(client, address, picture=None, **changes) | {"_continue": ""})
    assert answer.status_code == 302, answer.context_data["errors"]
    return answer


def _numbers(edition) -> list[int]:
    return list(Version.objects.of(edition.subject).order_by("number").values_list("number", flat=True))


def test_every_save_of_a_year_is_a_version_and_any_two_are_compared(client, edition, rita):
    client.force_login(rita)
    _save(client, edition, subtitle="Et helt nytt undertittel", version_note="Språkvask")
    _save(client, edition, **{"chapters-1-introduction": "<p>Kapitlet handler om arbeid.</p>"})
    _save(client, edition)
    assert _numbers(edition) == [1, 2, 3]
    history = client.get(_address(edition, "history")).text
    assert "Språkvask" in history
    assert "siste på nettstedet" in history
    inline = client.get(_address(edition, "compare"), {"fra": 1, "til": 3}).text
    assert "Undertittel" in inline
    assert "Kapittel 2" in inline
    assert "Kapittel 1<" not in inline
    assert "handler" in inline
    assert "Etter" in client.get(_address(edition, "compare"), {"fra": 1, "til": 3, "vis": "side"}).text
    assert client.get(_address(edition, "compare"), {"fra": 1, "til": 9}).status_code == 404


def test_going_back_restores_texts_and_chapters_and_keeps_what_holds_reports(client, edition, geir):
    client.force_login(geir)
    before = list(edition.chapters.order_by("number").values_list("pk", "number", "title", "slug"))
    title = edition.title
    swapped = {"chapters-0-number": "7", "chapters-1-title": "Omdøpt", "title": "En annen tittel"}
    _save(client, edition, **swapped)
    Chapter.objects.create(edition=edition, number=8, title="Tomt kapittel")
    full = Chapter.objects.create(edition=edition, number=9, title="Fullt kapittel")
    edition.chapters.get(number=2).reports.update(chapter=full)
    assert "Gå tilbake til versjon 1" in client.get(_address(edition, "restore", 1)).text
    client.post(_address(edition, "restore", 1))
    now = list(edition.chapters.order_by("number").values_list("pk", "number", "title", "slug"))
    assert now[:-1] == before
    assert now[-1][:3] == (full.pk, 6, "Fullt kapittel")
    edition.refresh_from_db()
    assert edition.title == title
    assert Version.objects.of(edition.subject).first().note == "Gjenopprettet fra versjon 1"
    assert PublishedEdition.objects.get(year=2020).title == title


def test_a_chapters_own_form_makes_a_version_of_its_year(client, edition, rita):
    client.force_login(rita)
    chapter = edition.chapters.first()
    address = reverse("admin:reports_chapter_change", args=[chapter.pk])
    client.post(address, report_form(client, address, title="Nytt navn", version_note="Bedre navn"))
    last = Version.objects.of(edition.subject).first()
    assert (last.number, last.note) == (2, "Bedre navn")
    assert "Nytt navn" in [part["title"] for part in last.manuscript["chapters"]]


def test_what_is_typed_in_a_year_is_kept_and_offered_back(client, edition, rita):
    client.force_login(rita)
    form = report_form(client, _address(edition), picture=None, introduction="<p>Halvskrevet.</p>")
    assert "saved" in client.post(_address(edition, "typed"), form | {"tab": "en"}).json()
    assert "saved" in client.post(_address(edition, "typed"), form | {"tab": "to", "title": "Den andre fanen"}).json()
    assert client.get(_address(edition)).text.count("uten å lagre") == 2
    first = WorkingCopy.objects.get(tab="en")
    offered = client.get(_address(edition), {"hent": first.pk})
    assert offered.context["adminform"].form["introduction"].value() == "<p>Halvskrevet.</p>"
    assert Version.objects.of(edition.subject).count() == 1
    _save(client, edition, introduction="<p>Halvskrevet.</p>", tab="en")
    assert [copy.tab for copy in WorkingCopy.objects.all()] == ["to"]


# Two who change it at once ------------------------------------------------------------------------
@pytest.fixture
def two(client, edition, rita, geir):
    """Rita's form was opened before Geir saved; what each changes is given. The form with Rita's save stopped."""

    def write(mine: dict, theirs: dict):
        client.force_login(rita)
        form = report_form(client, _address(edition), picture=None, **mine)
        client.force_login(geir)
        _save(client, edition, **theirs)
        client.force_login(rita)
        return form, client.post(_address(edition), form)

    return write


def test_a_save_on_top_of_anothers_is_stopped_and_shows_all_three_texts(client, edition, two):
    before = edition.subtitle
    mine = {"subtitle": "Ritas undertittel"}
    _form, stopped = two(mine, {"subtitle": "Geirs undertittel", "chapters-2-title": "Geirs kapittel"})
    edition.refresh_from_db()
    assert (stopped.status_code, edition.subtitle) == (200, "Geirs undertittel")
    for text in ("To har endret utgaven", "Ritas", "Geirs", before or "–", "Kapittel 3: Tittel"):
        assert text in stopped.text
    shown = stopped.context["adminform"].form
    assert shown["subtitle"].value() == "Ritas undertittel"
    rows = stopped.context["inline_admin_formsets"][0].formset
    assert rows.forms[2]["title"].value() == "Geirs kapittel"


@pytest.mark.parametrize(("choice", "subtitle"), [("mine", "Ritas undertittel"), ("theirs", "Geirs undertittel")])
def test_where_both_changed_the_same_one_chooses(client, edition, two, choice, subtitle):
    form, stopped = two({"subtitle": "Ritas undertittel"}, {"subtitle": "Geirs undertittel"})
    again = form | {"seen": stopped.context["adminform"].form["seen"].value(), "clash": "subtitle"}
    assert "To har endret utgaven" in client.post(_address(edition), again).text
    assert client.post(_address(edition), again | {"choose-subtitle": choice}).status_code == 302
    edition.refresh_from_db()
    assert edition.subtitle == subtitle


def test_a_save_of_something_else_in_between_is_joined_by_being_shown(client, edition, two):
    form, stopped = two({"title": "Ritas tittel"}, {"subtitle": "Geirs undertittel"})
    assert "Dette har bare den andre endret" in stopped.text
    again = form | {"seen": stopped.context["adminform"].form["seen"].value(), "subtitle": "Geirs undertittel"}
    assert client.post(_address(edition), again).status_code == 302
    edition.refresh_from_db()
    assert (edition.title, edition.subtitle) == ("Ritas tittel", "Geirs undertittel")


@pytest.fixture
def deleted(client, edition, rita, geir):
    """Rita's form was opened before Geir deleted the first of two empty chapters. Her save of it, with changes."""

    def write(**changes):
        first, second = (edition.chapters.create(number=n, title=f"Tomt kapittel {n}") for n in (6, 7))
        client.force_login(rita)
        _save(client, edition, version_note="Med to tomme kapitler", subtitle="Fra før")
        form = report_form(client, _address(edition), picture=None, **changes)
        client.force_login(geir)
        client.post(reverse("admin:reports_chapter_delete", args=[first.pk]), {"post": "yes"})
        client.force_login(rita)
        return second, client.post(_address(edition), form)

    return write


def test_a_chapter_that_was_deleted_while_somebody_wrote_in_it_is_offered_as_a_new_one(client, edition, deleted):
    written = {"chapters-5-introduction": "<p>Ritas lange innledning.</p>", "chapters-6-title": "Ritas sjuende"}
    kept, stopped = deleted(**written)
    assert stopped.status_code == 200
    assert "«Tomt kapittel 6» er slettet mens du skrev i det." in stopped.text
    assert not edition.chapters.filter(number=6).exists()
    again = _shown_again(stopped)
    assert client.post(_address(edition), again).status_code == 302
    assert edition.chapters.get(number=6).introduction == "<p>Ritas lange innledning.</p>"
    assert edition.chapters.get(number=7).pk == kept.pk
    assert edition.chapters.get(pk=kept.pk).title == "Ritas sjuende"
    assert edition.chapters.count() == 7


def test_a_deleted_chapter_that_nobody_wrote_in_goes_from_the_form_and_nothing_else_does(client, edition, deleted):
    kept, stopped = deleted(subtitle="Ritas undertittel", **{"chapters-6-title": "Ritas sjuende"})
    assert "«Tomt kapittel 6» er slettet" in stopped.text
    assert client.post(_address(edition), _shown_again(stopped)).status_code == 302
    edition.refresh_from_db()
    assert (edition.subtitle, edition.chapters.get(pk=kept.pk).title) == ("Ritas undertittel", "Ritas sjuende")
    assert edition.chapters.count() == 6


def _shown_again(page) -> dict:
    """The form as the stopped page has it, ready to post."""
    return report_form(Once(page), "", picture=None) | {"_continue": ""}


# What visitors are told ---------------------------------------------------------------------------
def test_a_change_of_what_visitors_have_seen_asks_for_a_note_or_says_that_it_is_minor(client, edition, geir):
    client.force_login(geir)
    address = _address(edition)
    form = report_form(client, address, picture=None, subtitle="Nytt") | {"_publish": ""}
    refused = client.post(address, form, follow=True)
    assert "Skriv under «Endring»" in refused.text
    assert PublishedEdition.objects.get(year=2020).subtitle != "Nytt"
    form = report_form(client, address, picture=None) | {"_publish": "", "minor": "on"}
    client.post(address, form)
    assert PublishedEdition.objects.get(year=2020).subtitle == "Nytt"
    assert PublishedEdition.objects.get(year=2020).notes == []
    form = report_form(client, address, picture=None, subtitle="Nyere") | {"_publish": "", "note": "Undertittelen."}
    client.post(address, form)
    assert [note["text"] for note in PublishedEdition.objects.get(year=2020).notes] == ["Undertittelen."]
    assert "Undertittelen." in client.get("/2020/").text
