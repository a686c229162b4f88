"""Cells as editors and their spreadsheets write them: read for what is meant, or named with what to do."""

from datetime import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.manuscript import values
from reports.manuscript.dates import PartialDate
from reports.manuscript.formulas import guarded, unguarded
from reports.manuscript.sheet.cells import (
    CellError,
    choice,
    decimal,
    names,
    partial_date,
    slug,
    text,
    web_address,
    whole_number,
)
from reports.manuscript.sheet.columns import CHAPTERS, DOCUMENTS, EDITION, FINDINGS, KEY_FIGURES, REPORTS
from reports.manuscript.sheet.richcells import rich_text
from reports.manuscript.sheet.rows import LONGEST_CELL, tables
from reports.manuscript.sheet.xlsx import read_grids, write_workbook
from reports.models import Chapter, Document, Edition, Finding, KeyFigure, Report


@pytest.mark.parametrize(
    ("kind", "cell", "value"),
    [
        (text(), "  Tittel \r\n", "Tittel"),
        (text(), 2020, "2020"),
        (text(), 40.5, "40,5"),
        (text(), "linje 1_x000D_\nlinje 2", "linje 1\nlinje 2"),
        (decimal(4), "2\u00a0968", Decimal(2968)),
        (decimal(4), "75,5", Decimal("75.5")),
        (decimal(4), 0.1, Decimal("0.1")),
        (decimal(4), "−3", Decimal(-3)),
        (whole_number(99), 3.0, 3),
        (partial_date(), datetime(2020, 10, 19), PartialDate(2020, 10, 19)),
        (partial_date(), 2020, PartialDate(2020)),
        (partial_date(), "oktober 2020", PartialDate(2020, 10)),
        (choice({"nb": "bokmål"}), "BOKMÅL", "nb"),
        (choice({"nb": "bokmål"}, otherwise="nb"), None, "nb"),
        (names(), "Bosetting\n\n Helse ", ("Bosetting", "Helse")),
        (rich_text(), "Første\nAndre", "<p>Første</p><p>Andre</p>"),
        (
            rich_text(),
            "- en\n- to\n  - under",
            "<ul><li><p>en</p></li><li><p>to</p><ul><li><p>under</p></li></ul></li></ul>",
        ),
        (rich_text(), "<p>Fra <b>HTML</b></p>", "<p>Fra <strong>HTML</strong></p>"),
        (rich_text(), "<5 % svarte", "<p>&lt;5 % svarte</p>"),
    ],
)
def test_a_cell_is_read_for_what_is_meant(kind, cell, value):
    assert kind.read(cell) == value


@pytest.mark.parametrize(
    ("kind", "cell", "words"),
    [
        (text(5), "for lang", "plass til 5"),
        (text(), True, "SANN"),
        (text(), "a\x07b", "U+0007"),
        (decimal(4), "ca. 40", "ikke et tall"),
        (decimal(4), "1e9", "ikke et tall"),
        (decimal(4), 10**12, "for mange sifre"),
        (decimal(4), "0,00001", "for mange sifre"),
        (whole_number(99), 0, "fra 1 til 99"),
        (whole_number(99), 2.5, "helt tall"),
        (partial_date(), "32. mai 2020", "finnes ikke"),
        (choice({"nb": "bokmål", "en": "engelsk"}), "fransk", "bokmål eller engelsk"),
        (slug(90), "Språk & læring", "sprak-laering"),
        (web_address(90), "javascript:alert(1)", "https://"),
        (names(), "!!!", "ingen bokstaver"),
        (rich_text(), "[her](javascript:x)", "kan ikke brukes"),
        (REPORTS.column("facts").kind, "uten kolon", "mangler kolon"),
        (REPORTS.column("contributions").kind, "Forfatter: NIBR", "Utfører"),
    ],
)
def test_a_cell_that_cannot_be_read_says_what_to_do(kind, cell, words):
    with pytest.raises(CellError, match=words.replace("+", r"\+")):
        kind.read(cell)


@given(st.text(alphabet="'= +-@＝\tab"))
def test_no_guarded_text_is_a_formula_and_every_one_comes_back(written):
    assert not guarded(written).lstrip(" ").startswith(("=", "+", "-", "@", "＝", "\t"))
    assert unguarded(guarded(written)) == written


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "=HYPERLINK(1)"])
def test_no_text_is_a_live_formula_in_the_workbook(start):
    finding = values.Finding(text=f"<p>{start}</p>", heading=start)
    report = values.Report(title=start, slug="a", lead=start, findings=(finding,))
    edition = values.Edition(
        year=2020, title=start, chapters=(values.Chapter(number=1, title="A", slug="a", reports=(report,)),)
    )
    grids = read_grids(write_workbook(edition))
    assert start in grids["Rapporter"][1]
    assert [cell for grid in grids.values() for row in grid for cell in row if isinstance(cell, CellError)] == []


def test_a_text_too_long_for_a_cell_goes_on_in_the_next():
    body = f"<p>{'ord og ' * LONGEST_CELL}</p>"[: 3 * LONGEST_CELL].rstrip() + "</p>"
    report = values.Report(title="Lang", slug="lang", body=body.replace(" </p></p>", "</p>"))
    edition = values.Edition(
        year=2020, title="A", chapters=(values.Chapter(number=1, title="A", slug="a", reports=(report,)),)
    )
    headings = tables(edition)[REPORTS][0]
    assert [h for h in headings if h.startswith("Brødtekst")] == ["Brødtekst", "Brødtekst (2)", "Brødtekst (3)"]
    assert max(len(str(cell)) for cell in tables(edition)[REPORTS][1]) <= LONGEST_CELL


MODELS = {
    EDITION: Edition,
    CHAPTERS: Chapter,
    REPORTS: Report,
    FINDINGS: Finding,
    KEY_FIGURES: KeyFigure,
    DOCUMENTS: Document,
}


@pytest.mark.parametrize(("sheet", "model"), MODELS.items())
def test_a_cell_holds_no_more_than_the_desk(sheet, model):
    fields = {field.name: field for field in model._meta.get_fields()}
    for column in sheet.columns:
        longest = getattr(fields.get(column.name), "max_length", None)
        if longest and column.name not in {"issued", "id", "language", "kind", "format", "sha256", "measure", "slug"}:
            address = f"https://{'a' * (longest - 8)}" if column.name in {"url", "source_url"} else "a" * longest
            assert column.kind.read(address) == address
            with pytest.raises(CellError):
                column.kind.read(f"{address}a")


@pytest.mark.parametrize(
    ("sheet", "noun", "elsewhere"),
    [
        (EDITION, values.Edition, {"chapters", "accent", "cover", "cover_alt"}),
        (CHAPTERS, values.Chapter, {"reports"}),
        (REPORTS, values.Report, {"findings", "key_figures", "documents"}),
        (FINDINGS, values.Finding, set()),
        (KEY_FIGURES, values.KeyFigure, set()),
        (DOCUMENTS, values.Document, set()),
    ],
)
def test_every_field_of_the_manuscript_has_a_column(sheet, noun, elsewhere):
    assert set(noun.__dataclass_fields__) - elsewhere - {column.name for column in sheet.columns} == set()
