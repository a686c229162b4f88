"""Pictures made for the tests."""

import io

from PIL import Image


def picture(width: int = 2000, height: int = 1200, kind: str = "PNG", mode: str = "RGB", **options) -> bytes:
    made = Image.linear_gradient("L").resize((width, height)).convert(mode)
    written = io.BytesIO()
    made.save(written, kind, **options)
    return written.getvalue()
