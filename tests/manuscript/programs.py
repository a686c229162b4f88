"""Other people's programs, where the machine has them: what they make of our files."""

import shutil
import subprocess
from pathlib import Path

import pytest

SECONDS = 120


def run(*command: str, given: bytes = b"") -> bytes:
    """Standard output. A program that is missing skips the test and says so."""
    if not shutil.which(command[0]):
        pytest.skip(f"{command[0]} finnes ikke på denne maskinen")
    done = subprocess.run(command, input=given, capture_output=True, check=True, timeout=SECONDS)
    return done.stdout


def converted(content: bytes, name: str, to: str, folder: Path) -> bytes:
    """A file as LibreOffice saves it in another format; `folder` also holds its settings."""
    source = folder / name
    source.write_bytes(content)
    out = folder / "ut"
    settings = f"-env:UserInstallation=file://{folder}/innstillinger"
    run("soffice", settings, "--headless", "--convert-to", to, "--outdir", str(out), str(source))
    return (out / f"{source.stem}.{to}").read_bytes()
