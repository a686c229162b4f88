"""What is kept: immutable versions, forwarding notes for moved addresses, and the stamp of the public side."""

from datetime import datetime

from django.conf import settings
from django.db import OperationalError, connection, models
from django.utils.translation import gettext_lazy as _


class VersionQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise TypeError("A version is immutable.")

    def delete(self):
        raise TypeError("A version is immutable.")

    def of(self, subject: str):
        return self.filter(subject=subject)

    def for_history(self):
        """Newest first, with what a list says of each."""
        return self.order_by("-number").select_related("created_by").prefetch_related("marks__marked_by")


class Version(models.Model):
    """The manuscript of a report or edition at one time. `subject` is the report's public id, or "edition-2020"."""

    subject = models.CharField(max_length=20, db_index=True)
    number = models.PositiveIntegerField(_("versjon"))
    manuscript = models.JSONField()
    note = models.CharField(_("merknad"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("laget"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("av"))

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("versjon"), _("versjoner")
        ordering = ["subject", "-number"]
        constraints = [models.UniqueConstraint(fields=["subject", "number"], name="version_number_unique")]

    def __str__(self):
        return f"{self.subject} v{self.number}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("A version is immutable.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("A version is immutable.")


class VersionMark(models.Model):
    """What became of a version after it was saved. `chapter` is where a deleted report stood, to be put back there."""

    class Kind(models.TextChoices):
        PUBLISHED = "published", _("publisert")
        WITHDRAWN = "withdrawn", _("trukket")
        DELETED = "deleted", _("slettet")
        RECOVERED = "recovered", _("hentet tilbake")

    version = models.ForeignKey(Version, models.PROTECT, related_name="marks")
    kind = models.CharField(max_length=10, choices=Kind)
    note = models.CharField(max_length=500, blank=True)
    chapter = models.ForeignKey("reports.Chapter", models.SET_NULL, null=True, related_name="+")
    marked_at = models.DateTimeField()
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("versjonsmerke"), _("versjonsmerker")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="version_mark_is_known",
                condition=models.Q(kind__in=["published", "withdrawn", "deleted", "recovered"]),
            )
        ]

    def __str__(self):
        return f"{self.version}: {self.get_kind_display()}"


class Redirect(models.Model):
    """A forwarding note: an address that was public and where its page is now. Both are paths, "/rapporter/x/"."""

    old_path = models.CharField(_("gammel adresse"), max_length=300, unique=True)
    new_path = models.CharField(_("ny adresse"), max_length=300)
    created_at = models.DateTimeField(_("laget"))

    class Meta:
        verbose_name, verbose_name_plural = _("videresending"), _("videresendinger")
        ordering = ["old_path"]
        constraints = [
            models.CheckConstraint(name="redirect_leads_elsewhere", condition=~models.Q(old_path=models.F("new_path")))
        ]

    def __str__(self):
        return f"{self.old_path} → {self.new_path}"


class Stamp(models.Model):
    """One row: counts every change of what the public sees. Pages are as fresh as the stamp they were made under."""

    value = models.PositiveBigIntegerField(default=0)
    moved_at = models.DateTimeField()

    @classmethod
    def current(cls) -> int:
        return cls.standing()[0]

    @classmethod
    def standing(cls) -> tuple:
        """The value and when it came to be: a database put back from a copy may come to the same value once more.

        Asked before every public answer, so it is the bare SELECT without the ORM around it. And before Django looks
        after its connection, so it is here that a restarted PostgreSQL is connected to again.
        """
        try:
            return cls._read()
        except OperationalError:
            if connection.in_atomic_block:
                raise
            connection.close()
            return cls._read()

    @staticmethod
    def _read() -> tuple:
        with connection.cursor() as cursor:
            cursor.execute("SELECT value, moved_at FROM reports_stamp WHERE id = 1")
            return cursor.fetchone() or (0, None)

    @classmethod
    def move(cls, *, now: datetime) -> None:
        if not cls.objects.filter(pk=1).update(value=models.F("value") + 1, moved_at=now):
            cls.objects.create(pk=1, value=1, moved_at=now)

    def __str__(self):
        return str(self.value)
