"""A server that never stops sending is left when the time for its address is up."""

import socket
import threading
import time

import pytest

from reports.files import links
from reports.files.kept import FileRefused
from reports.writing import copies


@pytest.fixture
def dripping():
    """An address that answers a line each 50 ms, for ever."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_drip, args=[server], daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


def _drip(server):
    asker, _ = server.accept()
    with asker:
        try:
            asker.sendall(b"HTTP/1.1 200 OK\r\n")
            while True:
                asker.sendall(b"X: x\r\n")
                time.sleep(0.05)
        except OSError:
            return


def test_the_check_of_a_link_ends(dripping, monkeypatch):
    monkeypatch.setattr(links, "SECONDS_IN_ALL", 0.4)
    began = time.monotonic()
    found = links.ask(dripping, manager=links.asker(own_machine=True))
    assert time.monotonic() - began < 3
    assert (found.state, found.message) == ("silent", "Fikk ikke svar i tide.")


@pytest.mark.usefixtures("media")
def test_the_fetching_of_a_copy_ends(dripping, monkeypatch):
    monkeypatch.setattr(copies, "SECONDS", 0.4)
    began = time.monotonic()
    with pytest.raises(FileRefused, match="for langsomt"):
        copies._fetch(dripping, links.asker(own_machine=True))
    assert time.monotonic() - began < 3
