"""Samples for the style page: a real publication, and the edge cases that a design must bear."""

from copy import copy

from django.core.paginator import Page, Paginator

from ..browsing.filters import PAGE_SIZE
from ..browsing.statistics import Row, Statistic
from ..models import Publication

_LONG_TITLE = (
    "Introduksjonsprogramdeltakernes arbeidsmarkedstilknytning og kommunesammenslåingens betydning "
    "for bosettingsarbeidet: En forskningsbasert følgeevaluering av kvalifiseringstiltak "
    "for nyankomne flyktninger med særlige behov i distriktene"
)
_LONG_WORD = "Minoritetsrådgiverkompetanseutviklingsprosjektgjennomføringsplan"


def samples(publication: Publication) -> dict:
    """What the style page shows; every sample links to `publication`, so that no link on the page is dead."""
    return {
        "ordinary": publication,
        "long_title": _like(publication, title=_LONG_TITLE),
        "long_word": _like(publication, title=_LONG_WORD, lead=f"{_LONG_WORD} er et langt ord."),
        "bare": _like(publication, finding_count=0, key_figure_count=0, document_count=0, lead="", labels={}),
        "english": _like(publication, language="en", title="Evaluation of mentoring schemes", lead="Mentoring helps."),
        "figures": [_figure(40, "%"), _figure(3.5, "%"), _figure(100, "%"), _figure(12000, "kroner"), _figure(-2, "%")],
        "documents": list(_documents()),
        "facts": [{"label": "Antall respondenter", "value": "2 968"}, {"label": _LONG_WORD, "value": _LONG_WORD}],
        "statistics": [_over_years(), _of_names()],
        "page": _middle_page(),
        "choices": [
            {"label": "Emne", "value": "Bosetting", "without": ""},
            {"label": "Institusjon", "value": _LONG_WORD, "without": ""},
        ],
    }


def _like(publication: Publication, **changes) -> Publication:
    changed = copy(publication)
    for name, value in changes.items():
        setattr(changed, name, value)
    return changed


def _figure(value: float, unit: str) -> dict:
    return {"value": value, "unit": unit, "statement": "mener at bosettingen av flyktninger går bra", "group": "Gruppe"}


def _documents():
    known = {"title": "Sluttrapport", "format": "PDF", "size": 2_000_000, "pages": 48, "language": "nb"}
    known |= {"copy": None}  # without it a template would find the method of that name
    yield known | {"address": "https://www.imdi.no/"}
    yield known | {"address": "https://www.imdi.no/", "title": "Summary", "language": "en", "size": 845_000}
    yield known | {"address": "https://www.imdi.no/", "copy": {"taken": "2021-03-03", "gone": "silent"}}
    yield known | {"address": None}
    yield known | {"address": None, "title": _LONG_WORD, "size": None, "pages": None}


def _middle_page() -> Page:
    return Paginator(range(20 * PAGE_SIZE), PAGE_SIZE).page(7)


def _over_years() -> Statistic:
    """Two years apart, the last one under work."""
    years = ((2018, 1200), (2019, 0), (2022, 14))
    rows = tuple(Row((str(year),), value, str(year), str(year), year, "", year == 2022) for year, value in years)
    return Statistic("rapporter-per-ar", "Rapporter per år", ("Utgave", "Rapporter"), rows, 1214, over_time=True)


def _of_names() -> Statistic:
    names = (("Fafo", 12), (_LONG_WORD, 12), ("Integrerings- og mangfoldsdirektoratet i samarbeid med andre", 1))
    rows = tuple(Row((name,), value, name) for name, value in names)
    return Statistic("rapporter-per-institusjon", "Rapporter per institusjon", ("Utfører", "Rapporter"), rows, 24)
