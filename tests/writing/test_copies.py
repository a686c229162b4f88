"""Copies of PDFs that lie outside, fetched from a server on this machine."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reports import jobs
from reports.files import kept as keptfiles
from reports.files.kept import is_kept, path_of
from reports.files.links import asker
from reports.models import Job, Report
from reports.writing import copies
from reports.writing.copies import keep_copies

from ..pdfs import locked_pdf, pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]


class _Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        status, headers, content = self.server.pages.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    server.pages, server.address = {}, f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def document(make_report, server):
    return make_report("Rapport ute").documents.create(
        title="Rapporten", url=f"{server.address}/filer/%C3%A5rsrapport.pdf", position=1
    )


@pytest.fixture
def keep(rita, now):
    def run(*documents):
        keys = [document.pk for document in documents]
        return keep_copies(documents=keys, actor=rita, now=now, manager=asker(own_machine=True))

    return run


def test_a_copy_is_kept_on_the_document_and_the_address_stays(keep, document, server, rita, now):
    server.pages["/filer/%C3%A5rsrapport.pdf"] = 200, {}, pdf(pages=3)
    address = document.url
    assert keep(document) == {"kept": 1}
    document.refresh_from_db()
    assert (document.file_name, document.pages, document.url) == ("årsrapport.pdf", 3, address)
    assert path_of(document.sha256).read_bytes() == pdf(pages=3)
    report = Report.objects.get(pk=document.report_id)
    assert (report.changed_at, report.changed_by) == (now, rita)


def test_it_is_fetched_from_where_the_address_leads(keep, document, server):
    server.pages["/filer/%C3%A5rsrapport.pdf"] = 302, {"Location": "/nytt/sted"}, b""
    server.pages["/nytt/sted"] = 200, {}, pdf()
    keep(document)
    document.refresh_from_db()
    assert (document.file_name, is_kept(document.sha256)) == ("kopi.pdf", True)


@pytest.mark.parametrize(
    ("status", "headers", "content", "words"),
    [
        (404, {}, b"", "svarte med 404"),
        (200, {}, b"<html>Logg inn</html>", "er ikke en PDF"),
        (200, {}, locked_pdf(), "låst med passord"),
        (200, {"Content-Length": "99999999999"}, b"%PDF-", "større enn 50 MB"),
        (200, {"Content-Length": "x"}, pdf(), "Fikk ikke hentet filen"),
        (302, {"Location": "file:///etc/passwd"}, b"", "leder ikke til en fil"),
        (302, {"Location": "/filer/%C3%A5rsrapport.pdf"}, b"", "leder ikke til en fil"),
    ],
    ids=["gone", "html", "locked", "huge", "no length", "no web", "in a ring"],
)
def test_what_is_no_good_file_is_told_and_nothing_changes(keep, document, server, status, headers, content, words):
    server.pages["/filer/%C3%A5rsrapport.pdf"] = status, headers, content
    with pytest.raises(jobs.JobFailed, match=f"0 av 1 filer er tatt vare på. «Rapporten»: .*{words}"):
        keep(document)
    document.refresh_from_db()
    assert (document.sha256, document.pages) == ("", None)


def test_a_file_that_grows_past_the_limit_or_comes_too_slowly_is_stopped(keep, document, server, monkeypatch):
    server.pages["/filer/%C3%A5rsrapport.pdf"] = 200, {}, pdf() + b"%" * 400_000
    monkeypatch.setattr(keptfiles, "LARGEST", 100_000)
    with pytest.raises(jobs.JobFailed, match="større enn"):
        keep(document)
    monkeypatch.setattr(copies, "SECONDS", -1)
    with pytest.raises(jobs.JobFailed, match="for langsomt"):
        keep(document)


def test_no_private_address_is_asked(document, rita, now):
    with pytest.raises(jobs.JobFailed, match="lukket nett"):
        keep_copies(documents=[document.pk], actor=rita, now=now)


def test_one_that_fails_holds_up_none_of_the_others(keep, document, server):
    server.pages["/god.pdf"] = 200, {}, pdf()
    good = document.report.documents.create(title="God", url=f"{server.address}/god.pdf", position=2)
    with pytest.raises(jobs.JobFailed, match="1 av 2 filer"):
        keep(document, good)
    good.refresh_from_db()
    assert is_kept(good.sha256)


def test_a_document_that_has_got_a_file_or_another_address_meanwhile_is_left_alone(keep, document, server, monkeypatch):
    server.pages["/filer/%C3%A5rsrapport.pdf"] = 200, {}, pdf()
    fetched = copies._fetch

    def meanwhile(url, manager):
        document.report.documents.update(url="https://example.org/annen.pdf")
        return fetched(url, manager)

    monkeypatch.setattr(copies, "_fetch", meanwhile)
    keep(document)
    document.refresh_from_db()
    assert (document.url, document.sha256) == ("https://example.org/annen.pdf", "")


def test_the_worker_can_do_it(document, rita, now):
    job = jobs.start(verb=keep_copies, label="Henter 1 fil", actor=rita, now=now, documents=[document.pk])
    jobs.run(job=job, now=now)
    assert (job.state, "lukket nett" in job.message) == (Job.State.FAILED, True)
