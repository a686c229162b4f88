"""The log at the desk: what is saved there is in it, and it can be filtered and taken out."""

import csv
import io

import pytest
from django.contrib.auth.models import Group

from reports import log
from reports.models import Event, Tag
from reports.roles import APPROVER

pytestmark = pytest.mark.django_db


def _rows(answer) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_what_is_saved_at_the_desk_is_logged_once(client, ada, now):
    client.force_login(ada)
    last = Event.objects.first().pk
    form = {"username": "nils", "usable_password": "true", "password1": "blåbær-og-42", "password2": "blåbær-og-42"}
    assert client.post("/admin/auth/user/add/", form).status_code == 302
    client.post("/admin/reports/tag/add/", {"name": "Nytt emne", "description": "", "other_names": ""})
    tag = Tag.objects.get(name="Nytt emne")
    client.post(f"/admin/reports/tag/{tag.pk}/delete/", {"post": "yes"})
    rows = Event.objects.filter(pk__gt=last).order_by("pk").values_list("who", "did", "label")
    assert [row for row in rows if row[1] != "new-roles"] == [
        ("Ada", "added", "nils"),
        ("Ada", "added", "Nytt emne"),
        ("Ada", "deleted", "Nytt emne"),
    ]


def test_new_roles_are_told_by_name(client, ada, rita):
    client.force_login(ada)
    chosen = Group.objects.get(name=APPROVER)
    form = {"username": "rita", "is_active": "on", "is_staff": "on", "groups": [chosen.pk], "first_name": "Rita"}
    joined = {"date_joined_0": "2020-01-01", "date_joined_1": "12:00:00"}
    assert client.post(f"/admin/auth/user/{rita.pk}/change/", {**form, **joined}).status_code == 302
    event = Event.objects.get(did="new-roles")
    assert (event.who, event.label, event.detail["roles"]) == ("Ada", "rita", "godkjenner")


def test_the_log_is_filtered_by_who_what_and_which(client, ada, rita, now):
    tag = Tag.objects.create(name="Sjeldent emne")
    log.note(rita, log.Did.SETTLED, tag, now=now)
    client.force_login(ada)
    for query in ("who=Rita", "did=settled", "q=sjeldent", "at__gte=2030-06-01+00:00%2B00:00"):
        page = client.get(f"/admin/reports/event/?{query}").content.decode()
        assert ["1 hendelse" in page, "Sjeldent emne" in page] == [True, True], query


def test_the_file_holds_the_filtered_list_and_no_formula(client, geir, rita, now):
    tag = Tag.objects.create(name="=1+1")
    log.note(rita, log.Did.SETTLED, tag, now=now, about="tittel", accepted=True)
    client.force_login(geir)
    answer = client.get("/admin/reports/event/csv/?who=Rita")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    heading, *rows = _rows(answer)
    assert heading == ["når", "hvem", "hva", "hva slags", "nummer", "hvilken", "mer"]
    text = [
        "2030-06-01 14:00:00",
        "Rita",
        "behandlet merknad til",
        "emne",
        str(tag.pk),
        "'=1+1",
        "gjelder: tittel, tatt til følge: ja",
    ]
    assert rows == [text]


def test_a_long_log_asks_no_more_of_the_database(client, ada, rita, now, django_assert_max_num_queries):
    client.force_login(ada)
    for _ in range(60):
        log.note(rita, log.Did.SETTLED, rita, now=now)
    with django_assert_max_num_queries(12):
        client.get("/admin/reports/event/")
