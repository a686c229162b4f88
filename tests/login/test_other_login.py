"""Another login by OpenID Connect, against a made one: it opens accounts that have been connected, and makes none."""

import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured

from fou.environment import openid
from reports.models import Event

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db
LOGIN, BACK = "/konto/andre/ekstern/", "/konto/andre/ekstern/tilbake/"


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        own = self.server.address
        names = {"issuer": "", "authorization_endpoint": "/auth", "token_endpoint": "/token", "jwks_uri": "/keys"}
        self._answer({name: f"{own}{path}" for name, path in names.items()})

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        now = int(time.time())
        said = {"iss": self.server.address, "aud": "fou", "iat": now, "exp": now + 60, **self.server.said}
        token = jwt.encode(said, "a" * 32, algorithm="HS256")
        self._answer({"access_token": "x", "token_type": "Bearer", "id_token": token})

    def _answer(self, data):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(data).encode())

    def log_message(self, *args):
        pass


@pytest.fixture
def other(settings, monkeypatch):
    """What it says of the one who logs in is in `said`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.address, server.said = f"http://127.0.0.1:{server.server_port}", {"sub": "x", "oid": "rita-hos-dem"}
    Thread(target=server.serve_forever, daemon=True).start()
    given = {"URL": server.address, "CLIENT": "fou", "SECRET": "hemmelig", "NAME": "Entra ID", "ID": "oid"}
    for name, value in given.items():
        monkeypatch.setenv(f"FOU_OIDC_{name}", value)
    settings.SOCIALACCOUNT_PROVIDERS = openid()
    yield server
    server.shutdown()
    server.server_close()


def _go(client, *, process: str):
    """There and back, as the browser is led."""
    there = urlsplit(client.post(f"{LOGIN}?process={process}").url)
    asked = {name: values[0] for name, values in parse_qs(there.query).items()}
    assert asked["code_challenge_method"] == "S256"
    return client.get(BACK, {"code": "abc", "state": asked["state"]}, follow=True)


@pytest.fixture
def connected(client, other, rita, with_password, log_in):
    with_password(rita)
    log_in("rita")
    page = _go(client, process="connect").content.decode()
    assert "Koble fra" in page
    client.post("/konto/logg-ut/")
    return rita


def test_the_page_of_login_offers_it_only_when_it_is_set_up(client, settings, other):
    assert "Logg inn med Entra ID" in client.get("/konto/logg-inn/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Entra ID" not in client.get("/konto/logg-inn/").content.decode()
    assert client.post(LOGIN).status_code == 404


def test_a_connected_account_is_opened_and_the_log_tells_both(client, connected):
    _go(client, process="login")
    assert client.get("/admin/").status_code == 200
    deeds = list(Event.objects.filter(subject_type="user", subject_id=connected.pk).values_list("did", flat=True))
    assert deeds[::-1] == ["logged-in", "new-factor", "logged-out", "logged-in"]


@pytest.mark.parametrize(
    "said", [{"sub": "y", "oid": "en-annen"}, {"sub": "y", "oid": "z", "email": "rita@example.no"}]
)
def test_one_that_nobody_has_connected_gets_no_account_whatever_address_is_said(client, connected, other, said):
    other.said = {**said, "email_verified": True}
    before = get_user_model().objects.count()
    page = _go(client, process="login").content.decode()
    assert "Ingen konto her er koblet til den du kom med." in page
    assert client.get("/admin/").status_code == 302
    assert get_user_model().objects.count() == before


def test_the_second_factor_is_asked_for_all_the_same(client, other, rita, with_password, log_in, set_up_app):
    with_password(rita)
    log_in("rita")
    set_up_app()
    _go(client, process="connect")
    client.post("/konto/logg-ut/")
    answer = _go(client, process="login")
    assert answer.redirect_chain[-1][0].startswith("/konto/logg-inn/kode/")
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    "said", [{"iss": "https://en.annen/"}, {"aud": "et-annet-sted"}, {"exp": 1}], ids=["issuer", "audience", "old"]
)
def test_what_is_not_said_to_us_here_and_now_lets_nobody_in(client, connected, other, said):
    other.said |= said
    page = _go(client, process="login").content.decode()
    assert "Innloggingen hos Entra ID ble ikke fullført." in page
    assert client.get("/admin/").status_code == 302


def test_an_answer_that_nobody_asked_for_lets_nobody_in(client, connected):
    page = client.get(BACK, {"code": "abc", "state": "gjettet"}, follow=True).content.decode()
    assert "ble ikke fullført" in page
    assert client.get("/admin/").status_code == 302


def test_it_can_be_disconnected_again(client, connected, log_in):
    log_in("rita", PASSWORD)
    pk = connected.socialaccount_set.get().pk
    client.post("/konto/andre/", {"account": pk})
    assert not connected.socialaccount_set.exists()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"URL": "http://id.example.no", "CLIENT": "a", "SECRET": "b"}, "FOU_OIDC_URL er"),
        ({"URL": "https://id.example.no", "CLIENT": "a"}, "FOU_OIDC_SECRET mangler"),
    ],
)
def test_half_a_setting_stops_the_start_by_name(monkeypatch, given, words):
    for name, value in given.items():
        monkeypatch.setenv(f"FOU_OIDC_{name}", value)
    with pytest.raises(ImproperlyConfigured, match=words):
        openid()
