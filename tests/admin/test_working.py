"""What is typed is kept and offered back; a save on top of another's is stopped and joined with it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.models import Chapter, Edition, Presence, Publication, Report, Version, WorkingCopy
from reports.publishing.approval import mark_changed
from reports.writing.history import delete_report
from tests.admin.forms import Once, report_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(make_report, rita):
    """The desk's pages save by the real clock, so it was last saved by that."""
    now = timezone.now()
    report = make_report(lead="Ingressen.", changed_at=now)
    report.findings.create(text="<p>Funn to.</p>", position=2)
    mark_changed(reports=[report], actor=rita, now=now)
    return report


def _address(report, name: str = "change") -> str:
    return reverse(f"admin:reports_report_{name}", args=[report.pk])


def _kept() -> int:
    """The number of the one copy that there is."""
    return WorkingCopy.objects.get().pk


def _text(response) -> str:
    return response.content.decode()


# Kept while one types -----------------------------------------------------------------------------
def test_what_is_typed_is_kept_and_offered_back_without_being_saved(client, report, rita):
    client.force_login(rita)
    form = report_form(client, _address(report), lead="Halvskrevet ing")
    answer = client.post(_address(report, "typed"), form).json()
    assert "saved" in answer
    assert WorkingCopy.objects.get().seen == report.changed_at.isoformat()
    assert "uten å lagre" in _text(client.get(_address(report)))
    offered = client.get(_address(report), {"hent": _kept()})
    assert offered.context["adminform"].form["lead"].value() == "Halvskrevet ing"
    assert "Den er ikke lagret ennå" in _text(offered)
    assert Report.objects.get(pk=report.pk).lead == "Ingressen."
    assert Version.objects.of(report.public_id).count() == 1


def test_a_deliberate_save_throws_the_copy_away(client, report, rita):
    client.force_login(rita)
    form = report_form(client, _address(report), lead="Ny ingress.")
    client.post(_address(report, "typed"), form)
    client.post(_address(report), form)
    assert not WorkingCopy.objects.exists()
    assert Report.objects.get(pk=report.pk).lead == "Ny ingress."


def test_a_preview_leaves_the_copy_alone(client, report, rita):
    client.force_login(rita)
    form = report_form(client, _address(report), lead="Ny ingress.")
    client.post(_address(report, "typed"), form)
    client.post(_address(report, "preview"), form | {"_preview": ""})
    assert WorkingCopy.objects.get().fields["lead"] == ["Ny ingress."]


def test_a_new_report_is_kept_and_offered_back_too(client, rita):
    client.force_login(rita)
    address = reverse("admin:reports_report_add")
    client.post(reverse("admin:reports_report_typed_new"), report_form(client, address, title="Halvt navn"))
    assert "uten å lagre" in _text(client.get(address))
    assert "Halvt navn" in _text(client.get(address, {"hent": _kept()}))
    assert not Report.objects.filter(title="Halvt navn").exists()
    client.post(reverse("admin:reports_report_forget_new"))
    assert "uten å lagre" not in _text(client.get(address))


def test_a_copy_is_nobody_elses(client, report, rita, geir):
    client.force_login(rita)
    client.post(_address(report, "typed"), report_form(client, _address(report), lead="Hemmelig"))
    client.force_login(geir)
    assert "Hemmelig" not in _text(client.get(_address(report), {"hent": _kept()}))
    assert "uten å lagre" not in _text(client.get(_address(report)))


def test_it_is_said_who_else_has_the_report_open(client, report, rita, geir):
    client.force_login(rita)
    assert client.post(_address(report, "typed")).json()["others"] == []
    client.force_login(geir)
    assert client.post(_address(report, "typed")).json()["others"] == ["Rita"]
    assert "Redigeres nå også av Rita" in _text(client.get(_address(report)))
    Presence.objects.update(seen_at=report.changed_at.replace(year=2020))
    assert "Redigeres nå også av" not in _text(client.get(_address(report))).replace("av {names}", "")


def test_nobody_logged_in_is_sent_to_the_login_and_nothing_is_kept(client, report):
    assert client.post(_address(report, "typed"), {"seen": "", "lead": "x"}).status_code == 302
    assert not WorkingCopy.objects.exists()


# Two who wrote at once ----------------------------------------------------------------------------
@pytest.fixture
def two(client, report, rita, geir):
    """Rita's form was opened before Geir saved; what each changes is given."""

    def write(mine: dict, theirs: dict):
        client.force_login(rita)
        form = report_form(client, _address(report), **mine)
        client.force_login(geir)
        assert client.post(_address(report), report_form(client, _address(report), **theirs)).status_code == 302
        client.force_login(rita)
        stopped = client.post(_address(report), form)
        assert (stopped.status_code, stopped.url.partition("?")[0]) == (302, _address(report, "join"))
        return client.get(_address(report, "join"))

    return write


