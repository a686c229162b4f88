"""Values of the environment that take more than a line to read. A bad one says its name and what to write instead."""

import hashlib
import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str) -> str:
    """Read past django-environ, for which a value that begins with "$" is the name of another variable."""
    return os.environ.get(name, default)


def build_id(base: Path) -> str:
    """Twelve hex digits over the code, templates and static files: the same tree gives the same id everywhere."""
    digest = hashlib.sha256()
    for room in ("fou", "reports", "templates", "static", "requirements.txt"):
        top = base / room
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.relative_to(base).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def secret_key(var: Path) -> str:
    """FOU_SECRET_KEY, or a key made on the first start and kept in var/, readable by its owner only."""
    if key := os.environ.get("FOU_SECRET_KEY"):
        if len(key) < 50:
            raise ImproperlyConfigured("FOU_SECRET_KEY er for kort: bruk minst 50 tilfeldige tegn.")
        return key
    kept = var / "secret_key"
    if not kept.exists():
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    return kept.read_text().strip()


def cache(url: str) -> dict:
    """A table of the database, or the Valkey or Redis that CACHE_URL names."""
    if not url:
        table = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}
        return {**table, "OPTIONS": {"MAX_ENTRIES": 10_000}}
    try:
        return environ.Env.cache_url_config(url.replace("valkey", "redis", 1))
    except (KeyError, ValueError, ImproperlyConfigured):
        example = "valkey://vert:6379/1"
        raise ImproperlyConfigured(f"CACHE_URL kan ikke leses. Skriv den for eksempel som {example}.") from None


def mail(url: str) -> dict:
    try:
        return environ.Env.email_url_config(url)
    except (KeyError, ValueError, ImproperlyConfigured):
        example = "smtp+tls://bruker:passord@vert:587"
        raise ImproperlyConfigured(f"EMAIL_URL kan ikke leses. Skriv den for eksempel som {example}.") from None


OIDC = ("FOU_OIDC_URL", "FOU_OIDC_CLIENT", "FOU_OIDC_SECRET")


def openid() -> dict:
    """Another place to log in by, as allauth takes it; nothing where FOU_OIDC_URL is not set.

    Who somebody is, is read from the signed token and never from an e-mail address. Entra ID needs an address with the
    tenant in it and FOU_OIDC_ID=oid: `sub` is another one for each application there.
    """
    url, client, secret = (os.environ.get(name, "") for name in OIDC)
    if not url:
        return {}
    if not public_looking(url):
        raise ImproperlyConfigured(f"FOU_OIDC_URL er «{url}», men må begynne med https://")
    if lacking := [name for name in OIDC if not os.environ.get(name)]:
        raise ImproperlyConfigured(f"{lacking[0]} mangler: den trengs når FOU_OIDC_URL er satt.")
    read = {"server_url": url, "fetch_userinfo": False, "uid_field": text("FOU_OIDC_ID", "sub")}
    app = {"provider_id": "ekstern", "name": text("FOU_OIDC_NAME", "virksomhetens konto"), "client_id": client}
    return {"openid_connect": {"APPS": [{**app, "secret": secret, "settings": read}], "OAUTH_PKCE_ENABLED": True}}


def public_looking(url: str) -> bool:
    """https, or this very machine, where one tries things out."""
    parts = urlsplit(url)
    return parts.scheme == "https" or parts.hostname in {"localhost", "127.0.0.1"}


def public_url(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise ImproperlyConfigured(f"FOU_URL er «{value}», men må være som https://fou.example.no (uten sti).")
    return f"{parts.scheme}://{parts.netloc}"
