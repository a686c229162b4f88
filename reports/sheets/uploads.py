"""An uploaded spreadsheet, kept for a day so that what was looked over is what is taken in."""

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core import signing

KEPT_SECONDS = 24 * 60 * 60
_SALT = "uploaded-sheet"


class UploadGone(Exception):
    """It is older than a day, or was never ours."""


@dataclass(frozen=True, slots=True)
class Upload:
    name: str
    data: bytes


def keep_upload(*, name: str, data: bytes) -> str:
    """A token by which `find_upload` gives it back. Those that are too old are deleted."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.stat().st_mtime < time.time() - KEPT_SECONDS:
            path.unlink(missing_ok=True)
    digest = hashlib.sha256(data).hexdigest()
    (folder / digest).write_bytes(data)
    return signing.dumps([digest, name], salt=_SALT)


def find_upload(token: str) -> Upload:
    """Raises UploadGone."""
    try:
        digest, name = signing.loads(token, salt=_SALT, max_age=KEPT_SECONDS)
        return Upload(name, (_folder() / digest).read_bytes())
    except (signing.BadSignature, OSError):
        raise UploadGone from None


def _folder() -> Path:
    return settings.VAR / "regneark"
