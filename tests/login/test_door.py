"""The way in and out: one door to the desk, wrong passwords slowed, forgotten ones mended by a letter."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from reports.models import Event

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db


def _deeds(user) -> list[str]:
    return list(
        Event.objects.filter(subject_type="user", subject_id=user.pk).order_by("pk").values_list("did", flat=True)
    )


def test_the_desk_leads_to_the_page_of_login_and_back(client, rita, with_password, log_in):
    with_password(rita)
    wanted = "/admin/reports/report/?q=a"
    answer = client.get(wanted, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/konto/logg-inn/?next=")
    assert log_in("rita", wanted=wanted).url == wanted
    assert client.get("/admin/").status_code == 200


def test_a_login_never_leads_to_another_site(client, rita, with_password, log_in):
    with_password(rita)
    assert log_in("rita", wanted="https://example.org/").url == "/admin/"


def test_wrong_passwords_are_slowed_and_the_right_one_waits_too(rita, with_password, log_in):
    with_password(rita)
    for _ in range(5):
        assert "Brukernavnet eller passordet er feil." in log_in("rita", "feil").content.decode()
    for password in ("feil", PASSWORD):
        assert "Vent fem minutter" in log_in("rita", password).content.decode()
    assert _deeds(rita) == ["failed-login"] * 5


def test_what_is_typed_as_an_unknown_name_is_kept_nowhere(log_in):
    before = Event.objects.count()
    assert log_in("hemmelig-passord-i-feil-felt", "x").status_code == 200
    assert Event.objects.count() == before


def test_one_without_access_to_the_desk_is_told_so(client, django_user_model, with_password, log_in):
    with_password(django_user_model.objects.create(username="ute"))
    log_in("ute")
    assert client.get("/admin/", follow=True).status_code == 403


def test_logging_in_and_out_is_logged(client, rita, with_password, log_in):
    with_password(rita)
    log_in("rita")
    assert client.get("/admin/logout/").status_code == 405
    answer = client.post("/admin/logout/", follow=True)
    assert "Du er logget ut." in answer.content.decode()
    assert client.get("/admin/").status_code == 302
    assert _deeds(rita) == ["logged-in", "logged-out"]


def test_a_forgotten_password_is_mended_by_a_letter(client, rita, with_password, log_in):
    with_password(rita)
    client.post("/konto/passord/glemt/", {"email": "rita@example.no"})
    (letter,) = mail.outbox
    assert letter.to == ["rita@example.no"]
    address = re.search(r"https?://[^/]+(/konto/passord/nytt/\S+)", letter.body)[1]
    form = client.get(address).url
    new = "multe-og-krekling-17"
    assert client.post(form, {"password1": new, "password2": new}).url == "/konto/passord/nytt/ferdig/"
    assert log_in("rita").status_code == 200
    assert log_in("rita", new).url == "/admin/"
    assert _deeds(rita) == ["new-password", "failed-login", "logged-in"]
    assert "Lenken virker ikke" in client.get(address, follow=True).content.decode()


def test_an_unknown_address_gets_the_same_answer_and_no_letter(client, db):
    answer = client.post("/konto/passord/glemt/", {"email": "ingen@example.no"}, follow=True)
    assert "Hvis adressen hører til en konto" in answer.content.decode()
    assert mail.outbox == []


def test_the_password_is_changed_at_the_desk(client, rita, with_password, log_in):
    with_password(rita)
    log_in("rita")
    form = client.get("/admin/password_change/").url
    new = "multe-og-krekling-17"
    answer = client.post(form, {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.status_code == 302
    assert "new-password" in _deeds(rita)
    assert client.get("/admin/").status_code == 200


# Nobody logged in, one who is.
POLICY = {
    "account_login": (200, 302),
    "account_logout": (302, 200),
    "account_inactive": (200, 200),
    "account_reauthenticate": (302, 200),
    "account_change_password": (302, 200),
    "account_reset_password": (200, 200),
    "account_reset_password_done": (200, 200),
    "mfa_authenticate": (302, 302),
    "mfa_index": (302, 200),
    "mfa_activate_totp": (302, 302),
    "mfa_view_recovery_codes": (302, 404),
    "mfa_generate_recovery_codes": (302, 302),
    "mfa_download_recovery_codes": (302, 404),
    "mfa_list_webauthn": (302, 200),
    "mfa_add_webauthn": (302, 302),
}


@pytest.mark.parametrize("name", POLICY)
def test_pages_of_the_account_are_for_its_owner(client, rita, with_password, name):
    anonymous = client.get(reverse(name))
    client.force_login(with_password(rita))
    own = client.get(reverse(name))
    assert (anonymous.status_code, own.status_code) == POLICY[name]
    for answer in (anonymous, own):
        assert "no-store" in answer.get("Cache-Control", "no-store")
        if answer.status_code == 200:
            page = answer.content.decode()
            assert 'lang="nb"' in page
            assert 'content="NONE,NOARCHIVE"' in page
            assert "<style" not in page


@pytest.mark.parametrize("path", ["/konto/", "/konto/registrer/", "/konto/signup/"])
def test_nobody_makes_an_account_by_themselves(client, path):
    assert client.get(path).status_code == 404