def _choose(client, report, **choices):
    seen = Report.objects.get(pk=report.pk).changed_at.isoformat()
    return client.post(_address(report, "join"), {"theirs": seen, **choices})


def test_what_only_one_has_changed_is_joined_by_itself(client, report, two):
    page = _text(two({"title": "Ritas tittel"}, {"findings-1-text": "<p>Geirs funn.</p>"}))
    assert "ingenting å velge" in page
    assert "Ritas" in page
    assert "Geirs" in page
    assert _choose(client, report).status_code == 302
    report.refresh_from_db()
    assert (report.title, report.findings.all()[1].text) == ("Ritas tittel", "<p>Geirs funn.</p>")
    assert Version.objects.of(report.public_id).count() == 3
    assert not WorkingCopy.objects.exists()


@pytest.mark.parametrize(("choice", "lead"), [("mine", "Ritas ingress."), ("theirs", "Geirs ingress.")])
def test_where_both_changed_the_same_one_chooses(client, report, two, choice, lead):
    page = _text(two({"lead": "Ritas ingress."}, {"lead": "Geirs ingress."}))
    for text in ("Her må du velge", "Ritas", "Geirs", "Ingressen."):
        assert text in page
    unchosen = _choose(client, report)
    assert "Velg din eller den andres" in _text(unchosen)
    assert "Lagret rapport" not in _text(client.get(_address(report, "join")))
    assert Report.objects.get(pk=report.pk).lead == "Geirs ingress."
    _choose(client, report, lead=choice)
    assert Report.objects.get(pk=report.pk).lead == lead


def test_a_finding_that_the_other_deleted_is_asked_about(client, report, two):
    key = report.findings.all()[1].public_id
    page = _text(two({"findings-1-text": "<p>Funn to, bedre.</p>"}, {"findings-1-DELETE": "on"}))
    assert f'name="findings:{key}"' in page
    _choose(client, report, **{f"findings:{key}": "mine"})
    assert [(f.public_id == key, f.text) for f in report.findings.all()] == [
        (False, "<p>Et funn.</p>"),
        (True, "<p>Funn to, bedre.</p>"),
    ]


def test_a_third_save_in_between_is_not_overwritten(client, report, two, geir, now):
    two({"lead": "Ritas ingress."}, {"lead": "Geirs ingress."})
    answer = client.post(_address(report, "join"), {"theirs": now.isoformat(), "lead": "mine"})
    assert "lagret en gang til" in _text(answer)
    assert Report.objects.get(pk=report.pk).lead == "Geirs ingress."


def test_looking_at_the_join_changes_nothing(client, report, two):
    two({"lead": "Ritas ingress."}, {"lead": "Geirs ingress."})
    before = Version.objects.count(), Report.objects.get(pk=report.pk).changed_at, Publication.objects.count()
    client.get(_address(report, "join"))
    assert (Version.objects.count(), Report.objects.get(pk=report.pk).changed_at, Publication.objects.count()) == before
    assert WorkingCopy.objects.exists()


def test_without_two_texts_the_join_leads_to_the_form(client, report, rita):
    client.force_login(rita)
    assert client.get(_address(report, "join")).url == _address(report)


# Deleted while it stood open ----------------------------------------------------------------------
def test_what_was_typed_in_a_report_that_somebody_deleted_is_offered_as_a_new_one(client, report, rita, geir, now):
    client.force_login(rita)
    address = _address(report)
    form = report_form(client, address, lead="Ritas ingress.")
    delete_report(report=report, actor=geir, now=now)
    offered = client.post(address, form, follow=True)
    assert "Noen slettet dette mens du skrev." in _text(offered)
    assert offered.context["adminform"].form["lead"].value() == "Ritas ingress."
    again = report_form(Once(offered), "") | {"_continue": ""}
    assert client.post(reverse("admin:reports_report_add"), again).status_code == 302
    made = Report.objects.get(title=report.title)
    assert (made.lead, made.findings.count()) == ("Ritas ingress.", 2)


def test_what_was_typed_in_a_chapter_that_somebody_deleted_is_offered_as_a_new_one(client, rita):
    chapter = Chapter.objects.create(edition=Edition.objects.get(year=2020), number=8, title="Tomt kapittel")
    address = reverse("admin:reports_chapter_change", args=[chapter.pk])
    client.force_login(rita)
    form = report_form(client, address, introduction="<p>Ritas innledning.</p>")
    chapter.delete()
    offered = client.post(address, form, follow=True)
    again = report_form(Once(offered), "")
    assert client.post(reverse("admin:reports_chapter_add"), again).status_code == 302
    assert Chapter.objects.get(number=8).introduction == "<p>Ritas innledning.</p>"
