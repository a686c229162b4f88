"""The columns of spreadsheets of reports and of findings."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..manuscript import richtext
from ..manuscript.values import LANGUAGES
from .addresses import whole


@dataclass(frozen=True)
class Column:
    """`value` gives a text, an integer, a PartialDate or None of a row; `width` is in letters.

    `link` gives the address that the cell leads to where a cell can.
    """

    heading: Any
    value: Callable[[Any], object]
    width: int = 16
    link: Callable[[Any], str] | None = None


def _names(kind: str, role: str = "") -> Callable:
    """The names of a publication's labels, those with the role where one is given."""
    return lambda publication: "; ".join(
        label["name"] for label in publication.labels.get(kind, []) if not role or label["role"] == role
    )


_SOURCE = (
    Column(_("Utgitt"), lambda p: p.issued, 14),
    Column(_("Utgave"), lambda p: p.chapter.edition.year, 8),
    Column(_("Kapittel"), lambda p: p.chapter.title, 28),
    Column(_("Språk"), lambda p: LANGUAGES.get(p.language, p.language), 10),
    Column(_("Utført av"), _names("organisations", "utfører"), 32),
    Column(_("Oppdragsgiver"), _names("organisations", "oppdragsgiver"), 32),
    Column(_("Datainnsamling"), _names("organisations", "datainnsamler"), 20),
    Column(_("Emner"), _names("tags"), 32),
    Column(_("Serie"), lambda p: (p.labels.get("series") or {}).get("name"), 24),
)

REPORT = (
    Column(_("Tittel"), lambda p: p.title, 60, whole),
    *_SOURCE,
    Column(_("Ingress"), lambda p: p.lead, 60),
    Column(_("Funn"), lambda p: p.finding_count, 8),
    Column(_("Nøkkeltall"), lambda p: p.key_figure_count, 11),
    Column(_("Dokumenter"), lambda p: p.document_count, 12),
    Column(_("Adresse"), whole, 60),
)


def _of_report(column: Column) -> Column:
    return Column(column.heading, lambda finding: column.value(finding.publication), column.width)


FINDING = (
    Column(_("Funn"), lambda f: richtext.plain(f.text), 90, whole),
    Column(_("Under overskriften"), lambda f: f.heading, 24),
    Column(_("Nummer"), lambda f: f.position, 9),
    Column(_("Rapport"), lambda f: f.publication.title, 50),
    *(_of_report(column) for column in _SOURCE),
    Column(_("Adresse"), whole, 44),
    Column(_("Rapportens adresse"), lambda f: whole(f.publication), 60),
)
