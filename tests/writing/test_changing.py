"""A report at the desk becomes what a manuscript says."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.exchange import read_report
from reports.manuscript import values
from reports.manuscript.identity import with_ids
from reports.models import Organisation, Report
from reports.writing.changing import change_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def barometer():
    return Report.objects.get(slug="integreringsbarometeret-2020")


def _read(report):
    return read_report(Report.objects.with_children().get(pk=report.pk))


def test_the_same_again_writes_nothing(barometer, rita, now):
    before, changed_at = _read(barometer), barometer.changed_at
    assert change_report(report=barometer, manuscript=before, actor=rita, now=now) is False
    barometer.refresh_from_db()
    assert (_read(barometer), barometer.changed_at) == (before, changed_at)


def test_the_same_names_in_another_case_is_the_same(barometer, rita, now):
    before = _read(barometer)
    shouted = replace(before, tags=tuple(tag.upper() for tag in before.tags))
    assert change_report(report=barometer, manuscript=shouted, actor=rita, now=now) is False


def test_it_becomes_the_manuscript_and_what_is_the_same_keeps_its_id(barometer, rita, now):
    before = _read(barometer)
    first, *rest = before.findings
    wanted = replace(
        before,
        title="Nytt navn",
        lead="Ny ingress.",
        tags=("Helt nytt emne",),
        series=None,
        contributions=(values.Contribution(organisation="Nytt institutt", role="utfører"),),
        findings=(values.Finding(text="<p>Et helt nytt funn.</p>"), *rest, first),
        key_figures=(values.KeyFigure(value=Decimal("12.5"), statement="er nye"), *before.key_figures[1:]),
        documents=(),
    )
    assert change_report(report=barometer, manuscript=wanted, actor=rita, now=now) is True
    after = _read(barometer)
    assert after.findings[1:] == (*rest, first)
    assert after.findings[0].id not in {"", *(finding.id for finding in before.findings)}
    assert _without_ids(after) == _without_ids(wanted)
    barometer.refresh_from_db()
    assert (barometer.changed_at, barometer.changed_by) == (now, rita)


def test_a_row_that_was_deleted_comes_back_with_its_id(barometer, rita, now):
    before = _read(barometer)
    change_report(report=barometer, manuscript=replace(before, findings=(), documents=()), actor=rita, now=now)
    assert _read(barometer).findings == ()
    change_report(report=barometer, manuscript=before, actor=rita, now=now)
    assert _read(barometer) == before


def test_address_and_place_are_left_alone(barometer, rita, now):
    wanted = replace(_read(barometer), slug="noe-annet", lead="Ny ingress.")
    change_report(report=barometer, manuscript=wanted, actor=rita, now=now)
    assert _read(barometer).slug == "integreringsbarometeret-2020"


def test_institutions_are_found_before_they_are_made(barometer, rita, now):
    known = Organisation.objects.first()
    wanted = (values.Contribution(organisation=known.name.upper(), role="oppdragsgiver"),)
    change_report(report=barometer, manuscript=replace(_read(barometer), contributions=wanted), actor=rita, now=now)
    assert [c.organisation for c in barometer.contributions.all()] == [known]


def test_parts_without_ids_get_those_of_the_parts_they_are_like(barometer):
    before = _read(barometer)
    mended = replace(before.findings[0], text=before.findings[0].text.replace(" ", "  ", 1), id="")
    bare = replace(_without_ids(before), findings=(replace(before.findings[1], id=""), mended))
    after = with_ids(bare, before)
    assert [finding.id for finding in after.findings] == [before.findings[1].id, before.findings[0].id]
    assert after.documents == before.documents
    assert after.key_figures == before.key_figures


def test_a_part_that_is_like_nothing_gets_no_id(barometer):
    before = _read(barometer)
    other = values.Finding(text="<p>Sauer spiser gress på heia.</p>")
    assert with_ids(replace(before, findings=(other,)), before).findings == (other,)


def _without_ids(report):
    parts = {
        place: tuple(replace(part, id="") for part in getattr(report, place))
        for place in ("findings", "key_figures", "documents")
    }
    return replace(report, id="", **parts)
