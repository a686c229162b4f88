"""The spreadsheet's pages: download, upload, what would change, taking it in; and files that are no spreadsheet."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.exchange import read_edition
from reports.models import Edition, Report
from reports.sheets import uploads

from ..sheets.workbooks import Workbook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _var(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.fixture
def edition():
    return Edition.objects.get(year=2020)


@pytest.fixture
def address(edition):
    return reverse("admin:reports_edition_sheet", args=[edition.pk])


@pytest.fixture
def desk(client, rita):
    client.force_login(rita)
    return client


def _upload(data: bytes, name: str = "fou.xlsx") -> dict:
    return {"sheet": SimpleUploadedFile(name, data)}


@pytest.mark.parametrize(("extension", "name"), [("xlsx", "regneark.xlsx"), ("csv", "regneark.csv.zip")])
def test_what_is_downloaded_and_uploaded_again_is_no_change(desk, edition, address, extension, name):
    file = desk.get(reverse("admin:reports_edition_sheet_file", args=[edition.pk, extension]))
    assert f"fou-2020-{name}" in file["Content-Disposition"]
    page = desk.post(address, _upload(file.content, name))
    assert "0 endringer" in page.content.decode()
    assert page.context["token"] == ""


def test_an_unknown_kind_of_file_is_not_found(desk, edition):
    assert desk.get(reverse("admin:reports_edition_sheet_file", args=[edition.pk, "ods"])).status_code == 404


def test_changes_are_shown_then_taken_in(desk, edition, address):
    page = desk.post(address, _upload(Workbook().set("Rapporter", 2, Ingress="Ny ingress.").data))
    assert Report.objects.filter(lead="Ny ingress.").count() == 0
    answer = desk.post(address, {"token": page.context["token"], "seen": page.context["plan"].seen}, follow=True)
    assert "1 endring er lest inn." in answer.content.decode()
    assert Report.objects.filter(lead="Ny ingress.").count() == 1


def test_a_desk_that_has_changed_meanwhile_is_looked_over_again(desk, address, edition, rita):
    page = desk.post(address, _upload(Workbook().set("Rapporter", 2, Ingress="Ny ingress.").data))
    Report.objects.filter(chapter__edition=edition, title="Integreringsbarometeret 2020").update(lead="Imens.")
    before = read_edition(edition)
    answer = desk.post(address, {"token": page.context["token"], "seen": page.context["plan"].seen})
    assert "Noen endret utgaven mens du så over" in answer.content.decode()
    assert read_edition(edition) == before
    again = desk.post(address, {"token": answer.context["token"], "seen": answer.context["plan"].seen}, follow=True)
    assert "er lest inn" in again.content.decode()


def test_a_file_that_is_gone_is_asked_for_again(desk, address, monkeypatch):
    page = desk.post(address, _upload(Workbook().set("Rapporter", 2, Ingress="Ny ingress.").data))
    monkeypatch.setattr(uploads, "KEPT_SECONDS", -1)
    answer = desk.post(address, {"token": page.context["token"], "seen": page.context["plan"].seen})
    assert "Last den opp på nytt" in answer.content.decode()
    assert "Last den opp på nytt" in desk.post(address, {"token": "oppdiktet"}).content.decode()


def test_only_who_may_delete_chapters_takes_in_a_sheet_that_lacks_one(desk, client, geir, address, edition):
    edition.chapters.create(number=9, title="Tomt")
    book = Workbook()
    data = book.delete("Kapitler", book.row("Kapitler", "Nummer", 9)).data
    page = desk.post(address, _upload(data))
    assert "ikke har lov til å slette" in page.content.decode()
    desk.post(address, {"token": page.context["token"], "seen": page.context["plan"].seen})
    assert edition.chapters.filter(number=9).exists()
    client.force_login(geir)
    client.post(address, {"token": page.context["token"], "seen": page.context["plan"].seen})
    assert not edition.chapters.filter(number=9).exists()


def test_what_is_shown_is_text_whatever_it_says(desk, address):
    page = desk.post(address, _upload(Workbook().set("Rapporter", 2, Tittel="<script>alert(1)</script>").data))
    assert "<script>alert" not in page.content.decode()


def _zipped(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def _swapped(name: str, content: bytes) -> bytes:
    """The year's workbook with another content in one of its parts."""
    source, file = zipfile.ZipFile(io.BytesIO(Workbook().data)), io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry in source.infolist():
            archive.writestr(entry.filename, content if entry.filename == name else source.read(entry))
    return file.getvalue()


_ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><sst>&a;</sst>'
_FAR_AWAY = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData></worksheet>'
)
REFUSED = {
    "tom": (lambda: b"", "Filen er tom"),
    "bilde": (lambda: b"\x89PNG\r\n\x1a\n\x00\x00", "ikke et regneark"),
    "ord": (lambda: "Hei på deg".encode(), "ikke overskriftene"),
    "annen tegnkoding": (lambda: "Id;Tittel;Språk\r\n".encode("mac_roman") + b"\x81", "ikke skrevet i UTF-8"),
    "gammelt": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "gammelt Excel-ark (.xls)"),
    "avkortet": (lambda: Workbook().data[:9000], "skadet eller avkortet"),
    "word": (lambda: _zipped(word__document="x"), "ikke et regneark"),
    "bombe": (lambda: _zipped(**{"[Content_Types].xml": bytes(60_000_000)}), "pakker ut til mye mer"),
    "entiteter": (lambda: _swapped("xl/styles.xml", _ENTITIES), "egne XML-definisjoner"),
    "utf-16": (lambda: _swapped("xl/workbook.xml", _ENTITIES.decode().encode("utf-16")), "egne XML-definisjoner"),
    "ødelagt": (lambda: _swapped("xl/worksheets/sheet3.xml", b"<worksheet><sheetData><row"), "skadet eller avkortet"),
    "rad en million": (lambda: _swapped("xl/worksheets/sheet3.xml", _FAR_AWAY), "for mange rader"),
    "en halv million celler": (lambda: _swapped("xl/worksheets/sheet3.xml", b"<c/>" * 510_000), "for stort"),
    "uten csv": (lambda: _zipped(**{"les.csv.txt": b"hei", "a.csv/": b""}), "ingen CSV-filer"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(desk, address, edition, kind):
    make, words = REFUSED[kind]
    before = read_edition(edition)
    page = desk.post(address, _upload(make()))
    (sentence,) = page.context["form"].errors["sheet"]
    assert words in sentence
    assert read_edition(edition) == before


def test_uploads_older_than_a_day_are_deleted(tmp_path, monkeypatch, now):
    old = uploads.keep_upload(name="a.xlsx", data=b"a")
    later = uploads.time.time() + timedelta(days=2).total_seconds()
    monkeypatch.setattr(uploads.time, "time", lambda: later)
    uploads.keep_upload(name="b.xlsx", data=b"b")
    assert len(list((tmp_path / "regneark").iterdir())) == 1
    with pytest.raises(uploads.UploadGone):
        uploads.find_upload(old)
