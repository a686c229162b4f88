"""Where the marks of a chart stand, as plain Python; templates/parts/_bars.html and its kin draw them.

Horizontal places are percent of the chart's width and vertical ones are em of its letters, so that a chart fills the
screen it is given and its words keep their size, from 320 px and up. Bars begin at zero. Lengths are texts, for a
template would write numbers with a comma.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from typing import Any

LETTERS_PER_LINE = 34  # what 288 px hold of 15 px letters
_EM_PER_LETTER = 0.52
_BETWEEN = 0.8  # letters between words that stand beside each other
_NARROWEST = 19.0  # em across a chart on a screen of 320 px
_BAR_SHARE = 80  # percent; the rest is for the number behind the longest bar
_LINE, _BAR, _GAP = 1.35, 0.8, 1.1  # em
_PLOT, _ABOVE = 9.0, 1.6  # em: height of columns and lines, and of the words over them
_FEWEST_SLOTS = 6  # fewer columns than this leave room to their right instead of growing fat
_EDGE = 6.0  # percent left free on both sides of a line

Number = int | float | Decimal


@dataclass(frozen=True, slots=True)
class Text:
    x: str
    y: str
    text: Any
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Bar:
    y: str
    width: str
    height: str
    x: str = "0%"


@dataclass(frozen=True, slots=True)
class Segment:
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class Chart:
    """`labels` name what the marks are of, `values` say how much; `base` is where zero or the lowest value lies."""

    height: str
    base: str = ""
    bars: tuple[Bar, ...] = ()
    segments: tuple[Segment, ...] = ()
    dots: tuple[Text, ...] = ()
    labels: tuple[Text, ...] = ()
    values: tuple[Text, ...] = ()


def bars(rows: Sequence[tuple[str, Number]]) -> Chart:
    """Lying bars, each under its name. `rows` are (name, value ≥ 0)."""
    most = max((value for _, value in rows), default=0) or 1
    drawn, labels, values, y = [], [], [], 0.0
    for name, value in rows:
        for line in textwrap.wrap(name, LETTERS_PER_LINE) or [""]:
            y += _LINE
            labels.append(Text("0%", _em(y), line, "start"))
        y += 0.4
        width = _percent(_BAR_SHARE * value / most)
        drawn.append(Bar(_em(y), width, _em(_BAR)))
        values.append(Text(width, _em(y + _BAR - 0.05), value, "start"))
        y += _BAR + _GAP - 0.4
    return Chart(_em(y), bars=tuple(drawn), labels=tuple(labels), values=tuple(values))


def columns(rows: Sequence[tuple[int, Number, str]], groups: Sequence[tuple[int, str]] = ()) -> Chart:
    """Standing columns on a time axis. `rows` are (slot, value ≥ 0, short name); a slot without a row stays empty.

    `groups` are (slot, name): a second line of names, each from its slot on (the years under months).
    """
    slots = [slot for slot, _, _ in rows]
    axis = _Axis(min(slots), max(_FEWEST_SLOTS, max(slots) - min(slots) + 1))
    most = max(value for _, value, _ in rows) or 1
    base, under = _ABOVE + _PLOT, _ABOVE + _PLOT + _LINE
    tops = [base - _PLOT * float(value) / float(most) for _, value, _ in rows]
    named = sorted(_fitting([name for _, _, name in rows], axis.count))
    telling = sorted(_telling([value for _, value, _ in rows], axis.count))
    groups_under = under + (_LINE if named else 0)
    return Chart(
        _em((groups_under if groups else under) + 0.4),
        base=_em(base),
        bars=tuple(
            Bar(_em(top), _percent(axis.step * 0.7), _em(base - top), _percent(axis.left(slot) + axis.step * 0.15))
            for slot, top in zip(slots, tops, strict=True)
        ),
        labels=tuple(axis.word(slots[n], under, rows[n][2]) for n in named) + _grouped(groups, axis, groups_under),
        values=tuple(axis.word(slots[n], tops[n] - 0.45, rows[n][1]) for n in telling),
    )


@dataclass(frozen=True, slots=True)
class _Axis:
    """`count` slots of equal width, from slot `first` on."""

    first: int
    count: int

    @property
    def step(self) -> float:
        return 100 / self.count

    def left(self, slot: int) -> float:
        return (slot - self.first) * self.step

    def word(self, slot: int, y: float, word: Any) -> Text:
        """Over or under the middle of a slot; one wider than the slots grows inwards at the chart's edges."""
        wide = _width(str(word)) > _NARROWEST / self.count
        if wide and slot == self.first:
            return Text("0%", _em(y), word, "start")
        if wide and slot == self.first + self.count - 1:
            return Text("100%", _em(y), word, "end")
        return Text(_percent(self.left(slot) + self.step / 2), _em(y), word)


