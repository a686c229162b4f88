"""Suggestions for the search field, as JSON in words that can be shown and read aloud as they are."""

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from ..browsing.filters import typed_in
from ..languages import with_language
from ..search.suggesting import ORGANISATION, REPORT, TAG, Suggestion, suggestions_for
from . import errors
from .public import public


@public(parameters=None, refuse=errors.bad_query_data)
def suggestions(request: HttpRequest) -> JsonResponse:
    """{"said": "4 forslag …", "suggestions": [{"kind", "text", "about", "url"}]}; a word has no address of its own."""
    found = suggestions_for(typed_in(request.GET))
    data = {"said": _said(len(found)), "suggestions": [_shown(suggestion) for suggestion in found]}
    return JsonResponse(data, json_dumps_params={"ensure_ascii": False})


def _said(count: int) -> str:
    if not count:
        return _("Ingen forslag.")
    return ngettext("%(n)s forslag. Bruk piltastene.", "%(n)s forslag. Bruk piltastene.", count) % {"n": count}


def _shown(suggestion: Suggestion) -> dict:
    return {
        "kind": suggestion.kind,
        "text": suggestion.text,
        "about": ", ".join(part for part in (_kind(suggestion.kind), _counted(suggestion.reports)) if part),
        "url": _leading_to(suggestion.url),
    }


def _leading_to(url: str | None) -> str | None:
    """In the language of the page that asked; the plain address is bokmål."""
    language = get_language()
    return url if not url or language == settings.LANGUAGE_CODE else with_language(url, language)


def _kind(kind: str) -> str:
    return {TAG: _("Emne"), ORGANISATION: _("Institusjon"), REPORT: _("Rapport")}.get(kind, _("Søk"))


def _counted(reports: int | None) -> str:
    return ngettext("%(n)s rapport", "%(n)s rapporter", reports) % {"n": reports} if reports else ""
