"""Everything that can be set, in one flat file. Values come from the environment and are safe by default.

A bad value stops the start with a message that names the variable; README.md lists them for people.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from .environment import build_id, cache, mail, openid, public_url, secret_key, text

env = environ.Env()


BASE_DIR = Path(__file__).resolve().parent.parent


def _database(url: str) -> dict:
    """SQLite in var/ (its path taken as it is, whatever letters it has), or what DATABASE_URL says."""
    if not url:
        return {**SQLITE_SETTINGS, "NAME": VAR / "fou.sqlite3"}
    try:
        ours = _SETTINGS[urlsplit(url).scheme]
        named = environ.Env.db_url_config(url)
    except (KeyError, ValueError):
        example = "postgres://bruker:passord@vert:5432/fou"
        raise ImproperlyConfigured(f"DATABASE_URL kan ikke leses. Skriv den for eksempel som {example}.") from None
    return {**named, **ours, "OPTIONS": {**ours["OPTIONS"], **named.get("OPTIONS", {})}}


def _contact(value: str) -> str:
    if not value.startswith(("https://", "mailto:", "tel:", f"{FOU_URL}/")) or not value.isprintable():
        raise ImproperlyConfigured(
            f"FOU_SECURITY_CONTACT er «{value}», men må begynne med https://, mailto: eller tel:"
        )
    return value


# Where things lie -------------------------------------------------------------------------------
VAR = Path(text("FOU_VAR", str(BASE_DIR / "var"))).resolve()
VAR.mkdir(parents=True, exist_ok=True)
BUILD = build_id(BASE_DIR)
FOU_URL = public_url(text("FOU_URL", "http://127.0.0.1:8000"))
HTTPS = FOU_URL.startswith("https://")
# Whom to tell about a security hole, as an address: https://…, mailto:… (RFC 9116).
FOU_SECURITY_CONTACT = _contact(text("FOU_SECURITY_CONTACT", f"{FOU_URL}/om/"))

SECRET_KEY = secret_key(VAR)
DEBUG = False
ALLOWED_HOSTS = [
    urlsplit(FOU_URL).hostname,
    "localhost",
    "127.0.0.1",
    "[::1]",
    *env.list("FOU_ALLOWED_HOSTS", default=[]),
]
ROOT_URLCONF = "fou.urls"
WSGI_APPLICATION = "fou.wsgi.application"

INSTALLED_APPS = [
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_filters",
    "django_htmx",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
    "js_asset",
    "taggit",
    # Last: its admin takes away what the libraries register and editors have no use for.
    "reports",
]

# Widgets of ours have their templates among the others.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "reports.middleware.policies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "reports.middleware.language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    }
]

# Processes that answer; SQLite on one machine is served well by one.
WORKERS = env.int("FOU_WORKERS", default=1)

# Bytes of finished pages that each server process keeps in front of Django; 0 keeps none, and every page is made anew.
PAGE_CACHE_BYTES = env.int("FOU_PAGE_CACHE", default=24_000_000)

# The database -----------------------------------------------------------------------------------
SQLITE_SETTINGS = {
    "ENGINE": "django.db.backends.sqlite3",
    # One connection a thread is kept open: the options below are set once, not at every request.
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        # Take the write lock when a transaction begins: two editors wait for each other instead of failing half-way.
        "transaction_mode": "IMMEDIATE",
        # Seconds a writer waits for the lock before it gives up.
        "timeout": 10,
        "init_command": (
            # Readers never wait for a writer, and a writer never for readers.
            "PRAGMA journal_mode=WAL;"
            # Safe against a crash of the program in WAL mode, and syncs once a checkpoint instead of once a commit.
            "PRAGMA synchronous=NORMAL;"
            # 4 MB of pages in memory a connection, of which there is one a thread; the system keeps the rest of the
            # file.
            "PRAGMA cache_size=-4000;"
            # Sorting and temporary tables stay in memory.
            "PRAGMA temp_store=MEMORY;"
        ),
    },
}
POSTGRESQL_SETTINGS = {
    # Django's own, with the write lock that SQLite has.
    "ENGINE": "fou.postgresql",
    # One connection a thread is kept open: a new one costs more than most pages …
    "CONN_MAX_AGE": None,
    # … and is tried at each request, for the server may have been restarted since.
    "CONN_HEALTH_CHECKS": True,
    # What the address itself asks for (?sslmode=require) is added.
    "OPTIONS": {
        # Seconds before a server that doesn't answer is given up.
        "connect_timeout": 5,
        # Who we are in pg_stat_activity and the server's log.
        "application_name": "fou",
        "options": (
            # A writer waits as long for the lock as on SQLite.
            "-c lock_timeout=10s "
            # Whoever holds the lock and has stopped working loses it.
            "-c idle_in_transaction_session_timeout=5min "
            # Sorting a long list stays in memory.
            "-c work_mem=16MB"
        ),
    },
}
_SETTINGS = {"sqlite": SQLITE_SETTINGS, "postgres": POSTGRESQL_SETTINGS, "postgresql": POSTGRESQL_SETTINGS}
DATABASES = {"default": _database(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who last changed or submitted a version may not approve it; an administrator may, with a reason that is kept.
TWO_EYES = text("FOU_TWO_EYES", "1").lower() not in {"0", "off", "false", "no", "nei", "av"}

# Letters to the editors; without EMAIL_URL they are written to the log of the server.
globals().update(mail(os.environ.get("EMAIL_URL", "") or "consolemail://"))  # EMAIL_BACKEND, EMAIL_HOST …
EMAIL_TIMEOUT = 5  # seconds; an editor waits for it
DEFAULT_FROM_EMAIL = text("FOU_MAIL_FROM", f"FoU-oversikten <fou@{urlsplit(FOU_URL).hostname}>")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
TAGGIT_CASE_INSENSITIVE = True

# Language and time ------------------------------------------------------------------------------
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "reports" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Oslo"
FORMAT_MODULE_PATH = ["fou.formats"]

# Files ------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "fou.storage.HashedStaticFiles"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a report with sixty findings is some 700 fields

# Login ------------------------------------------------------------------------------------------
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
# Godkjenner and administrator get no further than to setting up a second factor until they have one.
SECOND_FACTOR_REQUIRED = env.bool("FOU_SECOND_FACTOR", default=False)
ACCOUNT_ADAPTER = "reports.login.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_SESSION_REMEMBER = True
# Administrators make the accounts and write the e-mail addresses; a letter to others would only tell that we exist.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "FoU-oversikten: "
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
MFA_FORMS = {
    "authenticate": "reports.login.forms.CodeForm",
    "reauthenticate": "reports.login.forms.ConfirmingForm",
    "add_webauthn": "reports.login.forms.AddKeyForm",
    "edit_webauthn": "reports.login.forms.EditKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "FoU-oversikten"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute wrong
# Browsers offer passkeys on https and on the machine itself; there the library needs to be told.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# Another place to log in by, where the environment names one: who it vouches for gets in only with an account here that
# has been connected to it.
SOCIALACCOUNT_PROVIDERS = openid()
SOCIALACCOUNT_ADAPTER = "reports.login.adapters.OtherLoginAdapter"
# The form that begins it is sent on to that place, and the policy asks where forms may go.
LOGIN_ORIGINS = [
    f"https://{host}" if "://" not in host else host
    for host in env.list("FOU_OIDC_HOSTS", default=[])
    or [f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" for url in [os.environ.get("FOU_OIDC_URL", "")] if url]
]
# Proxies in front that add to X-Forwarded-For; 0 believes nobody. Wrong passwords are counted for each address.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("FOU_PROXIES", default=0)

# Where the count of wrong passwords is kept: shared by all processes, so in the database unless CACHE_URL says other.
CACHES = {"default": cache(text("CACHE_URL", ""))}

# Safety -----------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        # The nonce is sent only with a response that used it, and only the admin does.
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *LOGIN_ORIGINS],
        "frame-src": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "reports.views.errors.csrf_failure"
if HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    # TLS ends in the proxy in front of us, which must set this header itself and drop what the client sent.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
