"""From a question to the rows that answer it: exactly, else widened, else by half of what the words tell.

The steps are the same on every database, and so are the rows. A step is taken once a question; facets and pages then
ask for the same expression.
"""

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from itertools import combinations
from math import log

from django.db import connection
from django.db.models import Case, F, Q, QuerySet, Value, When

from ..models import FindingEntry, PageEntry, Publication, PublishedFinding, PublishedPage, Rank, ReportEntry
from . import question
from .expressions import All, Either, Expression, Words, as_fts5, as_tsquery, stems_of
from .question import Question
from .widening import Widened, synonyms_of, widen, written_as

FEW = 10  # exact hits from which nothing more is looked for
MOST_SHOWN = 6  # other forms of a word that the page names
_MOST_WEIGHED = 6
_STEP = 1e6  # between scores of one step and the next; no rank is near it


class How(Enum):
    NOTHING = "nothing"
    EXACT = "exact"
    WIDENED = "widened"  # other forms of the words as well
    CORRECTED = "corrected"  # a word that nobody wrote, by words spelt like it
    PARTLY = "partly"  # reports with some of the words


@dataclass
class Answer:
    """What a question became. `expression` is None where only words to avoid were given, or nothing was found."""

    question: Question
    how: How
    expression: Expression | None = None
    exact: list[int] = field(default_factory=list)  # the few rows that hold the very words, to stand first
    widened: dict[str, Widened] = field(default_factory=dict)
    model: type = Publication
    # What is asked of pages in kept files: the very words, or those that were meant; None where no page has them.
    in_pages: Expression | None = None
    ranked: list[tuple[int, float, bool]] | None = None  # as `_ranked` has it, where that is known already

    @cached_property
    def stems(self) -> set[str]:
        """The stems that are marked where they stand."""
        return set().union(*(stems_of(each) for each in (self.expression, self.in_pages) if each))

    @property
    def exactly(self) -> str:
        """The same question for the very words alone, as one would type it."""
        phrases = [" ".join(stems) for stems in self.question.phrases]
        typed = [word.typed for word in self.question.words]
        return " ".join(f'"{each}"' for each in [*typed, *phrases]) + "".join(
            f' -"{" ".join(stems)}"' for stems in self.question.without
        )

    @cached_property
    def other_forms(self) -> list[dict]:
        """What was also looked for: each word as typed, with some other words as they are written in reports."""
        if self.how in (How.EXACT, How.NOTHING):
            return []
        forms = {word: self._shown(word) for word in self.question.words}
        written = written_as(stem for stems in forms.values() for stem in stems)
        return [
            {
                "typed": word.typed,
                "forms": [written.get(stem, stem) for stem in stems],
                "corrected": self.widened[word.stems[0]].corrected,
            }
            for word, stems in forms.items()
            if stems
        ]

    @property
    def alone(self) -> list[str]:
        """Where several words gave nothing together: those that each would give something."""
        if self.how is not How.NOTHING or len(self.widened) < 2:
            return []
        return [word.typed for word in self.question.words if self.widened[word.stems[0]].expression]

    def _shown(self, word: question.Word) -> list[str]:
        widened = self.widened[word.stems[0]]
        halves = [half[0] for parts in widened.parts for half in parts]
        return [form for form in [*widened.forms, *halves] if form != widened.stem][:MOST_SHOWN]

    def narrow(self, rows: QuerySet) -> QuerySet:
        """The rows (publications, or findings) that answer."""
        if self.expression is not None:
            # No join: SQLite may then ask the index anew for every row.
            own = _entries(self.model).filter(index__match=_written(self.expression)).values("pk")
            within = Q(pk__in=self.pages.values("publication")) if self.in_pages else Q()
            rows = rows.filter(Q(pk__in=own) | within)
        elif not self.question.without or self.question.words or self.question.phrases:
            return rows.none()
        if self.question.without:
            rows = rows.exclude(pk__in=_entries(self.model).filter(index__match=self._unwanted).values("pk"))
        return rows

    @property
    def pages(self) -> QuerySet:
        """Pages in kept files of public reports that answer, the best first."""
        if not self.in_pages:
            return PublishedPage.objects.none()
        written = _written(self.in_pages)
        return PublishedPage.objects.holding(written, without=self._unwanted).order_by(
            Rank("entry__index", written), "page__number", "pk"
        )

    @property
    def _unwanted(self) -> str:
        without = self.question.without
        return _written(Either(tuple(Words(stems) for stems in without))) if without else ""

    def best_first(self) -> list[tuple[float, int]]:
        """(score, key) of every row that answers, the best lowest: what title and tags answer, then the very words.

        Those that only a file of theirs answers for come last. Ranked in one walk of the index, and sorted here: the
        database would score every row again to sort them.
        """
        if self.expression is None:
            return []
        ranked = _ranked(self.expression, self.model) if self.ranked is None else self.ranked
        exact = set(self.exact)
        scores = [
            (rank + _STEP * ((0 if pk in exact else 1) if is_named else 2 if pk in exact else 3), pk)
            for pk, rank, is_named in ranked
        ]
        by_pages = self._ranked_by_pages()
        if by_pages:
            own = {pk for _, pk in scores}
            scores += [(rank + _STEP * 4, pk) for pk, rank in by_pages.items() if pk not in own]
        if self._unwanted:
            unwanted = {
                pk for (pk,) in _bare(_entries(self.model).filter(index__match=self._unwanted).values_list("pk"))
            }
            scores = [each for each in scores if each[1] not in unwanted]
        return sorted(scores)

    def _ranked_by_pages(self) -> dict[int, float]:
        """The rank of each report's best page, pages that hold an unwanted word left out."""
        if not self.in_pages:
            return {}
        written = _written(self.in_pages)
        ranks = dict(PageEntry.objects.filter(index__match=written).values_list("pk", Rank("index", written)))
        best: dict[int, float] = {}
        for pk, publication in self.pages.order_by().values_list("pk", "publication"):
            best[publication] = min(best.get(publication, ranks[pk]), ranks[pk])
        return best


