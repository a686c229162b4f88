"""From a question to the rows that answer it: exactly, else widened, else by most of what the words tell.

The steps are the same on every database, and so are the rows. A step is taken once a question; facets and pages then
ask for the same expression.
"""

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from django.db import connection
from django.db.models import F, Q, QuerySet

from ..manuscript.words import NAME, name_of
from ..models import FindingEntry, PageEntry, Publication, PublishedFinding, PublishedPage, Rank
from ..stamped import while_stamp_stands
from . import matching, question, runs
from .expressions import All, Either, Expression, Words, stems_of
from .matching import written
from .partly import HALF, LITTLE, MOST_OF_IT, Shares
from .question import Question
from .widening import Widened, synonyms_of, widen, written_as

FEW = 10  # exact hits from which nothing more is looked for
TOO_FEW = 4  # hits with all the words, below which those with most of them are shown too
MANY_WORDS = 3  # … for a question of so many
MOST_SHOWN = 6  # other forms of a word that the page names
_STEP = 1e6  # between scores of one step and the next; no rank is near it
# Whether title or tags answer, and whether by the very words; then those that lack some, and those whose files answer.
_STEPS = {(True, True): 0, (True, False): 1, (False, True): 2, (False, False): 3}
_LACKING, _BY_PAGES = 6, 20
_NAMED = 2  # tenths of a question that a title which has most of it makes up for


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
    ranked: list[tuple[int, float, bool]] | None = None  # as `matching` has it, where that is known already
    lacking: dict[int, int] = field(default_factory=dict)  # tenths of the question that rows do not answer

    @cached_property
    def stems(self) -> set[str]:
        """The stems that are marked where they stand."""
        return set().union(*(stems_of(each) for each in (self.expression, self.in_pages) if each))

    @property
    def has_more(self) -> bool:
        """Whether more is shown than what holds the very words."""
        return self.how not in (How.EXACT, How.NOTHING) or bool(self.lacking)

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
        return [form for form in [*widened.forms, *halves] if form != widened.stem and form[0] != NAME][:MOST_SHOWN]

    def narrow(self, rows: QuerySet) -> QuerySet:
        """The rows (publications, or findings) that answer."""
        if self.expression is not None:
            # No join: SQLite may then ask the index anew for every row.
            own = matching.entries(self.model).filter(index__match=written(self.expression)).values("pk")
            within = Q(pk__in=self.pages.values("publication")) if self.in_pages else Q()
            rows = rows.filter(Q(pk__in=own) | within)
        elif not self.question.without or self.question.words or self.question.phrases:
            return rows.none()
        if self.question.without:
            rows = rows.exclude(pk__in=matching.entries(self.model).filter(index__match=self._unwanted).values("pk"))
        return rows

    @property
    def pages(self) -> QuerySet:
        """Pages in kept files of public reports that answer, the best first."""
        if not self.in_pages:
            return PublishedPage.objects.none()
        text = written(self.in_pages)
        return PublishedPage.objects.holding(text, without=self._unwanted).order_by(
            Rank("entry__index", text), "page__number", "pk"
        )

    @property
    def _unwanted(self) -> str:
        return written(self._without) if self.question.without else ""

    @property
    def _without(self) -> Expression:
        return Either(tuple(_phrase(stems) for stems in self.question.without))

    def best_first(self) -> list[tuple[float, int]]:
        """(score, key) of every row that answers, the best lowest: what title and tags answer, then the very words.

        Those that only a file of theirs answers for come last. Ranked in one walk of the index, and sorted here: the
        database would score every row again to sort them.
        """
        if self.expression is None:
            return []
        ranked = matching.ranked(self.expression, self.model) if self.ranked is None else self.ranked
        exact, lacking = set(self.exact), self.lacking
        steps = {True: _LACKING - _NAMED, False: _LACKING}
        # For thousands of rows: no call for each.
        scores = [
            (rank + _STEP * (steps[is_named] + lacking[pk] if pk in lacking else _STEPS[is_named, pk in exact]), pk)
            for pk, rank, is_named in ranked
        ]
        by_pages = self._ranked_by_pages()
        if by_pages:
            own = {pk for _, pk in scores}
            scores += [(rank + _STEP * _BY_PAGES, pk) for pk, rank in by_pages.items() if pk not in own]
        if self.question.without:
            unwanted = matching.keys(self._without, self.model)
            scores = [each for each in scores if each[1] not in unwanted]
        return sorted(scores)

    def _ranked_by_pages(self) -> dict[int, float]:
        """The rank of each report's best page, pages that hold an unwanted word left out."""
        if not self.in_pages:
            return {}
        text = written(self.in_pages)
        ranks = dict(PageEntry.objects.filter(index__match=text).values_list("pk", Rank("index", text)))
        best: dict[int, float] = {}
        for pk, publication in self.pages.order_by().values_list("pk", "publication"):
            best[publication] = min(best.get(publication, ranks[pk]), ranks[pk])
        return best


