"""A limit of time for all that a session does: a read timeout is for each piece, and a server can go on for ever."""

import socket
import threading
import time

from requests import Session
from urllib3.connectionpool import HTTPConnectionPool


class Deadline:
    """Cuts the session's connections when the time is up; what waits for them then ends in an error of requests'.

    `passed` tells that error from others.
    """

    def __init__(self, session: Session, *, seconds: float):
        self._until = time.monotonic() + seconds
        self._lock, self._sockets = threading.Lock(), []
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True
        for adapter in session.adapters.values():
            pools = adapter.poolmanager.pool_classes_by_scheme
            known = {scheme: self._watched(pool) for scheme, pool in pools.items()}
            adapter.poolmanager.pool_classes_by_scheme = known

    @property
    def passed(self) -> bool:
        return time.monotonic() >= self._until

    def __enter__(self) -> "Deadline":
        self._timer.start()
        return self

    def __exit__(self, *error) -> None:
        self._timer.cancel()
        with self._lock:
            for watched in self._sockets:
                watched.close()
            self._sockets = []

    def _watched(self, pool: type[HTTPConnectionPool]) -> type[HTTPConnectionPool]:
        watch = self._watch

        class Connection(pool.ConnectionCls):
            def _new_conn(self):
                return watch(super()._new_conn())

        return type(pool.__name__, (pool,), {"ConnectionCls": Connection})

    def _watch(self, made: socket.socket) -> socket.socket:
        """By a descriptor of our own: TLS takes over the one that it is given."""
        with self._lock:
            if self.passed:
                made.close()
                raise TimeoutError
            self._sockets.append(made.dup())
        return made

    def _cut(self) -> None:
        with self._lock:
            for watched in self._sockets:
                try:
                    watched.shutdown(socket.SHUT_RDWR)
                except OSError:  # the other side was first
                    continue
