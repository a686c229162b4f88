"""The same for machines: a report as JSON-LD."""

import json
from urllib.parse import urljoin

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from ..models import Publication
from .addresses import address
from .publications import identifier_name, with_role
from .typography import NO_BREAK, size

register = template.Library()

# As json_script of Django does it: nothing in the data can end the script element.
_SCRIPT_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


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
        home = address(reverse("series", args=[series["slug"]]))
        whole.append({"@type": "CreativeWorkSeries", "name": series["name"], "url": home})
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
        "encoding": [_encoding(document) for document in publication.shown_documents if document["address"]],
    }
    return {name: value for name, value in known.items() if value}


def _organisation(label: dict) -> dict:
    return {
        "@type": "Organization",
        "name": label["name"],
        "url": address(reverse("organisation", args=[label["slug"]])),
    }


def _identifier(entry: dict) -> dict:
    return {"@type": "PropertyValue", "propertyID": identifier_name(entry["type"]), "value": entry["value"]}


def _encoding(document: dict) -> dict:
    where = urljoin(settings.FOU_URL, document["address"])
    known = {"@type": "MediaObject", "name": document["title"], "contentUrl": where}
    return known | ({"contentSize": size(document["size"]).replace(NO_BREAK, " ")} if document["size"] else {})
