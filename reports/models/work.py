"""Work that the worker does for an editor, and how far it has come."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class JobQuerySet(models.QuerySet):
    def interrupted(self):
        """Those that were under way; asked when no worker is running."""
        return self.filter(state=Job.State.RUNNING)


class Job(models.Model):
    """`verb` is the dotted name of a function of ours, `arguments` and `result` what it took and gave, as JSON.

    `done` of `total` is in the verb's own units; a total of 0 is one that is not known yet.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("venter")
        RUNNING = "running", _("pågår")
        DONE = "done", _("ferdig")
        FAILED = "failed", _("mislyktes")

    verb = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    label = models.CharField(_("oppgave"), max_length=300)
    then = models.CharField(max_length=300, blank=True, help_text="Where the editor goes on when it is done: a path.")
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("for"))
    state = models.CharField(_("tilstand"), max_length=10, choices=State, default=State.QUEUED)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    message = models.CharField(_("melding"), max_length=1000, blank=True)
    result = models.JSONField(default=dict)
    created_at = models.DateTimeField(_("bestilt"))
    finished_at = models.DateTimeField(_("ferdig"), null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("oppgave"), _("oppgaver")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="job_has_ended_or_not",
                condition=models.Q(state__in=["queued", "running"], finished_at=None)
                | models.Q(state__in=["done", "failed"], finished_at__isnull=False),
            )
        ]

    def __str__(self):
        return self.label

    @property
    def has_ended(self) -> bool:
        return self.finished_at is not None
