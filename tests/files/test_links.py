"""Outside links, asked of servers on this machine."""

import socket
import threading
import time
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO

import pytest
from django.core.management import call_command

from reports import jobs
from reports.files import links
from reports.files.linkuses import outside_links
from reports.models import Job, LinkCheck, Organisation

pytestmark = pytest.mark.django_db


class _Answers(BaseHTTPRequestHandler):
    def do_HEAD(self):
        server = self.server
        server.asked.append((self.command, self.path))
        with server.lock:
            server.now += 1
            server.most = max(server.most, server.now)
        time.sleep(server.slowness)
        with server.lock:
            server.now -= 1
        status, headers = server.pages.get(self.path, (404, {}))
        if self.path == "/bare-get" and self.command == "HEAD":
            status = 405
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.asked, server.pages, server.lock, server.now, server.most, server.slowness = (
        [],
        {},
        threading.Lock(),
        0,
        0,
        0,
    )
    server.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def check(now):
    def run(*urls, at=now) -> list[LinkCheck]:
        links.check_links(urls=urls, now=at, manager=links.asker(own_machine=True), pause=0)
        return [LinkCheck.objects.filter(url=url).first() for url in urls]

    return run


@pytest.fixture
def written(make_report):
    """A report whose document, page and texts have these addresses, so that they are in use."""

    def write(*urls):
        report = make_report("Rapport med lenker")
        for position, url in enumerate(urls, start=1):
            report.documents.create(title=f"Vedlegg {position}", url=url, position=position)
        return report

    return write


# What is asked ------------------------------------------------------------------------------------
def test_every_address_of_the_desk_is_known_with_its_place(make_report):
    report = make_report(
        finding='<p>Se <a href="https://a.no/funn">her</a></p>',
        body='<p><a href="https://a.no/body">x</a> <a href="mailto:a@b.no">post</a></p>',
        source_url="https://a.no/side",
    )
    report.documents.create(title="R", url="https://a.no/r.pdf", position=1)
    Organisation.objects.create(name="Nytt institutt", url="https://a.no/inst")
    found = {
        url: [use.field for use in uses] for url, uses in outside_links().items() if url.startswith("https://a.no")
    }
    assert found == {
        "https://a.no/funn": ["findings"],
        "https://a.no/body": ["body"],
        "https://a.no/side": ["source_url"],
        "https://a.no/r.pdf": ["documents"],
        "https://a.no/inst": ["url"],
    }


# What is answered ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("pages", "path", "state", "status"),
    [
        ({"/a": (200, {})}, "/a", "ok", 200),
        ({"/bare-get": (200, {})}, "/bare-get", "ok", 200),
        ({}, "/borte", "missing", 404),
        ({"/a": (410, {})}, "/a", "missing", 410),
        ({"/a": (500, {})}, "/a", "silent", 500),
        ({"/a": (403, {})}, "/a", "silent", 403),
        ({"/a": (302, {"Location": "/b"}), "/b": (200, {})}, "/a", "ok", 200),
        ({"/a": (301, {"Location": "/b"}), "/b": (200, {})}, "/a", "moved", 200),
        ({"/a": (301, {"Location": "/b"}), "/b": (404, {})}, "/a", "missing", 404),
        ({"/a": (301, {"Location": "/a"})}, "/a", "missing", 301),
        ({"/a": (301, {"Location": "javascript:alert(1)"})}, "/a", "missing", 301),
    ],
)
def test_each_answer_is_understood(server, written, check, pages, path, state, status):
    server.pages = pages
    written(server.address + path)
    (found,) = check(server.address + path)
    assert (found.state, found.status) == (state, status)
    assert found.moved_to == (f"{server.address}/b" if state == "moved" else "")
    assert bool(found.message) == (state != "ok")


def test_a_server_that_is_gone_or_no_address_gives_a_sentence(written, check):
    urls = ["http://127.0.0.1:1/", "http://finnes-ikke.invalid/", "http://[::1", "http:///x"]
    written(*urls)
    for found in check(*urls):
        assert found.state == "silent", found.url
        assert found.message == "Fikk ikke kontakt med tjeneren."


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://10.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/", "http://localhost/"],
)
def test_addresses_inside_our_own_network_are_never_asked(written, now, url):
    written(url)
    links.check_links(urls=[url], now=now, pause=0)
    found = LinkCheck.objects.get(url=url)
    assert (found.state, found.status) == ("refused", None)


def test_a_redirect_does_not_lead_into_our_network(server, written, check):
    server.pages = {"/a": (302, {"Location": "http://10.0.0.1/"})}
    written(f"{server.address}/a")
    (found,) = check(f"{server.address}/a")
    assert found.state == "refused"


def test_a_name_is_looked_up_once_and_asked_where_it_was_looked_up(server, written, check, monkeypatch):
    """Else it could lead outside when it is looked at, and inside when it is asked (DNS rebinding)."""
    inside, look_up, asked = "10.0.0.1", socket.getaddrinfo, []

    def rebinding(host, *args, **kwargs):
        if host != "skifter.example":
            return look_up(host, *args, **kwargs)
        asked.append(host)
        return look_up("127.0.0.1" if len(asked) == 1 else inside, *args, **kwargs)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    server.pages = {"/a": (200, {})}
    address = f"{server.address.replace('127.0.0.1', 'skifter.example')}/a"
    written(address)
    assert check(address)[0].state == "ok"
    assert (asked, server.asked) == (["skifter.example"], [("HEAD", "/a")])
    assert check(address)[0].state == "refused"


