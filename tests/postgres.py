"""`python -m tests.postgres COMMAND …` runs a command beside a throw-away PostgreSQL server, named by DATABASE_URL.

The server listens on a socket in a folder of its own and is stopped and removed however the command ends. It sorts as
Norwegian does, which is as unlike SQLite as a server can be: what leans on the database's own order is found out.
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import environ
import psycopg

MISSING = "Fant ikke PostgreSQL 15 eller nyere: installer tjeneren (apt-get install postgresql) og prøv igjen."
SECONDS_TO_START = 30
LOCALE = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=nb-NO"]
# What is thrown away need not survive a power cut.
OPTIONS = ["-F", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "listen_addresses="]


def main(command: list[str]) -> int:
    """The command's own exit code; 1 without a server to run it beside."""
    programs = _programs()
    if programs is None:
        print(MISSING, file=sys.stderr)
        return 1
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the server is stopped and its folder removed
    with server(programs) as url:
        process = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url})
        # Ctrl+C reaches the command too, which may have much to stop; we wait until it has.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        return process.wait()


@contextmanager
def server(programs: Path) -> Iterator[str]:
    """The address of a new server. Raises RuntimeError with its log when it does not start."""
    folder = Path(tempfile.mkdtemp(prefix="fou-postgres-"))
    person = _unprivileged()
    if person:
        os.chown(folder, person["user"], person["group"])
    try:
        initdb = [programs / "initdb", "-D", folder / "data", "-U", "fou", "--auth=trust", "--no-sync", *LOCALE]
        subprocess.run(initdb, cwd=folder, check=True, stdout=subprocess.DEVNULL, **person)
        address = f"postgres://fou@/{folder}/postgres"
        with (folder / "log").open("wb") as log:
            postgres = [programs / "postgres", "-D", folder / "data", "-k", folder, *OPTIONS]
            # A session of its own: Ctrl+C is the command's, which needs the server while it ends.
            process = subprocess.Popen(postgres, cwd=folder, stderr=log, start_new_session=True, **person)
        try:
            _wait_for(address, process, folder / "log")
            yield address
        finally:
            process.send_signal(signal.SIGINT)  # breaks off whoever is still connected
            process.wait()
    finally:
        shutil.rmtree(folder)


@contextmanager
def own_database() -> Iterator[dict[str, str]]:
    """The environment of a site that shares no database with others: a new one on PostgreSQL; SQLite has FOU_VAR."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield {}
        return
    name = f"fou_{uuid4().hex[:12]}"
    with connect(url) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield {"DATABASE_URL": f"{url.rpartition('/')[0]}/{name}"}
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def connect(url: str) -> psycopg.Connection:
    parts = environ.Env.db_url_config(url)
    names = {"HOST": "host", "PORT": "port", "USER": "user", "PASSWORD": "password", "NAME": "dbname"}
    return psycopg.connect(**{ours: parts[theirs] for theirs, ours in names.items() if parts[theirs]}, autocommit=True)


def _programs() -> Path | None:
    """Where the newest server's programs lie; Debian keeps them off PATH."""
    on_path = shutil.which("initdb")
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return Path(on_path or debian[-1]).parent if on_path or debian else None


def _unprivileged() -> dict:
    """Whom the server runs as, for it refuses root; nothing where we are somebody else already."""
    if os.geteuid():
        return {}
    people = {person.pw_name: person for person in pwd.getpwall()}
    person = people.get("postgres") or people["nobody"]
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}


def _wait_for(address: str, process: subprocess.Popen, log: Path) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < until:
        try:
            connect(address).close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL startet ikke:\n{log.read_text()}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
