"""Where the pages break: editions whose parts fall on other places of the page each time."""

from decimal import Decimal

import pypdfium2
import pytest

from reports.manuscript import values
from reports.manuscript.book import pdf
from reports.manuscript.book.pages import pages_of

from .editions import MADE, pages, report

LISTED = "<h2>Mellomtittel</h2><ol><li><p>Et punkt</p></li><li><p>Et til</p></li><li><p>Det siste</p></li></ol>"
HEADINGS = {"Funn", "Nøkkeltall", "Bakgrunn", "Fakta", "Om rapporten", "Dokumenter", "Mellomtittel", "En rapport"}


def _sheets(content: bytes) -> list[list[str]]:
    """The lines of each page, without the number at its foot."""
    sheets = pypdfium2.PdfDocument(content)
    lines = [sheet.get_textpage().get_text_bounded().replace("\r", "").strip().split("\n") for sheet in sheets]
    return [[line.strip() for line in sheet if not line.strip().isdigit()] for sheet in lines]


def _figures(count: int) -> tuple[values.KeyFigure, ...]:
    return tuple(
        values.KeyFigure(value=Decimal(n), statement="mener det", group="Gruppen") for n in range(1, count + 1)
    )


@pytest.mark.parametrize("lines", range(0, 24, 3))
def test_no_heading_stands_at_the_foot_of_a_page_or_with_one_line_below(lines):
    known = {"tags": ("Helse",), "authors": ("Kari",), "facts": (values.Fact(label="Antall", value="8"),) * 4}
    filled = report(title="Fyll", lead="", body="<p>En linje.</p>" * lines + LISTED * 12, **known)
    following = report(findings=(values.Finding(text="<p>Noen har funnet dette ut.</p>"),) * 3, **known)
    for sheet in _sheets(pdf.write(pages(filled, following, following))[1])[3:]:
        assert not HEADINGS & set(sheet[-2:]), sheet[-3:]


@pytest.mark.parametrize("lines", range(0, 24, 6))
def test_bars_that_are_compared_stand_on_one_page(lines):
    filled = report(title="Fyll", lead="", body="<p>En linje.</p>" * lines)
    groups = report(key_figures=_figures(5))
    for sheet in _sheets(pdf.write(pages(filled, *[groups] * 6))[1])[2:]:
        bars = sum(line.endswith("mener det") for line in sheet)
        assert bars == 5 * sheet.count("Gruppen")


def test_what_is_longer_than_a_page_goes_on_on_the_next():
    long = report(lead="x" * 20_000, key_figures=_figures(40), facts=(values.Fact(label="Antall", value="y" * 5_000),))
    text = "".join(line for sheet in _sheets(pdf.write(pages(long))[1]) for line in sheet)
    assert (text.count("x"), text.count("y"), text.count("mener det")) == (20_000, 5_000, 40)


def test_long_titles_stay_within_the_margins():
    whole = "Kvalifisering, arbeidsliv og samfunnsdeltakelse for nyankomne innvandrere i norske kommuner"
    chapters = [
        values.Chapter(number=n, title=title, slug=f"k-{n}", reports=(report(title=title),))
        for n, title in enumerate((whole[:length] for length in range(30, len(whole), 8)), start=10)
    ]
    written = pages_of(values.Edition(year=2030, title="FoU", chapters=tuple(chapters)), made=MADE)
    edge = (210 - 28) / 25.4 * 72  # points
    for sheet in pypdfium2.PdfDocument(pdf.write(written)[1]):
        text = sheet.get_textpage()
        letters = (n for n in range(text.count_chars()) if text.get_text_range(n, 1).strip())
        assert max(text.get_charbox(n)[2] for n in letters) < edge + 1
