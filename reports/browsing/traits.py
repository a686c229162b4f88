"""What public reports have, as bits: in a trait's number, bit n is set when publication n has it.

Read once for each value of the stamp and kept by the process, some 3 KB a trait with 24,000 reports: counting what a
search leaves of a facet's value is then one AND, where each report's traits were fetched and taken apart.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..models import Publication
from ..stamped import while_stamp_stands


@dataclass(frozen=True)
class Traits:
    """`public` has every public report, `findings` how many findings each has, `having` each trait's reports."""

    public: int
    findings: list[int]
    having: dict[str, int]

    def of(self, some: Iterable[str]) -> int:
        """Reports with one of these traits."""
        found = 0
        for trait in some:
            found |= self.having.get(trait, 0)
        return found


@while_stamp_stands
def traits() -> Traits:
    rows = list(Publication.objects.public().with_traits())
    keys: dict[str, list[int]] = {}
    for key, _findings, text in rows:
        for trait in text.split():
            keys.setdefault(trait, []).append(key)
    public, findings = bits(key for key, *_ in rows), weights({key: number for key, number, _ in rows})
    return Traits(public, findings, {trait: bits(some) for trait, some in keys.items()})


def bits(keys: Iterable[int]) -> int:
    """Written as binary digits and read as a number: setting bits in octets took twice as long."""
    keys = list(keys)
    digits = bytearray(b"0") * (max(keys, default=0) + 1)
    for key in keys:
        digits[-1 - key] = 49  # "1"
    return int(digits, 2)


def weights(numbers: Mapping[int, int]) -> list[int]:
    """What each key counts for, as bits: the keys whose number has a one, a two, a four …"""
    longest = max(numbers.values(), default=0).bit_length()
    return [bits(key for key, number in numbers.items() if number >> place & 1) for place in range(longest)]


def weighed(some: int, numbers: list[int]) -> int:
    """What these keys count for together."""
    return sum((some & plane).bit_count() << place for place, plane in enumerate(numbers))


def picked(keys: Iterable[int], some: int) -> set[int]:
    """The keys that are among the bits."""
    octets = some.to_bytes(some.bit_length() // 8 + 1, "little")
    return {key for key in keys if key >> 3 < len(octets) and octets[key >> 3] >> (key & 7) & 1}
