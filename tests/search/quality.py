"""How well search answers the judged queries: recall@5, nDCG@10, precision a category.

`make search-quality` prints it (measured.py).
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log2
from pathlib import Path
from types import MappingProxyType

from django.http import QueryDict
from django.utils.http import urlencode

from reports.browsing.filters import reports_for

NOTHING = "ingenting"
_BEST, _ALSO = 3, 1


@dataclass
class Judged:
    """A query with its verdict. An answer is right when it is among the best, or has to do with the question."""

    category: str
    words: str
    best: list[str]
    also: list[str]

    @cached_property
    def found(self) -> list[str]:
        """Slugs in rank order."""
        listing = reports_for(QueryDict(urlencode({"q": self.words})))
        return [publication.slug for publication in listing.page.paginator.object_list]

    @property
    def recall_at_5(self) -> float:
        """Of the best, as many as five places hold."""
        return len(set(self.found[:5]) & set(self.best)) / min(5, len(self.best))

    @property
    def ndcg_at_10(self) -> float:
        gains = [_BEST if slug in self.best else _ALSO if slug in self.also else 0 for slug in self.found]
        ideal = [_BEST] * len(self.best) + [_ALSO] * len(self.also)
        return _discounted(gains) / _discounted(ideal)

    @property
    def precision(self) -> float:
        right = {*self.best, *self.also}
        return sum(slug in right for slug in self.found) / len(self.found) if self.found else 0.0


def _discounted(gains: list[int]) -> float:
    return sum(gain / log2(place + 2) for place, gain in enumerate(gains[:10]))


def judged(slugs: Mapping[str, str] = MappingProxyType({})) -> list[Judged]:
    """`slugs`: those that the judged reports have in another database."""
    content = tomllib.loads((Path(__file__).parent / "judged.toml").read_text("utf-8"))
    names = {name: slugs.get(slug, slug) for name, slug in content["reports"].items()}
    return [
        Judged(q["category"], q["words"], [names[r] for r in q["best"]], [names[r] for r in q["also"]])
        for q in content["queries"]
    ]


def table(queries: list[Judged]) -> Iterator[str]:
    """The figures as lines of text."""
    yield f"{'kategori':26}{'antall':>7}{'recall@5':>10}{'nDCG@10':>9}{'presisjon':>11}"
    categories = list(dict.fromkeys(query.category for query in queries if query.category != NOTHING))
    for category in [*categories, "alle"]:
        some = [q for q in queries if q.category == category or (category == "alle" and q.category != NOTHING)]
        figures = (mean([getattr(q, name) for q in some]) for name in ("recall_at_5", "ndcg_at_10", "precision"))
        recall, ndcg, precision = figures
        yield f"{category:26}{len(some):7}{recall:10.3f}{ndcg:9.3f}{precision:11.3f}"
    empty = [query for query in queries if query.category == NOTHING]
    yield f"{NOTHING:26}{len(empty):7}   uten treff: {sum(not query.found for query in empty)}"


def mean(figures: list[float]) -> float:
    return sum(figures) / len(figures)
