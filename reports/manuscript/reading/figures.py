"""Lines that tell a number: facts ("Antall respondenter: 2 968") and key figures ("40 % mener …")."""

import re
from collections.abc import Sequence
from decimal import Decimal

from ..book.carried import FIGURES
from ..values import Fact, KeyFigure
from .source import Block, folded, lines

VALUE_COLUMN = "Verdi"  # heads the first of three columns: value, unit, statement
AMOUNT_COLUMN, _ = FIGURES  # heads the first of two columns: value with unit, statement
_LONGEST_VALUE, _LONGEST_LABEL = 80, 60
_MOST_WORDS, _SHORT_VALUE = 5, 40  # of a fact that stands among other things
_FACT = re.compile(rf"(?P<label>[^:.!?]{{1,{_LONGEST_LABEL}}}):\s+(?P<value>.+)", re.DOTALL)
_NAMED_FACT = re.compile(r"(?P<label>.+?): (?P<value>.+)", re.DOTALL)
_FIGURE = re.compile(r"(?P<value>[-−]?\d[\d\s]*(?:[.,]\d+)?)\s*(?:%|prosent\b|pst\.?)\s+(?P<statement>\S.*)", re.DOTALL)
_AMOUNT = re.compile(r"(?P<value>[-−]?\d[\d\s]*(?:[.,]\d+)?)\s*(?P<unit>(?:[^\d\s].*)?)")


def number_of(text: str) -> Decimal | None:
    plain = "".join(text.split()).replace(",", ".").replace("−", "-")
    return Decimal(plain) if re.fullmatch(r"-?\d+(\.\d+)?", plain) else None


def fact_of(block: Block, *, among_facts: bool = False) -> Fact | None:
    """ "Antall respondenter: 2 968". Among lines that are said to be facts, any length and sign will do."""
    match = (_NAMED_FACT if among_facts else _FACT).fullmatch(block.line)
    if not match or not (
        among_facts or (len(match["value"]) <= _LONGEST_VALUE and not any(r.href for r in block.runs))
    ):
        return None
    return Fact(label=match["label"].strip(" "), value=match["value"].strip(" "))


def lone_fact(block: Block) -> Fact | None:
    """A line that tells a number in few words, wherever it stands: "Antall respondenter: 2 968"."""
    fact = fact_of(block)
    short = fact and len(fact.label.split()) <= _MOST_WORDS and len(fact.value) <= _SHORT_VALUE
    return fact if short and fact.value[0].isdigit() and not fact.value.endswith((".", "!", "?")) else None


def figures_of(block: Block, group: str = "") -> list[KeyFigure]:
    """Two or more lines that each begin "40 %", or a table whose first column does; else nothing."""
    if block.kind == "table":
        return _figures_of_table(block, group)
    printed = ["".join(run.text for run in line) for line in lines(block.runs)]
    matches = [_FIGURE.fullmatch(line) for line in printed]
    if len(matches) < 2 or not all(matches):
        return []
    return [_figure(match["value"], "%", match["statement"], group) for match in matches]


def lone_figure(block: Block, group: str = "") -> KeyFigure | None:
    """A paragraph or list item that is such a line by itself, as Word writes them."""
    match = _FIGURE.fullmatch(block.line)
    short = match and len(block.line) <= 160 and not block.line.endswith((".", "!", "?"))
    return _figure(match["value"], "%", match["statement"], group) if short else None


def _figures_of_table(block: Block, group: str) -> list[KeyFigure]:
    rows = [["".join(run.text for run in cell) for cell in row] for row in block.rows]
    columns = 3 if block.headed and rows[0][0] == VALUE_COLUMN else 2
    any_unit = columns == 3 or (block.headed and rows[0][0] == AMOUNT_COLUMN)
    figures = []
    for cells in rows[1:] if block.headed else rows:
        match = _AMOUNT.fullmatch(cells[0].strip()) if len(cells) == columns else None
        if not match or not cells[-1].strip():
            return []
        unit = cells[1] if columns == 3 else match["unit"]
        if not any_unit and unit.strip().rstrip(".") not in {"%", "prosent", "pst"}:
            return []
        if (figure := _figure(match["value"], unit.strip(), cells[-1], group)) is None:
            return []
        figures.append(figure)
    return figures


def _figure(value: str, unit: str, statement: str, group: str) -> KeyFigure | None:
    number = number_of(value)
    unit = "%" if unit in {"prosent", "pst", "pst."} else unit
    return None if number is None else KeyFigure(value=number, unit=unit, statement=folded(statement), group=group)


def listed_figures(items: Sequence[Sequence[Block]], group: str, *, said: bool) -> list[KeyFigure]:
    """Of a list whose items are all such lines; one that is said to be of key figures may have just one."""
    figures = [lone_figure(item[0], group) if len(item) == 1 else None for item in items]
    return figures if figures and all(figures) and (said or len(figures) > 1) else []


def figures_in(blocks: Sequence[Block], group: str = "") -> dict[int, list[KeyFigure]]:
    """Block numbers and their key figures: lines in one block, or lone lines that stand together."""
    found, row = {}, []
    for block in (*blocks, None):
        lone = lone_figure(block, group) if block and block.kind == "paragraph" and "\n" not in block.text else None
        if lone:
            row.append((block.number, lone))
            continue
        if len(row) > 1:
            found |= {number: [figure] for number, figure in row}
        row = []
        if block and block.kind in {"paragraph", "table"} and (figures := figures_of(block, group)):
            found[block.number] = figures
    return found
