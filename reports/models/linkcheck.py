"""What was found the last time an outside address was asked for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LinkCheckQuerySet(models.QuerySet):
    def troubled(self):
        """Those an editor should look at."""
        return self.filter(state__in=LinkCheck.TROUBLE)


class LinkCheck(models.Model):
    """An address as editors wrote it. `print` tells one content from another: ETag, date and length when last good.

    `moved_to` is where it leads when it has moved for good, `status` the HTTP status when there was an answer.
    """

    class State(models.TextChoices):
        OK = "ok", _("svarer")
        MOVED = "moved", _("flyttet")
        CHANGED = "changed", _("endret")
        MISSING = "missing", _("borte")
        SILENT = "silent", _("svarer ikke")
        REFUSED = "refused", _("ikke spurt")

    TROUBLE = (State.MOVED, State.CHANGED, State.MISSING, State.SILENT, State.REFUSED)

    url = models.CharField(_("adresse"), max_length=1000, unique=True)
    state = models.CharField(_("tilstand"), max_length=10, choices=State)
    status = models.PositiveSmallIntegerField(_("svar"), null=True)
    message = models.CharField(_("hva som skjedde"), max_length=300, blank=True)
    moved_to = models.CharField(_("ny adresse"), max_length=1000, blank=True)
    print = models.CharField(max_length=200, blank=True)
    checked_at = models.DateTimeField(_("sjekket"))
    good_at = models.DateTimeField(_("sist i orden"), null=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("lenke"), _("lenker")
        ordering = ["url"]
        constraints = [
            models.CheckConstraint(name="link_that_moved_says_where", condition=~models.Q(state="moved", moved_to=""))
        ]

    def __str__(self):
        return self.url
