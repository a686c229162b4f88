"""Writes the yearly document. Run as a process of its own (`python -m reports.manuscript.book pdf SECONDS BYTES`), with
limits: the typesetter is native code, and what it is given may be far more than anyone foresaw.

Reads the pages of pages.py as JSON; writes one line of JSON, {"replaced": ["😀"], "problem": ""}, and then the file.
Dies of its limits when they are too narrow; whoever started it takes that as an answer too.
"""

import json
import resource
import sys


def main(form: str, seconds: int, memory: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    replaced, content, problem = [], b"", ""
    try:
        replaced, content = _write(form, json.load(sys.stdin))
    except Exception as error:  # whatever it was, the one who waits is told
        problem = str(error)[:2000] or type(error).__name__
    sys.stdout.buffer.write(json.dumps({"replaced": replaced, "problem": problem}).encode() + b"\n" + content)


def _write(form: str, pages: dict) -> tuple[list[str], bytes]:
    # After the limits are set, and only the one that is asked for: each holds its libraries.
    if form == "pdf":
        from .pdf import write
    else:
        from .word import write
    return write(pages)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
