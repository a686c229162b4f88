"""What the pages say of a publication: who made it, how to cite it, what a document is, and the same for machines."""

import json

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..manuscript import richtext
from ..manuscript.values import IDENTIFIER_TYPES
from ..models import Publication
from .typography import NO_BREAK, language_name, number, size

register = template.Library()

SITE = "FoU-oversikten"
# As json_script of Django does it: nothing in the data can end the script element.
_SCRIPT_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


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
        [entry["role"] for entry in publication.labels.get("organisations", []) if entry["slug"] == organisation.slug]
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
def identifier_name(kind: str) -> str:
    return IDENTIFIER_TYPES.get(kind, kind)


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


@register.filter
def source_line(publication: Publication) -> str:
    """Who, when and what, for a quotation: "Fafo (juni 2020): Tittel."."""
    return f"{_made_by(publication)} ({publication.issued}): {_full_stop(publication.title)}".strip()


@register.filter
def citation(publication: Publication) -> str:
    who = _made_by(publication)
    what = f"{who} ({publication.issued}). {_full_stop(publication.title)}".strip()
    where = _("Oppsummert i %(edition)s, %(site)s, IMDi.") % {
        "edition": publication.chapter.edition.title,
        "site": SITE,
    }
    return f"{what} {where} {address(publication.get_absolute_url())}"


@register.filter
def finding_citation(finding) -> str:
    """The finding's words, its source and its permanent address."""
    words = " ".join(richtext.plain(finding.text).split("\n"))
    return f"«{words.rstrip()}» {source_line(finding.publication)} {address(finding.get_absolute_url())}"


@register.simple_tag(name="address")
def address(path: str) -> str:
    """The whole public address of a path."""
    return f"{settings.FOU_URL}{path}"


def _made_by(publication: Publication) -> str:
    return joined(publication.manuscript["authors"]) if _has_authors(publication) else responsible(publication)


def _has_authors(publication: Publication) -> bool:
    """Lists and findings come without the manuscript; fetching it for a name would be a query a row."""
    return "manuscript" not in publication.get_deferred_fields() and bool(publication.manuscript["authors"])


def _full_stop(title: str) -> str:
    return title if title.endswith(("?", "!", ".")) else f"{title}."


@register.simple_tag
def structured_data(publication: Publication) -> SafeString:
    """The report as JSON-LD (schema.org Report), as a data block that the policy lets through."""
    text = json.dumps(report_data(publication), ensure_ascii=False, separators=(",", ":"))
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text.translate(_SCRIPT_ESCAPES)))


def report_data(publication: Publication) -> dict:
    """schema.org properties; what is not known is left out, never guessed."""
    manuscript, edition = publication.manuscript, publication.chapter.edition
    makers = [_organisation(label) for label in with_role(publication, "utfører")]
    series = publication.labels.get("series")
    whole = [{"@type": "PublicationIssue", "name": edition.title, "url": address(edition.get_absolute_url())}]
    if series:
        whole.append(
            {"@type": "CreativeWorkSeries", "name": series["name"], "url": address(f"/serier/{series['slug']}/")}
        )
    known = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": publication.title,
        "abstract": publication.lead,
        "datePublished": publication.issued.iso,
        "inLanguage": publication.language,
        "url": address(publication.get_absolute_url()),
        "author": [{"@type": "Person", "name": name} for name in manuscript["authors"]] or makers,
        "publisher": makers,
        "contributor": [_organisation(label) for label in with_role(publication, "datainnsamler")],
        "sourceOrganization": [_organisation(label) for label in with_role(publication, "oppdragsgiver")],
        "isPartOf": whole,
        "keywords": [tag["name"] for tag in publication.labels.get("tags", [])],
        "identifier": [_identifier(entry) for entry in manuscript["identifiers"]],
        "encoding": [_encoding(document) for document in manuscript["documents"] if document["url"]],
    }
    return {name: value for name, value in known.items() if value}


def _organisation(label: dict) -> dict:
    return {
        "@type": "Organization",
        "name": label["name"],
        "url": address(f"/institusjoner/{label['slug']}/"),
    }


def _identifier(entry: dict) -> dict:
    return {"@type": "PropertyValue", "propertyID": identifier_name(entry["type"]), "value": entry["value"]}


def _encoding(document: dict) -> dict:
    known = {"@type": "MediaObject", "name": document["title"], "contentUrl": document["url"]}
    return known | ({"contentSize": size(document["size"]).replace(NO_BREAK, " ")} if document["size"] else {})
