"""The site as `make serve` serves it, on a port of its own, and what its process tree uses. Linux (/proc) only."""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_TICKS = os.sysconf("SC_CLK_TCK")


class Server:
    def __init__(self, pid: int, port: int):
        self.pid, self.port = pid, port

    def cpu_seconds(self) -> float:
        """User and system time of every process of the tree since it began."""
        return sum(sum(map(int, _stat(pid)[11:13])) for pid in self.pids()) / _TICKS

    def memory(self) -> list[float]:
        """PSS of each process in MB, the one that was started first."""
        return [_pss(pid) for pid in self.pids()]

    def pids(self) -> list[int]:
        children: dict[int, list[int]] = {}
        for path in Path("/proc").glob("[0-9]*"):
            if stat := _stat(int(path.name)):
                children.setdefault(int(stat[1]), []).append(int(path.name))
        tree = [self.pid]
        for pid in tree:
            tree += children.get(pid, [])
        return tree


@contextmanager
def served(var: Path, **environment: str) -> Iterator[Server]:
    """Stopped when left. Raises RuntimeError with the log when it does not answer within a minute."""
    port = _free_port()
    env = {**os.environ, "FOU_VAR": str(var), "FOU_URL": f"http://127.0.0.1:{port}", **environment}
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
        try:
            if not _answers(port, process):
                log.seek(0)
                raise RuntimeError(f"Nettstedet startet ikke:\n{log.read().decode()[-4000:]}")
            yield Server(process.pid, port)
        finally:
            process.terminate()
            process.wait(timeout=30)


def _answers(port: int, process: subprocess.Popen) -> bool:
    for _ in range(240):
        if process.poll() is not None:
            return False
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2) as answer:
                return answer.status == 200
        except (OSError, urllib.error.URLError):
            time.sleep(0.25)
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _stat(pid: int) -> list[str]:
    """The fields of /proc/PID/stat after the name (proc(5)): state, parent …; empty when the process has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _pss(pid: int) -> float:
    """The share of memory that is this process's: shared pages are divided among those who share them."""
    try:
        return int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)[1]) / 1000
    except OSError:
        return 0.0
