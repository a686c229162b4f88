"""Two entries made one, seen from the desk, from the site and from history; and parted again."""

import pytest

from reports.exchange import load_report, read_report
from reports.merging import MergeRefused, effect_of, merge_entries, undo_merge
from reports.models import Chapter, Merge, Organisation, Publication, Report, Series, Tag

pytestmark = pytest.mark.django_db


def _two(model):
    """The two entries most used, the least of them first."""
    into, entry = sorted(model.objects.in_use(), key=lambda entry: -entry.report_count)[:2]
    return entry, into


def _desk() -> dict:
    return {report.public_id: read_report(report) for report in Report.objects.with_children()}


def _public() -> list:
    fields = ("public_id", "labels", "series__name")
    rows = {row[0]: row for row in Publication.objects.values_list(*fields)}
    tags = sorted(Publication.objects.values_list("public_id", "tags__name", "contributions__organisation__name"))
    return [rows, tags]


@pytest.fixture(params=[Tag, Organisation, Series])
def pair(request, db):
    return _two(request.param)


def test_the_pages_of_the_kept_one_hold_the_reports_of_both(pair, client, geir, now):
    entry, into = pair
    mine = set(entry.publications.values_list("pk", flat=True)) | set(into.publications.values_list("pk", flat=True))
    old = entry.get_absolute_url()
    merge_entries(entry=entry, into=into, actor=geir, now=now)
    assert set(into.publications.values_list("pk", flat=True)) == mine
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (301, into.get_absolute_url())
    assert not type(into).objects.filter(name=entry.name).exists()
    assert all(entry.name not in str(p.labels) for p in into.publications.all())


def test_no_report_counts_as_changed_by_it(pair, geir, now):
    states = {report.pk: report.state for report in Report.objects.select_related("publication")}
    merge_entries(entry=pair[0], into=pair[1], actor=geir, now=now)
    assert {report.pk: report.state for report in Report.objects.select_related("publication")} == states


def test_undoing_puts_everything_back(pair, client, geir, ada, now):
    entry, into = pair
    desk, public, address, page = _desk(), _public(), entry.get_absolute_url(), client.get(entry.get_absolute_url())
    merge = merge_entries(entry=entry, into=into, actor=geir, now=now)
    assert _desk() != desk
    back = undo_merge(merge=merge, actor=ada, now=now)
    assert (_desk(), _public()) == (desk, public)
    assert back.get_absolute_url() == address
    assert client.get(address).text == page.text
    into.refresh_from_db()
    assert entry.name not in into.other_names
    merge.refresh_from_db()
    assert (merge.undone_by, merge.undone_at) == (ada, now)


def test_parting_the_last_of_two_merges_leads_the_first_address_back_to_where_it_led(client, geir, now):
    first, second, third = Tag.objects.order_by("pk")[:3]
    addresses = [tag.get_absolute_url() for tag in (first, second, third)]
    merge_entries(entry=first, into=second, actor=geir, now=now)
    second.refresh_from_db()
    last = merge_entries(entry=second, into=third, actor=geir, now=now)
    assert client.get(addresses[0])["Location"] == addresses[2]
    undo_merge(merge=last, actor=geir, now=now)
    assert client.get(addresses[0])["Location"] == addresses[1]


def test_who_had_both_has_one_and_gets_both_back(make_report, geir, now):
    entry, into = _two(Organisation)
    report, both = make_report(), effect_of(entry=entry, into=into).both
    for position, (organisation, role) in enumerate(
        [(entry, "utfører"), (into, "utfører"), (entry, "oppdragsgiver")], start=1
    ):
        report.contributions.create(organisation=organisation, role=role, position=position)
    before = read_report(Report.objects.get(pk=report.pk))
    effect = effect_of(entry=entry, into=into)
    assert effect.both == both + 1
    assert effect.reports == entry.report_contributions.values("report").distinct().count()
    merge = merge_entries(entry=entry, into=into, actor=geir, now=now)
    report = Report.objects.get(pk=report.pk)
    assert [(c.organisation, c.role) for c in report.contributions.all()] == [
        (into, "utfører"),
        (into, "oppdragsgiver"),
    ]
    undo_merge(merge=merge, actor=geir, now=now)
    assert read_report(Report.objects.get(pk=report.pk)) == before


