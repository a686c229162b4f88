"""Made-up editions in the manner of the shipped one: the same every time, as many reports as wanted.

Texts are cut from the shipped edition's own words with made compounds strewn in, so that search, compression and page
sizes are those of real Norwegian. Plain Python on the manuscript's values; knows no database.
"""

import calendar
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import count, product
from random import Random

from reports.manuscript import richtext, values
from reports.manuscript.dates import PartialDate
from reports.manuscript.folder import read_folder
from reports.shipped import EDITIONS, SHIPPED_YEAR
from reports.text import slugify

from . import YEARS

FIRST_HALVES = (
    *("Bosettings", "Språk", "Arbeids", "Skole", "Helse", "Familie", "Kommune", "Flyktning", "Integrerings"),
    *("Kompetanse", "Nærmiljø", "Tolke"),
)
SECOND_HALVES = (
    *("arbeid", "tiltak", "forskning", "tilbud", "veiledning", "opplæring", "støtte", "tjenester", "mål", "ordninger"),
)
TAGS = tuple(map("".join, product(FIRST_HALVES, SECOND_HALVES)))
PLACES = ("Agder", "Innlandet", "Nordland", "Oslo", "Rogaland", "Troms", "Trøndelag", "Vestland")
KINDS_OF_INSTITUTION = (
    *("Høgskolen i", "Universitetet i", "Instituttet for arbeidsliv,", "Senteret for migrasjon,", "Velferdsforsk,"),
    *("Samfunnsanalyse", "Fylkesmannen i", "Kunnskapssenteret i", "Språkrådgivningen,", "Konsulentene"),
)
INSTITUTIONS = tuple(f"{kind} {place}" for kind, place in product(KINDS_OF_INSTITUTION, PLACES))
SERIES = tuple(f"{half}barometeret" for half in FIRST_HALVES)
CHAPTERS = (
    "Bosetting og tidlig innsats",
    "Kvalifisering og arbeidsliv",
    "Oppvekst og deltakelse",
    "Bedre offentlige tjenester",
    "Serier",
)
_ID_LETTERS = "23456789bcdfghjkmnpqrstvwxz"