def line(points: Sequence[tuple[int, Number, str]], *, low: Number, high: Number) -> Chart:
    """Dots joined by a line; `points` are (year, value, the value in words), by year. Years apart lie apart."""
    first, last = points[0][0], points[-1][0]
    span, reach = max(1, last - first), float(high - low) or 1.0
    plot = _PLOT * 0.6
    base = _ABOVE + plot
    xs = [_EDGE + (100 - 2 * _EDGE) * (year - first) / span for year, _, _ in points]
    ys = [base - plot * float(value - low) / reach for _, value, _ in points]
    ends = {0, len(points) - 1}
    written = [max(str(year), words, key=len) for year, _, words in points]
    named = set(range(len(points))) if len(_fitting(written, span + 1)) == len(points) else ends
    return Chart(
        _em(base + _LINE + 0.4),
        base=_em(base),
        segments=tuple(
            Segment(_percent(xs[n]), _em(ys[n]), _percent(xs[n + 1]), _em(ys[n + 1])) for n in range(len(xs) - 1)
        ),
        dots=tuple(Text(_percent(x), _em(y), "") for x, y in zip(xs, ys, strict=True)),
        labels=tuple(
            Text(_percent(_shifted(xs, n)), _em(base + _LINE), points[n][0], _anchor(xs, n)) for n in sorted(named)
        ),
        values=tuple(
            Text(_percent(_shifted(xs, n)), _em(ys[n] - 0.6), points[n][2], _anchor(xs, n)) for n in sorted(named)
        ),
    )


def _anchor(xs: list[float], n: int) -> str:
    """Words at the ends grow inwards, so that none is cut by the chart's edge."""
    return "start" if n == 0 else "end" if n == len(xs) - 1 else "middle"


def _shifted(xs: list[float], n: int) -> float:
    return 0.0 if n == 0 else 100.0 if n == len(xs) - 1 else xs[n]


def _width(word: str) -> float:
    return (len(word) + _BETWEEN) * _EM_PER_LETTER


def _fitting(words: list[str], slots: int) -> set[int]:
    """The places of words that can stand beside each other on the narrowest screen: all, or every so many.

    Where some are left out, the others stand farther apart, for words at the edges lean towards their neighbours.
    """
    if not any(words):
        return set()
    needed = slots * _width(max(words, key=len)) / _NARROWEST
    every = 1 if needed <= 1 else ceil(1.35 * needed)
    return {n for n in range(len(words)) if (len(words) - 1 - n) % every == 0}


def _telling(values: list[Number], slots: int) -> set[int]:
    """The places of columns that bear their number: all but zeros, or the highest and the last where they have room."""
    if len(_fitting([str(value) for value in values], slots)) == len(values):
        return {n for n, value in enumerate(values) if value}
    highest, last = values.index(max(values)), len(values) - 1
    apart = (last - highest) * _NARROWEST / slots >= 1.5 * _width(str(values[highest]))
    return {highest, last} if apart and values[last] else {highest}


def _grouped(groups: Sequence[tuple[int, str]], axis: _Axis, y: float) -> tuple[Text, ...]:
    """Each from its slot's left edge; one that the next group or the chart's end leaves no room for is left out."""
    ends = [*(slot for slot, _ in groups[1:]), axis.first + axis.count][: len(groups)]
    return tuple(
        Text(_percent(axis.left(slot)), _em(y), name, "start")
        for (slot, name), end in zip(groups, ends, strict=True)
        if (end - slot) * _NARROWEST / axis.count >= _width(name)
    )


def _percent(share: Number) -> str:
    return f"{float(share):.2f}%"


def _em(length: float) -> str:
    return f"{length:.2f}em"
