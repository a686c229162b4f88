import hashlib
import json

import pytest
from django.core.management import CommandError, call_command

from reports.manuscript import data
from reports.models import Edition, Issue, IssueFile, PublishedEdition, Report, Stamp
from reports.publishing.editions import publish_edition
from reports.publishing.reports import withdraw_report
from reports.yearly import freezing
from reports.yearly.freezing import FreezingRefused, freeze_edition
from reports.yearly.issues import changes_since, frozen_bytes, place_of
from reports.yearly.yearbook import FORMATS, Format, Made, NotMade
from reports.yearly.yearfiles import published_file

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture(autouse=True)
def _made(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.fixture
def only_data(monkeypatch):
    """PDF and Word are left out: these tests ask what is kept, not how it is set."""
    monkeypatch.setattr(freezing, "FORMATS", {name: FORMATS[name] for name in ("md", "json")})


@pytest.fixture
def freeze(geir, now):
    return lambda **options: freeze_edition(**{"year": 2020, "actor": geir, "now": now, **options})


@pytest.fixture
def correct(geir, now, publish):
    """Changes the lead of a report and publishes it."""

    def change(lead: str) -> Report:
        report = Report.objects.get(slug="integreringsbarometeret-2020")
        report.lead = lead
        report.save()
        publish(report)
        return report

    return change


def _bytes(extension="json") -> bytes:
    return published_file(edition=PublishedEdition.objects.get(year=2020), form=FORMATS[extension])[0].content


# What is kept -------------------------------------------------------------------------------------
def test_every_format_is_kept_with_checksum_and_date(freeze, geir, now):
    assert freeze() == {"number": 1, "replaced": []}
    issue = Issue.objects.get()
    assert (issue.number, issue.frozen_at, issue.frozen_by, issue.note, issue.changes) == (1, now, geir, "", [])
    assert [file.extension for file in issue.files.all()] == list(FORMATS)
    for file in issue.files.all():
        content = frozen_bytes(file)
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (file.sha256, file.size)
    assert data.edition_from_data(issue.manuscript).year == 2020
    states = Edition.objects.get(year=2020).state, PublishedEdition.objects.get(year=2020).state
    assert states == ("frozen", "frozen")


def test_the_years_address_gives_the_frozen_bytes_whatever_changes(freeze, correct, only_data):
    freeze()
    before = _bytes()
    correct("Helt ny ingress.")
    assert _bytes() == before
    assert published_file(edition=PublishedEdition.objects.get(), form=FORMATS["json"])[1] == (
        hashlib.sha256(before).hexdigest()
    )


def test_publishing_the_year_again_leaves_it_frozen(freeze, geir, now, only_data):
    freeze()
    before = _bytes()
    edition = Edition.objects.get(year=2020)
    edition.title = "Ny tittel"
    edition.save()
    publish_edition(edition=edition, actor=geir, now=now, with_reports=False)
    assert PublishedEdition.objects.get().is_frozen
    assert _bytes() == before
    assert PublishedEdition.objects.get().title == "Ny tittel"


def test_a_format_that_came_later_is_made_of_what_was_frozen(freeze, correct, only_data, monkeypatch):
    freeze()
    correct("Helt ny ingress.")
    late = Format("txt", "Tekst", "for prøve", "text/plain", lambda edition, made, **_: Made(str(edition).encode()))
    monkeypatch.setitem(FORMATS, "txt", late)
    assert b"Helt ny ingress." not in _bytes("txt")


def test_frozen_files_that_are_spoilt_are_never_given_out(freeze, only_data):
    freeze()
    file = IssueFile.objects.get(extension="json")
    place = place_of(file.sha256, "json")
    place.chmod(0o644)
    place.write_bytes(b"{}")
    with pytest.raises(NotMade, match="borte"):
        _bytes()


def test_nothing_of_an_issue_can_be_changed_or_deleted(freeze, only_data):
    freeze()
    issue, file = Issue.objects.get(), IssueFile.objects.first()
    for row in (issue, file):
        for change in (row.save, row.delete, type(row).objects.all().delete, lambda: Issue.objects.update(note="x")):
            with pytest.raises(TypeError, match="immutable"):
                change()


# Corrected issues ---------------------------------------------------------------------------------
def test_a_corrected_issue_lists_what_changed_and_keeps_the_old_one(freeze, correct, only_data):
    freeze()
    before = _bytes()
    correct("Helt ny ingress.")
    assert freeze(note="Feil tall i ingressen.")["number"] == 2
    first, second = Issue.objects.all()
    title = "Integreringsbarometeret 2020"
    change = {"kind": "endret", "title": title, "slug": "integreringsbarometeret-2020", "parts": ["Ingress"]}
    assert (second.note, second.changes) == ("Feil tall i ingressen.", [change])
    assert frozen_bytes(first.files.get(extension="json")) == before
    assert b"Helt ny ingress." in _bytes()
    assert json.loads(_bytes())["chapters"]


def test_a_corrected_issue_says_so_on_its_cover(freeze, correct, monkeypatch):
    said = []
    form = Format("txt", "Tekst", "", "text/plain", lambda *_, standing, **__: said.append(standing) or Made(b"."))
    monkeypatch.setattr(freezing, "FORMATS", {"txt": form})
    freeze()
    correct("Helt ny ingress.")
    freeze(note="Feil tall i ingressen.")
    assert said == ["", "Rettet utgave 2. Feil tall i ingressen."]


def test_the_differences_to_todays_pages_are_told(freeze, correct, only_data, geir, now, make_report, publish):
    freeze()
    assert changes_since(Issue.objects.get()) == []
    report = correct("Helt ny ingress.")
    withdraw_report(report=report, reason="Feil.", actor=geir, now=now)
    publish(make_report("Enda en"))
    told = {change["title"]: change["kind"] for change in changes_since(Issue.objects.get())}
    assert told == {"Enda en": "ny", "Integreringsbarometeret 2020": "fjernet"}


# Refused ------------------------------------------------------------------------------------------
def _refused(freeze, **options) -> str:
    before = Stamp.current(), Issue.objects.count()
    with pytest.raises(FreezingRefused) as refused:
        freeze(**options)
    assert (Stamp.current(), Issue.objects.count()) == before
    return str(refused.value)


def test_a_year_that_is_not_published_is_not_frozen(freeze):
    assert "2031 er ikke publisert" in _refused(freeze, year=2031)
    PublishedEdition.objects.update(state="draft", version=None, published_at=None)
    assert "Publiser den først" in _refused(freeze)


def test_a_correction_has_something_to_correct_and_says_what(freeze, correct, only_data):
    freeze()
    assert "Ingenting er publisert siden utgave 1" in _refused(freeze, note="x")
    correct("Helt ny ingress.")
    assert "Skriv hva som er rettet" in _refused(freeze, note="  ")


def test_a_file_that_cannot_be_made_freezes_nothing(freeze):
    assert "24 rapporter" in _refused(freeze, most=23)
    assert Edition.objects.get(year=2020).state == "published"


def test_two_at_once_make_one_issue(freeze, only_data, monkeypatch):
    """The other one finishes while ours is being written."""
    write = freezing._write

    def slowly(*arguments):
        monkeypatch.setattr(freezing, "_write", write)
        freeze()
        return write(*arguments)

    monkeypatch.setattr(freezing, "_write", slowly)
    with pytest.raises(FreezingRefused, match="samtidig"):
        freeze()
    assert Issue.objects.count() == 1


# The command --------------------------------------------------------------------------------------
def test_the_command_freezes_and_corrects(correct, only_data, capsys):
    call_command("freeze_edition", "2020")
    assert "Frøs 2020 som utgave 1." in capsys.readouterr().out
    with pytest.raises(CommandError, match="Ingenting er publisert"):
        call_command("freeze_edition", "2020", note="x")
    correct("Helt ny ingress.")
    call_command("freeze_edition", "2020", note="Ingressen.")
    assert Issue.objects.count() == 2
