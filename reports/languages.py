"""The interface's language: which one a request asks for, and how its links keep asking.

A visitor chooses by `?sprak=` in the address, and nothing is stored: every link and form of the page says it again. An
editor chooses at the desk, and the choice is kept on the editor.
"""

import re
from html import escape, unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import transaction
from django.http import QueryDict
from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from .manuscript.dates import PartialDate
from .manuscript.said import Said
from .manuscript.typography import NO_BREAK
from .models import EditorLanguage
from .text import worded

PARAMETER = "sprak"
# The manuscript is plain Python and speaks bokmål; its fixed words are data there, and shown in the page's language.
_FIXED = (
    *(gettext_noop("bokmål"), gettext_noop("nynorsk"), gettext_noop("engelsk")),
    *(gettext_noop("utfører"), gettext_noop("oppdragsgiver"), gettext_noop("datainnsamler")),
    *(gettext_noop("rapport"), gettext_noop("delrapport"), gettext_noop("sammendrag")),
    *(gettext_noop("spørreskjema"), gettext_noop("vedlegg"), gettext_noop("Rapportnummer")),
    # What a comparison calls its places and what has become of them, and the kinds of notes of a reading.
    *(gettext_noop("ny"), gettext_noop("endret"), gettext_noop("fjernet"), gettext_noop("flyttet")),
    *(gettext_noop("uendret"), gettext_noop("finnes bare her"), gettext_noop("ja"), gettext_noop("nei")),
    *(gettext_noop("Tittel"), gettext_noop("Undertittel"), gettext_noop("Innledning"), gettext_noop("Ingress")),
    *(gettext_noop("Utgitt"), gettext_noop("Språk i teksten"), gettext_noop("Serie"), gettext_noop("Adresse")),
    *(gettext_noop("Institusjoner"), gettext_noop("Kilden nevner ingen utfører"), gettext_noop("Brødtekst")),
    *(gettext_noop("Fakta"), gettext_noop("Emner"), gettext_noop("Forfattere"), gettext_noop("Identifikatorer")),
    *(gettext_noop("Rapportens nettside"), gettext_noop("Funn"), gettext_noop("Nøkkeltall"), gettext_noop("Dokument")),
    *(gettext_noop("Funn: rekkefølgen"), gettext_noop("Nøkkeltall: rekkefølgen")),
    *(gettext_noop("Dokument: rekkefølgen"), gettext_noop("Farge"), gettext_noop("Forsidebilde")),
    *(gettext_noop("Kapitler"), gettext_noop("Kapittel"), gettext_noop("Plass"), gettext_noop("Nummer")),
    *(gettext_noop("merknad"), gettext_noop("spørsmål"), gettext_noop("forslag")),
)
_NOTES = (
    *(gettext_noop("Gjenopprettet fra versjon %s"), gettext_noop("Slått sammen med det en annen lagret imens")),
    *(gettext_noop("Fra et årlig dokument"), gettext_noop("Ny adresse: %s")),
    *(gettext_noop("Fra et regneark"), gettext_noop("Importen ble angret")),
    *(gettext_noop("Rapporten ble endret etter at den ble sendt."), gettext_noop("En nyere versjon ble godkjent.")),
    gettext_noop("Noe gikk galt hos oss. Planlegg den på nytt."),
)
_TAG = re.compile(r"<(?:a|form)\b[^>]*>")
_ADDRESS = re.compile(r'(\s(?:href|action|data-suggest|hx-get)=")([^"]*)"')


def shown(word: str) -> str:
    """What the manuscript says, as the page's language says it: a sentence, a fixed word ("utfører"), or one with a
    number ("Funn 3"). Other words are as they are.
    """
    if isinstance(word, Said):
        return worded(word)
    name, _space, number = word.rpartition(" ")
    if name in _FIXED and number.isdigit():
        return f"{_(name)} {number}"
    return _(word) if word in _FIXED else word


def dated(date: PartialDate) -> str:
    """What is known of a date, in the page's language; the two forms of Norwegian name the months alike."""
    if get_language() != "en":
        return str(date).replace(". ", f".{NO_BREAK}", 1)
    known = [str(date.day) if date.day else "", str(MONTHS[date.month]) if date.month else "", str(date.year)]
    return " ".join(part for part in known if part).replace(" ", NO_BREAK, 1 if date.day else 0)


def noted(text: str) -> str:
    """What a verb of ours noted in the history, in the page's language; what people wrote is as it is."""
    for note in _NOTES:
        begins, value, _rest = note.partition("%")
        if text == note or (value and text.startswith(begins)):
            return _(note) % text.removeprefix(begins) if value else _(note)
    return text


def known() -> dict[str, str]:
    """Codes with each language's own name."""
    return dict(settings.LANGUAGES)


def problem_with(query: QueryDict) -> str:
    """What is wrong with how an address asks for a language; nothing where it is right."""
    values = [value for value in query.getlist(PARAMETER) if value]
    if len(values) > 1:
        return _("«%(name)s» står %(n)d ganger i adressen. Bruk det én gang.") % {"name": PARAMETER, "n": len(values)}
    if values and values[0] not in known():
        return _("Vi har ikke språket «%(asked)s». Velg blant %(known)s.") % {
            "asked": values[0][:40],
            "known": ", ".join(known()),
        }
    return ""


def asked_for(query: QueryDict) -> str | None:
    """The language that an address asks for; None when it asks for none, or for one we do not have."""
    asked = query.get(PARAMETER)
    return asked if asked in known() else None


def language_of(user: AbstractBaseUser | AnonymousUser) -> str | None:
    if not user.is_authenticated:
        return None
    return EditorLanguage.objects.filter(editor=user).values_list("language", flat=True).first()


@transaction.atomic
def choose_language(*, language: str, actor: AbstractBaseUser) -> None:
    """Raises KeyError for a language that we do not have."""
    if language not in known():
        raise KeyError(language)
    EditorLanguage.objects.update_or_create(editor=actor, defaults={"language": language})


def carried(html: str, language: str) -> str:
    """A page whose links to other pages of the site, and whose search forms, ask for the language too.

    Links that name their own language (`hreflang`), files, and whole addresses, which are permanent and for everyone,
    stay as they are.
    """
    return _TAG.sub(lambda tag: _carrying(tag[0], language), html)


def _carrying(tag: str, language: str) -> str:
    if " hreflang=" in tag or 'method="post"' in tag:
        return tag
    if tag.startswith("<form"):
        return f'{tag}<input type="hidden" name="{PARAMETER}" value="{language}">'
    return _ADDRESS.sub(lambda found: f'{found[1]}{escape(with_language(unescape(found[2]), language))}"', tag)


def with_language(address: str, language: str) -> str:
    """An address of a page of ours, asking for a language; what leads elsewhere or names one already is unchanged."""
    parts = urlsplit(address)
    ours = not parts.scheme and not parts.netloc and (parts.path in {"", "."} or parts.path.endswith("/"))
    if not ours or address.startswith(("#", "/admin/", "/static/")):
        return address
    if f"{PARAMETER}=" in parts.query:
        return address
    query = f"{parts.query}&{PARAMETER}={language}" if parts.query else f"{PARAMETER}={language}"
    return parts._replace(query=query).geturl()
