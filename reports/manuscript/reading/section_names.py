"""The headings of a report's parts."""

# Headings that say what stands under them; under any other heading the form of a line decides.
SECTIONS = {
    **dict.fromkeys(("fakta", "kort om undersøkelsen"), "facts"),
    **dict.fromkeys(("funn", "hovedfunn", "viktigste funn", "sentrale funn"), "findings"),
    **dict.fromkeys(("nøkkeltall", "viktige tall"), "figures"),
    **dict.fromkeys(("om rapporten", "om prosjektet"), "body"),
    **dict.fromkeys(("dokumenter", "dokument", "last ned"), "documents"),
}
# A heading of its own in many texts; a part of the layout only where others of these stand beside it.
BACKGROUND = {"bakgrunn"}
