"""People with passwords, and what an authenticator app on a telephone does (RFC 6238)."""

import base64
import hmac
import re
import struct
import time

import pytest

PASSWORD = "blåbær-og-tyttebær-42"


@pytest.fixture
def with_password():
    def give(user):
        user.set_password(PASSWORD)
        user.email = f"{user.username}@example.no"
        user.save()
        return user

    return give


@pytest.fixture
def log_in(client):
    """Through the page, as people do; returns the answer to the form."""

    def enter(name: str, password: str = PASSWORD, wanted: str = ""):
        return client.post(f"/konto/logg-inn/?next={wanted}", {"login": name, "password": password})

    return enter


@pytest.fixture
def set_up_app(client):
    """Gives the one who is logged in an authenticator app; returns its secret."""

    def set_up() -> str:
        client.post("/konto/bekreft/?next=/konto/totrinn/app/", {"password": PASSWORD})
        page = client.get("/konto/totrinn/app/").content.decode()
        secret = re.search(r'id="authenticator_secret"[^>]*value="(\w+)"', page)[1]
        answer = client.post("/konto/totrinn/app/", {"code": code_of(secret)})
        assert answer.url == "/konto/totrinn/koder/"
        return secret

    return set_up


def code_of(secret: str, *, later: int = 0) -> str:
    """What the app shows `later` half minutes from now. A code counts once, so the next one is for logging in."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    digest = hmac.digest(key, struct.pack(">Q", int(time.time()) // 30 + later), "sha1")
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
