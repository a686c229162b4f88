"""The yearly document as PDF/UA-1 and PDF/A-2a, set by typst with the template book.typ."""

import base64
import json
import shutil
import tempfile
from datetime import datetime
from pathlib import Path

import fontpkg_noto_sans_arabic
import fontpkg_source_sans_3
import fontpkg_source_serif_4
import typst

from .letters import Letters, printable
from .process import run_writer

STANDARDS = ["ua-1", "a-2a"]
_TEMPLATE = Path(__file__).with_name("book.typ")
_PICTURE = "cover.jpg"
_FONT_PACKAGES = (fontpkg_source_serif_4, fontpkg_source_sans_3, fontpkg_noto_sans_arabic)
_FONTS = [package.ROOT / "files" for package in _FONT_PACKAGES]


def write(pages: dict) -> tuple[list[str], bytes]:
    """The letters that could not be printed, and the PDF: the same bytes for the same pages.

    Raises typst.TypstError, or RuntimeError for what typst only warns of.
    """
    letters = Letters(printable(_FONTS))
    picture = base64.b64decode(pages["picture"])
    said = letters.clean({**pages, "carried": {}, "picture": _PICTURE if picture else ""})
    with tempfile.TemporaryDirectory() as folder:  # all that the template can reach
        template = shutil.copy(_TEMPLATE, folder)
        if picture:
            (Path(folder) / _PICTURE).write_bytes(picture)
        pdf, warnings = typst.compile_with_warnings(
            template,
            root=folder,
            font_paths=[str(folder) for folder in _FONTS],
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
