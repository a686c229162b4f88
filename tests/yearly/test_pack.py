import csv
import hashlib
import io
import zipfile
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from reports.files.kept import keep_file
from reports.models import Delivery, IssueFile, Report
from reports.yearly import freezing
from reports.yearly.delivery import record_deliveries
from reports.yearly.freezing import freeze_edition
from reports.yearly.issues import place_of
from reports.yearly.pack import Pack, PackRefused, make_pack
from reports.yearly.yearbook import FORMATS
from tests.pdfs import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


@pytest.fixture
def frozen(settings, tmp_path, monkeypatch, geir, now, publish):
    """2020 with one kept PDF that two reports have, frozen as Markdown and data."""
    settings.VAR = tmp_path
    monkeypatch.setattr(freezing, "FORMATS", {name: FORMATS[name] for name in ("md", "json")})
    kept = keep_file(chunks=[pdf()], name="Rapport.pdf")
    for slug in ("integreringsbarometeret-2020", "fra-bosetting-til-voksenliv"):
        report = Report.objects.get(slug=slug)
        report.documents.filter(pk=report.documents.first().pk).update(
            sha256=kept.sha256, file_name=kept.name, size=kept.size
        )
        publish(report)
    freeze_edition(year=2020, actor=geir, now=now)
    return kept


@pytest.fixture
def content(geir, now):
    def make() -> bytes:
        make_pack(year=2020, actor=geir, now=now)
        return Pack(2020).place.read_bytes()

    return make


def _open(content: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(content))


def test_every_public_file_of_the_year_is_there_once(frozen, content):
    names = _open(content()).namelist()
    assert [name for name in names if name.startswith("utgave-")] == [
        "utgave-1/fou-prosjekter-2020.md",
        "utgave-1/fou-prosjekter-2020.json",
    ]
    assert len([name for name in names if name.startswith("dokumenter/")]) == 1
    assert {"LESMEG.txt", "adresser.txt", "metadata.csv", "sjekksummer.sha256"} <= set(names)


def test_the_checksums_are_those_of_the_files(frozen, content):
    pack = _open(content())
    lines = pack.read("sjekksummer.sha256").decode().splitlines()
    told = dict(reversed(line.split("  ", 1)) for line in lines)
    assert told == {n: hashlib.sha256(pack.read(n)).hexdigest() for n in pack.namelist() if n != "sjekksummer.sha256"}


def test_the_sheet_says_of_each_file_what_legal_deposit_asks_for(frozen, content, settings):
    sheet = _open(content()).read("metadata.csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(sheet), delimiter=";"))
    first, _, document = rows
    assert first["Tittel"] == "FoU-prosjekter 2020, utgave 1"
    assert first["Publisert på"] == f"{settings.FOU_URL}/2020/utgave-1/fou-prosjekter-2020.md"
    assert (document["Utgiver"], document["Språk"]) == ("Integrerings- og mangfoldsdirektoratet", "bokmål")
    assert document["Utfører"]
    assert document["Utgitt"].startswith("20")
    assert document["SHA-256"] == frozen.sha256
    assert document["Publisert på"].startswith(f"{settings.FOU_URL}/dokumenter/")


def test_the_addresses_are_the_public_ones_of_the_year(frozen, content, settings):
    lines = _open(content()).read("adresser.txt").decode().split()
    assert lines == sorted(set(lines))
    for path in ("/2020/", "/2020/les/", "/2020/serier/", "/rapporter/integreringsbarometeret-2020/"):
        assert f"{settings.FOU_URL}{path}" in lines
    assert len([line for line in lines if "/funn/" in line]) > 100


def test_the_same_files_give_the_same_bytes(frozen, content):
    first = content()
    Pack(2020).place.unlink()
    assert content() == first


def test_a_new_pack_takes_the_place_of_the_old(frozen, content, publish, settings):
    first = content()
    report = Report.objects.get(slug="integreringsbarometeret-2020")
    report.documents.update(title="Nytt navn")
    publish(report)
    assert content() != first
    assert len(list((settings.VAR / "packs").iterdir())) == 1


def test_a_year_that_is_not_frozen_is_not_packed():
    with pytest.raises(PackRefused, match="2020 er ikke frosset"):
        Pack(2020)


def test_a_file_that_is_spoilt_stops_the_pack(frozen, content):
    file = IssueFile.objects.first()
    place = place_of(file.sha256, file.extension)
    place.chmod(0o644)
    place.write_bytes(b"x")
    with pytest.raises(PackRefused, match="borte eller skadet"):
        content()
    assert not Pack(2020).place.exists()


def test_a_withdrawn_report_is_no_longer_delivered(frozen, content):
    Report.objects.get(slug="integreringsbarometeret-2020").publication.documents.update(sha256="")
    Report.objects.get(slug="fra-bosetting-til-voksenliv").publication.documents.update(sha256="")
    assert not [name for name in _open(content()).namelist() if name.startswith("dokumenter/")]


# What has been delivered --------------------------------------------------------------------------
def test_the_day_of_each_file_is_kept_and_can_be_taken_back(frozen, geir, now):
    first, second = (item.sha256 for item in Pack(2020).items[:2])
    day = date(2021, 2, 3)
    arguments = {"year": 2020, "actor": geir, "now": now}
    assert record_deliveries(dates={first: day, second: day, "f" * 64: day}, **arguments) == (2, 0)
    assert {d.sha256: d.delivered_on for d in Delivery.objects.all()} == {first: day, second: day}
    assert Delivery.objects.first().recorded_by == geir
    assert record_deliveries(dates={first: None, second: day}, **arguments) == (0, 1)
    assert [d.sha256 for d in Delivery.objects.all()] == [second]


# The command --------------------------------------------------------------------------------------
def test_the_command_writes_the_pack(frozen, content, tmp_path):
    output = tmp_path / "2020.zip"
    call_command("export_edition", "2020", format="zip", output=output)
    assert output.read_bytes() == content()
    with pytest.raises(CommandError, match="frosset"):
        call_command("export_edition", "2020", format="zip", output=output, draft=True)


def test_the_command_tells_how_to_freeze(db, tmp_path):
    with pytest.raises(CommandError, match=r"ikke frosset.*freeze_edition 2020"):
        call_command("export_edition", "2020", format="zip", output=tmp_path / "2020.zip")


def test_a_place_that_cannot_be_written_to_is_said(db, tmp_path):
    with pytest.raises(CommandError, match=r"2020\.json kan ikke skrives"):
        call_command("export_edition", "2020", format="json", output=tmp_path / "ingen" / "2020.json")


def test_the_command_gives_the_frozen_bytes(frozen, tmp_path):
    output = tmp_path / "2020.json"
    call_command("export_edition", "2020", format="json", output=output)
    file = IssueFile.objects.get(extension="json")
    assert hashlib.sha256(output.read_bytes()).hexdigest() == file.sha256
