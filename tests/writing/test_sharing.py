"""A draft read by somebody without an account, what they say of it, and the end of the link."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reports.models import Remark, Report, ShareLink
from reports.writing.sharing import SharingRefused, leave_remark, remarks_on, revoke_link, settle_remark, share_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(make_report):
    return make_report("Hemmelig utkast", finding="<p>Funnet som ikke er ute ennå.</p>")


@pytest.fixture
def link(report, rita):
    return share_report(report=report, recipient="Fafo", days=14, actor=rita, now=timezone.now())


def _remark(**changes) -> dict:
    return {"place": "lead", "text": "Ingressen er uklar.", "author": "Åse ved Fafo", **changes}


def test_whoever_has_the_link_reads_the_draft_without_a_cookie(client, link):
    page = client.get(link.get_absolute_url())
    assert page.status_code == 200
    assert "Hemmelig utkast" in page.text
    assert "Funnet som ikke er ute ennå." in page.text
    assert "Utkast, ikke publisert." in page.text
    assert not page.cookies


def test_the_draft_is_neither_kept_nor_found_nor_told_of(client, link):
    page = client.get(link.get_absolute_url())
    assert page["Cache-Control"] == "private, no-store"
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert page["Referrer-Policy"] == "no-referrer"
    assert "ETag" not in page
    assert '<meta name="robots" content="noindex, nofollow">' in page.text


def test_the_link_opens_one_report_and_no_other(client, link, make_report):
    make_report("Et annet utkast")
    assert "Et annet utkast" not in client.get(link.get_absolute_url()).text
    assert client.get("/utkast/feil/").status_code == 404


def test_a_remark_reaches_the_editors_beside_its_field(client, link, report, rita):
    finding = report.findings.get()
    answer = client.post(link.get_absolute_url(), _remark(place=f"findings:{finding.public_id}"))
    assert answer["Location"] == f"{link.get_absolute_url()}#merknader"
    assert "Ingressen er uklar." in client.get(link.get_absolute_url()).text
    client.force_login(rita)
    page = client.get(f"/admin/reports/report/{report.pk}/change/").text
    assert "Funn 1: Funnet som ikke er ute ennå." in page
    assert 'data-row="findings-0"' in page
    assert "Åse ved Fafo (Fafo)" in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": ""}, "Skriv det du vil si om utkastet."),
        ({"author": " "}, "Skriv navnet ditt"),
        ({"text": "x" * 5001}, "5000"),
        ({"text": "a\x0bb"}, "usynlig styretegn"),
        ({"place": "findings:borte"}, "findings:borte"),
    ],
)
def test_a_remark_that_cannot_be_taken_says_why_and_loses_nothing(client, link, changes, sentence):
    answer = client.post(link.get_absolute_url(), _remark(**changes))
    assert answer.status_code == 400
    assert sentence in answer.text
    assert (changes.get("author", "").strip() or "Ingressen er uklar.") in answer.text or "text" in changes
    assert not Remark.objects.exists()


def test_a_finding_that_has_gone_meanwhile_is_told(link, report, now):
    finding = report.findings.get()
    finding.delete()
    with pytest.raises(SharingRefused, match="er tatt ut av utkastet"):
        leave_remark(link=link, place=f"findings:{finding.public_id}", text="x", author="y", now=timezone.now())


def test_a_revoked_link_answers_410_and_takes_no_remarks(client, link, rita):
    revoke_link(link=link, actor=rita, now=timezone.now())
    for answer in (client.get(link.get_absolute_url()), client.post(link.get_absolute_url(), _remark())):
        assert answer.status_code == 410
        assert "Lenken gjelder ikke lenger" in answer.text
        assert "Hemmelig" not in answer.text
        assert answer["Cache-Control"] == "private, no-store"
    with pytest.raises(SharingRefused, match="gjelder ikke lenger"):
        leave_remark(link=link, place="lead", text="x", author="y", now=timezone.now())


def test_a_link_ends_by_itself(client, report, rita, link):
    later = timezone.now() - timedelta(days=15)
    old = share_report(report=report, recipient="NOVA", days=14, actor=rita, now=later)
    assert client.get(old.get_absolute_url()).status_code == 410
    assert list(ShareLink.objects.open(timezone.now())) == [link]


@pytest.mark.parametrize(("recipient", "days"), [("", 5), ("Fafo", 0), ("Fafo", 91)])
def test_a_link_needs_a_reader_and_an_end(report, rita, recipient, days, now):
    with pytest.raises(SharingRefused):
        share_report(report=report, recipient=recipient, days=days, actor=rita, now=now)
    assert not ShareLink.objects.exists()


def test_remarks_are_settled_and_the_unsettled_come_first(link, report, rita, now):
    said = {"link": link, "place": "lead", "author": "Åse", "now": timezone.now()}
    first = leave_remark(text="a", **said)
    leave_remark(text="b", **said)
    settle_remark(remark=first, accepted=True, actor=rita, now=now)
    assert [(r.text, r.state) for r in remarks_on(report)] == [("b", "open"), ("a", "accepted")]
    assert remarks_on(report)[1].handled_by == rita


def test_links_are_made_and_revoked_at_the_desk(client, rita, report):
    client.force_login(rita)
    address = f"/admin/reports/report/{report.pk}/deling/"
    assert "Ingen har fått lenke ennå." in client.get(address).text
    page = client.post(address, {"recipient": "Fafo", "days": "7"}, follow=True).text
    link = ShareLink.objects.get()
    assert f"http://testserver{link.get_absolute_url()}" in page
    client.post(f"/admin/reports/report/deling/{link.pk}/trekk/")
    assert client.get(link.get_absolute_url()).status_code == 410
    assert client.post(address, {"recipient": "", "days": "7000"}).text.count("errorlist") == 2


def test_a_remark_is_settled_from_the_form(client, rita, link, report):
    remark = leave_remark(link=link, place="lead", text="Uklart", author="Åse", now=timezone.now())
    client.force_login(rita)
    address = f"/admin/reports/report/merknad/{remark.pk}/"
    answer = client.post(address, {"reject": "1"}, headers={"accept": "application/json"})
    assert answer.json() == {"state": "rejected", "word": "avvist"}
    assert client.post(address, {"accept": "1"})["Location"] == f"/admin/reports/report/{report.pk}/change/"
    remark.refresh_from_db()
    assert remark.state == "accepted"


def test_the_shared_page_reads_the_desk_at_every_visit(client, link, report):
    Report.objects.filter(pk=report.pk).update(title="Endret siden sist")
    assert "Endret siden sist" in client.get(link.get_absolute_url()).text
