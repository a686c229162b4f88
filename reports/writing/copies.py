"""Kept copies of PDFs that lie outside, so that readers still have them when the source is gone.

Fetched as files/links.py asks: never from private addresses, few redirects, with limits of time and size.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from urllib.parse import unquote, urljoin, urlsplit

import requests
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils.translation import gettext as _
from requests_hardened import Manager
from requests_hardened.ip_filter import InvalidIPAddress

from ..files.deadline import Deadline
from ..files.kept import LARGEST, FileRefused, KeptFile, keep_file, pages_of
from ..files.links import MOST_REDIRECTS, asker
from ..jobs import JobFailed
from ..models import Document, FileCopy
from ..publishing.approval import mark_changed

SECONDS = 180  # for one file
_PIECE = 64_000  # bytes


def without_copy(documents=None):
    """Documents that have an address outside and no file of ours."""
    documents = Document.objects.all() if documents is None else documents
    return documents.filter(sha256="", url__startswith="http")


def keep_copies(
    *,
    documents: Iterable[int],
    actor: AbstractUser,
    now: datetime,
    progress=lambda done, total, text="": None,
    manager: Manager | None = None,
) -> dict[str, int]:
    """Keeps a copy of each document's file, by their keys. Raises JobFailed with a sentence for each that was not kept;
    the others are kept all the same."""
    wanted = list(without_copy(Document.objects.filter(pk__in=list(documents))).select_related("report").order_by("pk"))
    refused, manager = [], manager or asker()
    for done, document in enumerate(wanted):
        progress(done, len(wanted), document.title)
        try:
            file = _fetch(document.url, manager)
            _take(document, file, pages_of(file.sha256), actor=actor, now=now)
        except FileRefused as why:
            refused.append(f"«{document.title[:120]}»: {why}")
    progress(len(wanted), len(wanted))
    kept = len(wanted) - len(refused)
    if refused:
        counted = _("%(kept)d av %(all)d filer er tatt vare på.") % {"kept": kept, "all": len(wanted)}
        raise JobFailed(f"{counted} {' '.join(refused)}")
    return {"kept": kept}


@transaction.atomic
def _take(document: Document, file: KeptFile, pages: int, *, actor: AbstractUser, now: datetime) -> None:
    """One that got a file or another address meanwhile is left as it is."""
    of_file = {"sha256": file.sha256, "file_name": file.name, "size": file.size, "pages": pages, "format": "PDF"}
    if Document.objects.filter(pk=document.pk, url=document.url, sha256="").update(**of_file):
        FileCopy.objects.get_or_create(url=document.url, sha256=file.sha256, defaults={"taken_at": now})
        mark_changed(reports=[document.report], actor=actor, now=now)


def _fetch(url: str, manager: Manager) -> KeptFile:
    """Raises FileRefused."""
    deadline = None
    try:
        with (
            manager.get_session() as session,
            Deadline(session, seconds=SECONDS) as deadline,
            _answer(session, url) as answer,
        ):
            if answer.status_code != 200:
                raise FileRefused(_("Adressen svarte med %d, ikke med en fil.") % answer.status_code)
            return keep_file(chunks=_pieces(answer, deadline), name=_name(answer.url or url))
    except InvalidIPAddress:
        raise FileRefused(_("Adressen er på et lukket nett, og blir ikke spurt.")) from None
    except (requests.RequestException, ValueError, OSError):
        if deadline and deadline.passed:
            raise _too_slow() from None
        raise FileRefused(_("Fikk ikke hentet filen. Prøv igjen senere, eller last den ned og legg den inn.")) from None


def _answer(session, url: str) -> requests.Response:
    for _number in range(MOST_REDIRECTS + 1):
        answer = session.request("GET", url, stream=True)
        if not answer.is_redirect:
            return answer
        answer.close()
        url = urljoin(url, answer.headers["Location"])
        if not url.startswith(("http://", "https://")):
            break
    raise FileRefused(_("Adressen leder ikke til en fil."))


def _pieces(answer: requests.Response, deadline: Deadline) -> Iterator[bytes]:
    """One that was cut off ends as a whole one does, where nobody has said how long it is."""
    if int(answer.headers.get("Content-Length") or 0) > LARGEST:
        raise FileRefused(_("Filen er større enn %s MB.") % (LARGEST // 1_000_000))
    yield from answer.iter_content(_PIECE)
    if deadline.passed:
        raise _too_slow()


def _too_slow() -> FileRefused:
    return FileRefused(_("Filen kom for langsomt. Last den ned selv, og legg den inn."))


def _name(url: str) -> str:
    """What the file is called where it lies."""
    name = unquote(urlsplit(url).path).rpartition("/")[2].strip()
    return name if name.lower().endswith(".pdf") and name.isprintable() else "kopi.pdf"
