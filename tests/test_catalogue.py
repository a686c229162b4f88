from datetime import timedelta

import pytest

from reports.catalogue import save_entry
from reports.models import Organisation, Publication, Redirect, Series, Stamp, Tag, Version
from reports.search.answer import answer
from reports.text import sort_key


@pytest.fixture(params=[Organisation, Series, Tag])
def entry(request, db):
    """One of each kind, with more than one report where there is such."""
    return max(request.param.objects.in_use(), key=lambda entry: entry.report_count)


def _labels(publication: Publication) -> list[dict]:
    labels = publication.labels
    return [*labels["tags"], *labels["organisations"], *([labels["series"]] if labels["series"] else [])]


def test_a_renamed_entry_has_its_new_name_in_every_publication(entry, rita, now):
    entry.name = "Gjennomgått ærlighet"
    save_entry(entry=entry, actor=rita, now=now)
    everything = Publication.objects.order_by("pk")
    named = [p for p in everything if "Gjennomgått ærlighet" in [label["name"] for label in _labels(p)]]
    assert {p.pk for p in named} == set(entry.publications.values_list("pk", flat=True)) != set()
    assert named == list(answer('"gjennomgått ærlighet"').narrow(everything))


def test_other_words_for_an_entry_find_its_reports(entry, rita, now):
    entry.other_names = ["Hemmelig kallenavn"]
    save_entry(entry=entry, actor=rita, now=now)
    assert set(answer("hemmelig kallenavn").narrow(Publication.objects.all())) == set(entry.publications.all())


def test_publications_that_do_not_name_the_entry_are_left_alone(entry, rita, now):
    others = Publication.objects.exclude(pk__in=entry.publications.values("pk"))
    before = list(others.values_list("pk", "labels"))
    entry.name = "Noe annet"
    save_entry(entry=entry, actor=rita, now=now)
    assert list(others.values_list("pk", "labels")) == before != []


def test_a_new_address_leaves_a_redirect_and_stands_in_the_labels(entry, rita, now):
    old, entry.slug = entry.get_absolute_url(), "nytt-sted"
    save_entry(entry=entry, actor=rita, now=now)
    redirect = Redirect.objects.get()
    assert (redirect.old_path, redirect.new_path, redirect.created_at) == (old, entry.get_absolute_url(), now)
    assert all("nytt-sted" in [label["slug"] for label in _labels(p)] for p in entry.publications.all())


def test_a_new_name_keeps_the_address(entry, rita, now):
    slug, entry.name = entry.slug, "Et helt annet navn"
    save_entry(entry=entry, actor=rita, now=now)
    assert entry.slug == slug
    assert not Redirect.objects.exists()


def test_every_save_moves_the_stamp_with_its_time(entry, rita, now):
    before = Stamp.current()
    save_entry(entry=entry, actor=rita, now=now)
    save_entry(entry=type(entry)(name="Nytt navn"), actor=rita, now=now + timedelta(hours=1))
    assert Stamp.current() == before + 2
    assert Stamp.objects.get().moved_at == now + timedelta(hours=1)


def test_the_catalogue_is_live_and_makes_no_versions(entry, rita, now):
    before = Version.objects.count()
    entry.name = "Et nytt navn"
    save_entry(entry=entry, actor=rita, now=now)
    assert Version.objects.count() == before


def test_a_new_entry_has_keys_and_address_of_its_name(rita, now):
    tag = Tag(name="Ærlig økonomi")
    save_entry(entry=tag, actor=rita, now=now)
    assert (tag.slug, tag.folded) == ("aerlig-okonomi", "ærlig økonomi")
    assert tag not in Tag.objects.in_use()


def test_entries_are_listed_in_norwegian_order(rita, now):
    for name in ("Åpenhet x", "Zebra x", "Ærlighet x", "Økonomi x"):
        save_entry(entry=Tag(name=name), actor=rita, now=now)
    found = Tag.objects.filter(name__endswith=" x").values_list("name", flat=True)
    assert list(found) == ["Zebra x", "Ærlighet x", "Økonomi x", "Åpenhet x"]


@pytest.mark.django_db
def test_those_in_use_are_listed_in_norwegian_order_too(make_report, publish):
    report = make_report()
    report.tags.set([Tag.objects.create(name=name) for name in ("Åpenhet x", "Zebra x", "Ærlighet x", "Økonomi x")])
    publish(report)
    found = Tag.objects.in_use()
    assert found.ordered
    assert [t.name for t in found if t.name.endswith(" x")] == ["Zebra x", "Ærlighet x", "Økonomi x", "Åpenhet x"]


@pytest.mark.django_db
def test_the_database_orders_names_as_we_do():
    names = ["Aarhus", "Abel", "AA-tolk", "Haag", "Habil", "Zaa", "Zorro", "Ærlig", "Ås", "Del 2", "Del 10", "Del av"]
    tags = Tag.objects.bulk_create(Tag(name=n, slug=n, folded=n, sort_name=sort_key(n)) for n in names)
    found = Tag.objects.filter(pk__in=[tag.pk for tag in tags]).order_by("sort_name")
    assert [tag.name for tag in found] == sorted(names, key=sort_key)
    assert [tag.name for tag in found][:3] == ["Aarhus", "AA-tolk", "Abel"]
