"""Editions and chapters: publish all or nothing, chapters that change places, editions under work."""

from datetime import timedelta

import pytest

from reports.models import (
    Chapter,
    Edition,
    Publication,
    PublishedChapter,
    PublishedEdition,
    Redirect,
    Report,
    Stamp,
    Version,
)
from reports.publishing.editions import publish_edition
from reports.publishing.reports import PublishingRefused, publish_report


@pytest.fixture
def edition(db):
    return Edition.objects.get(year=2020)


@pytest.fixture
def draft(db):
    """A year under work with two chapters."""
    edition = Edition.objects.create(year=2031, title="FoU 2031", subtitle="Under", introduction="<p>Hemmelig.</p>")
    for number, title in ((1, "Første"), (2, "Andre")):
        edition.chapters.create(number=number, title=title, introduction="<p>Hemmelig.</p>")
    return edition


def _chapter(edition, number) -> Chapter:
    return edition.chapters.get(number=number)


def _places(year) -> list[tuple[int, str, str]]:
    return list(PublishedChapter.objects.filter(edition__year=year).values_list("number", "slug", "title"))


def _redirects() -> dict[str, str]:
    return dict(Redirect.objects.values_list("old_path", "new_path"))


# The whole year -----------------------------------------------------------------------------------
def test_an_edition_is_published_with_its_texts_chapters_and_reports(draft, make_report, geir, now):
    report = make_report(chapter=_chapter(draft, 2))
    published = publish_edition(edition=draft, actor=geir, now=now)
    assert (published.title, published.subtitle, published.introduction) == ("FoU 2031", "Under", "<p>Hemmelig.</p>")
    assert (published.state, published.published_at) == ("published", now)
    assert Edition.objects.get(year=2031).state == "published"
    assert _places(2031) == [(1, "forste", "Første"), (2, "andre", "Andre")]
    assert Publication.objects.public().get(source=report).chapter.title == "Andre"
    version = Version.objects.of("edition-2031").get()
    assert (version.created_by, version.created_at, published.version) == (geir, now, version)
    assert [c["title"] for c in version.manuscript["chapters"]] == ["Første", "Andre"]


def test_an_edition_is_published_whole_or_not_at_all(draft, make_report, geir, now):
    make_report("Hel", chapter=_chapter(draft, 1))
    make_report("Halv", chapter=_chapter(draft, 2), lead="", issued=None)
    stamp = Stamp.current()
    with pytest.raises(PublishingRefused) as refused:
        publish_edition(edition=draft, actor=geir, now=now)
    assert refused.value.problems == [
        ("lead", "Halv: Rapporten mangler ingress."),
        ("issued", "Halv: Rapporten mangler utgivelsesdato. Måned og år er nok."),
    ]
    assert Stamp.current() == stamp
    assert not PublishedEdition.objects.filter(year=2031).exists()
    assert not Publication.objects.filter(title="Hel").exists()
    assert Edition.objects.get(year=2031).state == "draft"


def test_publishing_an_unchanged_edition_again_makes_no_versions(edition, geir, now):
    before = Version.objects.count()
    publish_edition(edition=edition, actor=geir, now=now)
    assert Version.objects.count() == before


def test_an_edition_can_be_published_without_its_reports(draft, make_report, geir, now):
    make_report(chapter=_chapter(draft, 1), lead="")
    publish_edition(edition=draft, actor=geir, now=now, with_reports=False)
    assert PublishedEdition.objects.get(year=2031).state == "published"
    assert not Publication.objects.filter(chapter__edition__year=2031).exists()


def test_an_edit_of_an_edition_is_invisible_until_it_is_published_again(edition, geir, now):
    edition.title = "Ny tittel"
    edition.save()
    edition.chapters.filter(number=1).update(title="Nytt kapittel")
    assert PublishedEdition.objects.get(year=2020).title == "FoU-prosjekter 2020"
    assert _places(2020)[0][2] == "Bosetting og tidlig innsats"
    publish_edition(edition=edition, actor=geir, now=now, with_reports=False)
    assert PublishedEdition.objects.get(year=2020).title == "Ny tittel"
    assert _places(2020)[0][2] == "Nytt kapittel"


def test_publishing_an_edition_moves_the_stamp(edition, geir, now):
    before = Stamp.current()
    publish_edition(edition=edition, actor=geir, now=now, with_reports=False)
    assert Stamp.current() > before
    assert Stamp.objects.get().moved_at == now


def test_an_edition_that_changes_year_leads_on_from_its_old_address(edition, geir, now):
    edition.year = 2019
    edition.save()
    publish_edition(edition=edition, actor=geir, now=now, with_reports=False)
    assert _redirects() == {"/2020/": "/2019/"}


# Chapters that change places ----------------------------------------------------------------------
def _swap(edition, one: dict, other: dict, **aside) -> None:
    """Two chapters at the desk exchange what is unique about them."""
    first, second = edition.chapters.get(**one), edition.chapters.get(**other)
    for chapter, columns in ((first, aside), (second, one), (first, other)):
        Chapter.objects.filter(pk=chapter.pk).update(**columns)


def test_chapters_can_exchange_numbers(edition, geir, now):
    _swap(edition, {"number": 1}, {"number": 5}, number=99)
    publish_edition(edition=edition, actor=geir, now=now, with_reports=False)
    assert [title for _, _, title in _places(2020)][::4] == ["Serier", "Bosetting og tidlig innsats"]
    assert [number for number, _, _ in _places(2020)] == [1, 2, 3, 4, 5]
    assert _redirects() == {}


