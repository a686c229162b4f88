"""Settings are read in processes of their own, as a start reads them: environment in, values or a complaint out."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

LONG_KEY = "k" * 50
READ_DATABASE = """
import django, json
django.setup()
from django.db import connection, transaction
pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "cache_size", "temp_store")
with connection.cursor() as cursor:
    read = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas}
began = []
connection.connection.set_trace_callback(began.append)
with transaction.atomic():
    connection.cursor().execute("SELECT 1")
print(json.dumps({**read, "begins": began[0], "max_age": connection.settings_dict["CONN_MAX_AGE"]}))
"""
READ_POSTGRESQL = """
import django, json
django.setup()
from django.db import connection, transaction
names = ("lock_timeout", "idle_in_transaction_session_timeout", "work_mem", "application_name", "TimeZone")
held = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
with connection.cursor() as cursor:
    read = {name: cursor.execute(f"SHOW {name}").fetchone()[0] for name in names}
    locks = [cursor.execute(held).fetchone()[0]]
    with transaction.atomic():
        locks.append(cursor.execute(held).fetchone()[0])
    locks.append(cursor.execute(held).fetchone()[0])
kept = {name: connection.settings_dict[name] for name in ("CONN_MAX_AGE", "CONN_HEALTH_CHECKS")}
print(json.dumps({**read, **kept, "locks before, in and after a transaction": locks}))
"""
REFUSED_LOCK = """
import django
django.setup()
from django.db import OperationalError, connection, transaction
other = connection.copy()
with connection.cursor() as cursor:
    cursor.execute("SET lock_timeout = '50ms'")
other.set_autocommit(False)
try:
    with transaction.atomic():
        pass
except OperationalError as error:
    print(error)
other.rollback()
other.set_autocommit(True)
with transaction.atomic(), connection.cursor() as cursor:
    print(cursor.execute("SELECT 1").fetchone()[0])
