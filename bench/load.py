"""`python -m bench.load PORT '["/", …]' SECONDS REQUESTS VISITORS QUICK`: asks our server for pages.

A process apart from the server. Each visitor has a connection that is kept alive, and asks again when answered, until
the seconds or the requests are over. A quick page is asked for by wrk, where the machine has it. Prints JSON: requests,
seconds, and p50 and p99 in milliseconds; null, and why to stderr, when anything but a page came back.
"""

import json
import re
import selectors
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import cycle

LONGEST_WAIT = 60  # seconds for one answer
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


@dataclass
class Visitor:
    connection: socket.socket
    begun: float = 0.0
    answer: bytes = b""

    def ask(self, port: int, path: str) -> None:
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n\r\n"
        self.answer, self.begun = b"", time.perf_counter()
        self.connection.sendall(head.encode())

    def hear(self) -> bool:
        """True when the whole answer is here. Raises OSError for anything but a 200 of known length."""
        more = self.connection.recv(1 << 18)
        self.answer += more
        head, end, body = self.answer.partition(b"\r\n\r\n")
        if not more or (end and not (b" 200 " in head[:14] and _LENGTH.search(head))):
            raise OSError(f"svar: {self.answer[:80]!r}")
        return bool(end) and len(body) >= int(_LENGTH.search(head)[1])


def ask(port: int, paths: list[str], seconds: float, requests: int, visitors: int) -> dict:
    """Raises OSError for an answer that is no page."""
    took, next_path, selector = [], cycle(paths), selectors.DefaultSelector()
    begun = time.perf_counter()
    asked = 0
    for _ in range(min(visitors, requests)):
        visitor = Visitor(socket.create_connection(("127.0.0.1", port), timeout=LONGEST_WAIT))
        visitor.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        selector.register(visitor.connection, selectors.EVENT_READ, visitor)
        visitor.ask(port, next(next_path))
        asked += 1
    while selector.get_map():
        ready = selector.select(timeout=LONGEST_WAIT)
        if not ready:
            raise OSError(f"ikke noe svar på {LONGEST_WAIT} s")
        for visitor in [key.data for key, _ in ready]:
            if not visitor.hear():
                continue
            now = time.perf_counter()
            took.append(now - visitor.begun)
            if asked < requests and now - begun < seconds:
                visitor.ask(port, next(next_path))
                asked += 1
            else:
                selector.unregister(visitor.connection)
                visitor.connection.close()
    return _summary(took, time.perf_counter() - begun)


def _summary(took: list[float], seconds: float) -> dict:
    took.sort()
    p50, p99 = (1000 * took[min(len(took) - 1, int(len(took) * share))] for share in (0.5, 0.99))
    return {"requests": len(took), "seconds": seconds, "p50": p50, "p99": p99}


def wrk(port: int, path: str, seconds: float, visitors: int) -> dict:
    """The same by wrk, until time is out; what it then breaks off is worth nothing when pages are quick."""
    command = ["wrk", "-t1", f"-c{visitors}", f"-d{round(seconds)}s", "--timeout", f"{LONGEST_WAIT}s", "--latency"]
    command += ["-H", "Accept-Encoding: gzip", f"http://127.0.0.1:{port}{path}"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    done = re.search(r"(\d+) requests in ([\d.]+)s", text)
    if "Non-2xx" in text or "Socket errors" in text or done is None:
        raise OSError(text)
    milliseconds = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}
    found = dict(re.findall(r"(50|99)%\s+([\d.]+(?:us|ms|s|m))", text))
    p50, p99 = (
        float(re.match(r"[\d.]+", t)[0]) * milliseconds[t.lstrip("0123456789.")] for t in map(found.get, ("50", "99"))
    )
    return {"requests": int(done[1]), "seconds": float(done[2]), "p50": p50, "p99": p99}


def measure(port: int, paths: list[str], seconds: float, requests: int, visitors: int, quick: bool) -> dict | None:
    try:
        if quick and shutil.which("wrk"):
            return wrk(port, paths[0], seconds, visitors)
        return ask(port, paths, seconds, requests, visitors)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"  {paths[0]}: {error}", file=sys.stderr)
        return None


if __name__ == "__main__":
    print(json.dumps(measure(*(json.loads(argument) for argument in sys.argv[1:]))))
