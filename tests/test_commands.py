from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from reports import jobs
from reports.accounts import first_administrator, system_user
from reports.models import Edition, Job, Publication, Report, Stamp, Version
from reports.roles import ADMINISTRATOR
from reports.search import index

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _run(*arguments) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def var(settings, tmp_path) -> Path:
    """An empty place for static files, and few of them, so that collecting is quick."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "ett.css").write_text("p { margin: 0 }")
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    return tmp_path


# publish_edition ----------------------------------------------------------------------------------
def test_publish_edition_says_what_it_did():
    Report.objects.filter(slug="integreringsbarometeret-2020").update(title="Ny tittel")
    assert _run("publish_edition", "2020") == "Publiserte 2020: 24 rapporter.\n"
    assert Publication.objects.get(slug="integreringsbarometeret-2020").title == "Ny tittel"
    assert Version.objects.order_by("-created_at").first().created_by == system_user()


def test_publish_edition_names_a_year_that_is_unknown():
    with pytest.raises(CommandError, match=r"Årgangen 1999 finnes ikke\."):
        _run("publish_edition", "1999")


def test_publish_edition_publishes_nothing_when_something_is_missing(make_report):
    make_report("Halv", lead="")
    stamp = Stamp.current()
    with pytest.raises(CommandError, match=r"Ingenting ble publisert.*\n– Halv: Rapporten mangler ingress\."):
        _run("publish_edition", "2020")
    assert Stamp.current() == stamp


# prepare ------------------------------------------------------------------------------------------
def test_prepare_makes_everything_the_first_time_and_nothing_the_second(var, monkeypatch, settings):
    monkeypatch.setenv("FOU_ADMIN_PASSWORD", "hemmelig-nok-til-en-prøve")
    assert _run("prepare") == ""
    assert (var / "static" / "ett.css").exists()
    assert User.objects.get(username="admin").check_password("hemmelig-nok-til-en-prøve")

    (var / "static" / "ett.css").unlink()
    with CaptureQueriesContext(connection) as captured:
        assert _run("prepare") == ""
    assert not (var / "static" / "ett.css").exists()
    assert not [query["sql"] for query in captured if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_prepare_collects_again_when_the_build_is_another(var, settings):
    _run("prepare")
    (var / "static" / "ett.css").unlink()
    settings.BUILD = "en-annen"
    _run("prepare")
    assert (var / "static" / "ett.css").exists()


def test_prepare_leaves_it_to_the_worker_to_mend_the_index_after_another_build(var, settings, monkeypatch):
    """As when it reads words in another way. The site answers meanwhile, and a worker that was stopped begins again."""
    monkeypatch.setenv("FOU_ADMIN_PASSWORD", "hemmelig-nok-til-en-prøve")
    _run("prepare")
    index.remove(Publication.objects.get(slug="integreringsbarometeret-2020"))
    assert _run("prepare") == ""
    jobs_before = Job.objects.count()
    settings.BUILD = "en-annen"
    assert _run("prepare") == ""
    assert index.problems() != []
    job = Job.objects.first()
    job.state = Job.State.RUNNING
    job.save()
    jobs.close_interrupted(now=timezone.now())
    _run("prepare")
    _run("prepare")
    assert Job.objects.count() == jobs_before + 2
    jobs.run(job=Job.objects.first(), now=timezone.now())
    assert index.problems() == []
    _run("prepare")
    assert Job.objects.count() == jobs_before + 2


def test_prepare_tells_a_password_it_made_up_once(var, monkeypatch):
    monkeypatch.delenv("FOU_ADMIN_PASSWORD", raising=False)
    told = _run("prepare")
    password = told.split("passordet «")[1].split("»")[0]
    assert told == f"Laget brukeren «admin» med passordet «{password}». Det vises bare denne ene gangen.\n"
    assert User.objects.get(username="admin").check_password(password)
    assert _run("prepare") == ""


def test_prepare_loads_the_shipped_edition_into_an_empty_desk(var, monkeypatch):
    _empty_the_desk()
    assert "Lastet inn og publiserte 2020-utgaven." in _run("prepare")
    assert Publication.objects.public().count() == 24


def _empty_the_desk():
    """Versions are immutable, so they are emptied below the ORM."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))  # the index has tables of its own under it
        for model in apps.get_app_config("reports").get_models(include_auto_created=True):
            if model._meta.db_table in tables:
                cursor.execute(f"DELETE FROM {model._meta.db_table}")
    assert not Edition.objects.exists()


# The first administrator --------------------------------------------------------------------------
@pytest.mark.parametrize("password", ["$HOME", "$ikke-en-variabel", "åæø med mellomrom "])
def test_the_given_password_is_kept_as_it_is_written(monkeypatch, password):
    monkeypatch.setenv("FOU_ADMIN_PASSWORD", password)
    assert first_administrator() is None
    assert User.objects.get(username="admin").check_password(password)


def test_the_first_administrator_may_do_everything(monkeypatch):
    monkeypatch.delenv("FOU_ADMIN_PASSWORD", raising=False)
    assert len(first_administrator()) >= 16
    admin = User.objects.get(username="admin")
    assert admin.is_superuser
    assert admin.groups.get().name == ADMINISTRATOR


def test_nobody_is_made_when_somebody_can_log_in(rita):
    assert first_administrator() is None
    assert not User.objects.filter(username="admin").exists()


def test_an_administrator_who_was_shut_out_is_not_let_in_again_and_stops_no_start(monkeypatch):
    first_administrator()
    User.objects.filter(username="admin").update(is_active=False)
    assert first_administrator() is None
    assert not User.objects.get(username="admin").is_active


def test_the_system_cannot_log_in():
    system = system_user()
    assert not system.is_active
    assert not system.has_usable_password()
    assert system_user() == system


# export_edition -----------------------------------------------------------------------------------
def test_export_edition_writes_the_published_year(tmp_path):
    Report.objects.update(title="UTKAST")
    file = tmp_path / "utgave.json"
    assert _run("export_edition", "2020", "--format", "json", "--output", str(file)).startswith(f"Skrev {file}")
    assert "Integreringsbarometeret 2020" in file.read_text()
    _run("export_edition", "2020", "--format", "json", "--output", str(file), "--draft")
    assert "UTKAST" in file.read_text()


def test_export_edition_writes_pdf_unless_told_otherwise(tmp_path):
    _run("export_edition", "2020", "--output", str(tmp_path / "utgave"))
    assert (tmp_path / "utgave").read_bytes().startswith(b"%PDF-")


def test_export_edition_says_what_is_wrong(tmp_path):
    with pytest.raises(CommandError, match="Årgangen 1999 er ikke publisert"):
        _run("export_edition", "1999", "--output", str(tmp_path / "a"))
    with pytest.raises(CommandError, match="Årgangen 1999 finnes ikke"):
        _run("export_edition", "1999", "--output", str(tmp_path / "a"), "--draft")
    with pytest.raises(CommandError, match="mangler"):
        _run("export_edition", "2020", "--format", "json", "--output", str(tmp_path / "mangler" / "a"))
