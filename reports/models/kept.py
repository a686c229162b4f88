"""What kept files say, page by page, and which of their pages are public. Neither the desk's nor a publication's own:
a file is read once, whatever reports have it, and its words are found only through a public report.

Written by files/texts.py (the words), files/verdicts.py (what the file tells machines) and search/pages.py (what is
public, and its place in the index).
"""

from functools import reduce
from operator import or_

from django.db import models
from django.utils.translation import gettext_lazy as _

from .publication import Publication
from .search import IndexColumn


class FileText(models.Model):
    """A kept file that has been read. `is_whole` is false where the reader gave up on the way."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    is_whole = models.BooleanField()
    read_at = models.DateTimeField()

    def __str__(self):
        return self.sha256


class FilePage(models.Model):
    """A page as one line of text, and its words as the index has them. Pages without words are not kept."""

    file = models.ForeignKey(FileText, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    text = models.TextField()
    stems = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "number"], name="file_page_once")]

    def __str__(self):
        return f"{self.file_id} s. {self.number}"


class FileVerdictQuerySet(models.QuerySet):
    def with_fault(self, fault: str):
        return self.filter(FileVerdict.CONDITIONS[fault])

    def with_faults(self):
        return self.filter(reduce(or_, FileVerdict.CONDITIONS.values()))

    def without_faults(self):
        return self.exclude(reduce(or_, FileVerdict.CONDITIONS.values()))


class FileVerdict(models.Model):
    """What a file tells those who read it with a machine. `problem` says why nothing is known; else the rest holds.

    `text_pages` are those with words on them; `language` is as the file writes it ("nb-NO").
    """

    class Problem(models.TextChoices):
        ENCRYPTED = "encrypted", _("låst")
        BROKEN = "broken", _("ødelagt")
        ODD = "odd", _("kan ikke undersøkes")
        HEAVY = "heavy", _("for tung")

    SHUT = (Problem.ENCRYPTED, Problem.BROKEN)

    class Fault(models.TextChoices):
        """Worst first; worked out by `faults`, never stored."""

        UNREADABLE = "unreadable", _("kan ikke leses")
        NO_TEXT = "no_text", _("bare bilder")
        UNTAGGED = "untagged", _("utagget")
        NO_TITLE = "no_title", _("uten tittel")
        TITLE_HIDDEN = "title_hidden", _("tittelen vises ikke")
        NO_LANGUAGE = "no_language", _("uten språk")

    _READ = models.Q(problem="")
    CONDITIONS = {
        Fault.UNREADABLE: ~_READ,
        Fault.NO_TEXT: _READ & models.Q(text_pages=0),
        Fault.UNTAGGED: _READ & models.Q(is_tagged=False),
        Fault.NO_TITLE: _READ & models.Q(title=""),
        Fault.TITLE_HIDDEN: _READ & ~models.Q(title="") & models.Q(title_shown=False),
        Fault.NO_LANGUAGE: _READ & models.Q(language=""),
    }

    file = models.OneToOneField(FileText, models.CASCADE, primary_key=True, related_name="verdict")
    problem = models.CharField(max_length=10, choices=Problem, blank=True)
    pages = models.PositiveIntegerField(null=True)
    text_pages = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=300, blank=True)
    title_shown = models.BooleanField(default=False)
    language = models.CharField(max_length=35, blank=True)
    is_tagged = models.BooleanField(default=False)
    judged_at = models.DateTimeField()

    objects = FileVerdictQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="file_verdict_has_pages_or_problem",
                condition=models.Q(problem="", pages__isnull=False) | (~models.Q(problem="") & models.Q(pages=None)),
            )
        ]

    def __str__(self):
        return ", ".join(str(fault.label) for fault in self.faults) or "i orden"

    @property
    def cannot_be_opened(self) -> bool:
        """By anybody, and not only by what looks into it."""
        return self.problem in self.SHUT

    @property
    def faults(self) -> list["FileVerdict.Fault"]:
        """The twin of `with_fault` for a row in hand."""
        if self.problem:
            return [self.Fault.UNREADABLE]
        found = {
            self.Fault.NO_TEXT: self.text_pages == 0,
            self.Fault.UNTAGGED: not self.is_tagged,
            self.Fault.NO_TITLE: not self.title,
            self.Fault.TITLE_HIDDEN: bool(self.title) and not self.title_shown,
            self.Fault.NO_LANGUAGE: not self.language,
        }
        return [fault for fault, is_so in found.items() if is_so]


class PublishedPageQuerySet(models.QuerySet):
    def holding(self, written: str, *, without: str = ""):
        """Pages that answer; both are expressions as the database at hand writes them."""
        rows = self.filter(entry__index__match=written)
        if without:
            rows = rows.exclude(pk__in=PageEntry.objects.filter(index__match=without).values("pk"))
        return rows


class PublishedPage(models.Model):
    """A page of a kept file that a public report has. What finds it asks also whether the report is public."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="pages")
    page = models.ForeignKey(FilePage, models.CASCADE, related_name="+")

    objects = PublishedPageQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "page"], name="published_page_once")]

    def __str__(self):
        return f"{self.publication_id}: {self.page_id}"


class PageEntry(models.Model):
    """A published page's place in the index; the table is the database's own kind, as those of search.py are."""

    published = models.OneToOneField(
        PublishedPage, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="entry"
    )
    index = IndexColumn(db_column="reports_pagesearch")

    class Meta:
        managed = False
        db_table = "reports_pagesearch"

    def __str__(self):
        return str(self.pk)
