"""Query strings in one form: the same choice is the same address, whatever order or trackers it came with."""

from bisect import bisect
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qsl, quote_plus, urlencode

# What mail and social media hang on addresses: ignored, and no part of any page's identity.
_TRACKER_PREFIXES = ("utm_", "mc_")
_TRACKERS = {"fbclid", "gclid", "msclkid"}


class BadQuery(Exception):
    """The address asks for what there isn't. `problems` are (parameter, Norwegian sentence) pairs."""

    def __init__(self, problems: list[tuple[str, str]]):
        self.problems = [(name, str(sentence)) for name, sentence in problems]
        super().__init__(" ".join(sentence for _name, sentence in self.problems))


def is_tracker(name: str) -> bool:
    return name in _TRACKERS or name.startswith(_TRACKER_PREFIXES)


def canonical(
    query: str,
    *,
    without: tuple[str, ...] = (),
    without_pair: tuple[str, str] | None = None,
    plus: tuple[str, str] | None = None,
) -> str:
    """Sorted by name and value; no trackers, no empty values.

    `without` takes names away, `without_pair` one value of a name; `plus` adds one.
    """
    pairs = [*parse_qsl(query, keep_blank_values=False), *([plus] if plus else [])]
    kept = [(n, v) for n, v in pairs if n not in without and not is_tracker(n) and (n, v) != without_pair]
    return urlencode(sorted(kept))


def plus_each(query: str, name: str, values: Iterable[str]) -> Iterator[str]:
    """`canonical` with one more value of a name, for each of many values; the query, canonical, is read once."""
    pairs = parse_qsl(query)
    pieces = [urlencode([pair]) for pair in pairs]
    asked = f"{quote_plus(name)}="
    for value in values:
        place = bisect(pairs, (name, value))
        yield "&".join([*pieces[:place], asked + quote_plus(value), *pieces[place:]])
