"""The zip that a Word document or workbook is. Every limit is tried before anything is unpacked; nothing is fetched."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from ..said import Said
from .source import ReadError

MOST_BYTES = 25_000_000
MOST_ENTRIES = 2_000
MOST_UNPACKED = 120_000_000
MOST_IN_A_PART = 45_000_000
_HEAD = 4000  # bytes in which the names of vocabularies stand
MOST_SIGNS = 2_000_000  # of tags and of attributes: each of them takes some hundred bytes as a tree
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
# What Word calls "Strict Open XML" differs in the names of its vocabularies alone.
_STRICT, _TRANSITIONAL = b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"
_NAMES = (
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"officeDocument/math", b"officeDocument/2006/math"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"drawingml/wordprocessingDrawing", b"drawingml/2006/wordprocessingDrawing"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BOMB = Said("Filen pakker ut til mye mer enn et dokument gjør, og er ikke åpnet.")


@dataclass(frozen=True, slots=True)
class Program:
    """How messages name a kind of file, and the part that tells it ("" when any zip will do)."""

    the_file: Said
    a_file: Said
    an_old_file: Said
    save_as: str
    name: str
    part: str

    @property
    def broken(self) -> Said:
        return Said(
            "%(file)s er skadet eller avkortet. Åpne den i %(program)s og lagre den på nytt.",
            file=self.the_file,
            program=self.name,
        )

    @property
    def locked(self) -> Said:
        return Said("%(file)s er beskyttet med passord. Fjern passordet og lagre den på nytt.", file=self.the_file)

    @property
    def definitions(self) -> Said:
        return Said("%(file)s har egne XML-definisjoner og er ikke åpnet.", file=self.the_file)

    @property
    def not_xml(self) -> Said:
        return Said(
            "%(file)s har innhold som ikke er gyldig XML. Åpne den i %(program)s og lagre den på nytt.",
            file=self.the_file,
            program=self.name,
        )


WORD = Program(
    Said("Word-filen"),
    Said("et Word-dokument (.docx)"),
    Said("et gammelt Word-dokument (.doc)"),
    ".docx",
    "Word",
    "word/document.xml",
)


def is_package(data: bytes) -> bool:
    """By its first bytes: a zip, or what Word wrote before there were zips."""
    return data.startswith((b"PK\x03\x04", _OLE))


class Package:
    """Raises ReadError with one Norwegian sentence, here and in `part`."""

    def __init__(self, data: bytes, program: Program = WORD):
        self._program = program
        _refuse_by_bytes(data, program)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise ReadError(program.broken) from None
        _refuse_by_entries(entries, program)
        self._names = {entry.filename for entry in entries}
        self._unpacked, self._relations = 0, {}
        self.main = self._main()

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def _main(self) -> str:
        """The part that everything hangs on: some programs call it "word/document2.xml"."""
        wanted = self._program.part
        if not wanted or wanted in self._names:
            return wanted
        folder = posixpath.dirname(wanted) + "/"
        for relation in self.relations(""):
            target = relation.get("Target", "").lstrip("/")
            is_main = relation.get("Type", "").endswith("/officeDocument")
            if is_main and target.startswith(folder) and target in self._names:
                return target
        raise ReadError(Said("Filen er en pakke, men ikke %(file)s.", file=self._program.a_file))

    def relations(self, part: str) -> list:
        """The relations of a part to others and to addresses; those of the package itself by ""."""
        if part not in self._relations:
            folder, name = posixpath.split(part)
            root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
            self._relations[part] = list(root.iter(f"{_RELATIONS}Relationship")) if root is not None else []
        return self._relations[part]

    def beside(self, kind: str):
        """The root of the part that the main one names as its styles, numbering, comments …; None without one."""
        folder = posixpath.dirname(self.main)
        for relation in self.relations(self.main):
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                return self.part(posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
        return self.part(f"{folder}/{kind}.xml")

    def ending(self, end: str) -> list[str]:
        return sorted(name for name in self._names if name.endswith(end))

    def read(self, name: str) -> bytes:
        try:
            with self._zip.open(name) as part:
                data = part.read(MOST_IN_A_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError):
            raise ReadError(self._program.broken) from None
        self._unpacked += len(data)
        if len(data) > MOST_IN_A_PART or self._unpacked > MOST_UNPACKED:
            raise ReadError(_BOMB)
        return data

    def part(self, name: str):
        """The root element of an XML part; None when there is no such part."""
        return parsed(self.read(name), self._program) if name in self._names else None


def parsed(data: bytes, program: Program = WORD):
    """Raises ReadError. Bounded in elements, depth and text; no document type, no entities, no network."""
    if data.count(b"<") > MOST_SIGNS or data.count(b"=") > MOST_SIGNS:
        raise ReadError(_BOMB)
    if _STRICT in data[:_HEAD]:
        for strict, transitional in _NAMES:
            data = data.replace(_STRICT + strict, _TRANSITIONAL + transitional)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        if b"<!DOCTYPE" in data[:_HEAD] or b"<!ENTITY" in data[:_HEAD]:
            raise ReadError(program.definitions) from None
        raise ReadError(program.not_xml) from None
    if root.getroottree().docinfo.doctype:
        raise ReadError(program.definitions)
    return root


def _refuse_by_bytes(data: bytes, program: Program) -> None:
    if not data:
        raise ReadError(Said("Filen er tom."))
    if len(data) > MOST_BYTES:
        raise ReadError(Said("Filen er større enn 25 MB."))
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise ReadError(program.locked)
        told = {"file": program.an_old_file, "ending": program.save_as}
        raise ReadError(Said("Filen er %(file)s. Lagre den som %(ending)s.", **told))
    if not data.startswith(b"PK\x03\x04"):
        raise ReadError(Said("Filen er ikke %(file)s.", file=program.a_file))


def _refuse_by_entries(entries, program: Program) -> None:
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise ReadError(_BOMB)
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise ReadError(program.broken)
    for name in names:
        if (
            name.startswith(("/", "\\"))
            or ".." in posixpath.normpath(name.replace("\\", "/")).split("/")
            or ":" in name
        ):
            raise ReadError(
                Said("%(file)s inneholder filnavn som peker ut av den, og er ikke åpnet.", file=program.the_file)
            )
    if any(entry.flag_bits & 1 for entry in entries):
        raise ReadError(program.locked)
