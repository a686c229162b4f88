"""An edition written as a spreadsheet and read again is the same edition, ids and all."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from reports.manuscript.folder import read_folder
from reports.manuscript.sheet.csvfiles import write_csv
from reports.manuscript.sheet.files import read_file
from reports.manuscript.sheet.xlsx import write_workbook

from .made import editions

SHIPPED = Path(__file__).resolve().parents[3] / "reports" / "editions" / "2020"


@pytest.mark.parametrize("write", [write_workbook, write_csv])
def test_the_shipped_edition_comes_back_whole(write):
    edition = read_folder(SHIPPED)
    reading = read_file(write(edition), name="fou")
    assert (reading.problems, reading.notes) == ((), ())
    assert reading.edition == edition


@settings(max_examples=40)  # whole editions are slow to make
@given(editions)
def test_a_made_edition_comes_back_whole_from_a_workbook(edition):
    reading = read_file(write_workbook(edition), name="fou.xlsx")
    assert reading.problems == ()
    assert reading.edition == edition


@settings(max_examples=40)
@given(editions)
def test_a_made_edition_comes_back_whole_from_csv(edition):
    reading = read_file(write_csv(edition), name="fou.zip")
    assert reading.problems == ()
    assert reading.edition == edition


@settings(max_examples=20)
@given(editions)
def test_an_edition_without_ids_comes_back_without_them(edition):
    bare = replace(
        edition, chapters=tuple(replace(c, reports=tuple(map(_without_ids, c.reports))) for c in edition.chapters)
    )
    assert read_file(write_workbook(bare), name="fou.xlsx").edition == bare


def _without_ids(report):
    parts = {
        name: tuple(replace(part, id="") for part in getattr(report, name))
        for name in ("findings", "key_figures", "documents")
    }
    return replace(report, id="", **parts)


def test_the_same_edition_is_the_same_bytes():
    edition = read_folder(SHIPPED)
    assert write_workbook(edition) == write_workbook(edition)
    assert write_csv(edition) == write_csv(edition)
