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
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from .models import EditorLanguage

PARAMETER = "sprak"
# The manuscript is plain Python and speaks bokmål; its fixed words are data there, and shown in the page's language.
_FIXED = (
    *(gettext_noop("bokmål"), gettext_noop("nynorsk"), gettext_noop("engelsk")),
    *(gettext_noop("utfører"), gettext_noop("oppdragsgiver"), gettext_noop("datainnsamler")),
    *(gettext_noop("rapport"), gettext_noop("delrapport"), gettext_noop("sammendrag")),
    *(gettext_noop("spørreskjema"), gettext_noop("vedlegg"), gettext_noop("Rapportnummer")),
)
_TAG = re.compile(r"<(?:a|form)\b[^>]*>")
_ADDRESS = re.compile(r'(\s(?:href|action|data-suggest|hx-get)=")([^"]*)"')


def shown(word: str) -> str:
    """A fixed word of the manuscript ("utfører", "bokmål") as the page's language says it; other words as they are."""
    return _(word) if word in _FIXED else word


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
