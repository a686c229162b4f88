"""`make bench`: a table for each size. SIZES=24,2400 chooses sizes; KEEP=1 keeps the scratch databases and says where.

Writes nothing outside a temporary directory. How to read the tables: README.md, «Benchmark».
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.postgres import own_database

from . import SHIPPED_REPORTS, YEARS
from .server import ROOT, Server, served
from .table import number, table

SIZES = "24,2400,24000"
SECONDS = 1.0  # for each address
MOST = 100_000  # requests in that time
VARIED, SECONDS_VARIED = 500, 30.0  # requests for different pages before memory is read, in at most so long
VISITORS = 4  # at once
WARM_UP = 16  # requests before the clock starts
SLOW, QUICK = 500, 5  # milliseconds: slower is asked for by one visitor alone, quicker by wrk if it is there
NOTHING = {"rate": None, "cpu": None, "p50": None, "p99": None}
HEADINGS = ["adresse", "spørringer", *("per s", "CPU ms", "p50 ms", "p99 ms")]
HEADINGS += ["lagret: per s", *HEADINGS[-3:]]
DOCUMENTS = {"pdf": "PDF", "word": "Word", "import": "innlesing av Word"}
DOCUMENT_SIZES = (24, 240, 2400)
SMALLEST_GAIN, MOST_MEMORY = 15, 110  # times less CPU for a kept report page; MB of the default set-up


def main() -> None:
    sizes = [int(size) for size in (os.environ.get("SIZES") or SIZES).split(",")]
    if wrong := [size for size in sizes if size != SHIPPED_REPORTS and (size < 1 or size % len(YEARS))]:
        sys.exit(f"SIZES: {wrong[0]} er verken {SHIPPED_REPORTS} eller et antall som kan deles på {len(YEARS)}.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the site is stopped and the databases removed
    scratch = Path(tempfile.mkdtemp(prefix="fou-bench-"))
    try:
        counted = {size: bench(size, scratch / str(size)) for size in sizes}
        print(_differences(counted))
        print(_documents(max(sizes)), flush=True)
    finally:
        if os.environ.get("KEEP"):
            print(f"Databasene ligger i {scratch}")
        else:
            shutil.rmtree(scratch)


def bench(size: int, var: Path) -> dict[str, int]:
    """Fills, serves, measures and prints one size; the number of queries for each address."""
    begun = time.perf_counter()
    var.mkdir()
    with own_database() as database:
        filled = _run("bench.fill", str(size), var=var, **database)
        asked = _run("bench.addresses", var=var, FOU_PAGE_CACHE="0", **database)
        searched = _run("bench.searches", var=var, FOU_PAGE_CACHE="0", **database)
        with served(var, FOU_PAGE_CACHE="0", **database) as server:
            uncached = [_measure(server, page["path"]) for page in asked["pages"]]
            without = server.memory()
        with served(var, **database) as server:
            idle = server.memory()
            _load(server, asked["varied"], SECONDS_VARIED, VARIED, VISITORS)
            visited = server.memory()
            cached = [_measure(server, page["path"]) for page in asked["pages"]]
            after = server.memory()
        saved = _run("bench.saves", var=var, **database)
    memory = {"nystartet": idle, "etter 500 sider": visited, "etter målingen": after, "uten mellomlager": without}
    print(f"\n{number(size)} rapporter\n{_pages(asked['pages'], uncached, cached)}")
    print(f"\n{_searches(searched)}\n{_saves(saved)}\n{_rest(filled, memory)}")
    print(f"Tok {number(time.perf_counter() - begun)} s.", flush=True)
    return {page["name"]: page["queries"] for page in asked["pages"]}


def _pages(pages: list[dict], uncached: list[dict], cached: list[dict]) -> str:
    """The table, and what the page cache saves on a report."""
    figures = list(zip(pages, uncached, cached, strict=True))
    rows = [[page["name"], page["queries"], *slow.values(), *fast.values()] for page, slow, fast in figures]
    gain = next((s["cpu"] / f["cpu"] for p, s, f in figures if p["name"] == "rapport" and s["cpu"] and f["cpu"]), None)
    saved = f"En lagret rapportside bruker {number(gain)} ganger mindre CPU (mål: minst {SMALLEST_GAIN})."
    return f"{table(HEADINGS, rows)}\n\n{saved}"


def _searches(searched: dict) -> str:
    headings = ["søk med fasetter", "CPU ms", "CPU p99", "p50 ms", "p99 ms"]
    found = table(headings, [list(kind.values()) for kind in searched["kinds"]])
    publish, rebuild = number(searched["publish"]), number(searched["rebuild"])
    return f"{found}\n\nÉn rapport publiseres på {publish} ms; {rebuild} rapporter i sekundet får ny søkeindeks."


def _saves(saved: dict) -> str:
    size, spent = number(saved["bytes"] / 1000), number(saved["milliseconds"])
    return f"Én lagring av en rapport med 30 funn tar {spent} ms og {size} kB i databasen ({saved['saves']} lagringer)."


def _rest(filled: dict, memory: dict[str, list[float]]) -> str:
    lines = [
        f"Lastet inn {number(filled['load'])} og publiserte {number(filled['publish'])} rapporter i sekundet.",
        f"Databasen er på {number(filled['bytes'] / 1e6)} MB.",
        f"Minne (PSS) i alt, mål høyst {MOST_MEMORY} MB:",
    ]
    for when, processes in memory.items():
        parts = " + ".join(map(number, processes))
        lines.append(f"  {when}: {number(sum(processes))} MB ({parts})")
    return "\n".join(lines)


def _measure(server: Server, path: str) -> dict[str, float]:
    """Requests a second, CPU milliseconds of the server for each, and the middle and slowest answers."""
    _load(server, [path], 0, 1, 1)  # makes the page, where it is kept
    alone = _load(server, [path], 0, 1, 1)
    if alone is None:
        return NOTHING
    visitors = VISITORS if alone["p50"] < SLOW else 1
    if visitors > 1:
        _load(server, [path], SECONDS, WARM_UP, visitors)
    before = server.cpu_seconds()
    found = _load(server, [path], SECONDS, MOST, visitors, quick=alone["p50"] < QUICK)
    if found is None:
        return NOTHING
    cpu = 1000 * (server.cpu_seconds() - before) / found["requests"]
    return {"rate": found["requests"] / found["seconds"], "cpu": cpu, "p50": found["p50"], "p99": found["p99"]}


def _load(
    server: Server, paths: list[str], seconds: float, requests: int, visitors: int, *, quick=False
) -> dict | None:
    return _run("bench.load", *map(json.dumps, (server.port, paths, seconds, requests, visitors, quick)))


def _run(module: str, *arguments: str, var: Path | None = None, **environment: str) -> dict | None:
    """What a process of its own prints as JSON."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "fou.settings", **environment}
    if var:
        env["FOU_VAR"] = str(var)
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


