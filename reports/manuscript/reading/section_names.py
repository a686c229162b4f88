"""The headings of a report's parts."""

from .source import key

# Headings that say what stands under them; under any other heading the form of a line decides.
_FINDINGS = ("funn", "hovedfunn", "viktigste funn", "sentrale funn", "nøkkelfunn", "hovudfunn", "viktigaste funn")
_FIGURES = ("nøkkeltall", "viktige tall", "nøkkeltal", "viktige tal")
_DOCUMENTS = ("dokumenter", "dokument", "last ned", "last ned rapporten", "rapporter og vedlegg")
SECTIONS = {
    **dict.fromkeys(("fakta", "kort om undersøkelsen", "fakta om undersøkelsen"), "facts"),
    **dict.fromkeys(_FINDINGS, "findings"),
    **dict.fromkeys(_FIGURES, "figures"),
    **dict.fromkeys(("om rapporten", "om prosjektet"), "body"),
    **dict.fromkeys(_DOCUMENTS, "documents"),
}
# A heading of its own in many texts; a part of the layout only where others of these stand beside it.
BACKGROUND = {"bakgrunn"}


def section_key(line: str) -> str:
    """By which the names above are known: "Hovedfunn:" is one of them."""
    return key(line).rstrip(": ")
