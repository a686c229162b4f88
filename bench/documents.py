"""`python -m bench.documents KIND REPORTS`: the yearly document of so many reports, made or read, each by itself.

KIND is pdf or word (written as the site writes them, without its limits) or import (our Word file read again). Prints
JSON: {"seconds", "cpu", "megabytes", "bytes"}, the memory at its highest. The reports are the shipped ones, over again.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count, cycle, islice
from pathlib import Path

from reports.manuscript import values
from reports.manuscript.book.pages import pages_of
from reports.manuscript.folder import read_folder
from reports.manuscript.reading.document import read_document

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "reports" / "editions" / "2020"
MADE = datetime(2030, 6, 1, tzinfo=UTC)
LIMITS = ("3600", str(2**40))  # seconds and bytes: none to speak of


def edition_of(reports: int) -> values.Edition:
    """The shipped edition with its reports again and again, each time under a new title, spread over its chapters."""
    shipped = read_folder(SHIPPED)
    rounds = -(-reports // sum(len(chapter.reports) for chapter in shipped.chapters))
    left, chapters = count(), []
    for chapter in shipped.chapters:
        again = islice(cycle(chapter.reports), rounds * len(chapter.reports))
        numbered = ((next(left), report) for report in again)
        made = (replace(r, title=f"{r.title} {n}", slug=f"{r.slug}-{n}") for n, r in numbered if n < reports)
        chapters.append(replace(chapter, reports=tuple(made)))
    return replace(shipped, chapters=tuple(chapters))


def written(kind: str, reports: int) -> tuple[dict, bytes]:
    pages = json.dumps(pages_of(edition_of(reports), made=MADE)).encode()
    command = [sys.executable, "-m", f"reports.manuscript.book.{kind}", *LIMITS]
    begun, used = time.perf_counter(), _used(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=ROOT, input=pages, check=True, stdout=subprocess.PIPE)
    head, _, content = done.stdout.partition(b"\n")
    if problem := json.loads(head)["problem"]:
        sys.exit(problem)
    highest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    return _figures(begun, _used(resource.RUSAGE_CHILDREN) - used, highest, len(content)), content


def read(path: str) -> dict:
    content = Path(path).read_bytes()
    begun, used = time.perf_counter(), _used(resource.RUSAGE_SELF)
    read_document(content, name="fou.docx")
    return _figures(begun, _used(resource.RUSAGE_SELF) - used, _highest(), len(content))


def _used(whose: int) -> float:
    usage = resource.getrusage(whose)
    return usage.ru_utime + usage.ru_stime


def _figures(begun: float, cpu: float, highest: int, size: int) -> dict:
    return {"seconds": time.perf_counter() - begun, "cpu": cpu, "megabytes": highest / 1e6, "bytes": size}


def _highest() -> int:
    """Bytes of this process alone; what getrusage tells begins with the size of the one that started it."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def main(kind: str, amount: str) -> dict:
    if kind == "read":
        return read(amount)
    if kind != "import":
        return written(kind, int(amount))[0]
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(written("word", int(amount))[1])
        file.flush()
        command = [sys.executable, "-m", "bench.documents", "read", file.name]
        done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
