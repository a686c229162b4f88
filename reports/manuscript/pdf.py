"""What a PDF says of itself. Run as a process of its own, with limits: the reader is native code and the file may be
broken or hostile.

`python -m reports.manuscript.pdf FILE` prints one line of JSON: {"pages": 48}, or {"problem": "encrypted" | "broken"}.
With `--text` it prints {"number": 1, "text": "…"} for each page, and {"end": true} where it came to the end of the file
or of what it may print. Dies of its limits when the file is too much for them; whoever started it takes that as an
answer too.
"""

import json
import resource
import sys
from collections.abc import Iterator

from .values import CONTROL

MEMORY = 1_000_000_000  # bytes of address space
SECONDS = 20  # of the processor
SECONDS_FOR_TEXT = 120
MOST_PAGES = 20_000  # a page tree may claim any number
LONGEST_PAGE = 20_000  # letters
LONGEST_TEXT = 10_000_000
# What the reader puts for a hyphen that only divides a word between two lines.
_DIVIDED = "\ufffe\r\n", "\ufffe"


def read(path: str) -> dict:
    pdf, problem = opened(path)
    if problem:
        return {"problem": problem}
    pages = len(pdf)
    if not 1 <= pages <= MOST_PAGES or not _opens(pdf):
        return {"problem": "broken"}
    return {"pages": pages}


def read_text(path: str) -> Iterator[dict]:
    """The words of each page as they are read; a page that cannot be read is an empty one."""
    pdf, problem = opened(path)
    left = LONGEST_TEXT
    for number in range(0 if problem else min(len(pdf), MOST_PAGES)):
        text = _text(pdf, number)[: min(LONGEST_PAGE, left)]
        left -= len(text)
        yield {"number": number + 1, "text": text}
        if not left:
            break
    yield {"end": True}


def opened(path: str):
    """The document, or nothing and what is wrong with it."""
    # After the limits are set, and never in the server: the library holds 20 MB.
    import pypdfium2
    from pypdfium2 import raw

    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        return None, "encrypted" if error.err_code == raw.FPDF_ERR_PASSWORD else "broken"
    return (pdf, "") if raw.FPDF_GetSecurityHandlerRevision(pdf) == -1 else (None, "encrypted")


def _opens(pdf) -> bool:
    """The first page is one that a reader would see."""
    try:
        width, height = pdf[0].get_size()
    except Exception:
        return False
    return width > 0 and height > 0


def _text(pdf, number: int) -> str:
    """In one line of words; those that two lines share are whole again."""
    try:
        page = pdf[number]
        text = page.get_textpage().get_text_range()
        page.close()
    except Exception:
        return ""
    for mark in _DIVIDED:
        text = text.replace(mark, "")
    return " ".join(CONTROL.sub(" ", text).split())


def limit(seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    if "--text" in sys.argv:
        limit(SECONDS_FOR_TEXT)
        for line in read_text(sys.argv[1]):
            print(json.dumps(line), flush=True)
    else:
        limit(SECONDS)
        sys.stdout.write(json.dumps(read(sys.argv[1])))
