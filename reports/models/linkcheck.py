"""What was found the last time an outside address was asked for, and copies of the files that lie outside."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkCheckQuerySet(models.QuerySet):
    def troubled(self):
        """Those an editor should look at."""
        return self.filter(state__in=LinkCheck.TROUBLE)


class LinkCheck(models.Model):
    """An address as editors wrote it. `print` tells one content from another: ETag, date and length when last good.

    `moved_to` is where it leads when it has moved for good, `status` the HTTP status when there was an answer,
    `silences` how many times in a row there was none that a visitor could use.
    """

    class State(models.TextChoices):
        OK = "ok", _("svarer")
        MOVED = "moved", _("flyttet")
        CHANGED = "changed", _("endret")
        MISSING = "missing", _("borte")
        SILENT = "silent", _("svarer ikke")
        REFUSED = "refused", _("ikke spurt")
        NEW = "new", _("aldri sjekket")

    SILENCES = 2  # in a row, and the source is held to be gone: one may be a bad day
    TROUBLE = (State.MOVED, State.CHANGED, State.MISSING, State.SILENT, State.REFUSED)

    url = models.CharField(_("adresse"), max_length=1000, unique=True)
    state = models.CharField(_("tilstand"), max_length=10, choices=State)
    status = models.PositiveSmallIntegerField(_("svar"), null=True)
    message = models.CharField(_("hva som skjedde"), max_length=300, blank=True)
    moved_to = models.CharField(_("ny adresse"), max_length=1000, blank=True)
    print = models.CharField(max_length=200, blank=True)
    silences = models.PositiveSmallIntegerField(default=0)
    checked_at = models.DateTimeField(_("sjekket"), null=True)
    good_at = models.DateTimeField(_("sist i orden"), null=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("lenke"), _("lenker")
        ordering = ["url"]
        constraints = [
            models.CheckConstraint(name="link_that_moved_says_where", condition=~models.Q(state="moved", moved_to="")),
            models.CheckConstraint(
                name="link_that_was_checked_says_when",
                condition=models.Q(state="new", checked_at=None)
                | (~models.Q(state="new") & ~models.Q(checked_at=None)),
            ),
        ]

    def __str__(self):
        return self.url

    @property
    def gone(self) -> str:
        """Why a visitor no longer finds what lay there, as a state; nothing while it may be there."""
        silent = self.state == self.State.SILENT and self.silences >= self.SILENCES
        return self.state if silent or self.state == self.State.MISSING else ""


class FileCopy(models.Model):
    """A kept file that was fetched from an outside address: a document that has both is a copy of its source."""

    url = models.CharField(max_length=1000)
    sha256 = models.CharField(max_length=64)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sha256", "url"], name="file_copy_once")]

    def __str__(self):
        return self.url
