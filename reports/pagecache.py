"""Finished public pages, kept in front of Django and as fresh as the stamp.

A WSGI application around another. For each request it may answer, it reads the stamp (one SELECT); a moved stamp drops
every page. It keeps what says "public, no-cache" with status 200, compressed where that is worth it (the few visitors
who can't read that get it unpacked, which costs less than keeping both), up to a number of bytes, and only when the
stamp stood still while the page was made: then no page mixes two states, and none is served after the commit that
changed it, by any process. A request with a session or an Authorization header passes untouched.
"""

import gzip
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from .querystrings import canonical

KEPT_BYTES = 24_000_000
LARGEST_PAGE = 2_000_000
SMALLEST_TO_COMPRESS = 500
_TRIES = 3  # to make a page while nothing is published
STAMP = "fou.stamp"  # where the view finds the stamp that was read for it
_COMPRESSED = {
    *("text/html", "text/plain", "text/css", "text/csv", "image/svg+xml"),
    *("application/xml", "application/atom+xml", "application/json", "application/manifest+json"),
}


@dataclass(frozen=True, slots=True)
class Page:
    headers: list[tuple[str, str]]
    etag: str
    body: bytes
    compressed: bool

    @property
    def size(self) -> int:
        """Bytes kept, with what the headers and the key take."""
        return len(self.body) + 2_500


class PageCache:
    """`read_stamp` gives the stamp as it is in the database now; `session_cookie` is the name that marks an editor."""

    def __init__(self, application, *, read_stamp: Callable[[], int], session_cookie: str, kept_bytes=KEPT_BYTES):
        self.application = application
        self.read_stamp = read_stamp
        self.session_cookie = session_cookie
        self.kept_bytes = kept_bytes
        self.pages: OrderedDict[tuple, Page] = OrderedDict()
        self.bytes = 0
        self.stamp = -1
        self.lock = threading.Lock()

    def __call__(self, environ, start_response):
        if not self._may_answer(environ):
            return self.application(environ, start_response)
        key = _key(environ)
        stamp = self.read_stamp()
        page = self._kept(key, stamp) or self._make(environ, start_response, key, stamp)
        return _answer(page, environ, start_response) if isinstance(page, Page) else page

    def _may_answer(self, environ) -> bool:
        path = environ.get("PATH_INFO", "")
        return (
            environ["REQUEST_METHOD"] in {"GET", "HEAD"}
            and not path.startswith(("/admin/", "/static/", "/dokumenter/", "/healthz"))
            and "HTTP_AUTHORIZATION" not in environ
            and "HTTP_RANGE" not in environ
            and not _has_cookie(environ.get("HTTP_COOKIE", ""), self.session_cookie)
        )

    def _kept(self, key: tuple, stamp: int) -> Page | None:
        with self.lock:
            self._drop_unless(stamp)
            page = self.pages.get(key)
            if page:
                self.pages.move_to_end(key)
            return page

    def _drop_unless(self, stamp: int) -> None:
        if stamp != self.stamp:
            self.pages.clear()
            self.bytes, self.stamp = 0, stamp

    def _make(self, environ, start_response, key: tuple, stamp: int):
        """The page, kept if it may be; or the application's answer as it is."""
        for _ in range(_TRIES):
            whole = {**environ, "REQUEST_METHOD": "GET", STAMP: stamp}
            whole.pop("HTTP_IF_NONE_MATCH", None)
            status, headers, body = _run(self.application, whole)
            made_under, stamp = stamp, self.read_stamp()
            if made_under == stamp:
                break
        page = _page(status, headers, body)
        if page is None:
            start_response(status, headers)
            return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]
        if made_under == stamp and page.size <= LARGEST_PAGE:
            self._keep(key, stamp, page)
        return page

    def _keep(self, key: tuple, stamp: int, page: Page) -> None:
        with self.lock:
            self._drop_unless(stamp)
            if key not in self.pages:
                self.pages[key] = page
                self.bytes += page.size
            while self.bytes > self.kept_bytes:
                _, oldest = self.pages.popitem(last=False)
                self.bytes -= oldest.size


def _key(environ) -> tuple:
    host = environ.get("HTTP_HOST", "")
    scheme = environ.get("HTTP_X_FORWARDED_PROTO", environ.get("wsgi.url_scheme", ""))
    return scheme, host, environ.get("PATH_INFO", ""), canonical(environ.get("QUERY_STRING", ""))


def _has_cookie(header: str, name: str) -> bool:
    if name not in header:
        return False
    try:
        return name in SimpleCookie(header)
    except CookieError:
        return True


def _run(application, environ) -> tuple[str, list[tuple[str, str]], bytes]:
    begun = []
    result = application(environ, lambda status, headers, exc_info=None: begun.append((status, headers)))
    try:
        body = b"".join(result)
    finally:
        if hasattr(result, "close"):
            result.close()
    status, headers = begun[-1]
    return status, headers, body


def _page(status: str, headers: list[tuple[str, str]], body: bytes) -> Page | None:
    named = {name.lower(): value for name, value in headers}
    if not status.startswith("200") or named.get("cache-control") != "public, no-cache" or "set-cookie" in named:
        return None
    kept = [(n, v) for n, v in headers if n.lower() not in {"content-length", "etag"}]
    kind = named.get("content-type", "").partition(";")[0]
    worth_it = kind in _COMPRESSED and len(body) >= SMALLEST_TO_COMPRESS
    return Page(kept, named["etag"], gzip.compress(body, 6, mtime=0) if worth_it else body, worth_it)


def _answer(page: Page, environ, start_response):
    etag = [("ETag", page.etag)]
    if page.etag in (known.strip() for known in environ.get("HTTP_IF_NONE_MATCH", "").split(",")):
        start_response("304 Not Modified", [h for h in page.headers if h[0].lower() != "content-type"] + etag)
        return [b""]
    body, encoding = page.body, []
    if page.compressed and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        encoding = [("Content-Encoding", "gzip")]
    elif page.compressed:
        body = gzip.decompress(body)
    start_response("200 OK", [*page.headers, *etag, *encoding, ("Content-Length", str(len(body)))])
    return [b"" if environ["REQUEST_METHOD"] == "HEAD" else body]
