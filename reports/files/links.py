"""Asks outside addresses whether they still answer, politely: few at a time, one at a time of each host, with a pause.

No address inside our own network is asked, whatever a name or a redirect says: requests-hardened resolves the name,
refuses private addresses and connects to the very address it looked at. Nothing is downloaded but the head.
"""

import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import zip_longest
from urllib.parse import urljoin, urlsplit

import requests
from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils.translation import gettext_noop as _noop
from requests_hardened import Config, Manager
from requests_hardened.ip_filter import InvalidIPAddress

from .. import log
from ..models import LinkCheck
from .deadline import Deadline
from .linkuses import outside_links
from .shown import settle_files

AT_ONCE = 4
SECONDS_TO_CONNECT, SECONDS_TO_READ = 5, 15
SECONDS_IN_ALL = 30  # for one address, wherever it leads
MOST_REDIRECTS = 5
FRESH = timedelta(hours=12)  # what was asked later than this is not asked again: a check that stopped is taken up
_GONE = {404, 410}
_NO_HEAD = {400, 403, 405, 501}  # servers that refuse to tell without sending
_FOR_GOOD = {301, 308}
ANSWERED = _noop("Tjeneren svarte %d.")  # what is kept is bokmål; the desk says it in the editor's language
State = LinkCheck.State


@dataclass(frozen=True, slots=True)
class Found:
    state: str
    status: int | None = None
    message: str = ""
    moved_to: str = ""
    print: str = ""


def asker(*, own_machine: bool = False) -> Manager:
    """`own_machine` lets addresses of this machine through, for tests."""
    name = f"FoU-oversikten lenkesjekk (+{settings.FOU_URL}/om/)"
    return Manager(
        Config(
            ip_filter_enable=True,
            ip_filter_allow_loopback_ips=own_machine,
            never_redirect=True,
            default_timeout=(SECONDS_TO_CONNECT, SECONDS_TO_READ),
            user_agent_override=name,
        )
    )


def check_links(
    *,
    now: datetime,
    actor: AbstractUser | None = None,
    progress=lambda done, total, text="": None,
    urls: Iterable[str] | None = None,
    manager: Manager | None = None,
    pause: float = 1.0,
) -> dict[str, int]:
    """Asks the given addresses, or all that were not asked lately; each answer is kept as it comes.

    `pause` is seconds between two questions to one host. Returns how many are in each state.
    """
    wanted = list(urls) if urls is not None else _due(now)
    _forget_unused()
    manager, hosts = manager or asker(), _Hosts(pause)
    question = partial(ask, manager=manager)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        asked = {pool.submit(hosts.in_turn, url, question): url for url in _taking_turns(wanted)}
        try:
            for done, future in enumerate(as_completed(asked), start=1):
                keep(url=asked[future], found=future.result(), now=now)
                progress(done, len(wanted), _host(asked[future]))
        finally:
            pool.shutdown(cancel_futures=True)  # stopped half-way, nobody waits for what has not been asked
            settle_files(now=now)
    states = LinkCheck.objects.filter(url__in=wanted).values_list("state", flat=True)
    return {state: list(states).count(state) for state in State.values}


def _due(now: datetime) -> list[str]:
    fresh = set(LinkCheck.objects.filter(checked_at__gt=now - FRESH).values_list("url", flat=True))
    return sorted(url for url in outside_links() if url not in fresh)


def take_up_new(*, now: datetime) -> None:
    """Addresses that have come since anybody asked get a row that says so; those that went again before that lose it.

    A verb of the worker's rounds.
    """
    used = outside_links()
    rows = {check.url: check for check in LinkCheck.objects.only("url", "state")}
    gone = [check.pk for url, check in rows.items() if check.state == State.NEW and url not in used]
    LinkCheck.objects.filter(pk__in=gone).delete()
    new = (LinkCheck(url=url, state=State.NEW) for url in used if url not in rows)
    LinkCheck.objects.bulk_create(new, ignore_conflicts=True)


def _forget_unused() -> None:
    LinkCheck.objects.exclude(url__in=list(outside_links())).delete()


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc
    except ValueError:
        return ""


def _taking_turns(urls: Iterable[str]) -> Iterator[str]:
    """One of each host, then the next of each: a host with many addresses holds up no other."""
    by_host: dict[str, list[str]] = {}
    for url in urls:
        by_host.setdefault(_host(url), []).append(url)
    yield from (url for turn in zip_longest(*by_host.values()) for url in turn if url is not None)


