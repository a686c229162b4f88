"""Expressions asked of the index of reports or of findings, as the database at hand reads them."""

from django.db import connection
from django.db.models import Case, Q, QuerySet, Value, When

from ..models import FindingEntry, Publication, PublishedFinding, PublishedPage, Rank, ReportEntry
from .expressions import Expression, as_fts5, as_tsquery

NAMED = ("title", "tags")  # columns that say what a report is about


def written(expression: Expression, *, named: bool = False) -> str:
    """As the database at hand reads it; `named`: in titles and tags alone."""
    if connection.vendor == "postgresql":
        return as_tsquery(expression, "A" if named else "")
    return as_fts5(expression, NAMED if named else ())


def entries(model: type) -> QuerySet:
    return (FindingEntry if model is PublishedFinding else ReportEntry).objects


def ranked(expression: Expression, model: type) -> list[tuple[int, float, bool]]:
    """(key, rank, whether title or tags answer) of every row that answers, in one walk of the index."""
    text = written(expression)
    is_named = Value(False)
    if model is Publication:
        in_names = Q(index__match=written(expression, named=True))
        if connection.vendor == "sqlite":  # FTS5 matches only where it searches
            in_names = Q(pk__in=ReportEntry.objects.filter(in_names).values("pk"))
        is_named = Case(When(in_names, then=Value(True)), default=is_named)
    return bare(entries(model).filter(index__match=text).values_list("pk", Rank("index", text), is_named))


def keys(expression: Expression, model: type) -> set[int]:
    return {pk for (pk,) in bare(entries(model).filter(index__match=written(expression)).values_list("pk"))}


def first(expression: Expression, model: type, number: int) -> list[int]:
    return list(entries(model).filter(index__match=written(expression)).values_list("pk", flat=True)[:number])


def in_pages(expression: Expression) -> bool:
    return PublishedPage.objects.holding(written(expression)).exists()


def bare(rows: QuerySet) -> list[tuple]:
    """Rows as the database gives them: of thousands, the ORM takes longer than the database does."""
    with connection.cursor() as cursor:
        cursor.execute(*rows.query.sql_with_params())
        return cursor.fetchall()


def titles_that_hold(expression: Expression) -> QuerySet:
    """Public reports that answer by their title or a tag, the best first."""
    text = written(expression, named=True)
    rows = Publication.objects.public().filter(entry__index__match=text)
    return rows.order_by(Rank("entry__index", text), "sort_title", "pk")
