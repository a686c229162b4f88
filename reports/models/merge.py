"""Two entries of the catalogue that were made one, with all that is needed to part them again."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Merge(models.Model):
    """`removed` holds the columns of the entry that is gone, `links` what named it (see merging.py), `added` the other
    names that the kept one got."""

    class Noun(models.TextChoices):
        TAG = "tag", _("emne")
        ORGANISATION = "organisation", _("institusjon")
        SERIES = "series", _("serie")

    noun = models.CharField(_("slag"), max_length=12, choices=Noun)
    kept = models.PositiveBigIntegerField()
    kept_name = models.CharField(_("beholdt"), max_length=200)
    removed_name = models.CharField(_("slått sammen med den"), max_length=200)
    removed = models.JSONField()
    links = models.JSONField()
    added = models.JSONField()
    created_at = models.DateTimeField(_("når"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("av"))
    undone_at = models.DateTimeField(_("angret"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("angret av")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("sammenslåing"), _("sammenslåinger")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="merge_undone_by_somebody_or_not",
                condition=models.Q(undone_at=None, undone_by=None)
                | models.Q(undone_at__isnull=False, undone_by__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.removed_name} → {self.kept_name}"
