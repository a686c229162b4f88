"""What has been delivered to the National Library (pliktavlevering), file by file."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .publication import PublishedEdition


class Delivery(models.Model):
    """`sha256` is the file's content: a file that is replaced by another has not been delivered."""

    edition = models.ForeignKey(PublishedEdition, models.PROTECT, related_name="deliveries")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(_("fil"), max_length=300)
    delivered_on = models.DateField(_("levert"))
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name, verbose_name_plural = _("avlevering"), _("avleveringer")
        ordering = ["edition", "name"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "sha256"], name="delivery_once"),
            models.CheckConstraint(name="delivery_names_a_file", condition=~models.Q(sha256="") & ~models.Q(name="")),
        ]

    def __str__(self):
        return self.name