def test_chapters_can_exchange_addresses_and_no_live_address_leads_away(edition, geir, now):
    _swap(edition, {"slug": "serier"}, {"slug": "oppvekst-og-deltakelse"}, slug="mellom")
    publish_edition(edition=edition, actor=geir, now=now, with_reports=False)
    slugs = {title: slug for _, slug, title in _places(2020)}
    assert (slugs["Serier"], slugs["Oppvekst og deltakelse"]) == ("oppvekst-og-deltakelse", "serier")
    assert _redirects() == {}


def test_a_chapter_with_a_new_address_leads_on_from_the_old_one(edition, geir, now):
    edition.chapters.filter(number=5).update(slug="gjentakende")
    publish_edition(edition=edition, actor=geir, now=now, with_reports=False)
    assert _redirects() == {"/2020/serier/": "/2020/gjentakende/"}


def test_a_chapter_that_is_gone_leads_to_the_edition(edition, geir, now):
    old, new = _chapter(edition, 4), _chapter(edition, 5)
    old.reports.update(chapter=new)
    old.delete()
    publish_edition(edition=edition, actor=geir, now=now, with_reports=False)
    assert [number for number, _, _ in _places(2020)] == [1, 2, 3, 5]
    assert _redirects() == {"/2020/bedre-offentlige-tjenester/": "/2020/"}
    assert Publication.objects.filter(chapter__source=new).count() == 6


def test_reports_follow_their_chapter_and_take_the_desks_order(edition, geir, now):
    target = _chapter(edition, 3)
    Report.objects.filter(chapter__number=4).update(chapter=target, position=0)
    publish_edition(edition=edition, actor=geir, now=now, with_reports=False)
    rows = Publication.objects.filter(chapter__source=target).in_order()
    assert [row.position for row in rows] == [0, 1, 2]
    assert not Publication.objects.filter(chapter__number=4).exists()


# A year under work --------------------------------------------------------------------------------
def test_a_report_published_before_its_edition_makes_a_bare_edition_and_chapter(draft, make_report, publish):
    publication = publish(make_report(chapter=_chapter(draft, 2)))
    edition = PublishedEdition.objects.get(year=2031)
    assert publication.chapter.edition == edition
    assert edition.is_draft
    assert (edition.title, edition.subtitle, edition.introduction) == ("FoU 2031", "", "")
    assert (edition.version, edition.published_at) == (None, None)
    assert _places(2031) == [(2, "andre", "Andre")]
    assert publication.chapter.introduction == ""


def test_chapters_may_change_places_while_their_edition_is_under_work(draft, make_report, publish):
    publish(make_report("En", chapter=_chapter(draft, 1)))
    other = make_report("To", chapter=_chapter(draft, 2))
    _swap(draft, {"number": 1}, {"number": 2}, number=99)
    publish(other)
    assert _places(2031) == [(1, "andre", "Andre"), (2, "forste", "Første")]
    assert {p.title: p.chapter.title for p in Publication.objects.filter(chapter__edition__year=2031)} == {
        "En": "Første",
        "To": "Andre",
    }


def test_the_texts_come_when_the_edition_is_published(draft, make_report, publish, geir, now):
    publish(make_report(chapter=_chapter(draft, 2)))
    publish_edition(edition=draft, actor=geir, now=now)
    assert not PublishedEdition.objects.get(year=2031).is_draft
    introductions = set(PublishedChapter.objects.filter(edition__year=2031).values_list("introduction", flat=True))
    assert introductions == {"<p>Hemmelig.</p>"}


def test_a_new_chapter_of_a_published_edition_is_bare_until_the_edition_is_published(edition, make_report, geir, now):
    new = edition.chapters.create(number=6, title="Nytt", introduction="<p>Hemmelig.</p>")
    publish_report(report=make_report(chapter=new), actor=geir, now=now)
    assert PublishedChapter.objects.get(source=new).introduction == ""
    publish_edition(edition=edition, actor=geir, now=now + timedelta(hours=1), with_reports=False)
    assert PublishedChapter.objects.get(source=new).introduction == "<p>Hemmelig.</p>"


def test_a_note_stands_on_the_reports_that_are_changed_and_on_no_other(client, edition, geir, now):
    shown = Publication.objects.public().first()
    Report.objects.filter(pk=shown.source_id).update(lead="En ny ingress.", changed_at=now)
    publish_edition(edition=edition, actor=geir, now=now, note="Ingressen er rettet.")
    notes = {p.pk: p.notes for p in Publication.objects.public()}
    assert notes.pop(shown.pk) == [{"date": "2030-06-01", "text": "Ingressen er rettet."}]
    assert not any(notes.values())
    assert "Ingressen er rettet." in client.get(shown.get_absolute_url()).content.decode()


def test_nothing_is_told_of_a_minor_change_of_a_year(edition, geir, now):
    shown = Publication.objects.public().first()
    Report.objects.filter(pk=shown.source_id).update(lead="En ny ingress.", changed_at=now)
    publish_edition(edition=edition, actor=geir, now=now, note="Ikke fortalt.", minor=True)
    shown.refresh_from_db()
    assert (shown.lead, shown.notes) == ("En ny ingress.", [])


def test_a_note_to_a_published_edition_stands_on_its_page(client, edition, geir, now):
    assert publish_edition(edition=edition, actor=geir, now=now).notes == []
    edition.title = "Rettet tittel"
    edition.save()
    published = publish_edition(edition=edition, actor=geir, now=now, note="Tittelen er rettet.")
    assert published.notes == [{"date": "2030-06-01", "text": "Tittelen er rettet."}]
    assert "Tittelen er rettet." in client.get(published.get_absolute_url()).content.decode()