"""
POSTGRESQL = os.environ.get("DATABASE_URL", "").startswith("postgres")
beside_postgresql = pytest.mark.skipif(not POSTGRESQL, reason="Prøver PostgreSQL (make test-postgres).")


@pytest.fixture
def run(tmp_path):
    """Runs Python in the project with an empty FOU_VAR and only the variables that are given."""

    def start(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
        ours = {"FOU_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "fou.settings"}
        bare = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
        return subprocess.run(
            [sys.executable, "-W", "error", *arguments],
            cwd=settings.BASE_DIR,
            env={**bare, "PYTHONUTF8": "1", **ours, **environment},
            capture_output=True,
            text=True,
            timeout=60,
        )

    return start


def _complaint(run, **environment) -> str:
    process = run("-c", "import fou.settings", **environment)
    assert process.returncode != 0
    return process.stderr.strip().splitlines()[-1]


def _value(run, name: str, **environment):
    code = f"import json; from fou import settings; print(json.dumps(settings.{name}, default=str))"
    return json.loads(run("-c", code, **environment).stdout)


# The database -------------------------------------------------------------------------------------
def test_a_fresh_connection_has_the_options_that_are_set(run):
    process = run("-c", READ_DATABASE)
    assert json.loads(process.stdout) == {
        "journal_mode": "wal",
        "synchronous": 1,  # NORMAL
        "foreign_keys": 1,
        "busy_timeout": 10_000,  # milliseconds
        "cache_size": -4_000,  # kibibytes, as negative
        "temp_store": 2,  # MEMORY
        "begins": "BEGIN IMMEDIATE",
        "max_age": None,
    }


@beside_postgresql
def test_a_fresh_connection_to_postgresql_has_the_options_that_are_set(run):
    process = run("-c", READ_POSTGRESQL, DATABASE_URL=os.environ["DATABASE_URL"])
    assert json.loads(process.stdout) == {
        "lock_timeout": "10s",
        "idle_in_transaction_session_timeout": "5min",
        "work_mem": "16MB",
        "application_name": "fou",
        "TimeZone": "UTC",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "locks before, in and after a transaction": [0, 1, 0],
    }


@beside_postgresql
def test_who_is_refused_the_write_lock_can_go_on(run):
    process = run("-c", REFUSED_LOCK, DATABASE_URL=os.environ["DATABASE_URL"])
    assert process.stdout.splitlines() == ["canceling statement due to lock timeout", "1"], process.stderr


def test_the_database_lies_in_fou_var_unless_another_is_named(run, tmp_path):
    assert _value(run, "DATABASES['default']['NAME']") == str(tmp_path / "fou.sqlite3")
    url = "postgres://fou:p%23ss@db.example.no:5433/fou?sslmode=require"
    other = _value(run, "DATABASES['default']", DATABASE_URL=url)
    assert (other["HOST"], other["PORT"], other["PASSWORD"]) == ("db.example.no", 5433, "p#ss")
    assert (other["OPTIONS"]["sslmode"], other["OPTIONS"]["application_name"]) == ("require", "fou")


@pytest.mark.parametrize("name", ["med mellomrom", "æøå"])
def test_fou_var_may_have_any_ordinary_name(run, tmp_path, name):
    var = tmp_path / name
    assert _value(run, "DATABASES['default']['NAME']", FOU_VAR=str(var)) == str(var / "fou.sqlite3")


# Services -----------------------------------------------------------------------------------------
def test_wrong_passwords_are_counted_in_the_database_or_where_cache_url_says(run):
    assert _value(run, "CACHES['default']['BACKEND']").endswith("DatabaseCache")
    other = _value(run, "CACHES['default']", CACHE_URL="valkey://:hemmelig@cache:6379/1")
    assert other["BACKEND"] == "django.core.cache.backends.redis.RedisCache"
    assert other["LOCATION"] == "redis://:hemmelig@cache:6379/1"


def test_letters_are_printed_or_sent_as_email_url_says(run):
    assert _value(run, "EMAIL_BACKEND").endswith("console.EmailBackend")
    url = "smtp+tls://fou:p%23ss@post.example.no:587"
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_PASSWORD", "EMAIL_USE_TLS")
    assert [_value(run, name, EMAIL_URL=url) for name in names] == ["post.example.no", 587, "p#ss", True]


# Complaints ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("url", ["fou.example.no", "ftp://fou.no", "https://", "https://fou.no/sti", ""])
def test_a_bad_public_address_is_named_with_what_to_write(run, url):
    assert _complaint(run, FOU_URL=url) == (
        "django.core.exceptions.ImproperlyConfigured: "
        f"FOU_URL er «{url}», men må være som https://fou.example.no (uten sti)."
    )


@pytest.mark.parametrize("url", ["fou.example.no", "mysql://fou@db/fou", "postgres://fou@db:port/fou"])
def test_an_unreadable_database_address_is_answered_with_an_example(run, url):
    assert _complaint(run, DATABASE_URL=url).endswith(
        "DATABASE_URL kan ikke leses. Skriv den for eksempel som postgres://bruker:passord@vert:5432/fou."
    )


@pytest.mark.parametrize(
    ("name", "url", "example"),
    [
        ("CACHE_URL", "valkyrie://db", "valkey://vert:6379/1"),
        ("EMAIL_URL", "brevdue://post", "smtp+tls://bruker:passord@vert:587"),
        ("EMAIL_URL", "smtp://vert:port", "smtp+tls://bruker:passord@vert:587"),
    ],
)
def test_an_unreadable_address_of_a_service_is_answered_with_an_example(run, name, url, example):
    assert _complaint(run, **{name: url}).endswith(f"{name} kan ikke leses. Skriv den for eksempel som {example}.")


def test_a_short_secret_key_is_named(run):
    assert _complaint(run, FOU_SECRET_KEY=LONG_KEY[1:]).endswith(
        "FOU_SECRET_KEY er for kort: bruk minst 50 tilfeldige tegn."
    )


# Secrets ------------------------------------------------------------------------------------------
def test_a_secret_key_is_made_once_and_only_its_owner_can_read_it(run, tmp_path):
    first = _value(run, "SECRET_KEY")
    kept = tmp_path / "secret_key"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert len(first) >= 50
    assert _value(run, "SECRET_KEY") == first == kept.read_text()


def test_a_given_secret_key_is_used_as_it_is_and_not_kept(run, tmp_path):
    key = "$" + LONG_KEY
    assert _value(run, "SECRET_KEY", FOU_SECRET_KEY=key) == key
    assert not (tmp_path / "secret_key").exists()


# Safety -------------------------------------------------------------------------------------------
def test_checks_are_clean_by_default(run):
    process = run("manage.py", "check", "--fail-level", "WARNING")
    assert "no issues" in process.stdout, process.stderr


def test_checks_for_deployment_are_clean_with_an_https_address(run):
    process = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", FOU_URL="https://fou.example.no")
    assert "no issues (0 silenced)" in process.stdout, process.stderr


def test_an_https_address_turns_secure_cookies_and_hsts_on(run):
    secure = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT")
    code = "import json; from django.conf import settings as s; print(json.dumps([getattr(s, n) for n in {}]))"
    on = run("-c", code.format(secure), FOU_URL="https://fou.example.no")
    off = run("-c", code.format(secure))
    assert (json.loads(on.stdout), json.loads(off.stdout)) == ([True] * 3, [False] * 3)
    assert _value(run, "SECURE_HSTS_SECONDS", FOU_URL="https://fou.example.no") >= 31_536_000


def test_only_our_own_hosts_are_answered(run):
    hosts = _value(run, "ALLOWED_HOSTS", FOU_URL="https://fou.example.no", FOU_ALLOWED_HOSTS="a.no,b.no")
    assert hosts == ["fou.example.no", "localhost", "127.0.0.1", "[::1]", "a.no", "b.no"]


def test_debugging_is_never_on(run):
    assert _value(run, "DEBUG", DEBUG="1", DJANGO_DEBUG="1") is False


def test_the_same_tree_has_the_same_build_id(run):
    assert _value(run, "BUILD") == _value(run, "BUILD")
    assert len(_value(run, "BUILD")) == 12


# Approval and letters -----------------------------------------------------------------------------
@pytest.mark.parametrize(("value", "on"), [("", True), ("1", True), ("kanskje", True), ("0", False), ("nei", False)])
def test_two_eyes_are_on_unless_switched_off_in_so_many_words(run, value, on):
    assert _value(run, "TWO_EYES", FOU_TWO_EYES=value) is on


def test_letters_go_to_the_log_until_a_server_is_named(run):
    assert _value(run, "EMAIL_BACKEND").endswith("console.EmailBackend")
    assert _value(run, "EMAIL_HOST", EMAIL_URL="smtp+tls://u:p@post.imdi.test:587") == "post.imdi.test"


def test_a_mail_address_that_cannot_be_read_is_named(run):
    assert "EMAIL_URL kan ikke leses." in _complaint(run, EMAIL_URL="post.imdi.test")
