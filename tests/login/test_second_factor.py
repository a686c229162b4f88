"""The second step: a code from an app or a recovery code, and who must have it."""

import pytest

from reports.accounts import remove_second_factor
from reports.models import Event

from .conftest import code_of

pytestmark = pytest.mark.django_db


def _enter_code(client, code: str):
    return client.post("/konto/logg-inn/kode/", {"code": code})


@pytest.fixture
def geir_with_app(client, geir, with_password, log_in, set_up_app):
    """Geir, logged out, and the secret his telephone has."""
    with_password(geir)
    log_in("geir")
    secret = set_up_app()
    codes = client.get("/konto/totrinn/koder/fil/").content.decode().split()
    client.post("/admin/logout/")
    return secret, codes


def test_the_password_alone_is_not_enough(client, geir_with_app, log_in):
    secret, _ = geir_with_app
    assert log_in("geir", wanted="/admin/reports/report/").url == "/konto/logg-inn/kode/"
    assert client.get("/admin/").status_code == 302
    assert "Koden er feil." in _enter_code(client, "000000").content.decode()
    assert _enter_code(client, code_of(secret, later=1)).url == "/admin/reports/report/"
    assert client.get("/admin/").status_code == 200


def test_a_code_counts_once(client, geir_with_app, log_in):
    secret, _ = geir_with_app
    code = code_of(secret, later=1)
    for expected in (302, 200):
        log_in("geir")
        assert _enter_code(client, code).status_code == expected
        client.post("/admin/logout/")


def test_a_recovery_code_lets_in_once(client, geir_with_app, log_in):
    _, codes = geir_with_app
    assert len(codes) == 10
    log_in("geir")
    assert _enter_code(client, codes[3]).url == "/admin/"
    client.post("/admin/logout/")
    log_in("geir")
    assert _enter_code(client, codes[3]).status_code == 200
    assert _enter_code(client, codes[4]).status_code == 302


def test_wrong_codes_are_slowed(client, geir_with_app, log_in):
    secret, _ = geir_with_app
    log_in("geir")
    before = Event.objects.filter(did="failed-login").count()
    for _ in range(7):
        _enter_code(client, "000000")
    assert Event.objects.filter(did="failed-login").count() == before + 5
    assert "Vent fem minutter" in _enter_code(client, code_of(secret, later=1)).content.decode()


def test_who_must_have_it_is_led_to_set_it_up_before_anything_else(
    client, geir, with_password, log_in, set_up_app, settings
):
    settings.SECOND_FACTOR_REQUIRED = True
    with_password(geir)
    log_in("geir")
    answer = client.get("/admin/reports/report/", follow=True)
    assert answer.redirect_chain[-1][0] == "/konto/totrinn/"
    assert "Med din rolle må du ha totrinnspålogging." in answer.content.decode()
    set_up_app()
    assert client.get("/admin/reports/report/").status_code == 200


def test_a_redaktor_and_a_site_without_the_setting_go_on_as_before(client, rita, geir, settings):
    client.force_login(geir)
    assert client.get("/admin/").status_code == 200
    settings.SECOND_FACTOR_REQUIRED = True
    assert client.get("/admin/").status_code == 302
    client.force_login(rita)
    assert client.get("/admin/").status_code == 200


def test_an_administrator_takes_it_off_one_who_has_lost_everything(client, ada, geir, geir_with_app, log_in):
    client.force_login(ada)
    chosen = {"action": "remove_second_factors", "_selected_action": [geir.pk]}
    answer = client.post("/admin/auth/user/", chosen, follow=True)
    assert "Totrinnspåloggingen er fjernet." in answer.content.decode()
    client.logout()
    assert log_in("geir").url == "/admin/"
    event = Event.objects.filter(did="new-factor").first()
    assert (event.who, event.label, event.detail) == ("Ada", "geir", {"what": "removed"})


def test_where_there_is_none_nothing_is_taken_off_or_logged(ada, geir, now):
    before = Event.objects.count()
    remove_second_factor(user=geir, actor=ada, now=now)
    assert Event.objects.count() == before


def test_setting_it_up_is_logged(geir, with_password, log_in, set_up_app, django_capture_on_commit_callbacks):
    with_password(geir)
    log_in("geir")
    with django_capture_on_commit_callbacks(execute=True):
        set_up_app()
    events = Event.objects.filter(did="new-factor", actor=geir)
    assert {event.detail["what"] for event in events} == {"totp_activated"}
