"""Rows in an order that is not the database's own, or that shall outlast a long read."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

# Rows fetched at a time: what a long list costs in memory.
STRETCH = 500
MOST_NAMED = 10_000  # keys in one query; SQLite takes some 32,000


@dataclass(frozen=True)
class InOrder:
    """Rows in the order of their keys, fetched a stretch at a time; one that is withdrawn meanwhile is left out.

    So the database sorts keys and not whole rows, and a slow reader holds no snapshot of it open.
    """

    rows: QuerySet
    keys: list[int]
    # What sorted the keys, where it did not tell them all apart: those alike stand in the order of `rows`.
    scores: list | None = None

    @classmethod
    def of(cls, rows: "QuerySet | InOrder") -> "InOrder":
        return rows if isinstance(rows, cls) else cls(rows, list(rows.values_list("pk", flat=True)))

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, stretch: slice) -> "InOrder":
        if self.scores is None or not self.keys[stretch]:
            return InOrder(self.rows, self.keys[stretch])
        start, stop, _step = stretch.indices(len(self.keys))
        first = bisect_left(self.scores, self.scores[start])
        last = bisect_right(self.scores, self.scores[stop - 1])
        settled = self._settled(self.keys[first:last], self.scores[first:last])
        return InOrder(self.rows, settled[start - first : stop - first])

    def _settled(self, keys: list[int], scores: list) -> list[int]:
        if len(set(scores)) == len(keys):
            return keys
        rows = self.rows.filter(pk__in=keys) if len(keys) < MOST_NAMED else self.rows
        places = {key: place for place, key in enumerate(rows.values_list("pk", flat=True))}
        ordered = sorted(zip(scores, keys, strict=True), key=lambda pair: (pair[0], places.get(pair[1], 0)))
        return [key for _score, key in ordered]

    def __iter__(self) -> Iterator:
        for stretch in self.stretches():
            yield from stretch

    def stretches(self) -> Iterator[list]:
        for start in range(0, len(self.keys), STRETCH):
            some = self[start : start + STRETCH].keys
            found = self.rows.order_by().in_bulk(some)
            yield [found[key] for key in some if key in found]

    def whole(self) -> "InOrder":
        return InOrder(self.rows.whole(), self.keys, self.scores)
