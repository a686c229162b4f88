"""Many reports at once from the list: each action asks first, does all or nothing, and says what it did."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reports.models import Chapter, Publication, Report, Tag
from reports.publishing.approval import mark_changed, submit_report
from reports.writing.bulk import tag_reports

pytestmark = pytest.mark.django_db

LIST = "/admin/reports/report/"


@pytest.fixture
def chosen():
    return list(Report.objects.filter(chapter__number=1).order_by("position")[:3])


def _choose(reports, action: str, **answers) -> dict:
    return {"action": action, "_selected_action": [r.pk for r in reports], **answers}


def _messages(answer) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


def _states(reports) -> list[str]:
    return [r.state.value for r in Report.objects.filter(pk__in=[r.pk for r in reports]).order_by("position", "pk")]


def test_withdrawing_asks_why_names_the_reports_and_leaves_drafts_alone(client, geir, chosen, make_report):
    draft = make_report("Et utkast")
    client.force_login(geir)
    page = client.post(LIST, _choose([*chosen, draft], "withdraw_chosen"))
    text = page.content.decode()
    assert "3 av de valgte er publisert og trekkes." in text
    assert all(report.title in text for report in page.context["chosen"])
    assert _states(chosen) == ["published"] * 3
    page = client.post(LIST, _choose([*chosen, draft], "withdraw_chosen", _do="1", reason=" "))
    assert "Feltet må fylles ut" in page.content.decode()
    answer = client.post(
        LIST, _choose([*chosen, draft], "withdraw_chosen", _do="1", reason="Feil i tallene."), follow=True
    )
    assert "3 rapporter er trukket." in _messages(answer)
    assert _states(chosen) == ["withdrawn"] * 3
    assert Report.objects.get(pk=draft.pk).state == Report.State.DRAFT
    assert client.get(f"/rapporter/{chosen[0].slug}/").status_code == 410


def test_a_tag_is_given_to_those_that_lack_it_and_is_public_when_they_are_published(client, rita, geir, chosen):
    tag = Tag.objects.create(name="Helt nytt emne")
    chosen[0].tags.add(tag)
    client.force_login(rita)
    answer = client.post(LIST, _choose(chosen, "tag_chosen", _do="1", tag=tag.pk), follow=True)
    assert "2 rapporter har fått emnet." in _messages(answer)
    assert tag.report_tags.count() == 3
    assert _states(chosen) == ["published", "changed", "changed"]
    assert not Publication.objects.filter(tags=tag).exists()
    client.force_login(geir)
    page = client.post(LIST, _choose(chosen, "publish_chosen"))
    assert "Hva er endret?" in page.content.decode()
    assert not Publication.objects.filter(tags=tag).exists()
    client.post(LIST, _choose(chosen, "publish_chosen", _do="1", note="Nytt emne."))
    assert {publication.notes[0]["text"] for publication in Publication.objects.filter(tags=tag)} == {"Nytt emne."}
    assert Publication.objects.filter(tags=tag).count() == 3


def test_of_several_none_is_published_when_one_has_to_be_approved_by_another(client, geir, chosen):
    tag = Tag.objects.create(name="Helt nytt emne")
    client.force_login(geir)
    client.post(LIST, _choose(chosen[:1], "tag_chosen", _do="1", tag=tag.pk))
    answer = client.post(LIST, _choose(chosen, "publish_chosen", _do="1", minor="on"), follow=True)
    assert f"{chosen[0]}: Du endret" in answer.context["form"].non_field_errors()[0]
    assert _states(chosen) == ["changed", "published", "published"]


def test_a_report_changed_while_the_list_was_open_is_not_published_and_the_others_are(client, rita, geir, make_report):
    """Whoever publishes from a list answers for the texts as they were when it was opened."""
    first, second, third = (make_report(f"Rapport {n}", changed_at=timezone.now()) for n in (1, 2, 3))
    client.force_login(geir)
    seen = client.get(LIST).text.split('name="seen" value="')[1].split('"')[0]
    mark_changed(reports=[second], actor=rita, now=timezone.now())
    answer = client.post(LIST, _choose([first, second, third], "publish_chosen", seen=seen), follow=True)
    assert "2 rapporter er publisert." in _messages(answer)
    assert "«Rapport 2» er ikke publisert: Rita endret den etter at du åpnet listen." in _messages(answer)
    assert _states([first, second, third]) == ["published", "draft", "published"]


def test_the_page_that_asks_for_a_note_remembers_when_the_list_was_opened(client, rita, geir, chosen):
    tag = Tag.objects.create(name="Helt nytt emne")
    tag_reports(reports=chosen, tag=tag, actor=rita, now=timezone.now())
    client.force_login(geir)
    seen = timezone.now().isoformat()
    mark_changed(reports=chosen[:1], actor=rita, now=timezone.now())
    page = client.post(LIST, _choose(chosen, "publish_chosen", seen=seen)).text
    assert f'name="seen" value="{seen}"' in page
    client.post(LIST, _choose(chosen, "publish_chosen", seen=seen, _do="1", note="Nytt emne."))
    assert _states(chosen) == ["changed", "published", "published"]


def test_each_keeps_the_note_it_was_put_forward_with(client, rita, geir, chosen):
    tag = Tag.objects.create(name="Helt nytt emne")
    tag_reports(reports=chosen, tag=tag, actor=rita, now=timezone.now())
    submit_report(report=chosen[0], actor=rita, now=timezone.now(), note="Ritas egen merknad.")
    client.force_login(geir)
    client.post(LIST, _choose(chosen, "publish_chosen", _do="1", note="Nytt emne."))
    told = [Publication.objects.get(source=report).notes[0]["text"] for report in chosen]
    assert told == ["Ritas egen merknad.", "Nytt emne.", "Nytt emne."]
    tag_reports(reports=chosen[:1], tag=Tag.objects.create(name="Enda et"), actor=rita, now=timezone.now())
    submit_report(report=chosen[0], actor=rita, now=timezone.now(), note="Enda en.")
    answer = client.post(LIST, _choose(chosen[:1], "publish_chosen"), follow=True)
    assert "1 rapport er publisert." in _messages(answer)


def test_moved_reports_come_last_in_the_chapter_and_say_who_moved_them(client, rita, chosen):
    target = Chapter.objects.get(edition__year=2020, number=4)
    client.force_login(rita)
    answer = client.post(LIST, _choose(chosen, "move_chosen", _do="1", chapter=target.pk), follow=True)
    assert "3 rapporter er flyttet." in _messages(answer)
    placed = list(target.reports.order_by("position"))
    assert [report.pk for report in placed[-3:]] == [report.pk for report in chosen]
    assert len({report.position for report in placed}) == len(placed)
    assert {report.changed_by for report in placed[-3:]} == {rita}


def test_moving_to_where_they_stand_changes_nothing(client, rita, chosen):
    client.force_login(rita)
    answer = client.post(LIST, _choose(chosen, "move_chosen", _do="1", chapter=chosen[0].chapter_id), follow=True)
    assert "0 rapporter er flyttet." in _messages(answer)
    assert _states(chosen) == ["published"] * 3


def test_a_whole_list_is_chosen_without_writing_every_report_out(client, geir):
    client.force_login(geir)
    first = Report.objects.first()
    data = {"action": "tag_chosen", "select_across": "1", "_selected_action": [first.pk]}
    page = client.post(f"{LIST}?aar=2020", data)
    assert page.context["total"] == 24
    assert page.content.decode().count('name="_selected_action"') == 1
    tag = Tag.objects.create(name="Til alle")
    client.post(f"{LIST}?aar=2020", data | {"_do": "1", "tag": tag.pk})
    assert tag.report_tags.count() == 24


@pytest.mark.parametrize(("action", "field"), [("tag_chosen", "tag"), ("move_chosen", "chapter")])
@pytest.mark.parametrize("value", ["", "9" * 40, "x", "\x00", "999999"])
def test_an_answer_that_is_no_choice_is_asked_for_again(client, geir, chosen, action, field, value):
    client.force_login(geir)
    answer = client.post(LIST, _choose(chosen, action, _do="1", **{field: value}))
    assert answer.status_code == 200
    assert answer.context["form"].errors[field]
    assert _states(chosen) == ["published"] * 3


def test_an_editor_may_tag_and_move_but_not_withdraw(client, rita, chosen):
    client.force_login(rita)
    page = client.get(LIST).content.decode()
    assert "tag_chosen" in page
    assert "withdraw_chosen" not in page
    client.post(LIST, _choose(chosen, "withdraw_chosen", _do="1", reason="Nei"))
    assert _states(chosen) == ["published"] * 3


def test_the_page_that_asks_costs_the_same_however_many_are_chosen(client, geir, chosen):
    client.force_login(geir)
    counts = []
    for reports in (chosen, list(Report.objects.all())):
        with CaptureQueriesContext(connection) as captured:
            client.post(LIST, _choose(reports, "move_chosen"))
        counts.append(len(captured))
    assert counts[0] == counts[1]
