"""Aligned text: the first column to the left, numbers to the right, Norwegian decimal commas."""

GAP = "  "


def table(headings: list[str], rows: list[list]) -> str:
    cells = [[number(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(headings, *cells, strict=True)]
    lines = [headings, ["─" * width for width in widths], *cells]
    return "\n".join(_line(line, widths) for line in lines)


def _line(cells: list[str], widths: list[int]) -> str:
    first, *rest = zip(cells, widths, strict=True)
    return GAP.join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]).rstrip()


def number(value) -> str:
    """Three telling digits: 12 345, 56,7, 0,123. Text as it is; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    decimals = 0 if isinstance(value, int) or abs(value) >= 100 else 1 if abs(value) >= 10 else 2
    decimals = 3 if isinstance(value, float) and abs(value) < 1 else decimals
    return f"{value:,.{decimals}f}".replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")
