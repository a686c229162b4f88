"""What a Word document has that is not read as text, told with its place."""

from collections.abc import Mapping

from .package import Package
from .source import Notes
from .word_runs import Words
from .word_styles import W

_LEFT_OUT = {  # one of them, and many
    "slettet": ("sted med slettet tekst (sporede endringer)", "steder med slettet tekst (sporede endringer)"),
    "skjult": ("sted med skjult tekst", "steder med skjult tekst"),
    "bilde": ("bilde eller tegning", "bilder eller tegninger"),
    "felt": ("felt uten innhold", "felt uten innhold"),
    "tegn": ("spesialtegn fra en egen skrifttype", "spesialtegn fra egne skrifttyper"),
    "innlagt": ("innlagt dokument", "innlagte dokumenter"),
}
_PARTS = (
    ("comments", "kommentar", "Kommentaren"),
    ("footnotes", "fotnote", "Fotnoten"),
    ("endnotes", "fotnote", "Sluttnoten"),
)


def tell(package: Package, words: Words, places: Mapping[tuple[str, str], int], notes: Notes) -> None:
    """`places`: the block that each comment and footnote hangs on, by part and id."""
    for kind, (one, many) in _LEFT_OUT.items():
        if count := words.skipped[kind]:
            notes.add(kind, f"{count} {one if count == 1 else many} er ikke tatt med.")
    if package.ending("vbaProject.bin"):
        notes.add("makro", "Dokumentet har makroer. De er ikke lest og ikke kjørt.")
    for part, kind, noun in _PARTS:
        for number, text in _texts(package.beside(part)):
            place = places.get((part, number), 0)
            notes.add(kind, f"{noun} «{text[:80]}» er ikke tatt med.", place, proposal=text)


def _texts(root):
    for entry in root if root is not None else ():
        text = " ".join("".join(t.text or "" for t in entry.iter(f"{W}t")).split())
        if text:
            yield entry.get(f"{W}id", ""), text
