"""Where one is on the site, and the addresses that lists need."""

from django import template
from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ..languages import PARAMETER, known, with_language
from ..querystrings import canonical

register = template.Library()

SECTIONS = (
    ("reports", _("Rapporter")),
    ("findings", _("Funn")),
    ("tags", _("Emner")),
    ("organisations", _("Institusjoner")),
    ("all-series", _("Serier")),
    ("statistics", _("Statistikk")),
    ("about", _("Om")),
)


@register.inclusion_tag("parts/_navigation.html", takes_context=True)
def navigation(context) -> dict:
    """The main sections; `current` is the value of aria-current where one is in a section or on its page."""
    request = context.get("request")
    here = request.path if request else ""
    sections = [(reverse(name), label) for name, label in SECTIONS]
    return {"sections": [(path, label, _current(path, here)) for path, label in sections]}


def _current(path: str, here: str) -> str:
    return "page" if here == path else "true" if here.startswith(path) else ""


@register.simple_tag
def with_query(query: str, **changes) -> str:
    """A query string with parameters set, or taken away by None; begins with "?", or is "." when empty."""
    changed = QueryDict(query, mutable=True)
    for name, value in changes.items():
        changed.pop(name, None)
        if value is not None:
            changed[name] = str(value)
    return f"?{changed.urlencode()}" if changed else "."


@register.simple_tag
def feed_address(query: str) -> str:
    """The feed of the reports that a query string, or an address with one, asks for; in the feed's own order."""
    wanted = canonical(query.rpartition("?")[2], without=("side", "sorter"))
    return f"{reverse('reports-feed')}{f'?{wanted}' if wanted else ''}"


@register.filter
def pages_around(page) -> list:
    """The page numbers to show, with the paginator's ellipsis where some are left out."""
    return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))


@register.simple_tag
def address(path: str) -> str:
    """The whole public address of a path."""
    return f"{settings.FOU_URL}{path}"


@register.inclusion_tag("parts/_language_switch.html", takes_context=True)
def language_switch(context) -> dict:
    return {"languages": _languages(context)}


@register.inclusion_tag("parts/_language_links.html", takes_context=True)
def language_links(context) -> dict:
    """For search engines; the plain address, in bokmål, is the permanent one."""
    return {"languages": _languages(context)}


def _languages(context) -> list[dict]:
    """The page one is on, in each language: code, its own name, address, whole address and whether it is chosen."""
    request = context.get("request")
    if request is None:
        return []
    here, plain = request.path, canonical(request.META.get("QUERY_STRING", ""), without=(PARAMETER,))
    bare = f"{here}?{plain}" if plain else here
    found = []
    for code, name in known().items():
        address = bare if code == settings.LANGUAGE_CODE else with_language(bare, code)
        whole = f"{settings.FOU_URL}{address}"
        found.append({"code": code, "name": name, "address": address, "whole": whole, "chosen": code == get_language()})
    return found


@register.simple_tag
def locale() -> str:
    """As Open Graph names it."""
    return {"nb": "nb_NO", "nn": "nn_NO", "en": "en_GB"}[get_language()]
