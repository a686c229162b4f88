"""`manage.py serve`: the production server (granian), and in its main process the worker; when one ends, both end.

granian's main process only watches those that answer. With Django loaded there once, the processes that answer are
forked from it and share its memory. The worker is two threads of it that begin when they have been forked: one does
the jobs of the queue, one goes the rounds, so that a long job holds up nothing that is due.
"""

import itertools
import logging
import os
import signal
import subprocess
import sys
import threading
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from reports import jobs
from reports.rounds import SECONDS_BETWEEN, go_round

SECONDS_TO_FINISH = 20  # a task under way when the site is stopped
logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Klargjør og starter nettstedet: tjeneren og arbeideren."
    # This process lives as long as the site: preparing and checking are done by one that gives its memory back.
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, host, port, **options):
        os.environ.setdefault("FOU_URL", f"http://{host}:{port}")
        os.environ["FOU_VAR"] = str(settings.VAR)
        # glibc gives each thread memory of its own to keep; Python runs one thread at a time, so one pool is as fast.
        os.environ.setdefault("MALLOC_ARENA_MAX", "1")
        settings.FOU_URL = os.environ["FOU_URL"]
        if subprocess.run([sys.executable, "manage.py", "prepare"], cwd=settings.BASE_DIR).returncode:
            raise CommandError("Nettstedet kunne ikke klargjøres. Meldingen står over.")
        worker = _worker()
        work = threading.Thread(target=_work, args=[worker], daemon=True)
        rounds = threading.Thread(target=_go_rounds, args=[worker], daemon=True)
        forks = itertools.count(1)
        os.register_at_fork(
            after_in_parent=lambda: (work.start(), rounds.start()) if next(forks) == settings.WORKERS else None
        )
        self.stdout.write(f"FoU svarer på http://{host}:{port} (Ctrl+C stopper).")
        self.stdout.flush()
        try:
            _server(host, port).serve()
        finally:
            worker.running = False
            if worker.running_task:
                work.join(SECONDS_TO_FINISH)


def _server(host: str, port: int) -> Granian:
    return Granian(
        "fou.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=settings.WORKERS,
        # Django with SQLite is bound by one core; threads let slow readers wait without holding anyone up.
        blocking_threads=3,
        backpressure=256,
        websockets=False,
        log_level=LogLevels.warning,
        working_dir=settings.BASE_DIR,
    )


def _worker() -> Worker:
    """As `manage.py db_worker` makes it, less the signals, which are the server's."""
    return Worker(
        queue_names=["*"],
        interval=2,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"serve-{os.getpid()}",
        excluded_queue_names=[],
    )


def _work(worker: Worker) -> None:
    """A site without a worker would go on unseen. A database that is busy or away is asked again."""
    try:
        while worker.running:
            try:
                jobs.close_interrupted(now=timezone.now())
                worker.run()
            except OperationalError:
                logger.exception("Worker: tried again in %s seconds", worker.interval)
                connection.close()
                time.sleep(worker.interval)
    finally:
        if worker.running:
            os.kill(os.getpid(), signal.SIGTERM)


def _go_rounds(worker: Worker) -> None:
    while worker.running:
        go_round(now=timezone.now())
        close_old_connections()
        time.sleep(SECONDS_BETWEEN)
