"""Texts that a spreadsheet would take for a formula, in files that cannot say what a cell is (CSV)."""

import re

# Full-width forms among them (OWASP, "CSV Injection").
_FORMULA = re.compile(r"'* *[=+\-@\t\r＝＋－＠]")


def guarded(text: str) -> str:
    """With an apostrophe before what would become a formula, and before what `unguarded` would take for that."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The inverse of `guarded`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text
