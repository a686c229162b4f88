"""A picture that somebody sent, made into the one kind that covers use. Run as a process of its own
(`python -m reports.manuscript.picture`), with limits: the reader is native code and the file may be hostile.

Reads the picture; writes one line of JSON, {"problem": ""}, and then a JPEG of WIDTH × HEIGHT in sRGB without anything
the camera wrote about place and owner. Problems: "kind", "small" (with "width" and "height"), "broken".
"""

import io
import json
import resource
import sys
import warnings

from PIL import Image, ImageCms, ImageOps

WIDTH, HEIGHT = 1600, 1000
KINDS = ["JPEG", "PNG"]
MOST_PIXELS = 60_000_000
MEMORY, SECONDS = 1_500_000_000, 20  # bytes of address space, seconds of the processor
_QUALITY = 86


def remade(content: bytes) -> tuple[dict, bytes]:
    """What was found wrong, and the JPEG: the same bytes for the same picture."""
    try:
        picture = Image.open(io.BytesIO(content), formats=KINDS)
    except OSError:
        return {"problem": "kind"}, b""
    if picture.width * picture.height > MOST_PIXELS:
        return {"problem": "large"}, b""
    try:
        picture = ImageOps.exif_transpose(picture)
        if picture.width < WIDTH or picture.height < HEIGHT:
            return {"problem": "small", "width": picture.width, "height": picture.height}, b""
        fitted = ImageOps.fit(_as_seen(picture), (WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    except (OSError, ValueError, SyntaxError):
        return {"problem": "broken"}, b""
    written = io.BytesIO()
    fitted.save(written, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return {"problem": ""}, written.getvalue()


def _as_seen(picture: Image.Image) -> Image.Image:
    """In sRGB, what is transparent on white."""
    profile = picture.info.get("icc_profile")
    if picture.has_transparency_data:
        whole = picture.convert("RGBA")
        white = Image.new("RGBA", whole.size, "white")
        picture = Image.alpha_composite(white, whole).convert("RGB")
    elif profile and picture.mode in {"RGB", "CMYK"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except (OSError, ImageCms.PyCMSError):
            pass  # a profile that can't be read is as none
    return picture.convert("RGB")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    warnings.simplefilter("ignore")
    told, jpeg = remade(sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + jpeg)
