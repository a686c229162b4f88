"""Files that no reader should trust: what each is called, how it is made, and what the editor is told."""

import io
import zipfile

from reports.manuscript.reading import package as limits

from .word_files import STYLES, comments, link, package, paragraph, run, year_with

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
YEAR = b"# FoU 2031\n\n# 1 Bosetting\n\n## Rapport\n\nKort sagt.\n\nUtgitt: mai 2031\n\n"


def _with_entry(name: str, content: bytes = b"x") -> bytes:
    out = io.BytesIO(year_with())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def document(inner: str, before: str = "") -> bytes:
    return package("", document=f'{before}<w:document xmlns:w="{_W}"><w:body>{inner}</w:body></w:document>')


def _zip_of(parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _locked() -> bytes:
    """A zip whose parts are encrypted, as its flags say."""
    data = bytearray(year_with())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


_LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
_ELSEWHERE = '<!DOCTYPE x SYSTEM "http://imdi.example/x.dtd">'
_DEEP = "<w:sdt><w:sdtContent>" * 60 + paragraph("x") + "</w:sdtContent></w:sdt>" * 60
_TABLES = "<w:tbl><w:tr><w:tc>" * 60 + paragraph("x") + "</w:tc></w:tr></w:tbl>" * 60
REFUSED_WORD = {
    "tom": (lambda: b"", "Filen er tom."),
    "ikke zip": (lambda: b"hei", "Filen er ikke et Word-dokument (.docx)."),
    "avkortet": (lambda: year_with()[:900], "Word-filen er skadet eller avkortet."),
    "gammel": (lambda: _OLE, "Filen er et gammelt Word-dokument (.doc)."),
    "passord": (lambda: _OLE + "EncryptedPackage".encode("utf-16-le"), "Word-filen er beskyttet med passord."),
    "låste deler": (_locked, "Word-filen er beskyttet med passord."),
    "annen pakke": (lambda: _zip_of({"mimetype": b"x"}), "Filen er en pakke, men ikke et Word-dokument"),
    "mange deler": (
        lambda: _zip_of({f"word/{number}": b"" for number in range(limits.MOST_ENTRIES + 1)}),
        "Filen pakker ut til mye mer",
    ),
    "bombe": (lambda: _with_entry("word/media/b.bin", bytes(130_000_000)), "Filen pakker ut til mye mer"),
    "stor del": (lambda: package("", document=" " * 50_000_000), "Filen pakker ut til mye mer"),
    "mange merker": (lambda: document(f"<w:p>{'<w:b/>' * 7_000_000}</w:p>"), "Filen pakker ut til mye mer"),
    "oppover": (lambda: _with_entry("../../etc/passwd"), "Word-filen inneholder filnavn som peker ut"),
    "oppover med \\": (lambda: _with_entry("word\\..\\..\\x"), "Word-filen inneholder filnavn som peker ut"),
    "rotmappe": (lambda: _with_entry("/etc/passwd"), "Word-filen inneholder filnavn som peker ut"),
    "entiteter": (lambda: document(paragraph("&b;"), _LAUGHS), "Word-filen har egne XML-definisjoner"),
    "utenfra": (lambda: document(paragraph("&a;"), _OUTSIDE), "Word-filen har egne XML-definisjoner"),
    "annet sted": (lambda: document(paragraph("a"), _ELSEWHERE), "Word-filen har egne XML-definisjoner"),
    "stiler utenfra": (lambda: year_with(styles__xml=_OUTSIDE + "<x>&a;</x>"), "Word-filen har egne XML-definisjoner"),
    "ugyldig": (lambda: package("", document="<w:document"), "Word-filen har innhold som ikke er gyldig XML."),
    "tegnkoding": (
        lambda: package("", document=b'<?xml version="1.0" encoding="UTF-8"?><a>\xe6</a>'),
        "Word-filen har innhold som ikke er gyldig XML.",
    ),
    "dyp": (lambda: document(_DEEP), "Word-filen er bygd opp med for mange nivåer"),
    "dype tabeller": (lambda: document(_TABLES), "Fant ingen rapporter i dokumentet."),
    "svært dyp": (lambda: document("<w:p>" * 5000), "Word-filen har innhold som ikke er gyldig XML."),
    "lang": (lambda: document("<w:p></w:p>" * 100_000), "Dokumentet har over"),
    "uten rapporter": (lambda: package(paragraph("FoU 2031", "Tittel")), "Fant ingen rapporter i dokumentet."),
}
REFUSED_MARKDOWN = {
    "bare mellomrom": (lambda: b"  \n", "Filen er tom."),
    "to tegnkodinger": (lambda: YEAR + "å".encode() + "å".encode("latin-1"), "Filen er ikke skrevet i UTF-8."),
    "fremmed tegnkoding": (lambda: YEAR + "путь".encode("cp866"), "Filen er ikke skrevet i UTF-8."),
    "utf-16 uten merke": (lambda: YEAR.decode().encode("utf-16-le"), "Filen er ikke"),
    "utf-16 avkortet": (lambda: YEAR.decode().encode("utf-16")[:-1], "Filen er ikke"),
    "nullbyte": (lambda: b"a\x00b", "Filen er ikke"),
    "stor": (lambda: b"x" * 25_000_001, "Filen er større enn 25 MB."),
    "100 000 avsnitt": (lambda: b"ord\n\n" * 100_000, "Dokumentet har over"),
    "ingen rapporter": (lambda: b"# FoU 2031\n\nord", "Fant ingen rapporter i dokumentet."),
    "uten år": (lambda: b"# FoU\n\n# 1 A\n\n## B\n\nord\n\nUtgitt: mai 2031", "Fant ikke hvilket år utgaven gjelder."),
}


def _picture_elsewhere() -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    relation = f'<Relationship Id="rId1" Type="{kind}" Target="http://imdi.example/a.png" TargetMode="External"/>'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    relations = f'<Relationships xmlns="{space}">{relation}</Relationships>'
    shown = run("Se bildet.") + "<w:r><w:drawing/></w:r>"
    return year_with(paragraph(shown), **{"_rels/document.xml.rels": relations})


_CHANGED = f"{run('Ny')}<w:del>{run('gammel')}</w:del><w:ins>{run(' tekst')}</w:ins>."
# Read all the same, with a problem of this kind.
TOLD_WORD = {
    "makroer": (lambda: year_with(paragraph("Tekst."), vbaProject__bin=b"x", styles__xml=STYLES), "makro"),
    "bilde et annet sted": (_picture_elsewhere, "bilde"),
    "skriptlenke": (lambda: year_with(paragraph(link("Les", "rId8"))), "lenke"),
    "skjult tekst": (lambda: year_with(paragraph(run("Synlig") + run("skjult", "<w:vanish/>"))), "skjult"),
    "sporede endringer": (lambda: year_with(paragraph(_CHANGED)), "slettet"),
    "kommentarer": (lambda: year_with(paragraph("Tekst."), comments__xml=comments("Stemmer det?")), "kommentar"),
}
TOLD_MARKDOWN = {
    "Windows-1252": (lambda: YEAR + "Det er «mange» som svarte på nettet – også før.".encode("cp1252"), "tegnkoding"),
    "usynlig tekst": (lambda: YEAR + b"Tekst. <!-- husk dette -->", "kommentar"),
    "skriptlenke i tekst": (lambda: YEAR + b"[mer](javascript:alert(1))", "lenke"),
    "html": (lambda: YEAR + b"Les <script>alert(1)</script> her.", "html"),
    "dyp tekst": (lambda: YEAR + b"> " * 5000 + b"dypt\n\n" + b"- " * 3000 + b"<b>x</b>\n", "dybde"),
}
# Every one of them by name: what the file is called, how it is made.
FILES = {name: ("fou.docx", make) for name, (make, _) in (REFUSED_WORD | TOLD_WORD).items()}
FILES |= {name: ("fou.md", make) for name, (make, _) in (REFUSED_MARKDOWN | TOLD_MARKDOWN).items()}
REFUSED = {name: sentence for name, (_, sentence) in (REFUSED_WORD | REFUSED_MARKDOWN).items()}
TOLD = {name: kind for name, (_, kind) in (TOLD_WORD | TOLD_MARKDOWN).items()}