def test_a_check_that_is_stopped_keeps_what_it_knows_and_waits_for_nothing_more(server, written, now):
    urls = [f"{server.address}/{number}" for number in range(60)]
    server.slowness = 0.05
    written(*urls)

    def stop(done, total, text=""):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        links.check_links(urls=urls, now=now, manager=links.asker(own_machine=True), pause=0, progress=stop)
    assert LinkCheck.objects.filter(url__in=urls).count() == 1
    assert len(server.asked) < 10


def test_the_last_good_date_stays_when_a_link_dies(server, written, check, now):
    url = f"{server.address}/a"
    written(url)
    server.pages = {"/a": (200, {})}
    check(url)
    server.pages = {}
    (found,) = check(url, at=now + timedelta(days=9))
    assert (found.state, found.good_at, found.checked_at) == ("missing", now, now + timedelta(days=9))


def test_a_file_that_is_another_than_before_says_so_until_an_editor_accepts_it(server, written, check, rita, now):
    url = f"{server.address}/r.pdf"
    written(url)
    server.pages = {"/r.pdf": (200, {"ETag": '"1"'})}
    assert [found.state for found in check(url)] == ["ok"]
    server.pages = {"/r.pdf": (200, {"ETag": '"2"'})}
    assert [found.state for found in check(url)] == ["changed"]
    assert [found.state for found in check(url)] == ["changed"]
    links.accept(check=LinkCheck.objects.get(url=url), actor=rita, now=now)
    assert [found.state for found in check(url)] == ["ok"]


# How it is asked ----------------------------------------------------------------------------------
def test_one_host_is_asked_one_thing_at_a_time(server, written, check):
    server.slowness = 0.02
    urls = [f"{server.address}/{n}" for n in range(6)]
    written(*urls)
    check(*urls)
    assert len(server.asked) == 6
    assert server.most == 1


def test_what_was_asked_lately_is_not_asked_again_so_a_check_that_stopped_goes_on(server, written, now):
    server.pages = {f"/{n}": (200, {}) for n in range(3)}
    written(*(f"{server.address}/{n}" for n in range(3)))
    others = set(outside_links()) - {f"{server.address}/{n}" for n in range(3)}
    for url in [*others, f"{server.address}/0"]:
        LinkCheck.objects.create(url=url, state="ok", checked_at=now)
    manager = links.asker(own_machine=True)
    links.check_links(now=now + timedelta(hours=1), manager=manager, pause=0)
    assert sorted(path for _, path in server.asked) == ["/1", "/2"]


def test_addresses_that_nobody_uses_any_more_are_forgotten(written, check, now):
    LinkCheck.objects.create(url="https://gammel.no/", state="missing", checked_at=now)
    check()
    assert not LinkCheck.objects.filter(url="https://gammel.no/").exists()


def test_the_command_lists_what_is_wrong(server, written, monkeypatch):
    server.pages = {"/a": (200, {})}
    written(f"{server.address}/a", f"{server.address}/b")
    urls = [f"{server.address}/a", f"{server.address}/b"]
    monkeypatch.setattr("reports.management.commands.check_links.outside_links", lambda: urls)
    own = links.asker(own_machine=True)
    monkeypatch.setattr(links, "asker", lambda: own)
    out = StringIO()
    call_command("check_links", all=True, stdout=out, stderr=StringIO())
    assert out.getvalue() == (
        f"Sjekket 2 lenker. svarer: 1, borte: 1\nborte: {server.address}/b Siden finnes ikke lenger.\n"
    )


# At the desk --------------------------------------------------------------------------------------
def test_the_list_says_what_is_wrong_and_leads_to_where_it_is_mended(client, rita, written, now):
    report = written("https://a.no/borte.pdf")
    LinkCheck.objects.create(url="https://a.no/borte.pdf", state="missing", status=404, checked_at=now)
    client.force_login(rita)
    page = client.get("/admin/reports/linkcheck/", {"state__exact": "missing"}).text
    assert "borte" in page
    assert f'href="/admin/reports/report/{report.pk}/change/#documents-group"' in page


def test_all_links_are_checked_by_the_worker_on_demand(client, rita, monkeypatch):
    client.force_login(rita)
    answer = client.post("/admin/reports/linkcheck/sjekk/")
    job = Job.objects.get()
    assert answer["Location"] == f"/admin/reports/job/{job.pk}/change/"
    monkeypatch.setattr(links, "ask", lambda url, *, manager: links.Found("ok", 200))
    monkeypatch.setattr(links._Hosts, "in_turn", lambda self, url, question: question(url))
    jobs.run(job=job, now=job.created_at)
    assert (job.state, job.done) == ("done", LinkCheck.objects.filter(state="ok").count())
    assert job.done > 0
