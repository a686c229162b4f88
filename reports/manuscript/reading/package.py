"""The zip that a Word document is. Every limit is tried before anything is unpacked, and nothing is fetched."""

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from .source import ReadError

MOST_BYTES = 25_000_000
MOST_ENTRIES = 2_000
MOST_UNPACKED = 120_000_000
MOST_IN_A_PART = 45_000_000
MOST_SIGNS = 2_000_000  # of tags and of attributes: each of them takes some hundred bytes as a tree
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOMB = "Filen pakker ut til mye mer enn et dokument gjør, og er ikke åpnet."
_BROKEN = "Word-filen er skadet eller avkortet. Åpne den i Word og lagre den på nytt."
_XML = "Word-filen har innhold som ikke er gyldig XML. Åpne den i Word og lagre den på nytt."


def is_package(data: bytes) -> bool:
    """By its first bytes: a zip, or what Word wrote before there were zips."""
    return data.startswith((b"PK\x03\x04", _OLE))


class Package:
    """Raises ReadError with one Norwegian sentence, here and in `part`."""

    def __init__(self, data: bytes):
        _refuse_by_bytes(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise ReadError(_BROKEN) from None
        _refuse_by_entries(entries)
        self._names = {entry.filename for entry in entries}
        self._unpacked = 0

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def ending(self, end: str) -> list[str]:
        return sorted(name for name in self._names if name.endswith(end))

    def read(self, name: str) -> bytes:
        try:
            with self._zip.open(name) as part:
                data = part.read(MOST_IN_A_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError):
            raise ReadError(_BROKEN) from None
        self._unpacked += len(data)
        if len(data) > MOST_IN_A_PART or self._unpacked > MOST_UNPACKED:
            raise ReadError(_BOMB)
        return data

    def part(self, name: str):
        """The root element of an XML part; None when there is no such part."""
        return parsed(self.read(name)) if name in self._names else None


def parsed(data: bytes):
    """Raises ReadError. Bounded in elements, depth and text; no document type, no entities, no network."""
    if data.count(b"<") > MOST_SIGNS or data.count(b"=") > MOST_SIGNS:
        raise ReadError(_BOMB)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        if b"<!DOCTYPE" in data[:4000] or b"<!ENTITY" in data[:4000]:
            raise ReadError("Word-filen har egne XML-definisjoner og er ikke åpnet.") from None
        raise ReadError(_XML) from None
    if root.getroottree().docinfo.doctype:
        raise ReadError("Word-filen har egne XML-definisjoner og er ikke åpnet.")
    return root


def _refuse_by_bytes(data: bytes) -> None:
    if not data:
        raise ReadError("Filen er tom.")
    if len(data) > MOST_BYTES:
        raise ReadError("Filen er større enn 25 MB.")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise ReadError("Word-filen er beskyttet med passord. Fjern passordet og lagre den på nytt.")
        raise ReadError("Filen er et gammelt Word-dokument (.doc). Lagre den som .docx.")
    if not data.startswith(b"PK\x03\x04"):
        raise ReadError("Filen er ikke et Word-dokument (.docx).")


def _refuse_by_entries(entries) -> None:
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise ReadError(_BOMB)
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise ReadError(_BROKEN)
    for name in names:
        if (
            name.startswith(("/", "\\"))
            or ".." in posixpath.normpath(name.replace("\\", "/")).split("/")
            or ":" in name
        ):
            raise ReadError("Word-filen inneholder filnavn som peker ut av den, og er ikke åpnet.")
    if any(entry.flag_bits & 1 for entry in entries):
        raise ReadError("Word-filen er beskyttet med passord. Fjern passordet og lagre den på nytt.")
    if "word/document.xml" not in names:
        raise ReadError("Filen er en pakke, men ikke et Word-dokument (.docx).")
