"""The page cache in front of an application: exact by the stamp, bounded by bytes, silent where a session is."""

import gzip

import pytest

from reports.pagecache import STAMP, PageCache

PUBLIC = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "public, no-cache"), ("ETag", 'W/"x"')]


class Site:
    """An application that counts its answers, and a stamp that can be moved."""

    def __init__(self, **kept):
        self.stamp, self.made, self.status, self.headers = 1, 0, "200 OK", list(PUBLIC)
        self.while_making = lambda: None
        self.cache = PageCache(self, read_stamp=lambda: self.stamp, session_cookie="sessionid", **kept)

    def __call__(self, environ, start_response):
        self.made += 1
        body = f"side {environ['PATH_INFO']} ved {environ.get(STAMP, self.stamp)} ".encode() * 60
        self.while_making()
        start_response(self.status, self.headers)
        return [body]

    def get(self, path="/", query="", method="GET", **headers):
        answer = {}
        environ = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": "fou"}
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}

        def start_response(status, given):
            answer.update(status=status, headers=dict(given))

        return b"".join(self.cache(environ, start_response)), answer["status"], answer["headers"]


@pytest.fixture
def site():
    return Site()


def test_a_page_is_made_once_and_again_when_the_stamp_has_moved(site):
    first, *_ = site.get()
    assert site.get()[0] == first
    assert site.made == 1
    site.stamp = 2
    assert b"ved 2" in site.get()[0]
    assert site.made == 2


def test_it_goes_out_compressed_or_plain_as_the_visitor_can_take_it(site):
    plain, _, headers = site.get()
    assert headers["Content-Length"] == str(len(plain))
    small, _, headers = site.get(accept_encoding="br, gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small) == plain
    assert len(small) < len(plain) / 5
    assert site.made == 1


def test_a_visitor_who_has_the_page_gets_304_from_the_cache(site):
    _, _, headers = site.get()
    body, status, again = site.get(if_none_match=f'"y", {headers["ETag"]}')
    assert (body, status, again["ETag"]) == (b"", "304 Not Modified", headers["ETag"])
    assert site.made == 1


def test_head_gets_the_same_headers_and_no_body(site):
    body, status, headers = site.get(method="HEAD")
    assert (body, status) == (b"", "200 OK")
    assert int(headers["Content-Length"]) == len(site.get()[0])


def test_the_same_choice_is_the_same_page_whatever_its_order_and_trackers(site):
    site.get("/rapporter/", "emne=tolk&aar=2020&utm_source=nyhetsbrev&q=")
    site.get("/rapporter/", "aar=2020&emne=tolk&fbclid=abc")
    assert site.made == 1
    site.get("/rapporter/", "aar=2020&emne=helse")
    assert site.made == 2


@pytest.mark.parametrize(
    "headers",
    [{"cookie": "sessionid=abc"}, {"cookie": "a=b; sessionid=x"}, {"authorization": "Basic x"}, {"range": "bytes=0-"}],
)
def test_a_request_with_a_session_never_touches_it(site, headers):
    site.get(**headers)
    site.get(**headers)
    assert site.made == 2
    site.get()
    assert site.made == 3


@pytest.mark.parametrize("path", ["/admin/", "/static/x.css", "/healthz"])
def test_addresses_that_are_not_pages_pass_through(site, path):
    site.get(path)
    site.get(path)
    assert site.made == 2


@pytest.mark.parametrize(
    ("status", "header"),
    [
        ("404 Not Found", None),
        ("200 OK", ("Set-Cookie", "a=b")),
        ("200 OK", ("Cache-Control", "private")),
        ("410 Gone", None),
    ],
)
def test_only_whole_public_pages_are_kept(site, status, header):
    site.status, site.headers = status, [*PUBLIC, *([header] if header else [])]
    assert site.get()[1] == status
    site.get()
    assert site.made == 2


def test_other_methods_pass_through(site):
    site.get(method="POST")
    site.get(method="POST")
    assert site.made == 2


def test_it_keeps_no_more_bytes_than_it_may():
    site = Site(kept_bytes=10_000)
    for number in range(30):
        site.get(f"/{number}/")
    assert site.cache.bytes <= 10_000
    assert 1 <= len(site.cache.pages) < 30
    made = site.made
    site.get("/29/")
    assert site.made == made
    site.get("/0/")
    assert site.made == made + 1


def test_a_page_made_while_something_was_published_is_made_again(site):
    def publish():
        site.while_making = lambda: None
        site.stamp = 2

    site.while_making = publish
    assert b"ved 2" in site.get()[0]
    assert site.made == 2
    assert b"ved 2" in site.get()[0]
    assert site.made == 2


def test_under_unbroken_publishing_a_page_is_given_but_not_kept(site):
    def publish():
        site.stamp += 1

    site.while_making = publish
    assert site.get()[1] == "200 OK"
    made = site.made
    site.get()
    assert site.made > made


def test_a_page_made_before_the_last_of_many_publishes_is_never_kept(site):
    left = [1, 1, 1]

    def publish():
        if left:
            site.stamp += left.pop()

    site.while_making = publish
    site.get()
    assert f"ved {site.stamp}".encode() in site.get()[0]


def test_what_is_streamed_passes_as_it_was_asked_for_and_is_not_kept(site):
    class Streamed(list):
        streaming = True

    class Long:
        asked = []

        def __call__(self, environ, start_response):
            self.asked.append(environ.get("HTTP_IF_NONE_MATCH"))
            start_response("200 OK", list(PUBLIC))
            return Streamed([b"rad\n"] * 3)

    site.cache.application = Long()
    assert site.get(if_none_match='W/"y"')[0] == b"rad\n" * 3
    assert Long.asked == [None, 'W/"y"']
    assert site.cache.bytes == 0
