"""Pictures on the covers of years: accepted for what they hold, made anew, and kept under their checksum for ever."""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

LARGEST = 20_000_000  # bytes
_SECONDS = 40  # by the clock; the process has its own limits of processor and memory


class PictureRefused(Exception):
    """Why a picture was not kept, as a Norwegian sentence that says what to do."""


def cover_place(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "covers" / sha256[:2] / f"{sha256}.jpg"


def cover_bytes(sha256: str | None) -> bytes:
    """None where there is no picture, or it is gone."""
    try:
        return cover_place(sha256).read_bytes() if sha256 else b""
    except FileNotFoundError:
        return b""


def keep_cover(*, content: bytes, name: str) -> str:
    """The SHA-256 under which the picture, made anew, is kept. Raises PictureRefused."""
    if len(content) > LARGEST:
        raise PictureRefused(_("Bildet er større enn %d MB. Lagre det i et mindre format.") % (LARGEST // 1_000_000))
    jpeg = _remade(content, name[:80])
    sha256 = hashlib.sha256(jpeg).hexdigest()
    place = cover_place(sha256)
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".", delete=False) as file:
        file.write(jpeg)
    os.chmod(file.name, 0o644)
    os.replace(file.name, place)
    return sha256


def _remade(content: bytes, name: str) -> bytes:
    command = [sys.executable, "-m", "reports.manuscript.picture"]
    try:
        done = subprocess.run(  # noqa: S603  our own module
            command, cwd=settings.BASE_DIR, env={}, input=content, capture_output=True, timeout=_SECONDS, check=True
        )
    except subprocess.SubprocessError:
        raise PictureRefused(_("Bildet er for tungt å lese. Lagre det på nytt som JPEG, og prøv igjen.")) from None
    head, _line, jpeg = done.stdout.partition(b"\n")
    match json.loads(head):
        case {"problem": "kind"}:
            raise PictureRefused(_("«%s» er verken JPEG eller PNG. Lagre bildet som JPEG, og last det opp.") % name)
        case {"problem": "large"}:
            raise PictureRefused(_("Bildet har flere enn 60 millioner punkter. Gjør det mindre, og last det opp."))
        case {"problem": "small", "width": width, "height": height}:
            text = _("Bildet er %(width)d × %(height)d punkter, og må ha minst 1600 × 1000 for å bli skarpt.")
            raise PictureRefused(text % {"width": width, "height": height})
        case {"problem": "broken"}:
            raise PictureRefused(_("Bildet lar seg ikke lese helt ut. Lagre det på nytt, og prøv igjen."))
    return jpeg
