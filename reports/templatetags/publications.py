"""What the pages say of a publication: who made it, what it holds, what a document is."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..languages import dated, shown
from ..manuscript.dates import PartialDate
from ..manuscript.values import IDENTIFIER_TYPES
from ..models import Publication
from .typography import language_name, number, size

register = template.Library()


@register.filter
def with_role(publication: Publication, role: str) -> list[dict]:
    """The labels of the organisations that had the role ("utfører", "oppdragsgiver", "datainnsamler")."""
    return [entry for entry in publication.labels.get("organisations", []) if entry["role"] == role]


@register.filter
def responsible(publication: Publication) -> str:
    """Names of those who made the report; of those who asked for it where the makers are not known."""
    makers = with_role(publication, "utfører") or with_role(publication, "oppdragsgiver")
    return joined([maker["name"] for maker in makers])


@register.filter
def roles_of(publication: Publication, organisation) -> str:
    return joined(
        [
            shown(entry["role"])
            for entry in publication.labels.get("organisations", [])
            if entry["slug"] == organisation.slug
        ]
    )


@register.filter
def joined(names: list[str]) -> str:
    """ "A", "A og B", "A, B og C"."""
    *first, last = names or [""]
    return _("%(first)s og %(last)s") % {"first": ", ".join(first), "last": last} if first else last


@register.filter
def grouped(items: list[dict], key: str) -> list[dict]:
    """Neighbours with the same `key` together, each with its number in the whole list: {"title", "items": [(1, …)]}."""
    groups = []
    for place, item in enumerate(items, start=1):
        if not groups or groups[-1]["title"] != item[key]:
            groups.append({"title": item[key], "items": []})
        groups[-1]["items"].append((place, item))
    return groups


@register.filter
def note_date(note: dict) -> PartialDate:
    return PartialDate.from_iso(note["date"])


@register.filter
def identifier_name(kind: str) -> str:
    return shown(IDENTIFIER_TYPES.get(kind, kind))


@register.filter
def stands_in(document: dict) -> str:
    """Why a visitor gets our copy of a file that lies outside, and how old it is."""
    taken = PartialDate.from_iso(document["copy"]["taken"])
    if document["copy"]["gone"] == "missing":
        return _("kopi tatt %(date)s; kilden finnes ikke lenger") % {"date": dated(taken)}
    return _("kopi tatt %(date)s; kilden svarer ikke") % {"date": dated(taken)}


@register.filter
def particulars(document: dict) -> str:
    """What is known of a file: "PDF, 2 MB, 48 sider, bokmål"."""
    known = [document["format"]]
    if document["size"]:
        known.append(size(document["size"]))
    if document["pages"]:
        known.append(counted_pages(document["pages"]))
    return ", ".join([*known, language_name(document["language"])])


def counted_pages(count: int) -> str:
    return ngettext("%(n)s side", "%(n)s sider", count) % {"n": number(count)}


@register.filter
def counted_reports(count: int) -> str:
    return ngettext("%(n)s rapport", "%(n)s rapporter", count) % {"n": number(count)}


@register.filter
def counted_findings(count: int) -> str:
    return ngettext("%(n)s funn", "%(n)s funn", count) % {"n": number(count)}


@register.filter
def counted_key_figures(count: int) -> str:
    return ngettext("%(n)s nøkkeltall", "%(n)s nøkkeltall", count) % {"n": number(count)}


@register.filter
def counted_documents(count: int) -> str:
    return ngettext("%(n)s dokument", "%(n)s dokumenter", count) % {"n": number(count)}
