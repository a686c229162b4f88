"""Frozen issues of a year: what was given out, kept to the byte for ever. Public; yearly/freezing.py writes it once."""

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .publication import PublishedEdition


class FrozenQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise TypeError("What is frozen is immutable.")

    def delete(self):
        raise TypeError("What is frozen is immutable.")


class Frozen(models.Model):
    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("What is frozen is immutable.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("What is frozen is immutable.")


class Issue(Frozen):
    """Number 1 is the year as it was first given out; later ones are corrected, and say what was corrected.

    `changes` since the issue before are shown to the public: {"kind": "changed", "title": "…", "parts": ["ingress"]}.
    """

    edition = models.ForeignKey(PublishedEdition, models.PROTECT, related_name="issues")
    number = models.PositiveSmallIntegerField(_("nummer"), validators=[MinValueValidator(1)])
    manuscript = models.JSONField()
    changes = models.JSONField(default=list)
    note = models.CharField(_("hva som er rettet"), max_length=500, blank=True)
    frozen_at = models.DateTimeField(_("frosset"))
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("av"))

    class Meta:
        verbose_name, verbose_name_plural = _("frosset utgave"), _("frosne utgaver")
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="issue_number_unique"),
            models.CheckConstraint(name="issue_number_at_least_one", condition=models.Q(number__gte=1)),
            models.CheckConstraint(name="corrected_issue_says_what", condition=models.Q(number=1) | ~models.Q(note="")),
        ]

    def __str__(self):
        return f"{self.edition} · {self.number}"


class IssueFile(Frozen):
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="files")
    extension = models.SlugField(max_length=10)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "extension"], name="issue_file_once"),
            models.CheckConstraint(name="issue_file_has_bytes", condition=models.Q(size__gte=1)),
        ]

    def __str__(self):
        return f"{self.issue}.{self.extension}"

    def get_absolute_url(self):
        year = self.issue.edition.year
        return reverse("issue-file", args=[year, self.issue.number, year, self.extension])
