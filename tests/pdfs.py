"""PDFs made by hand, small enough to read: with pages, locked with a password, locked for changes only, or good and
less good for those who read with a machine."""

import hashlib

_PAD = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
_ID = b"0123456789abcdef"
_OWNER = b"o" * 32
_RIGHTS = -4


def pdf(*, pages: int = 1, words: str = "Hei", last: str = "") -> bytes:
    """The words on every page; other words on the last one where `last` has them."""
    objects = _objects(pages, words)
    if last:
        objects[-1] = objects[-1].replace(b"/Contents 4 0 R", b"/Contents %d 0 R" % (len(objects) + 1))
        objects.append(_shown(last))
    return _file(objects)


def good_pdf(
    *, pages: int = 1, title: str = "Språk og læring", shown: bool = True, language: str = "nb-NO", tagged: bool = True
) -> bytes:
    """With all that a file can tell, or without some of it."""
    objects = _objects(pages, "Hei")
    said = b" /Lang (%s)" % language.encode() if language else b""
    said += b" /ViewerPreferences << /DisplayDocTitle true >>" if shown else b""
    said += b" /MarkInfo << /Marked true >> /StructTreeRoot << /Type /StructTreeRoot /K [] >>" if tagged else b""
    objects[0] = objects[0].replace(b" >>", said + b" >>")
    info = b" /Info << /Title <feff%s> >>" % title.encode("utf-16-be").hex().encode() if title else b""
    return _file(objects, more=info)


def pictures_pdf(*, pages: int = 2) -> bytes:
    """As a scanner makes them: a picture fills each page, and there is no word."""
    objects = _objects(pages, "")
    drawing = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    objects[3] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing)
    return _file(objects)


def locked_pdf() -> bytes:
    """Opens with a password that nobody knows."""
    return _file(_objects(1, "Hemmelig"), more=_encryption(b"u" * 32))


def restricted_pdf() -> bytes:
    """Opens without a password, but is encrypted all the same (ISO 32000-1, algorithms 2 and 4)."""
    key = hashlib.md5(_PAD + _OWNER + _RIGHTS.to_bytes(4, "little", signed=True) + _ID).digest()[:5]
    return _file(_objects(1, ""), more=_encryption(_rc4(key, _PAD)))


def _objects(pages: int, words: str) -> list[bytes]:
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(pages))
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
    return [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages),
        font,
        _shown(words),
        *(page + b" /Resources << /Font << /F1 3 0 R >> >> >>" for _ in range(pages)),
    ]


def _shown(words: str) -> bytes:
    text = f"BT /F1 24 Tf 72 720 Td ({words}) Tj ET".encode("latin-1")
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text)


def _encryption(user: bytes) -> bytes:
    parts = (_OWNER.hex().encode(), user.hex().encode(), _RIGHTS)
    return b" /Encrypt << /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P %d >>" % parts


def _file(objects: list[bytes], more: bytes = b"") -> bytes:
    made, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"<< /Size %d /Root 1 0 R /ID [<%s> <%s>]%s >>"
    size, identity = len(objects) + 1, _ID.hex().encode()
    end = trailer % (size, identity, identity, more)
    return made + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        table,
        end,
        len(made),
    )


def _rc4(key: bytes, data: bytes) -> bytes:
    box, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + box[i] + key[i % len(key)]) % 256
        box[i], box[j] = box[j], box[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + box[i]) % 256
        box[i], box[j] = box[j], box[i]
        out.append(byte ^ box[(box[i] + box[j]) % 256])
    return bytes(out)
