"""A yearly document that somebody has sent in: the file as it came, what was understood of it, and what it changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ..fields import PlainCharField

FRAME = "ramme"


class ImportQuerySet(models.QuerySet):
    def without_contents(self):
        """For lists: neither the file nor what was read of it, which may be many megabytes."""
        return self.defer("content", "reading", "journal")


class Import(models.Model):
    """`refused`: [choice, block number] of the repairs the editor does not want. `skipped`: block numbers of the
    headings of reports that are not to be taken, and FRAME for the year's own texts and chapters: block numbers are
    the same at every reading of a file. `journal` is what taking it in changed (importing/journal.py).
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("ikke lest ennå")
        READ = "read", _("lest")
        TAKEN = "taken", _("tatt inn")
        UNDONE = "undone", _("angret")

    file_name = PlainCharField(_("fil"), max_length=255)
    sha256 = models.CharField(max_length=64, db_index=True)
    content = models.BinaryField()
    year = models.PositiveSmallIntegerField(_("årgang"), null=True)
    state = models.CharField(_("tilstand"), max_length=10, choices=State, default=State.WAITING)
    refused = models.JSONField(default=list)
    skipped = models.JSONField(default=list)
    reading = models.JSONField(null=True)
    journal = models.JSONField(null=True)
    sent_at = models.DateTimeField(_("sendt inn"))
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("av"))
    taken_at = models.DateTimeField(_("tatt inn"), null=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(_("angret"), null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ImportQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("import av årsdokument"), _("import av årsdokumenter")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="import_is_read_with_year",
                condition=models.Q(state="waiting") | models.Q(reading__isnull=False, year__isnull=False),
            ),
            models.CheckConstraint(
                name="import_is_taken_by_someone_with_journal",
                condition=models.Q(
                    state__in=["waiting", "read"], taken_at=None, taken_by=None, journal=None, undone_at=None
                )
                | models.Q(
                    state__in=["taken", "undone"],
                    taken_at__isnull=False,
                    taken_by__isnull=False,
                    journal__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="import_is_undone_by_someone",
                condition=models.Q(state="undone", undone_at__isnull=False, undone_by__isnull=False)
                | (~models.Q(state="undone") & models.Q(undone_at=None, undone_by=None)),
            ),
        ]

    def __str__(self):
        return self.file_name

    @property
    def starts(self) -> list[int]:
        """The block of each report's heading, in the document's order."""
        return [block for _, reports in self.reading["places"] for block in reports]

    @property
    def skipped_places(self) -> set:
        """The places in the document, from 0, of reports that are not to be taken; FRAME as it is."""
        places = {place for place, block in enumerate(self.starts) if block in self.skipped}
        return places | ({FRAME} & set(self.skipped))
