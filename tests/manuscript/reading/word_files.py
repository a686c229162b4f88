"""Word documents made by hand, so that each holds just what a test is about."""

import io
import zipfile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
STYLES = f"""{_HEAD}<w:styles {_W}>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Min2"><w:name w:val="Min mellomtittel"/><w:basedOn w:val="O2"/></w:style>
<w:style w:type="paragraph" w:styleId="O2"><w:name w:val="Overskrift 2"/><w:basedOn w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="U3"><w:name w:val="Avsnitt"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Tittel"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="INNH1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="INNH2"><w:name w:val="toc 2"/></w:style>
<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="Punktliste"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
</w:styles>"""
NUMBERING = f"""{_HEAD}<w:numbering {_W}>
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""
LINKS = {"rId9": "https://imdi.no/rapport.pdf", "rId8": "javascript:alert(1)"}


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inner: str, style: str = "", settings: str = "") -> str:
    inner = inner if inner.startswith("<") else run(inner)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{settings}</w:pPr>{inner}</w:p>"


def listed(inner: str, number: int = 1, level: int = 0) -> str:
    return paragraph(inner, "", f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def link(text: str, relation: str = "rId9") -> str:
    return f'<w:hyperlink r:id="{relation}">{run(text)}</w:hyperlink>'


def package(body: str, *, document: str = "", **more: str | bytes) -> bytes:
    """A .docx of the body; further parts by their name under word/ with "__" for "." ("comments__xml")."""
    document = document or f"{_HEAD}<w:document {_W} {_R}><w:body>{body}</w:body></w:document>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
    links = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{t}"/>' for i, t in LINKS.items())
    parts = {
        "document.xml": document,
        "styles.xml": STYLES,
        "numbering.xml": NUMBERING,
        "_rels/document.xml.rels": (
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
        ),
        **{name.replace("__", "."): content for name, content in more.items()},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(f"word/{name}", content)
    return out.getvalue()


def comments(*texts: str) -> str:
    inner = "".join(f"<w:comment>{paragraph(text)}</w:comment>" for text in texts)
    return f"{_HEAD}<w:comments {_W}>{inner}</w:comments>"


YEAR = (
    paragraph("FoU-prosjekter 2031", "Tittel"),
    paragraph("1 Bosetting", "Overskrift1"),
    paragraph("En rapport", "Min2"),
    paragraph("Kort sagt."),
    paragraph("Utgitt: mai 2031"),
)


def year_with(*blocks: str, **parts) -> bytes:
    """A document of one report, with these blocks under its date."""
    return package("".join((*YEAR, *blocks)), **parts)
