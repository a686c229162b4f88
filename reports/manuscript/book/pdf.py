"""The yearly document as PDF/UA-1 and PDF/A-2a, set by typst with the template book.typ."""

import base64
import json
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

import typst

from .fonts import FOLDERS, printable
from .letters import Letters
from .process import run_writer

STANDARDS = ["ua-1", "a-2a"]
_TEMPLATE = Path(__file__).with_name("book.typ")
_PICTURE = "cover.jpg"


def write(pages: dict) -> tuple[list[str], bytes]:
    """The letters that could not be printed, and the PDF: the same bytes for the same pages.

    Raises typst.TypstError, or RuntimeError for what typst only warns of.
    """
    letters = Letters(printable())
    picture = base64.b64decode(pages["picture"])
    said = letters.clean({**pages, "carried": {}, "picture": _PICTURE if picture else ""})
    with tempfile.TemporaryDirectory() as folder:  # all that the template can reach
        template = shutil.copy(_TEMPLATE, folder)
        if picture:
            (Path(folder) / _PICTURE).write_bytes(picture)
        pdf, warnings = typst.compile_with_warnings(
            template,
            root=folder,
            font_paths=[str(place) for place in FOLDERS],
            ignore_system_fonts=True,  # or page breaks would depend on the machine
            format="pdf",
            # As data, all of it: no word that somebody wrote becomes source of the template.
            sys_inputs={"pages": json.dumps(said)},
            pdf_standards=STANDARDS,
            timestamp=int(datetime.fromisoformat(pages["made_iso"]).timestamp()),
        )
    if warnings:
        raise RuntimeError("; ".join(warning.message for warning in warnings))
    return list(letters.replaced), pdf


if __name__ == "__main__":
    run_writer(write)
