"""A report gets another address: at once, without publishing other changes, and the old address leads on."""

import pytest

from reports.models import Publication, Redirect, Report, Stamp, Version
from reports.publishing.reports import rename_report, withdraw_report


@pytest.fixture
def report(make_report):
    return make_report()


def _rename(report, slug, actor, now):
    rename_report(report=report, slug=slug, actor=actor, now=now)


def _redirects() -> dict[str, str]:
    return dict(Redirect.objects.values_list("old_path", "new_path"))


def test_renaming_moves_the_public_address_at_once_and_leaves_a_redirect(report, publish, geir, now):
    publish(report)
    Report.objects.filter(pk=report.pk).update(title="Ikke publisert tittel")
    _rename(report, "nytt-sted", geir, now)
    publication = Publication.objects.get(public_id=report.public_id)
    assert (publication.slug, publication.manuscript["slug"]) == ("nytt-sted", "nytt-sted")
    assert publication.title == publication.manuscript["title"] == "Ny rapport"
    assert _redirects() == {"/rapporter/ny-rapport/": "/rapporter/nytt-sted/"}
    last = Version.objects.of(report.public_id).first()
    assert (last.note, last.created_by, publication.version) == ("Ny adresse: nytt-sted", geir, last)


def test_the_report_in_hand_has_the_new_address_so_that_saving_it_keeps_it(report, publish, geir, now):
    publish(report)
    _rename(report, "nytt-sted", geir, now)
    report.save()
    assert Report.objects.get(pk=report.pk).slug == "nytt-sted"


def test_an_address_written_at_the_desk_leaves_a_redirect_when_it_is_published(report, publish):
    publish(report)
    Report.objects.filter(pk=report.pk).update(slug="nytt-sted")
    publish(report)
    assert _redirects() == {"/rapporter/ny-rapport/": "/rapporter/nytt-sted/"}


def test_redirects_do_not_chain_and_do_not_loop(report, publish, geir, now):
    publish(report)
    for slug in ("b", "c", "ny-rapport"):
        _rename(report, slug, geir, now)
    assert _redirects() == {"/rapporter/b/": "/rapporter/ny-rapport/", "/rapporter/c/": "/rapporter/ny-rapport/"}


def test_a_draft_is_renamed_without_redirect_version_or_stamp(report, geir, now):
    stamp = Stamp.current()
    _rename(report, "utkastet", geir, now)
    assert Report.objects.get(pk=report.pk).slug == "utkastet"
    assert (_redirects(), list(Version.objects.of(report.public_id)), Stamp.current()) == ({}, [], stamp)


def test_an_address_in_use_is_refused_at_the_desk_and_in_public(make_report, publish, geir, now, refusal_of):
    report, draft, published = make_report("En"), make_report("To"), make_report("Tre")
    publish(published)
    Report.objects.filter(pk=published.pk).update(slug="tre-ny")
    for slug, title in (("to", "To"), ("tre", "Tre"), ("tre-ny", "Tre")):
        problems = refusal_of(rename_report, report=report, slug=slug, actor=geir, now=now)
        assert problems == [("slug", f"Adressen «{slug}» brukes av «{title}». Velg en annen.")]
    assert draft.slug == "to"


def test_two_reports_can_swap_addresses_by_way_of_a_third(make_report, publish, geir, now):
    one, other = make_report("En"), make_report("To")
    for report in (one, other):
        publish(report)
    for report, slug in ((one, "mellom"), (other, "en"), (one, "to")):
        _rename(report, slug, geir, now)
    slugs = {p.title: p.slug for p in Publication.objects.filter(slug__in=["en", "to"])}
    assert slugs == {"En": "to", "To": "en"}
    assert _redirects() == {"/rapporter/mellom/": "/rapporter/to/"}


def test_a_withdrawn_report_can_be_renamed_and_stays_withdrawn(report, publish, geir, now):
    publish(report)
    withdraw_report(report=report, reason="Feil", actor=geir, now=now)
    _rename(report, "nytt-sted", geir, now)
    tombstone = Publication.objects.get(slug="nytt-sted")
    assert not tombstone.is_public
    assert "/rapporter/ny-rapport/" in _redirects()