def _documents(largest: int) -> str:
    """The yearly document written and read again, in sizes up to the largest that is measured."""
    rows = []
    for kind, label in DOCUMENTS.items():
        for size in (size for size in DOCUMENT_SIZES if size <= largest):
            made = _run("bench.documents", kind, str(size))
            rows.append(
                [f"{label}, {number(size)}", made["seconds"], made["cpu"], made["megabytes"], made["bytes"] / 1e6]
            )
    goal = "Mål ved 24 rapporter: høyst 1 s og 150 MB."
    return f"\n{table(['årsdokument, rapporter', 's', 'CPU s', 'minne MB', 'fil MB'], rows)}\n{goal}"


def _differences(counted: dict[int, dict[str, int]]) -> str:
    """Which addresses ask the database more often when there is more in it."""
    found = []
    for name in dict.fromkeys(name for queries in counted.values() for name in queries):
        known = {size: queries[name] for size, queries in counted.items() if name in queries}
        if len(set(known.values())) > 1:
            found.append(f"  {name}: " + ", ".join(f"{n} ved {number(size)}" for size, n in known.items()))
    return "\n".join(
        ["Antall spørringer er ulikt:", *found] if found else ["Antall spørringer er likt i alle størrelser."]
    )


if __name__ == "__main__":
    main()
