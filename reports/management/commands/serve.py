"""`manage.py serve`: the production server (granian), and in this process the worker; when one ends, both end.

The worker needs Django in memory anyway, so it is the one that watches the server.
"""

import os
import signal
import subprocess
import sys
import threading

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Klargjør og starter nettstedet: tjeneren og arbeideren."
    # This process lives as long as the site: preparing and checking are done by one that gives its memory back.
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, host, port, **options):
        prepared = subprocess.run([sys.executable, "manage.py", "prepare"], cwd=settings.BASE_DIR)
        if prepared.returncode:
            raise CommandError("Nettstedet kunne ikke klargjøres. Meldingen står over.")
        if "FOU_URL" not in os.environ:
            settings.FOU_URL = f"http://{host}:{port}"
        server = subprocess.Popen(_server(host, port), cwd=settings.BASE_DIR, env=_environment())
        self.stdout.write(f"FoU svarer på http://{host}:{port} (Ctrl+C stopper).")
        self.stdout.flush()
        threading.Thread(target=_stop_with, args=[server], daemon=True).start()
        try:
            call_command("db_worker", interval=2, verbosity=0)
        finally:
            if server.poll() is not None:
                raise CommandError("Tjeneren stoppet. Meldingen står over; er porten ledig?")
            server.terminate()
            server.wait(timeout=20)


def _server(host: str, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        # Django with SQLite is bound by one core; threads let slow readers wait without holding anyone up.
        *("--workers", str(settings.WORKERS), "--blocking-threads", "3", "--backpressure", "256"),
        *("--no-ws", "--log-level", "warning", "fou.wsgi:application"),
    ]


def _environment() -> dict[str, str]:
    own = {"FOU_VAR": str(settings.VAR), "FOU_URL": settings.FOU_URL, "DJANGO_SETTINGS_MODULE": "fou.settings"}
    # glibc gives each thread memory of its own to keep; Python runs one thread at a time, so one pool is as fast.
    return {"MALLOC_ARENA_MAX": "1", "MALLOC_TRIM_THRESHOLD_": "131072", **os.environ, **own}


def _stop_with(server: subprocess.Popen) -> None:
    """A worker without a server would go on unseen."""
    server.wait()
    os.kill(os.getpid(), signal.SIGTERM)
