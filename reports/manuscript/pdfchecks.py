"""What a PDF tells those who read it with a machine: title, language, tags. Run as pdf.py is, and for the same reasons.

`python -m reports.manuscript.pdfchecks FILE` prints one line of JSON: {"pages": 48, "title": "…", "title_shown": true,
"language": "nb-NO", "is_tagged": true}, or {"problem": "encrypted" | "broken" | "odd"}. "odd" is a file that opens, but
whose inner order can't be followed.
"""

import json
import sys

from .pdf import SECONDS, limit, read
from .values import CONTROL

LONGEST_TITLE, LONGEST_LANGUAGE = 300, 35


def judge(path: str) -> dict:
    found = read(path)
    if "problem" in found:
        return found
    try:
        return found | _says(path)
    except Exception:
        return {"problem": "odd"}


def _says(path: str) -> dict:
    # After the limits are set, and never in the server.
    import pypdf

    pdf = pypdf.PdfReader(path, strict=False)
    root = pdf.trailer["/Root"]
    marks, shown = _part(root, "/MarkInfo"), _part(root, "/ViewerPreferences")
    return {
        "title": _line(_title(pdf), LONGEST_TITLE),
        "title_shown": shown.get("/DisplayDocTitle") == True,  # noqa: E712  the library's own kind of true
        "language": _line(root.get("/Lang"), LONGEST_LANGUAGE),
        # A file may say that it is marked and have no structure to show for it.
        "is_tagged": marks.get("/Marked") == True and bool(_part(root, "/StructTreeRoot")),  # noqa: E712
    }


def _part(root, name: str) -> dict:
    part = root.get(name)
    part = part.get_object() if part is not None else None
    return part if isinstance(part, dict) else {}


def _title(pdf) -> object:
    """The newer of the two places for it first; a file whose metadata is no XML may still have the older."""
    try:
        titles = pdf.xmp_metadata.dc_title
        title = titles.get("x-default") or next(iter(titles.values()), "")
    except Exception:
        title = ""
    return title or (pdf.metadata.title if pdf.metadata else "")


def _line(said: object, longest: int) -> str:
    text = CONTROL.sub(" ", said) if isinstance(said, str) else ""
    return " ".join(text.encode("utf-8", "ignore").decode().split())[:longest]


if __name__ == "__main__":
    limit(SECONDS)
    sys.stdout.write(json.dumps(judge(sys.argv[1])))
