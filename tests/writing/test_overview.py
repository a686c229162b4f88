"""What the start page tells, panel by panel."""

from datetime import timedelta

import pytest

from reports.models import Chapter, Edition, LinkCheck, Report
from reports.publishing.approval import submit_report
from reports.writing import overview as desk_overview
from reports.writing.sharing import leave_remark, share_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def chapter():
    """Of a year that nothing is in yet."""
    edition = Edition.objects.create(year=2031, title="FoU 2031")
    return Chapter.objects.create(edition=edition, number=1, title="Språk")


def test_a_year_without_reports_has_nothing_ready(chapter):
    found = desk_overview.readiness()
    assert (found.year, found.total, found.ready, found.unready) == (2031, 0, 0, [])


def test_readiness_counts_what_passes_the_gate_and_what_lacks_a_pdf(chapter, make_report):
    whole = make_report("Klar", chapter=chapter)
    whole.documents.create(title="Rapporten", url="https://example.org/a.pdf", position=1)
    make_report("Uten PDF", chapter=chapter).documents.create(title="Bare navnet", position=1)
    make_report("Uten ingress", chapter=chapter, lead="")
    found = desk_overview.readiness()
    assert (found.total, found.ready, found.without_pdf) == (3, 2, 2)
    assert [(report.title, sentence) for report, sentence in found.unready] == [
        ("Uten ingress", "Rapporten mangler ingress.")
    ]


def test_a_file_that_is_gone_and_an_address_that_is_taken_are_not_ready(chapter, make_report, publish):
    gone = make_report("Borte", chapter=chapter)
    gone.documents.create(title="Rapporten", sha256="a" * 64, file_name="a.pdf", position=1)
    taken = make_report("Opptatt", chapter=chapter)
    publish(make_report("En annen"))
    Report.objects.filter(title="En annen").update(slug="en-annen-na")
    Report.objects.filter(pk=taken.pk).update(slug="en-annen")
    sentences = {report.title: sentence for report, sentence in desk_overview.readiness().unready}
    assert "finnes ikke på tjeneren" in sentences["Borte"]
    assert "opptatt" in sentences["Opptatt"]


def test_readiness_agrees_with_the_gate_over_the_shipped_year():
    found = desk_overview.readiness()
    assert (found.year, found.total, found.ready) == (2020, 24, 24)


def test_a_frozen_year_is_no_longer_this_year(chapter):
    Edition.objects.filter(pk=chapter.edition_id).update(state=Edition.State.FROZEN)
    assert desk_overview.readiness().year == 2020


def test_my_drafts_are_what_i_wrote_last_and_have_not_put_forward(make_report, publish, rita, geir, now):
    mine = make_report("Mitt utkast", changed_by=rita)
    make_report("Geirs utkast", changed_by=geir)
    public = make_report("Publisert", changed_by=rita)
    publish(public)
    changed = make_report("Publisert og endret", changed_by=rita)
    publish(changed)
    Report.objects.filter(pk=changed.pk).update(changed_at=now + timedelta(days=1))
    sent = make_report("Sendt", changed_by=rita)
    submit_report(report=sent, actor=rita, now=now)
    assert list(desk_overview.drafts_of(rita)) == [changed, mine]


def test_new_remarks_are_counted_by_report(make_report, rita, now):
    for title, count in (("Den ene", 2), ("Den andre", 1)):
        report = make_report(title)
        link = share_report(report=report, recipient="FAFO", days=14, actor=rita, now=now)
        for number in range(count):
            leave_remark(link=link, place="lead", text=f"Nei {number}", author="Kari", now=now)
    rows = {row["title"]: row["count"] for row in desk_overview.new_remarks()}
    assert rows == {"Den ene": 2, "Den andre": 1}


def test_troubled_links_are_counted(now):
    LinkCheck.objects.create(url="https://a.no/", state="ok", checked_at=now)
    LinkCheck.objects.create(url="https://b.no/", state="missing", checked_at=now)
    assert desk_overview.troubled_links() == 1


def test_a_share_just_under_the_least_is_low_and_never_rounded_up_to_it():
    short, enough = desk_overview.Share(2031, 249, 751), desk_overview.Share(2031, 250, 750)
    assert [(share.percent, share.is_low) for share in (short, enough)] == [(24, True), (25, False)]


def test_the_share_of_nynorsk_is_by_amount_of_public_text(make_report, publish):
    whole, year = desk_overview.nynorsk_shares()
    assert (whole.year, year.year, whole.is_low) == (None, 2020, True)
    assert (whole.nynorsk, whole.bokmaal) == (year.nynorsk, year.bokmaal)
    make_report("Kladd", language="nn", lead="Ein lang kladd. " * 1000)
    publish(make_report("Engelsk", language="en", lead="Long. " * 1000))
    lacking = (year.bokmaal - year.nynorsk) // 2
    publish(make_report("Nynorsk", language="nn", lead="N" * lacking, body=f"<p>{'N' * lacking}</p>"))
    after = desk_overview.nynorsk_shares()
    assert [(share.year, share.percent, share.is_low) for share in after] == [(None, 50, False), (2020, 50, False)]
    assert after[0].bokmaal == whole.bokmaal