def editions(reports: int) -> Iterator[values.Edition]:
    """The 25 years with `reports` reports among them; `reports` is a multiple of 25."""
    for year in YEARS:
        yield edition(year, reports // len(YEARS))


def edition(year: int, reports: int) -> values.Edition:
    random = Random(f"FoU {year}")  # noqa: S311  nothing secret: the same at every run is the point
    ids = _ids(year)
    shares = [reports // len(CHAPTERS) + (n < reports % len(CHAPTERS)) for n in range(len(CHAPTERS))]
    numbers = count(1)
    return values.Edition(
        year=year,
        title=f"FoU-prosjekter {year}",
        subtitle=f"Avsluttede forsknings- og utviklingsprosjekter i {year}",
        introduction=_paragraphs(random, 3),
        chapters=tuple(
            values.Chapter(
                number=place,
                title=title,
                slug=slugify(title),
                introduction=_paragraphs(random, 1),
                reports=tuple(_report(random, ids, year, next(numbers)) for _ in range(share)),
            )
            for place, (title, share) in enumerate(zip(CHAPTERS, shares, strict=True), start=1)
        ),
    )


def _report(random: Random, ids: Iterator[str], year: int, number: int) -> values.Report:
    title = _words(random, 4, 10).rstrip(".,;:")
    series = random.choice(SERIES) if random.random() < 0.15 else None
    return values.Report(
        id=next(ids),
        title=title,
        slug=f"{slugify(title)[:70].strip('-')}-{year}-{number}",
        language=random.choices(("nb", "nn", "en"), (75, 15, 10))[0],
        lead=" ".join(_sentence(random) for _ in range(random.randint(2, 3))),
        issued=_issued(random, year),
        authors=tuple(f"{random.choice('ABEGHIKLMNORST')}. {random.choice(PLACES)}sen" for _ in range(2)),
        identifiers=(values.Identifier(type="report_number", value=f"{year}:{number}"),),
        contributions=tuple(_contributions(random)),
        series=series,
        tags=tuple(sorted(_some(random, TAGS, random.randint(2, 5)))),
        facts=(values.Fact(label="Antall respondenter", value=str(random.randint(20, 4000))),),
        body=_paragraphs(random, 2),
        findings=tuple(_finding(random, next(ids)) for _ in range(random.randint(3, 12))),
        key_figures=tuple(_key_figure(random, next(ids), series) for _ in range(random.randint(0, 4))),
        documents=tuple(_document(random, next(ids), year, number) for _ in range(random.randint(1, 3))),
    )


def _issued(random: Random, year: int) -> PartialDate:
    """Two in three with the day, nearly all others with the month alone."""
    month, precision = random.randint(1, 12), random.random()
    if precision < 0.65:
        return PartialDate(year, month, random.randint(1, calendar.monthrange(year, month)[1]))
    return PartialDate(year, month) if precision < 0.95 else PartialDate(year)


def _contributions(random: Random) -> Iterator[values.Contribution]:
    roles = ("utfører", "oppdragsgiver", *(["datainnsamler"] if random.random() < 0.2 else []))
    for name, role in zip(_some(random, INSTITUTIONS, len(roles)), roles, strict=True):
        yield values.Contribution(organisation=name, role=role)


def _some(random: Random, names: tuple[str, ...], wanted: int) -> list[str]:
    """Different names, the first ones far more often than the last, as in life."""
    chosen: dict[str, None] = {}
    while len(chosen) < wanted:
        chosen[names[int(len(names) * random.random() ** 2)]] = None
    return list(chosen)


def _finding(random: Random, public_id: str) -> values.Finding:
    text = f"<p>{' '.join(_sentence(random) for _ in range(random.randint(1, 3)))}</p>"
    if random.random() < 0.15:
        text += f"<ul>{''.join(f'<li><p>{_sentence(random)}</p></li>' for _ in range(3))}</ul>"
    heading = random.choice(TAGS) if random.random() < 0.3 else ""
    return values.Finding(id=public_id, heading=heading, text=text)


def _key_figure(random: Random, public_id: str, series: str | None) -> values.KeyFigure:
    return values.KeyFigure(
        id=public_id,
        value=Decimal(random.randint(0, 1000)) / 10,
        statement=_words(random, 5, 12),
        measure=f"{slugify(series)}-{random.randint(1, 3)}" if series else None,
    )


def _document(random: Random, public_id: str, year: int, number: int) -> values.Document:
    return values.Document(
        id=public_id,
        title=_words(random, 2, 6).rstrip(".,;:"),
        kind=random.choice(values.DOCUMENT_KINDS),
        size=random.randint(50, 9000) * 1000 if random.random() < 0.9 else None,
        url=f"https://www.example.no/{year}/{number}-{public_id}.pdf" if random.random() < 0.7 else None,
        pages=random.randint(4, 240) if random.random() < 0.5 else None,
    )


def _paragraphs(random: Random, number: int) -> str:
    return "".join(f"<p>{' '.join(_sentence(random) for _ in range(random.randint(2, 4)))}</p>" for _ in range(number))


def _sentence(random: Random) -> str:
    compound = f"{random.choice(FIRST_HALVES).lower()}{random.choice(SECOND_HALVES)}"
    return f"{_words(random, 8, 18).rstrip('.,;:')} {compound}."


def _words(random: Random, least: int, most: int) -> str:
    """That many words in a row of the shipped edition, with a capital first."""
    words = _shipped_words()
    length = random.randint(least, most)
    start = random.randrange(len(words) - length)
    text = " ".join(words[start : start + length])
    return text[0].upper() + text[1:]


@cache
def _shipped_words() -> list[str]:
    reports = [r for chapter in read_folder(EDITIONS / str(SHIPPED_YEAR)).chapters for r in chapter.reports]
    texts = [text for r in reports for text in (r.lead, *(richtext.plain(f.text) for f in r.findings))]
    return [word for text in texts for word in text.split() if not set(word) & set("<>&")]


def _ids(year: int) -> Iterator[str]:
    """Public ids that no other year has: numbers in a row, spread by a factor that shares none with 27."""
    for number in count((year - YEARS[0]) * 1_000_000 + 1):
        spread = number * 7_777_777_771 % 27**8
        yield "".join(_ID_LETTERS[spread // 27**place % 27] for place in range(8))