def test_what_editors_have_changed_since_stands(make_report, geir, now):
    entry, into = _two(Tag)
    report = make_report()
    report.tags.add(entry)
    merge = merge_entries(entry=entry, into=into, actor=geir, now=now)
    report.tags.clear()
    undo_merge(merge=merge, actor=geir, now=now)
    assert list(report.tags.all()) == []


def test_an_old_manuscript_finds_the_kept_one_by_the_old_name(geir, now):
    entry, into = _two(Tag)
    report = read_report(Report.objects.with_children().filter(tags=entry).first())
    merge_entries(entry=entry, into=into, actor=geir, now=now)
    bare = {"id": "", "slug": "", "findings": (), "key_figures": (), "documents": ()}
    old = type(report)(**{name: bare.get(name, getattr(report, name)) for name in report.__slots__})
    made = load_report(manuscript=old, chapter=Chapter.objects.first(), position=1, actor=geir, now=now)
    assert into in made.tags.all()
    assert not Tag.objects.by_name(entry.name)


def test_what_cannot_be_merged_or_parted_says_why(geir, now):
    entry, into = _two(Tag)
    with pytest.raises(MergeRefused, match="Velg to forskjellige"):
        merge_entries(entry=entry, into=entry, actor=geir, now=now)
    merge = merge_entries(entry=entry, into=into, actor=geir, now=now)
    twin = Tag.objects.create(name=merge.removed_name.upper())
    with pytest.raises(MergeRefused, match="er laget på nytt siden"):
        undo_merge(merge=merge, actor=geir, now=now)
    twin.delete()
    undo_merge(merge=merge, actor=geir, now=now)
    with pytest.raises(MergeRefused, match="er angret allerede"):
        undo_merge(merge=merge, actor=geir, now=now)


# At the desk --------------------------------------------------------------------------------------
def test_the_page_shows_what_will_happen_does_it_and_offers_to_undo(client, geir):
    entry, into = _two(Tag)
    client.force_login(geir)
    address = f"/admin/reports/tag/{entry.pk}/slaa-sammen/"
    page = client.get(address, {"med": into.pk}).text
    assert f"«{entry}» blir en del av «{into}»" in page
    assert f"Adressen {entry.get_absolute_url()} leder til {into.get_absolute_url()}." in page
    assert Tag.objects.filter(pk=entry.pk).exists()
    answer = client.post(address, {"med": into.pk}, follow=True)
    merge = Merge.objects.get()
    assert f"/admin/reports/merge/{merge.pk}/change/" in answer.text
    answer = client.post(f"/admin/reports/merge/{merge.pk}/change/", follow=True)
    assert "er tilbake, og står der den sto" in answer.text
    assert Tag.objects.filter(pk=entry.pk, name=entry.name).exists()


@pytest.mark.parametrize("chosen", ["", "x", "999999", "9" * 30])
def test_a_choice_that_is_none_is_told(client, geir, chosen):
    entry, _ = _two(Tag)
    client.force_login(geir)
    for answer in (client.get(f"/admin/reports/tag/{entry.pk}/slaa-sammen/", {"med": chosen}),):
        assert answer.status_code == 200
        assert "errorlist" in answer.text
    assert not Merge.objects.exists()


def test_who_may_not_delete_may_not_part_either(client, geir, rita, now):
    entry, into = _two(Tag)
    merge = merge_entries(entry=entry, into=into, actor=geir, now=now)
    client.force_login(rita)
    page = client.get(f"/admin/reports/merge/{merge.pk}/change/")
    assert "Angre sammenslåingen" not in page.text
    assert client.post(f"/admin/reports/merge/{merge.pk}/change/").status_code == 403


def test_unused_entries_are_listed_and_uses_are_linked(client, rita):
    Tag.objects.create(name="Aldri brukt")
    used = Tag.objects.filter(report_tags__isnull=False).first()
    client.force_login(rita)
    page = client.get("/admin/reports/tag/", {"bruk": "nei"}).text
    assert "Aldri brukt" in page
    assert used.name not in page
    report = used.report_tags.first().content_object
    assert f"/admin/reports/report/{report.pk}/change/" in client.get(f"/admin/reports/tag/{used.pk}/change/").text


def test_a_name_that_is_anothers_other_name_is_refused(client, geir, now):
    entry, into = _two(Tag)
    name = entry.name
    merge_entries(entry=entry, into=into, actor=geir, now=now)
    client.force_login(geir)
    answer = client.post("/admin/reports/tag/add/", {"name": name.upper(), "other_names": "", "description": ""})
    assert f"«{into}» har «{name.upper()}» som et annet navn" in answer.text
