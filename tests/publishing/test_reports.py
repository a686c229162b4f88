"""Reports: publish and withdraw. Renaming: test_renaming.py. Editions and chapters: test_publishing_editions.py."""

from datetime import timedelta

import pytest

from reports.models import (
    Contribution,
    Organisation,
    Publication,
    PublishedFinding,
    Report,
    Series,
    Stamp,
    Tag,
    Version,
)
from reports.publishing.reports import publish_report, rename_report, withdraw_report
from reports.search.answer import answer


@pytest.fixture
def report(make_report):
    return make_report()


def _versions(report) -> list[Version]:
    return list(Version.objects.of(report.public_id).order_by("number"))


# Publish ------------------------------------------------------------------------------------------
def test_a_draft_is_invisible_until_it_is_published(report, publish):
    assert report.state == "draft"
    assert not Publication.objects.filter(slug=report.slug).exists()
    publish(report)
    assert Publication.objects.public().filter(slug="ny-rapport").exists()
    assert Report.objects.get(pk=report.pk).state == "published"


def test_an_edit_is_invisible_until_it_is_published_again(report, publish, now):
    publish(report)
    report.title, report.changed_at = "Nyere rapport", now + timedelta(hours=1)
    report.save()
    report.findings.create(text="<p>Nok et funn.</p>", position=2)
    publication = Publication.objects.get(public_id=report.public_id)
    assert (publication.title, publication.manuscript["title"]) == ("Ny rapport", "Ny rapport")
    assert publication.findings.count() == publication.finding_count == 1
    assert Report.objects.get(pk=report.pk).state == "changed"

    publish(report, now + timedelta(hours=2))
    publication.refresh_from_db()
    assert (publication.title, publication.manuscript["title"]) == ("Nyere rapport", "Nyere rapport")
    assert publication.findings.count() == publication.finding_count == 2
    assert publication.first_published_at == now
    assert publication.published_at == now + timedelta(hours=2)
    assert Report.objects.get(pk=report.pk).state == "published"


def test_a_publication_holds_all_that_the_report_says(report, publish):
    report.series, report.lead = Series.objects.first(), "Ingressen."
    report.save()
    report.tags.set(Tag.objects.all()[:2])
    organisation = Organisation.objects.first()
    Contribution.objects.create(report=report, organisation=organisation, role="oppdragsgiver")
    report.key_figures.create(value="40.5", statement="mener", position=1)
    report.documents.create(title="Rapport", size=2_000_000, position=1)
    publication = publish(report)
    assert set(publication.tags.all()) == set(report.tags.all())
    assert publication.organisations.get() == organisation
    assert (publication.series, publication.lead, publication.issued.iso) == (report.series, "Ingressen.", "2030-05")
    assert (publication.key_figures.get().value, publication.documents.get().size) == (40.5, 2_000_000)
    assert (publication.finding_count, publication.key_figure_count, publication.document_count) == (1, 1, 1)


def test_the_publication_that_is_handed_back_is_the_one_that_is_kept(report, publish):
    report.tags.set(Tag.objects.all()[:2])
    publication = publish(report)
    kept = Publication.objects.get(pk=publication.pk)
    assert (publication.labels, publication.manuscript) == (kept.labels, kept.manuscript)
    assert len(publication.labels["tags"]) == 2


def test_every_word_of_a_report_finds_it(make_report, publish):
    report = make_report("Økonomisk ærlighet", facts=[{"label": "Utvalg", "value": "Nittifem"}], authors=["Åse Aas"])
    report.findings.update(heading="Sjumilssteg")
    report.key_figures.create(value=1, statement="Hvermannseie", group="Barnevakt")
    report.documents.create(title="Spørreark")
    publication = publish(report)
    for word in ("økonomisk", "nittifem", "utvalg", "åse", "sjumilssteg", "hvermannseie", "barnevakt", "spørreark"):
        assert publication in answer(word).narrow(Publication.objects.public()), word


# Versions -----------------------------------------------------------------------------------------
def test_the_same_manuscript_twice_is_one_version(report, publish, now):
    first = publish(report).version
    assert publish(report, now + timedelta(hours=1)).version == first
    assert [v.number for v in _versions(report)] == [1]


