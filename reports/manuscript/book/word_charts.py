"""The bars of key figures as pictures in the Word file, which shows no drawings made of text."""

import io
import struct
import zlib

from docx.oxml.ns import qn
from docx.oxml.shape import CT_Inline
from docx.shared import Mm

from .carried import BAR

_WIDE, _HIGH = 1000, 4  # pixels; a thousand tell shares of a tenth of a percent
_PAPER = 0.86  # how much of the rest of the hundred is paper, and how little colour
_WIDTH, _HEIGHT = Mm(104), Mm(2.2)


class Bars:
    """Each share is one picture in the file, however often it is shown."""

    def __init__(self, document, accent: str):
        self.part = document.part
        self.colours = _palette(bytes.fromhex(accent[1:]))
        self.relations = {}
        self.shown = 0

    def add(self, paragraph, share: float, alt: str) -> None:
        """`share` of a hundred, drawn to scale at the end of the paragraph."""
        if share not in self.relations:
            self.relations[share], _ = self.part.get_or_add_image(
                io.BytesIO(_png(round(_WIDE * share / 100), self.colours))
            )
        self.shown += 1
        inline = CT_Inline.new_pic_inline(self.shown, self.relations[share], BAR, _WIDTH, _HEIGHT)
        name = f"{BAR} {self.shown}"  # programs rename pictures with the same name
        for side in "TBLR":  # a program may have its own idea of the air around a picture
            inline.set(f"dist{side}", "0")
        inline.docPr.set("name", name)
        inline.docPr.set("descr", alt)
        for picture in inline.iter(qn("pic:cNvPr")):
            picture.set("name", name)
        paragraph.add_run()._r.add_drawing(inline)


def _palette(accent: bytes) -> bytes:
    """The share, and the rest of the hundred."""
    return accent + bytes(round(part + (255 - part) * _PAPER) for part in accent)


def _png(filled: int, colours: bytes) -> bytes:
    row = b"\0" + b"\0" * filled + b"\1" * (_WIDE - filled)
    header = struct.pack(">IIBBBBB", _WIDE, _HIGH, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", zlib.compress(row * _HIGH)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
