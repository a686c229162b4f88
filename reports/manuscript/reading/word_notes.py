"""What a Word document has that is not read as text, told with its place."""

from collections.abc import Mapping

from ..said import Said
from .package import Package
from .source import Notes
from .word_runs import Words
from .word_styles import W

_LEFT_OUT = {  # one of them, and many
    "slettet": (
        Said("1 sted med slettet tekst (sporede endringer) er ikke tatt med."),
        Said("%(count)d steder med slettet tekst (sporede endringer) er ikke tatt med."),
    ),
    "skjult": (
        Said("1 sted med skjult tekst er ikke tatt med."),
        Said("%(count)d steder med skjult tekst er ikke tatt med."),
    ),
    "bilde": (
        Said("1 bilde eller tegning er ikke tatt med."),
        Said("%(count)d bilder eller tegninger er ikke tatt med."),
    ),
    "felt": (Said("1 felt uten innhold er ikke tatt med."), Said("%(count)d felt uten innhold er ikke tatt med.")),
    "tegn": (
        Said("1 spesialtegn fra en egen skrifttype er ikke tatt med."),
        Said("%(count)d spesialtegn fra egne skrifttyper er ikke tatt med."),
    ),
    "innlagt": (Said("1 innlagt dokument er ikke tatt med."), Said("%(count)d innlagte dokumenter er ikke tatt med.")),
}
_PARTS = (
    ("comments", "kommentar", Said("Kommentaren «%(text)s» er ikke tatt med.")),
    ("footnotes", "fotnote", Said("Fotnoten «%(text)s» er ikke tatt med.")),
    ("endnotes", "fotnote", Said("Sluttnoten «%(text)s» er ikke tatt med.")),
)


def tell(package: Package, words: Words, places: Mapping[tuple[str, str], int], notes: Notes) -> None:
    """`places`: the block that each comment and footnote hangs on, by part and id."""
    for kind, (one, many) in _LEFT_OUT.items():
        if count := words.skipped[kind]:
            notes.add(kind, one if count == 1 else Said(many, count=count))
    if package.ending("vbaProject.bin"):
        notes.add("makro", Said("Dokumentet har makroer. De er ikke lest og ikke kjørt."))
    for part, kind, sentence in _PARTS:
        for number, text in _texts(package.beside(part)):
            place = places.get((part, number), 0)
            notes.add(kind, Said(sentence, text=text[:80]), place, proposal=text)


def _texts(root):
    for entry in root if root is not None else ():
        text = " ".join("".join(t.text or "" for t in entry.iter(f"{W}t")).split())
        if text:
            yield entry.get(f"{W}id", ""), text