def test_a_version_says_what_who_and_when(report, geir, now):
    publish_report(report=report, actor=geir, now=now, note="Første gang")
    (version,) = _versions(report)
    assert (version.created_by, version.created_at, version.note) == (geir, now, "Første gang")
    assert version.manuscript["title"] == "Ny rapport"
    assert version.manuscript["findings"][0]["text"] == "<p>Et funn.</p>"


def test_versions_are_numbered_from_one_for_each_report(report, publish, make_report):
    for title in ("a", "b", "a"):
        Report.objects.filter(pk=report.pk).update(title=title)
        publish(report)
    assert [v.number for v in _versions(report)] == [1, 2, 3]
    other = make_report("Annen")
    assert publish(other).version.number == 1


# Refusals -----------------------------------------------------------------------------------------
def test_what_is_missing_is_said_all_at_once(make_report, geir, now, refusal_of):
    report = make_report(lead=" ", issued=None, finding="<p>\u00a0</p>")
    assert refusal_of(publish_report, report=report, actor=geir, now=now) == [
        ("lead", "Rapporten mangler ingress."),
        ("issued", "Rapporten mangler utgivelsesdato. Måned og år er nok."),
        ("findings-0-text", "Funn 1 er tomt. Skriv funnet eller slett raden."),
    ]


def test_an_address_that_another_publication_has_is_refused(make_report, publish, geir, now, refusal_of):
    held = make_report("Holderen")
    publish(held)
    Report.objects.filter(pk=held.pk).update(slug="et-annet-sted")  # at the desk only
    report = make_report("Ny", slug="holderen")
    assert refusal_of(publish_report, report=report, actor=geir, now=now) == [
        ("slug", "Adressen «holderen» brukes av «Holderen». Velg en annen.")
    ]


def test_a_chapter_number_that_another_public_chapter_has_is_refused(make_report, geir, now, refusal_of):
    report = make_report()
    chapter = report.chapter
    chapter.edition.chapters.filter(number=2).update(number=12)
    new = chapter.edition.chapters.create(number=2, title="Nytt kapittel")
    report.chapter = new
    report.save()
    ((field, sentence),) = refusal_of(publish_report, report=report, actor=geir, now=now)
    assert field == "chapter"
    assert sentence == (
        "Kapittel 2 er «Kvalifisering og arbeidsliv» på nettstedet. "
        "Publiser utgaven først, så får kapitlene nye plasser."
    )


# Withdraw -----------------------------------------------------------------------------------------
def test_a_withdrawn_report_is_a_tombstone_with_time_and_reason(report, publish, geir, now):
    publish(report)
    later = now + timedelta(hours=1)
    withdraw_report(report=report, reason=" Feil i tallene. ", actor=geir, now=later)
    tombstone = Publication.objects.get(public_id=report.public_id)
    assert not tombstone.is_public
    assert tombstone not in Publication.objects.public()
    assert (tombstone.withdrawn_at, tombstone.withdrawn_reason) == (later, "Feil i tallene.")
    assert not PublishedFinding.objects.public().filter(publication=tombstone).exists()
    assert PublishedFinding.objects.filter(publication=tombstone, is_current=True).exists()
    assert Report.objects.get(pk=report.pk).state == "withdrawn"
    (version,) = _versions(report)
    last = version.marks.last()
    assert (last.kind, last.note, last.marked_by, last.marked_at) == ("withdrawn", "Feil i tallene.", geir, later)


def test_withdrawing_needs_a_reason(report, publish, geir, now, refusal_of):
    publish(report)
    assert refusal_of(withdraw_report, report=report, reason="  ", actor=geir, now=now) == [
        ("reason", "Skriv hvorfor rapporten trekkes. Begrunnelsen vises på nettstedet.")
    ]


def test_only_what_is_published_can_be_withdrawn(report, publish, geir, now, refusal_of):
    refused = [("state", "«Ny rapport» er ikke publisert, og kan derfor ikke trekkes.")]
    assert refusal_of(withdraw_report, report=report, reason="Feil", actor=geir, now=now) == refused
    publish(report)
    withdraw_report(report=report, reason="Feil", actor=geir, now=now)
    assert refusal_of(withdraw_report, report=report, reason="Feil", actor=geir, now=now) == refused


def test_the_longest_reason_is_kept_within_its_columns(report, publish, geir, now):
    publish(report)
    withdraw_report(report=report, reason="x" * 500, actor=geir, now=now)
    assert _versions(report)[-1].marks.last().note == "x" * 500
    assert Publication.objects.get(public_id=report.public_id).withdrawn_reason == "x" * 500


