"""What kept files say, page by page, and which of their pages are public. Neither the desk's nor a publication's own:
a file is read once, whatever reports have it, and its words are found only through a public report.

Written by filetexts.py (the words) and search/pages.py (what is public, and its place in the index).
"""

from django.db import models

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
