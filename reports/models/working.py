"""What an editor has typed and not saved, and who has which report open. Private, and never a version."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .report import Report


class WorkingCopyQuerySet(models.QuerySet):
    def of(self, user, report: Report | None, about: str = ""):
        """All that the user has typed and not saved in that form, in whatever tabs, the latest first."""
        return self.filter(user=user, report=report, about=about).order_by("-saved_at", "-pk")


class WorkingCopy(models.Model):
    """The form of a report, or of a new one, as it stood: every field by name with its values.

    Of another form than a report's `about` says which ("edition 3", "chapter new"). `tab` tells apart forms that are
    open at once. `seen` is when the report had last been saved, as the form saw it (Report.changed_at in ISO).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    report = models.ForeignKey(Report, models.CASCADE, null=True, related_name="working_copies")
    about = models.CharField(max_length=40, blank=True)
    tab = models.CharField(max_length=40, blank=True)
    fields = models.JSONField()
    seen = models.CharField(max_length=40, blank=True)
    saved_at = models.DateTimeField()

    objects = WorkingCopyQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("arbeidskopi"), _("arbeidskopier")
        constraints = [
            models.UniqueConstraint(fields=["user", "report", "tab"], name="working_copy_once"),
            models.UniqueConstraint(
                fields=["user", "about", "tab"], condition=Q(report=None), name="working_copy_new_once"
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.report or self.about}"


class PresenceQuerySet(models.QuerySet):
    def others(self, user, report: Report, *, since):
        return self.filter(report=report, seen_at__gte=since).exclude(user=user).select_related("user")


class Presence(models.Model):
    """Somebody has the report open in a form."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    report = models.ForeignKey(Report, models.CASCADE, related_name="presences")
    seen_at = models.DateTimeField()

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("åpent skjema"), _("åpne skjemaer")
        constraints = [models.UniqueConstraint(fields=["user", "report"], name="presence_once")]

    def __str__(self):
        return f"{self.user}: {self.report}"
