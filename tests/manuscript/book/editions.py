"""Editions to write, made without a database."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from reports.manuscript import values
from reports.manuscript.book import pdf, word
from reports.manuscript.book.pages import pages_of
from reports.manuscript.dates import PartialDate
from reports.manuscript.folder import read_folder

MADE = datetime(2030, 6, 1, 12, 0, tzinfo=UTC)
SHIPPED = Path(__file__).parents[3] / "reports" / "editions" / "2020"


@cache
def shipped() -> values.Edition:
    return read_folder(SHIPPED)


@cache
def shipped_pages() -> dict:
    return pages_of(shipped(), made=MADE, address="https://fou.example.no/2020/")


@cache
def shipped_pdf() -> bytes:
    return pdf.write(shipped_pages())[1]


@cache
def shipped_word() -> bytes:
    return word.write(shipped_pages())[1]


def edition(*reports: values.Report, **fields) -> values.Edition:
    chapter = values.Chapter(number=1, title="Et kapittel", slug="et-kapittel", reports=reports)
    return values.Edition(year=2030, title="FoU-prosjekter 2030", chapters=(chapter,), **fields)


def report(**fields) -> values.Report:
    known = values.Report(title="En rapport", slug="en-rapport", lead="Kort sagt.", issued=PartialDate(2030, 5))
    return replace(known, **fields)


def pages(*reports: values.Report, **fields) -> dict:
    return pages_of(edition(*reports, **fields), made=MADE)


RICH = (
    "<h2>Bakgrunn</h2><p>Et <strong>viktig</strong> <em>ord</em> og <a href='https://imdi.no/'>en lenke</a>.</p>"
    "<h3>Dypere</h3><ul><li><p>Ytre</p><ol><li><p>indre en</p></li><li><p>indre to</p></li></ol></li></ul>"
    "<ol><li><p>Først</p></li><li><p>Så</p></li></ol><blockquote><p>Noe noen sa.</p></blockquote>"
    "<table><thead><tr><th>År</th><th>Andel</th></tr></thead><tbody><tr><td>2019</td><td>40 %</td></tr>"
    "<tr><td>2020</td></tr></tbody></table>"
)


def rich_report(**fields) -> values.Report:
    """Everything that a report can hold."""
    return report(
        body=RICH,
        findings=(values.Finding(text=RICH), values.Finding(text="<p>Til slutt.</p>", heading="Under en tittel")),
        key_figures=(
            values.KeyFigure(value=Decimal("40"), statement="mener det går bra"),
            values.KeyFigure(value=Decimal("12000"), unit="kroner", statement="fikk hver", group="Penger"),
        ),
        facts=(values.Fact(label="Antall respondenter", value="2 968"),),
        documents=(
            values.Document(title="Rapporten", size=2_000_000, pages=48, url="https://imdi.no/rapport.pdf"),
            values.Document(title="Et vedlegg", kind="vedlegg"),
        ),
        contributions=(values.Contribution(organisation="NOVA", role="utfører"),),
        **fields,
    )
