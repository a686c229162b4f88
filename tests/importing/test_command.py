"""`manage.py import_edition`."""

import json

import pytest
from django.apps import apps
from django.core.management import call_command

from reports.manuscript.data import edition_from_data
from reports.models import Edition, Report, Stamp

from ..manuscript.reading.bad_files import FILES, REFUSED

pytestmark = pytest.mark.django_db

YEAR = """# FoU-prosjekter 2031

# 1 Serier

## Integreringsbarometeret 2020

Fafo har på oppdrag fra IMDi spurt mange.

Utgitt: mai 2031

- Et funn.
- [Hele (PDF, 2 MB)](#)
"""


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "fou.md"
    path.write_text(YEAR, "utf-8")
    return path


@pytest.fixture
def run(capsys):
    def run(*arguments) -> tuple[str, str, int]:
        code = 0
        try:
            call_command("import_edition", *map(str, arguments))
        except SystemExit as stopped:
            code = stopped.code
        told = capsys.readouterr()
        return told.out, told.err, code

    return run


def test_without_apply_it_tells_and_saves_nothing(run, document):
    out, err, code = run(document)
    assert (err, code) == ("", 0)
    assert "1 kapitler, 1 rapporter, 1 funn, 1 dokumenter" in out
    assert "En rapport med samme tittel finnes i 2020-utgaven." in out
    assert "Ingenting er lagret. Kjør på nytt med --apply" in out
    assert not Edition.objects.filter(year=2031).exists()


def test_json_is_the_manuscript_and_the_problems_and_nothing_else(run, document):
    out, _, _ = run(document, "--json")
    told = json.loads(out)
    assert set(told) == {"edition", "problems"}
    assert edition_from_data(told["edition"]).chapters[0].reports[0].lead.startswith("Fafo har")
    assert {"place", "kind", "message", "proposal", "severity"} == set(told["problems"][0])
    assert told["problems"][0]["place"] == {"block": 3, "heading": "Integreringsbarometeret 2020"}


def test_applied_it_is_drafts_and_nothing_public_changes(run, document):
    stamp = Stamp.current()
    out, _, code = run(document, "--apply")
    assert code == 0
    assert out.endswith("Lagt inn som utkast i 2031. Ingenting er publisert.\n")
    report = Report.objects.get(chapter__edition__year=2031)
    assert report.slug == "integreringsbarometeret-2020-2"
    assert report.series.name == "Integreringsbarometeret"
    assert [(c.organisation.name, c.role) for c in report.contributions.all()] == [
        ("Fafo", "utfører"),
        ("Integrerings- og mangfoldsdirektoratet", "oppdragsgiver"),
    ]
    assert report.state == "draft"
    assert Stamp.current() == stamp


@pytest.mark.parametrize("arguments", [(), ("--json",), ("--apply",)])
def test_a_refused_file_gives_one_sentence(run, tmp_path, arguments):
    bad = tmp_path / "fou.docx"
    bad.write_bytes(b"")
    assert run(bad, *arguments) == ("", "Filen er tom.\n", 1)


def test_bad_files_change_nothing_in_the_database(run, tmp_path):
    """Those that can be read are only looked at; the others are refused even when asked to be applied."""
    before = _rows()
    for name, (file_name, make) in FILES.items():
        bad = tmp_path / file_name
        bad.write_bytes(make())
        _, err, code = run(bad, *(["--apply"] if name in REFUSED else []))
        assert (code, err.startswith(REFUSED.get(name, ""))) == (int(name in REFUSED), True), name
    assert _rows() == before


def _rows() -> tuple:
    models = apps.get_app_config("reports").get_models()
    return Stamp.current(), {model: set(model.objects.values_list("pk", flat=True)) for model in models}


def test_a_missing_file_gives_one_sentence(run, tmp_path):
    out, err, code = run(tmp_path / "borte.md")
    assert (out, code) == ("", 1)
    assert err == f"Filen «{tmp_path / 'borte.md'}» finnes ikke eller kan ikke åpnes.\n"


def test_a_year_that_no_edition_can_have_is_refused(run, document):
    assert run(document, "--year", "99999", "--json") == ("", "Året 99999 er utenfor 1990–2199.\n", 1)
