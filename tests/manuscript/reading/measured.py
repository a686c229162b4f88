"""`python -m tests.manuscript.reading.measured FOLDER`: each file read in a process of its own, as JSON by its name.

{"refused": sentence or "", "told": [kinds of problems], "seconds": of the processor, "megabytes": highest,
"opened": [what was asked of the machine]}
"""

import json
import os
import sys
import time
from pathlib import Path

from reports.manuscript.reading.document import read_document
from reports.manuscript.reading.source import ReadError

from .word_files import year_with

_OUTSIDE = ("open", "socket.", "urllib.", "subprocess.", "os.exec", "os.system", "http.")


def measured(path: Path) -> dict:
    content, opened = path.read_bytes(), []
    sys.addaudithook(lambda event, arguments: opened.append(repr((event, *arguments[:1]))) if _outside(event) else None)
    begun, refused, told = time.process_time(), "", []
    try:
        told = [problem.kind for problem in read_document(content, name=path.name).problems]
    except ReadError as error:
        refused = str(error)
    figures = {"refused": refused, "told": told, "seconds": time.process_time() - begun, "opened": list(opened)}
    return {**figures, "megabytes": _highest()}


def _outside(event: str) -> bool:
    return event.startswith(_OUTSIDE)


def _highest() -> float:
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) / 1000 for line in status.splitlines() if line.startswith("VmHWM"))


def apart(path: Path) -> dict:
    """In a child, so that what one file needs is not counted for the next."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(writing, json.dumps(measured(path)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return json.loads(said)


if __name__ == "__main__":
    read_document(year_with(), name="varm.docx")  # what is imported when first needed
    for code in ("cp1252", "utf-16"):
        "æ".encode(code).decode(code)
    read_document(b"# FoU 2031\n\n# 1 A\n\n## B\n\nord\n\nUtgitt: mai 2031", name="varm.md")
    print(json.dumps({path.parent.name: apart(path) for path in sorted(Path(sys.argv[1]).glob("*/*"))}))