def test_a_withdrawn_report_can_be_published_again_and_history_says_so(report, publish, geir, now):
    publish(report)
    withdraw_report(report=report, reason="Feil", actor=geir, now=now)
    publication = publish_report(report=report, actor=geir, now=now + timedelta(hours=1))
    assert publication in Publication.objects.public()
    assert (publication.withdrawn_at, publication.withdrawn_reason) == (None, "")
    assert PublishedFinding.objects.public().filter(publication=publication).count() == 1
    (version,) = _versions(report)
    assert [(mark.kind, mark.note) for mark in version.marks.all()] == [
        ("published", ""),
        ("withdrawn", "Feil"),
        ("published", ""),
    ]
    assert publication.version == version
    assert publication.announced_at == now + timedelta(hours=1)


# Findings -----------------------------------------------------------------------------------------
def test_a_removed_finding_is_a_tombstone_that_keeps_its_id(report, publish):
    gone = report.findings.get()
    report.findings.create(text="<p>Nytt.</p>", position=2)
    publish(report)
    gone.delete()
    publication = publish(report)
    tombstone = PublishedFinding.objects.get(public_id=gone.public_id)
    assert not tombstone.is_current
    assert tombstone not in PublishedFinding.objects.public()
    assert publication.finding_count == 1


def test_a_restored_finding_is_public_under_the_id_it_had(report, publish):
    publish(report)
    gone = report.findings.get()
    pk, public_id = PublishedFinding.objects.get(public_id=gone.public_id).pk, gone.public_id
    gone.delete()
    publish(report)
    report.findings.create(text="<p>Tilbake.</p>", position=1, public_id=public_id)
    publish(report)
    restored = PublishedFinding.objects.public().get(public_id=public_id)
    assert (restored.pk, restored.text) == (pk, "<p>Tilbake.</p>")


def test_a_finding_that_is_moved_keeps_its_id_and_takes_its_new_place(report, publish):
    second = report.findings.create(text="<p>To.</p>", position=2)
    publish(report)
    report.findings.filter(pk=second.pk).update(position=0)
    publication = publish(report)
    assert publication.findings.first().public_id == second.public_id


# The stamp ----------------------------------------------------------------------------------------
def test_every_write_moves_the_stamp_with_its_time(report, publish, geir, now):
    verbs = [
        lambda at: publish(report, at),
        lambda at: rename_report(report=report, slug="nytt-sted", actor=geir, now=at),
        lambda at: withdraw_report(report=report, reason="Feil", actor=geir, now=at),
    ]
    for number, verb in enumerate(verbs):
        before, at = Stamp.current(), now + timedelta(hours=number)
        verb(at)
        assert Stamp.current() > before
        assert Stamp.objects.get().moved_at == at


# What visitors are told ---------------------------------------------------------------------------
def test_a_note_is_dated_and_stands_on_the_page_in_the_feed_and_in_the_data(client, report, publish, geir, now):
    publish_report(report=report, actor=geir, now=now, note="Står ikke på nettstedet, for dette er første gang")
    Report.objects.filter(pk=report.pk).update(title="Rettet rapport")
    publication = publish_report(report=report, actor=geir, now=now + timedelta(days=1), note=" Tallene er rettet. ")
    assert publication.notes == [{"date": "2030-06-02", "text": "Tallene er rettet."}]
    address = publication.get_absolute_url()
    page = client.get(address).content.decode()
    assert 'Endret <time datetime="2030-06-02">2. juni 2030</time>:' in page.replace("\u00a0", " ")
    assert "Tallene er rettet." in page
    assert client.get(f"{address[:-1]}.json").json()["changes"] == publication.notes
    assert "Endret 2. juni 2030: Tallene er rettet." in client.get("/rapporter.atom").content.decode()


def test_a_minor_change_is_neither_noted_nor_announced(report, publish, geir, now):
    first = publish(report)
    Report.objects.filter(pk=report.pk).update(title="Uten skrivefeil")
    again = publish_report(report=report, actor=geir, now=now + timedelta(days=1), note="Skrivefeil", minor=True)
    assert (again.notes, again.announced_at) == ([], first.announced_at)


def test_publishing_what_is_public_already_notes_nothing(report, publish, geir, now):
    publish(report)
    assert publish_report(report=report, actor=geir, now=now, note="Ingenting").notes == []
