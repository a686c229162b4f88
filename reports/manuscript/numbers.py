"""Numbers that somebody else wrote: in an address, a form, a file."""


def whole_number(text: str, *, digits: int = 18) -> int | None:
    """What is typed in plain digits, of no more than `digits`; None for anything else: "", "-1", "²", forty digits.

    `str.isdigit` takes "²", which `int` does not; and no database holds a number of any length.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None
