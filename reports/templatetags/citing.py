"""How a report and a finding are cited: who, when, what, and the permanent address."""

from django import template
from django.utils.translation import gettext as _

from ..manuscript import richtext
from ..models import Publication
from .addresses import address
from .publications import joined, responsible

register = template.Library()

SITE = "FoU-oversikten"
# A quotation within the quotation.
_INNER_QUOTES = str.maketrans("«»", "‘’")


@register.filter
def source_line(publication: Publication) -> str:
    """Who, when and what, for a quotation: "Fafo (juni 2020): Tittel."."""
    return f"{_made_by(publication)} ({_when(publication)}): {_full_stop(publication.title)}".strip()


@register.filter
def citation(publication: Publication) -> str:
    who = _made_by(publication)
    what = f"{who} ({_when(publication)}). {_full_stop(publication.title)}".strip()
    where = _("Oppsummert i %(edition)s, %(site)s, IMDi.") % {
        "edition": publication.chapter.edition.title,
        "site": SITE,
    }
    return f"{what} {where} {address(publication.get_absolute_url())}"


@register.filter
def finding_citation(finding) -> str:
    """The finding's words, its source and its permanent address."""
    words = " ".join(richtext.plain(finding.text).split("\n")).translate(_INNER_QUOTES)
    return f"«{words}» {source_line(finding.publication)} {address(finding.get_absolute_url())}"


def _made_by(publication: Publication) -> str:
    authors = publication.manuscript["authors"] if publication.brings_manuscript else []
    return joined(authors) or responsible(publication)


def _when(publication: Publication) -> str:
    """A draft that is looked at may have no date yet: "u.å.", without year."""
    return str(publication.issued or _("u.å."))


def _full_stop(title: str) -> str:
    return title if title.endswith(("?", "!", ".")) else f"{title}."
