"""What a PDF says of itself. Run as a process of its own (`python -m reports.manuscript.pdf FILE`), with limits:
the reader is native code and the file may be broken or hostile.

Prints one line of JSON: {"pages": 48}, or {"problem": "encrypted" | "broken"}. Dies of its limits when the file is
too much for them; whoever started it takes that as an answer too.
"""

import json
import resource
import sys

MEMORY = 1_000_000_000  # bytes of address space
SECONDS = 20  # of the processor
MOST_PAGES = 20_000  # a page tree may claim any number


def read(path: str) -> dict:
    # After the limits are set, and never in the server: the library holds 20 MB.
    import pypdfium2
    from pypdfium2 import raw

    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        return {"problem": "encrypted" if error.err_code == raw.FPDF_ERR_PASSWORD else "broken"}
    if raw.FPDF_GetSecurityHandlerRevision(pdf) != -1:
        return {"problem": "encrypted"}
    pages = len(pdf)
    if not 1 <= pages <= MOST_PAGES or not _opens(pdf):
        return {"problem": "broken"}
    return {"pages": pages}


def _opens(pdf) -> bool:
    """The first page is one that a reader would see."""
    try:
        width, height = pdf[0].get_size()
    except Exception:
        return False
    return width > 0 and height > 0


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.write(json.dumps(read(sys.argv[1])))
