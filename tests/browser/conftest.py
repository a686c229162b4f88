"""A site served as `make serve` serves it, with a state of its own, and headless Chromium to visit it with.

Where no Chromium is found these tests are skipped with one line; where one is required (CI) its absence fails them.
Any message on the console, a refused script or style among them, fails the test that caused it.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.postgres import own_database

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PASSWORD = "blåbær-og-tyttebær-42"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright):
    if not CHROMIUM:
        message = "Fant ikke Chromium: nettlesertestene er hoppet over (apt-get install chromium)."
        if os.environ.get("FOU_BROWSER_REQUIRED"):
            pytest.fail(message)
        pytest.skip(message)
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    browser.close()


def kill(browser) -> None:
    """At once, without a word to any page."""
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    os.kill(next(process["id"] for process in processes if process["type"] == "browser"), signal.SIGKILL)


@contextlib.contextmanager
def serve(state: Path, **settings):
    """A site served by `manage.py serve` with a state of its own: its address, and the environment it runs in."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    ours = {"FOU_VAR": str(state), "FOU_ADMIN_PASSWORD": PASSWORD, "FOU_URL": address}
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    log = state / "serve.log"
    with log.open("wb") as output, own_database() as database:
        environment = {**os.environ, **ours, **database, **settings}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)
        try:
            _wait_for(f"{address}/healthz", process, log)
            yield address, environment
        finally:
            process.terminate()
            process.wait(timeout=30)


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    """Address and environment of a site with the 2020 edition and two people: rita writes, geir approves."""
    with serve(tmp_path_factory.mktemp("var")) as (address, environment):
        _run("shell", "-c", _PEOPLE, env=environment)
        yield address, environment


@pytest.fixture(scope="session")
def site(served):
    return served[0]


@pytest.fixture
def go_round_at(served):
    """One round of the worker at a time that is given, beside the one that runs: `go_round_at("2040-07-07T06:30Z")`."""

    def go_round(moment: str) -> None:
        _run("shell", "-c", _ROUND.format(moment=moment), env=served[1])

    return go_round


_PEOPLE = f"""
from django.contrib.auth.models import Group, User
for name, role in (("rita", "redaktør"), ("geir", "godkjenner")):
    user = User.objects.create_user(name, password="{PASSWORD}", first_name=name.title(), is_staff=True)
    user.groups.add(Group.objects.get(name=role))
"""

_ROUND = """
from datetime import datetime
from reports.rounds import go_round
go_round(now=datetime.fromisoformat("{moment}"))
"""


def _run(*arguments, env):
    subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=env, check=True, capture_output=True)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_for(address: str, process, log: Path) -> None:
    for _ in range(720):
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=2) as answer:
            if answer.status == 200:
                return
        time.sleep(0.25)
    pytest.fail(f"Nettstedet startet ikke:\n{log.read_text()[-4000:]}")


@pytest.fixture
def new_page(chromium, site):
    """Opens pages; `new_page(width=320, scheme="dark")`. Whatever reaches the console fails the test."""
    contexts, heard = [], []

    def open_page(*, width=1280, height=900, scheme="light", **options):
        context = chromium.new_context(
            base_url=site,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale="nb-NO",
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: heard.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: heard.append(str(error)))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert [text for text in heard if "status of 4" not in text] == []


@pytest.fixture
def page(new_page):
    return new_page()


@pytest.fixture
def log_in(new_page):
    """A page of the desk, logged in: `log_in("geir")`."""

    return lambda name, **options: enter(new_page(**options), name)


def enter(page, name: str):
    """The page, logged in."""
    page.goto("/admin/")
    page.get_by_label("Brukernavn").fill(name)
    page.get_by_label("Passord").fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()
    page.get_by_role("heading", name="Redaksjonen").wait_for()
    return page


@pytest.fixture
def violations():
    """What axe finds on a page, as short texts; an empty list is what we hold.

    axe itself puts a style element into the page, so it runs with the policy switched off (`bypass_csp=True`). Words in
    the very colour that they stand on it passes over, so those are looked for beside it.
    """

    def find(page, *, tags=AXE_TAGS) -> list[str]:
        found = Axe().run(page, options={"runOnly": tags}).response["violations"]
        return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"]] + page.evaluate(_UNSEEN)

    return find


_UNSEEN = """() => [...document.querySelectorAll("a, button, input, summary, mark")]
  .filter((each) => each.offsetParent && (each.value || each.textContent).trim())
  .filter((each) => { const look = getComputedStyle(each); return look.color === look.backgroundColor })
  .map((each) => `unseen: ${each.outerHTML.slice(0, 160)}`)"""
