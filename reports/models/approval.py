"""What is put forward to be published: one version of a report, and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .ledger import Version
from .report import Report


class SubmissionQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=Submission.OPEN)

    def waiting(self):
        """For approval, the one that has waited longest first, with what a list names."""
        return self.filter(state=Submission.State.WAITING).with_names().order_by("submitted_at", "pk")

    def planned(self):
        """In the order they go out."""
        return self.filter(state=Submission.State.PLANNED).with_names().order_by("due_at", "pk")

    def due(self, *, now):
        return self.planned().filter(due_at__lte=now)

    def unsolved_failures(self):
        """Those that did not go out, and that nobody has put forward or planned again since."""
        last = Submission.objects.filter(report=models.OuterRef("report")).order_by("-pk").values("pk")[:1]
        return self.filter(state=Submission.State.FAILED, pk=models.Subquery(last)).with_names()

    def with_names(self):
        return self.select_related("report__chapter__edition", "version", "submitted_by", "decided_by")


class Submission(models.Model):
    """Approval is of this version and no other. At most one of a report's is open.

    `written_at` and `written_by` are those of the desk's text as it was frozen; `reason` says why it was sent back,
    fell away or did not go out; `override` why an administrator approved what two eyes would have stopped.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("til godkjenning")
        PLANNED = "planned", _("planlagt")
        PUBLISHED = "published", _("publisert")
        RETURNED = "returned", _("sendt tilbake")
        VOID = "void", _("falt bort")
        CANCELLED = "cancelled", _("avlyst")
        FAILED = "failed", _("gikk ikke ut")

    OPEN = (State.WAITING, State.PLANNED)

    report = models.ForeignKey(Report, models.CASCADE, related_name="submissions", verbose_name=_("rapport"))
    version = models.ForeignKey(Version, models.PROTECT, related_name="submissions", verbose_name=_("versjon"))
    state = models.CharField(_("tilstand"), max_length=10, choices=State, default=State.WAITING)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(_("sendt"))
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("sendt av")
    )
    message = models.CharField(_("melding"), max_length=500, blank=True)
    decided_at = models.DateTimeField(_("avgjort"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("avgjort av")
    )
    due_at = models.DateTimeField(_("går ut"), null=True, db_index=True)
    override = models.CharField(_("godkjent alene fordi"), max_length=500, blank=True)
    reason = models.CharField(_("hvorfor"), max_length=1000, blank=True)
    # What visitors are to be told of the change, or that it is too small to be told.
    note = models.CharField(_("merknad"), max_length=500, blank=True)
    minor = models.BooleanField(_("liten endring"), default=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("godkjenning"), _("godkjenninger")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["report"], name="submission_open_once", condition=Q(state__in=["waiting", "planned"])
            ),
            models.CheckConstraint(
                name="submission_decided_with_time_and_name",
                condition=Q(state="waiting", decided_at=None, decided_by=None)
                | (~Q(state="waiting") & Q(decided_at__isnull=False, decided_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="submission_planned_has_time", condition=~Q(state__in=["planned", "failed"]) | ~Q(due_at=None)
            ),
            models.CheckConstraint(
                name="submission_unpublished_has_reason",
                condition=~Q(state__in=["returned", "void", "failed"]) | ~Q(reason=""),
            ),
        ]
        permissions = [("override_two_eyes", _("Kan godkjenne alene, med begrunnelse"))]

    def __str__(self):
        return f"{self.report} v{self.version.number}: {self.get_state_display()}"

    @property
    def sender(self) -> str:
        return called(self.submitted_by)

    @property
    def decider(self) -> str:
        return called(self.decided_by)

    @property
    def is_open(self) -> bool:
        """The twin of `open()` for a row in hand."""
        return self.state in self.OPEN

    @property
    def was_put_forward(self) -> bool:
        """Not when somebody approved a text that nobody had sent: then it is made and decided at once."""
        return self.decided_at is None or self.decided_at > self.submitted_at


def called(person) -> str:
    """Whom the desk names; nothing for nobody."""
    return (person.get_short_name() or person.username) if person else ""