def answer(text: str, model: type = Publication) -> Answer:
    """Answers what was typed, by reports or by findings."""
    asked = question.read(text)
    certain = tuple(Words(stems) for stems in asked.phrases)
    plain = [word.stems[0] for word in asked.words]
    if not certain and not plain:
        return Answer(asked, How.NOTHING if asked.is_empty else How.EXACT, model=model)
    synonyms = synonyms_of(plain)
    exact = All((*certain, *(_same(stem, synonyms) for stem in plain)))
    ranked = _ranked(exact, model)
    in_pages = exact if model is Publication and _in_pages(exact) else None
    as_asked = Answer(asked, How.EXACT, exact, model=model, in_pages=in_pages, ranked=ranked)
    if len(ranked) >= FEW or not plain:
        return as_asked
    first = [pk for pk, *_ in ranked]
    widened = widen(plain, synonyms)
    found = _widened(asked, certain, widened, first, model)
    if in_pages and (found is None or found.how is How.CORRECTED):
        return as_asked
    found = (
        found
        or (as_asked if first else None)
        or _partly(asked, certain, widened, model)
        or Answer(asked, How.NOTHING, widened=widened, model=model)
    )
    if found.how is How.CORRECTED and model is Publication and _in_pages(found.expression):
        in_pages = found.expression
    found.in_pages = in_pages
    return found


def findings_that_answer(answered: Answer, reports: list[int]) -> list[PublishedFinding]:
    """Findings of these public reports that hold what was looked for, the best first."""
    if answered.expression is None:
        return []
    written = _written(answered.expression)
    # Not `public()`: the reports are, and asked of them as well, SQLite would begin with all that is public.
    rows = PublishedFinding.objects.filter(publication__in=reports, is_current=True).order_by().in_bulk()
    entries = FindingEntry.objects.filter(index__match=written)
    if connection.vendor == "sqlite":
        # Adding nothing keeps SQLite from walking the index anew for every finding.
        entries = entries.annotate(key=F("pk") + 0).filter(key__in=list(rows))
    else:
        entries = entries.filter(pk__in=list(rows))
    ranks = dict(entries.values_list("pk", Rank("index", written)))
    return sorted((rows[pk] for pk in ranks), key=lambda finding: (ranks[finding.pk], finding.position))