class _Hosts:
    """One question at a time for each host, and a pause after it."""

    def __init__(self, pause: float):
        self.pause, self.locks, self.guard = pause, {}, threading.Lock()

    def in_turn(self, url: str, question):
        with self.guard:
            lock = self.locks.setdefault(_host(url), threading.Lock())
        with lock:
            answer = question(url)
            time.sleep(self.pause)
        return answer


def ask(url: str, *, manager: Manager) -> Found:
    """What the address answers, after up to five redirects; never raises."""
    at, for_good, deadline = url, True, None
    try:
        with manager.get_session() as session, Deadline(session, seconds=SECONDS_IN_ALL) as deadline:
            for _ in range(MOST_REDIRECTS + 1):
                answer = _head(session, at)
                if deadline.passed:  # headers that were cut off look as if they had ended
                    raise requests.exceptions.Timeout
                if not answer.is_redirect:
                    return _judge(url, at, for_good, answer)
                for_good = for_good and answer.status_code in _FOR_GOOD
                at = urljoin(at, answer.headers["Location"])
                if not at.startswith(("http://", "https://")):
                    return Found(State.MISSING, answer.status_code, _noop("Leder til noe som ikke er en nettadresse."))
        return Found(State.MISSING, answer.status_code, _noop("Leder videre i ring."))
    except InvalidIPAddress:
        return Found(State.REFUSED, message=_noop("Adressen er på et lukket nett, og blir ikke spurt."))
    except requests.exceptions.SSLError:
        return Found(State.SILENT, message=_noop("Tjenerens sertifikat er ikke gyldig."))
    except requests.exceptions.Timeout:
        return Found(State.SILENT, message=_noop("Fikk ikke svar i tide."))
    except (requests.RequestException, ValueError, OSError):
        if deadline and deadline.passed:
            return Found(State.SILENT, message=_noop("Fikk ikke svar i tide."))
        return Found(State.SILENT, message=_noop("Fikk ikke kontakt med tjeneren."))


def _head(session, url: str) -> requests.Response:
    answer = session.request("HEAD", url)
    if answer.status_code not in _NO_HEAD:
        return answer
    with session.request("GET", url, stream=True) as answer:
        return answer


def _judge(url: str, at: str, for_good: bool, answer: requests.Response) -> Found:
    status = answer.status_code
    if status in _GONE:
        return Found(State.MISSING, status, _noop("Siden finnes ikke lenger."))
    if status >= 400:
        return Found(State.SILENT, status, ANSWERED % status)
    headers = answer.headers
    content = " ".join(headers.get(name, "") for name in ("ETag", "Last-Modified", "Content-Length")).strip()[:200]
    if at != url and for_good:
        return Found(State.MOVED, status, _noop("Flyttet for godt."), at[:1000], content)
    return Found(State.OK, status, print=content)


def keep(*, url: str, found: Found, now: datetime) -> LinkCheck:
    """A file that has another content than when it was last good is "endret", until an editor has looked at it."""
    before = LinkCheck.objects.filter(url=url).first()
    state, message = found.state, found.message
    is_file = url.partition("?")[0].lower().endswith((".pdf", ".docx", ".xlsx"))
    if state == State.OK and is_file and before and before.print and found.print and before.print != found.print:
        state, message = State.CHANGED, _noop("Filen er en annen enn sist den ble sett.")
    good = state in {State.OK, State.MOVED}
    mute = state == State.SILENT and (found.status is None or found.status >= 500)  # 403 may be for us alone
    return LinkCheck.objects.update_or_create(
        url=url,
        defaults={
            "state": state,
            "status": found.status,
            "message": message,
            "moved_to": found.moved_to,
            "print": found.print if good else (before.print if before else ""),
            "silences": (before.silences if before else 0) + 1 if mute else 0,
            "checked_at": now,
            "good_at": now if good else (before.good_at if before else None),
        },
    )[0]


@transaction.atomic
def accept(*, check: LinkCheck, actor: AbstractUser, now: datetime) -> None:
    """The editor has looked at a file that had changed: as it is now, it is right. The next check starts from it."""
    LinkCheck.objects.filter(pk=check.pk).update(state=State.OK, message="", print="", good_at=now)
    log.note(actor, log.Did.ACCEPTED, check, now=now)
