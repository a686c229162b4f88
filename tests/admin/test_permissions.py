"""Who reaches which address of the desk: the written policy, walked by everyone."""

import pytest
from django.urls import reverse

from reports.models import Event, Report

from .one_of_each import address_of, addresses, rows
from .policy import LOGIN, MISSING, NO, POLICY, WRONG_METHOD

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

PEOPLE = ("anonymous", "uno", "rita", "geir", "ada")
ADDRESSES = dict(addresses())


def test_every_address_has_a_policy_and_every_policy_an_address():
    """What a library or we add to the desk is met by nobody until it is written down who may."""
    assert ADDRESSES.keys() - POLICY.keys() == set()
    assert POLICY.keys() - ADDRESSES.keys() == set()


@pytest.fixture(params=PEOPLE)
def person(request, client):
    """The place in the policy of somebody who is now logged in, or of nobody."""
    if request.param != "anonymous":
        client.force_login(request.getfixturevalue(request.param))
    return PEOPLE.index(request.param)


def test_each_person_reaches_what_the_policy_says(client, person):
    known = rows()
    answers = {name: client.get(address_of(name, at, known)).status_code for name, at in ADDRESSES.items()}
    assert answers == {name: POLICY[name][person] for name in ADDRESSES}


def test_a_post_lets_nobody_in_who_is_kept_out(client, person):
    known = rows()
    shut = {LOGIN, NO, MISSING} if person < 2 else {NO}
    kept_out = [name for name in ADDRESSES if name.startswith("admin:") and POLICY[name][person] in shut]
    deeds = Event.objects.count()
    answers = {name: client.post(address_of(name, ADDRESSES[name], known)).status_code for name in kept_out}
    let_in = {name: status for name, status in answers.items() if status not in {POLICY[name][person], WRONG_METHOD}}
    assert let_in == {}
    assert Event.objects.count() == deeds


def test_what_is_not_there_is_told_nobody_from_outside(client, ada):
    assert client.get("/admin/reports/finnes-ikke/").status_code == LOGIN
    client.force_login(ada)
    assert client.get("/admin/reports/finnes-ikke/").status_code == MISSING


@pytest.mark.parametrize("verb", ["withdraw", "rename", "publish", "return", "cancel"])
def test_posting_without_the_right_changes_nothing(client, rita, verb):
    report = Report.objects.get(title="Integreringsbarometeret 2020")
    client.force_login(rita)
    answer = client.post(reverse(f"admin:reports_report_{verb}", args=[report.pk]), {"reason": "Nei", "slug": "nei"})
    assert answer.status_code == 403
    assert client.get(f"/rapporter/{report.slug}/").status_code == 200
