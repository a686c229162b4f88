"""The search index as rows beside publications and findings, the words it knows, and what editors say of words.

The two index tables are the database's own kind (migration 0006): FTS5 on SQLite, a tsvector on PostgreSQL. Both have
a column with the table's own name, which is what FTS5 calls the whole row, so one model serves both. They are written
by search/index.py alone, with SQL of its own.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..fields import PlainCharField
from .publication import Publication, PublishedFinding

# FTS5 has a weight a column; tsvector four letters for the same columns in the same order.
COLUMNS = ("title", "names", "tags", "documents", "lead", "findings", "body", "dates")
WEIGHTS = {"title": 10, "names": 6, "tags": 8, "documents": 4, "lead": 5, "findings": 3, "body": 1, "dates": 1}
LETTERS = {"title": "A", "tags": "A", "names": "B", "lead": "B", "documents": "B", "findings": "C"}
RANKS = {"D": 0.1, "C": 0.3, "B": 0.55, "A": 1.0}


class IndexColumn(models.TextField):
    """The column that is matched against."""


@IndexColumn.register_lookup
class Match(models.Lookup):
    """Right-hand side: an expression as the database at hand writes it (search/expressions.py)."""

    lookup_name = "match"
    prepare_rhs = False

    def as_sqlite(self, compiler, connection):
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} MATCH %s", [*parameters, self.rhs]

    def as_postgresql(self, compiler, connection):
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} @@ %s::tsquery", [*parameters, self.rhs]


class Rank(models.Func):
    """How well a matching row answers, the best lowest: what bm25 gives, and ts_rank_cd turned round."""

    output_field = models.FloatField()

    def __init__(self, column: str, written: str):
        super().__init__(models.F(column))
        self.written = written

    def as_sqlite(self, compiler, connection):
        column, parameters = compiler.compile(self.source_expressions[0])
        table = column.rpartition(".")[0]
        return f'{table}."rank"', parameters

    def as_postgresql(self, compiler, connection):
        column, parameters = compiler.compile(self.source_expressions[0])
        weights = "{" + ", ".join(str(weight) for weight in RANKS.values()) + "}"
        return f"-ts_rank_cd('{weights}', {column}, %s::tsquery, 1)", [*parameters, self.written]


class ReportEntry(models.Model):
    """A public report's place in the index."""

    publication = models.OneToOneField(
        Publication, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="entry"
    )
    index = IndexColumn(db_column="reports_search")

    class Meta:
        managed = False
        db_table = "reports_search"

    def __str__(self):
        return str(self.pk)


class FindingEntry(models.Model):
    """A public finding's place in the index."""

    finding = models.OneToOneField(
        PublishedFinding, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="entry"
    )
    index = IndexColumn(db_column="reports_findingsearch")

    class Meta:
        managed = False
        db_table = "reports_findingsearch"

    def __str__(self):
        return str(self.pk)


class SearchWord(models.Model):
    """A stem that public reports hold, and in how many: the index's own vocabulary."""

    stem = models.CharField(max_length=80, primary_key=True)
    # The stem without the letters that a foreign keyboard lacks.
    bare = models.CharField(max_length=80, db_index=True)
    # As the first report that held it wrote it.
    written = models.CharField(max_length=80)
    length = models.PositiveSmallIntegerField()
    reports = models.IntegerField()

    def __str__(self):
        return self.stem


class SearchSynonym(models.Model):
    """Words that mean the same to those who search; the editors' own table."""

    words = models.JSONField(
        _("ord som betyr det samme"),
        help_text=_("Ett ord eller uttrykk på hver linje, minst to. Søk på ett av dem finner også de andre."),
    )
    changed_at = models.DateTimeField(_("endret"))

    class Meta:
        verbose_name, verbose_name_plural = _("synonym"), _("synonymer")
        ordering = ["pk"]

    def __str__(self):
        return " = ".join(self.words)

    def clean(self):
        super().clean()
        self.words = [word.strip() for word in self.words or [] if word.strip()]
        if len(self.words) < 2:
            raise ValidationError({"words": _("Skriv minst to ord, ett på hver linje.")})


class MissedSearch(models.Model):
    """Words that gave no hit on a day, and how many times they were asked for. Nothing of who asked."""

    words = PlainCharField(_("søkeord"), max_length=100)
    day = models.DateField(_("dag"))
    times = models.PositiveIntegerField(_("ganger"), default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("søk uten treff"), _("søk uten treff")
        ordering = ["-day", "-times", "words"]
        constraints = [models.UniqueConstraint(fields=["words", "day"], name="missed_search_once_a_day")]

    def __str__(self):
        return self.words
