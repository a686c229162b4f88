"""Files we keep ourselves: PDFs in MEDIA_ROOT under names made of their content, so that the same file lies there once.

A file is accepted for what it begins with, not for what it is called; the worker opens it afterwards (verdicts.py), so
that no request waits for a reader. None is ever deleted here: versions refer to them.
"""

import contextlib
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

LARGEST = 50_000_000  # bytes
LONGEST_NAME = 255
_MAGIC = b"%PDF-"
_SHA256 = re.compile(r"[0-9a-f]{64}")
_READER_SECONDS = 40  # by the clock; the reader has its own limits of processor and memory
_TEXT_SECONDS = 240


class FileRefused(Exception):
    """Why a file was not kept, as a Norwegian sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """`size` in bytes, `name` as the file was called by the one who sent it."""

    sha256: str
    name: str
    size: int


def path_of(sha256: str) -> Path:
    """Where the file of that content lies, or would lie. ValueError for what is no hash."""
    if not _SHA256.fullmatch(sha256):
        raise ValueError(f"{sha256!r} is no SHA-256.")
    return Path(settings.MEDIA_ROOT) / "documents" / sha256[:2] / f"{sha256}.pdf"


def is_kept(sha256: str) -> bool:
    return bool(_SHA256.fullmatch(sha256)) and path_of(sha256).is_file()


def keep_file(*, chunks: Iterable[bytes], name: str) -> KeptFile:
    """Keeps the PDF under its hash. Raises FileRefused; then nothing is left behind."""
    folder = Path(settings.MEDIA_ROOT) / "documents"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".mottas-", suffix=".pdf") as incoming:
        sha256, size = _receive(chunks, incoming, name)
        place = path_of(sha256)
        if not place.exists():
            place.parent.mkdir(exist_ok=True)
            os.chmod(incoming.name, 0o644)
            # A second name for the same bytes: the file is there whole or not at all, also when two come at once.
            with contextlib.suppress(FileExistsError):
                os.link(incoming.name, place)
    return KeptFile(sha256=sha256, name=name[:LONGEST_NAME], size=size)


def _receive(chunks: Iterable[bytes], incoming, name: str) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in filter(None, chunks):
        if size == 0 and not chunk.startswith(_MAGIC):
            raise FileRefused(_("«%s» er ikke en PDF. Lagre dokumentet som PDF, og last opp den filen.") % name[:80])
        size += len(chunk)
        if size > LARGEST:
            raise FileRefused(
                _("Filen er større enn %s MB. Lag en mindre PDF, for eksempel med bilder i lavere oppløsning.")
                % (LARGEST // 1_000_000)
            )
        digest.update(chunk)
        incoming.write(chunk)
    if size == 0:
        raise FileRefused(_("Filen er tom. Sjekk at den er ferdig lagret, og prøv igjen."))
    incoming.flush()
    os.fsync(incoming.fileno())
    return digest.hexdigest(), size


def pages_of(sha256: str) -> int:
    """How many pages a kept file has; for the worker. Raises FileRefused for one that nobody could open.

    Read by a process of its own, so that a broken or hostile file ends in a message.
    """
    try:
        found = json.loads(_read(str(path_of(sha256)), seconds=_READER_SECONDS).stdout)
    except (subprocess.SubprocessError, json.JSONDecodeError):
        raise FileRefused(_("Filen er for tung å lese. Lagre den på nytt fra et PDF-program, og prøv igjen.")) from None
    if found.get("problem") == "encrypted":
        raise FileRefused(_("Filen er låst med passord eller kryptering. Lagre den uten, og last opp den."))
    if "problem" in found:
        raise FileRefused(
            _("Filen begynner som en PDF, men lar seg ikke åpne. Lagre den på nytt fra et PDF-program, og prøv igjen.")
        )
    return found["pages"]


def text_of(sha256: str) -> tuple[list[str], bool]:
    """The words of each page of a kept file, and whether the reader came to its end.

    A file that is too much for it gives the pages that it read.
    """
    with tempfile.TemporaryFile() as output:
        with contextlib.suppress(subprocess.SubprocessError):
            _read(str(path_of(sha256)), "--text", seconds=_TEXT_SECONDS, stdout=output)
        output.seek(0)
        lines = [json.loads(line) for line in output if line.endswith(b"\n")]
    return [line["text"] for line in lines if "text" in line], {"end": True} in lines


def said_by(sha256: str) -> dict:
    """What manuscript/pdfchecks.py finds in a kept file; {"problem": "heavy"} where it gave up."""
    try:
        return json.loads(_read(str(path_of(sha256)), seconds=_READER_SECONDS, module="pdfchecks").stdout)
    except (subprocess.SubprocessError, json.JSONDecodeError):
        return {"problem": "heavy"}


def _read(
    path: str, *options: str, seconds: int, module: str = "pdf", stdout=subprocess.PIPE
) -> subprocess.CompletedProcess:
    return subprocess.run(  # noqa: S603  our own module, and a path that we made
        [sys.executable, "-m", f"reports.manuscript.{module}", path, *options],
        cwd=settings.BASE_DIR,
        env={},
        stdout=stdout,
        stderr=subprocess.DEVNULL,
        timeout=seconds,
        check=True,
    )