def answer(text: str, model: type = Publication) -> Answer:
    """Answers what was typed, by reports or by findings."""
    asked = question.read(text)
    certain = tuple(_phrase(stems) for stems in asked.phrases)
    plain = [word.stems[0] for word in asked.words]
    if not certain and not plain:
        return Answer(asked, How.NOTHING if asked.is_empty else How.EXACT, model=model)
    synonyms, joined = synonyms_of(plain), runs.known(asked.runs)
    same = {stem: _same(stem, synonyms) for stem in plain}
    exact = All((*certain, *runs.parts_of(same, joined), *_beside(asked)))
    ranked = matching.ranked(exact, model)
    in_pages = exact if model is Publication and matching.in_pages(exact) else None
    as_asked = Answer(asked, How.EXACT, exact, model=model, in_pages=in_pages, ranked=ranked)
    if len(ranked) >= FEW or not plain:
        return as_asked
    total = max(_number_public(), 1)
    as_asked.widened = widen({word.stems[0]: word.typed for word in asked.words}, synonyms, total)
    found = _widened(as_asked, certain, joined)
    if in_pages and (found is None or found.how is How.CORRECTED):
        return as_asked
    found = _with_part(found or as_asked, certain, total)
    if found.how is How.CORRECTED and model is Publication and matching.in_pages(found.expression):
        in_pages = found.expression
    found.in_pages = in_pages
    return found


@while_stamp_stands
def _number_public() -> int:
    return Publication.objects.public().count()


def findings_that_answer(answered: Answer, reports: list[int]) -> list[PublishedFinding]:
    """Findings of these public reports that hold what was looked for, the best first."""
    if answered.expression is None:
        return []
    text = written(answered.expression)
    # Not `public()`: the reports are, and asked of them as well, SQLite would begin with all that is public.
    theirs = PublishedFinding.objects.filter(publication__in=reports, is_current=True).order_by().values("pk")
    entries = FindingEntry.objects.filter(index__match=text)
    # Adding nothing keeps SQLite from walking the index anew for every finding; PostgreSQL would read all that match.
    key = F("pk") + 0 if connection.vendor == "sqlite" else F("pk")
    entries = entries.annotate(key=key).filter(key__in=theirs)
    ranks = dict(entries.values_list("pk", Rank("index", text)))
    rows = PublishedFinding.objects.in_bulk(list(ranks)) if ranks else {}
    return sorted(rows.values(), key=lambda finding: (ranks[finding.pk], finding.position))


def _same(stem: str, synonyms: dict) -> Expression:
    others = [All(tuple(Words((part,)) for part in meaning)) for meaning in synonyms.get(stem, [])]
    return Either((Words((stem,)), *others)) if others else Words((stem,))


def _phrase(stems: tuple[str, ...]) -> Expression:
    """The words beside each other; together they may also be the name of an institution."""
    return Either((Words(stems), Words((name_of(stems),)))) if len(stems) > 1 else Words(stems)


def _beside(asked: Question) -> list[Expression]:
    """What no row lacks that has the numbers, and ranks higher those that have a number beside its word."""
    return [Either((Words((next(filter(str.isdigit, pair)),)), Words(pair))) for pair in asked.counted]


def _widened(as_asked: Answer, certain: tuple[Expression, ...], joined: list[question.Run]) -> Answer | None:
    """More than the exact rows, or nothing."""
    widened, model = as_asked.widened, as_asked.model
    parts = runs.parts_of({stem: word.expression for stem, word in widened.items()}, joined)
    if None in parts:
        return None
    expression = All((*certain, *parts, *_beside(as_asked.question)))
    if expression == as_asked.expression:
        return None
    exact = [pk for pk, *_ in as_asked.ranked]
    if len(matching.first(expression, model, len(exact) + 1)) == len(exact):
        return None
    how = How.CORRECTED if any(word.corrected for word in widened.values()) else How.WIDENED
    return Answer(as_asked.question, how, expression, exact, widened, model)


def _with_part(found: Answer, certain: tuple[Expression, ...], total: int) -> Answer:
    """With what holds most of the words where little or nothing holds them all; nothing found where nothing does."""
    model = found.model
    known = found.ranked  # of what was asked for; of what it was widened to, nothing is yet
    full = {pk for pk, *_ in known} if known else set(matching.first(found.expression, model, TOO_FEW))
    if full and (len(full) >= TOO_FEW or len(found.widened) < MANY_WORDS):
        return found
    shares = Shares(found.widened, total) if full else Shares(found.widened, total, little=LITTLE)
    part = shares.expression(MOST_OF_IT if full else HALF)
    expression = part and All((*certain, part))
    rows = matching.keys(expression, model) - full if part else set()
    if not rows:
        return found if full else Answer(found.question, How.NOTHING, widened=found.widened, model=model)
    held = {stem: matching.keys(each, model) for stem, each in shares.expressions.items()}
    lacking = {pk: round(10 * (1 - sum(shares.of[stem] for stem in held if pk in held[stem]))) for pk in rows}
    if not full:
        return Answer(found.question, How.PARTLY, expression, [], found.widened, model, lacking=lacking)
    exact = found.exact if found.how is not How.EXACT else [pk for pk, *_ in found.ranked]
    both = Either((found.expression, expression))
    return Answer(found.question, found.how, both, exact, found.widened, model, lacking=lacking)