def titles_that_hold(expression: Expression) -> QuerySet:
    """Public reports that answer by their title or a tag, the best first."""
    rows = Publication.objects.public().filter(entry__index__match=_written(expression, named=True))
    return rows.order_by(Rank("entry__index", _written(expression, named=True)), "sort_title", "pk")


def _same(stem: str, synonyms: dict) -> Expression:
    others = [All(tuple(Words((part,)) for part in meaning)) for meaning in synonyms.get(stem, [])]
    return Either((Words((stem,)), *others)) if others else Words((stem,))


def _widened(asked, certain, widened, exact, model) -> Answer | None:
    """More than the exact rows, or nothing."""
    parts = [word.expression for word in widened.values()]
    if None in parts:
        return None
    expression = All((*certain, *parts))
    if len(_first(expression, model, len(exact) + 1)) == len(exact):
        return None
    how = How.CORRECTED if any(word.corrected for word in widened.values()) else How.WIDENED
    return Answer(asked, how, expression, exact, widened, model)


def _partly(asked, certain, widened, model) -> Answer | None:
    """Reports that hold words worth half of what all the words tell; a word tells more the fewer reports hold it."""
    total = max(Publication.objects.public().count(), 1)
    telling = {stem: log(1 + total / max(min(word.reports, total), 1)) for stem, word in widened.items()}
    unknown = log(1 + total / 0.5)
    weights = {stem: telling[stem] if widened[stem].expression else unknown for stem in widened}
    known = sorted((stem for stem in widened if widened[stem].expression), key=weights.get, reverse=True)
    half = sum(weights.values()) / 2
    enough = _smallest(known[:_MOST_WEIGHED], weights, half)
    if not enough:
        return None
    choices = [All(tuple(widened[stem].expression for stem in stems)) for stems in enough]
    expression = All((*certain, Either(tuple(choices))))
    if not _first(expression, model, 1):
        return None
    return Answer(asked, How.PARTLY, expression, [], widened, model)


def _smallest(known: list[str], weights: dict[str, float], half: float) -> list[tuple[str, ...]]:
    """Sets of words that reach the half, without those that hold a smaller one."""
    found: list[tuple[str, ...]] = []
    for size in range(1, len(known) + 1):
        for stems in combinations(known, size):
            if sum(weights[s] for s in stems) >= half and not any(set(less) <= set(stems) for less in found):
                found.append(stems)
    return found


def _ranked(expression: Expression, model: type) -> list[tuple[int, float, bool]]:
    """(key, rank, whether title or tags answer) of every row that answers, in one walk of the index."""
    written = _written(expression)
    is_named = Value(False)
    if model is Publication:
        in_names = Q(index__match=_written(expression, named=True))
        if connection.vendor == "sqlite":  # FTS5 matches only where it searches
            in_names = Q(pk__in=ReportEntry.objects.filter(in_names).values("pk"))
        is_named = Case(When(in_names, then=Value(True)), default=is_named)
    rows = _entries(model).filter(index__match=written)
    return _bare(rows.values_list("pk", Rank("index", written), is_named))


def _bare(rows: QuerySet) -> list[tuple]:
    """Rows as the database gives them: of thousands, the ORM takes longer than the database does."""
    with connection.cursor() as cursor:
        cursor.execute(*rows.query.sql_with_params())
        return cursor.fetchall()


def _first(expression: Expression, model: type, number: int) -> list[int]:
    return list(_entries(model).filter(index__match=_written(expression)).values_list("pk", flat=True)[:number])


def _in_pages(expression: Expression) -> bool:
    return PublishedPage.objects.holding(_written(expression)).exists()


def _entries(model: type) -> QuerySet:
    return (FindingEntry if model is PublishedFinding else ReportEntry).objects


def _written(expression: Expression, *, named: bool = False) -> str:
    """As the database at hand reads it; `named`: in titles and tags alone."""
    if connection.vendor == "postgresql":
        return as_tsquery(expression, "A" if named else "")
    return as_fts5(expression, ("title", "tags") if named else ())
