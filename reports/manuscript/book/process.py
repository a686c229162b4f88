"""A writer as a process of its own (`python -m reports.manuscript.book.pdf SECONDS BYTES`), with limits: the typesetter
is native code, and what it is given may be far more than anyone foresaw.

Reads the pages of pages.py as JSON; writes one line of JSON, {"replaced": ["😀"], "problem": ""}, and then the file.
Dies of its limits when they are too narrow; whoever started it takes that as an answer too.
"""

import json
import resource
import sys
from collections.abc import Callable


def run_writer(write: Callable[[dict], tuple[list[str], bytes]]) -> None:
    seconds, memory = map(int, sys.argv[1:])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    replaced, content, problem = [], b"", ""
    try:
        replaced, content = write(json.load(sys.stdin))
    except MemoryError:
        sys.exit(1)
    except Exception as error:  # whatever it was, the one who waits is told
        problem = str(error)[:2000] or type(error).__name__
    sys.stdout.buffer.write(json.dumps({"replaced": replaced, "problem": problem}).encode() + b"\n" + content)
