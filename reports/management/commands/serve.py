"""`manage.py serve`: the production server (granian) and the worker side by side; when one ends, both end."""

import os
import signal
import subprocess
import sys
import time

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Klargjør og starter nettstedet: tjeneren og arbeideren."

    def add_arguments(self, parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *, host, port, **options):
        call_command("prepare", stdout=self.stdout)
        environment = {**os.environ, "FOU_VAR": str(settings.VAR), "DJANGO_SETTINGS_MODULE": "fou.settings"}
        environment.setdefault("FOU_URL", f"http://{host}:{port}")
        commands = (_server(host, port), [sys.executable, "manage.py", "db_worker", "--interval", "2"])
        signal.signal(signal.SIGTERM, _stop)
        processes = [subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment) for command in commands]
        self.stdout.write(f"FoU svarer på http://{host}:{port} (Ctrl+C stopper).")
        self.stdout.flush()
        try:
            while all(process.poll() is None for process in processes):
                time.sleep(0.3)
            raise CommandError("Tjeneren eller arbeideren stoppet. Meldingen står over; er porten ledig?")
        except KeyboardInterrupt:
            self.stdout.write("Stopper.")
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(timeout=20)


def _server(host: str, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        # Django with SQLite is bound by one core; threads let slow readers wait without holding anyone up.
        *("--workers", str(settings.WORKERS), "--blocking-threads", "4", "--backpressure", "256"),
        *("--no-ws", "--log-level", "warning", "fou.wsgi:application"),
    ]


def _stop(signum, frame):
    raise KeyboardInterrupt
