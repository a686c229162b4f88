"""Drafts shown to somebody outside, and what they said of them."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..fields import PlainCharField, PlainTextField
from .report import Report

WHO = settings.AUTH_USER_MODEL


class ShareLinkQuerySet(models.QuerySet):
    def open(self, now: datetime):
        return self.filter(revoked_at=None, expires_at__gt=now)


class ShareLink(models.Model):
    """A secret address at which one report's draft is read without logging in, until it expires or is revoked."""

    token = models.CharField(max_length=43, unique=True)
    report = models.ForeignKey(Report, models.CASCADE, related_name="share_links", verbose_name=_("rapport"))
    recipient = PlainCharField(_("hvem lenken er for"), max_length=200)
    created_at = models.DateTimeField(_("laget"))
    created_by = models.ForeignKey(WHO, models.PROTECT, related_name="+", verbose_name=_("av"))
    expires_at = models.DateTimeField(_("gjelder til"))
    revoked_at = models.DateTimeField(_("trukket"), null=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("delingslenke"), _("delingslenker")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="share_link_expires_later", condition=models.Q(expires_at__gt=models.F("created_at"))
            )
        ]

    def __str__(self):
        return self.recipient

    def is_open(self, now: datetime) -> bool:
        """The twin of `open` for a row in hand."""
        return self.revoked_at is None and now < self.expires_at

    def get_absolute_url(self):
        return reverse("shared-draft", args=[self.token])


class Remark(models.Model):
    """`place` is what it is about, as `drafts.places_of` names it; `about` is what that was called then."""

    class State(models.TextChoices):
        OPEN = "open", _("ny")
        ACCEPTED = "accepted", _("tatt til følge")
        REJECTED = "rejected", _("avvist")

    link = models.ForeignKey(ShareLink, models.CASCADE, related_name="remarks", verbose_name=_("delingslenke"))
    place = models.CharField(max_length=40)
    about = models.CharField(_("gjelder"), max_length=300)
    text = PlainTextField(_("merknad"), max_length=5000)
    author = PlainCharField(_("navn"), max_length=200)
    created_at = models.DateTimeField(_("skrevet"))
    state = models.CharField(_("tilstand"), max_length=10, choices=State, default=State.OPEN)
    handled_at = models.DateTimeField(null=True)
    handled_by = models.ForeignKey(WHO, models.PROTECT, null=True, related_name="+", verbose_name=_("behandlet av"))

    class Meta:
        verbose_name, verbose_name_plural = _("merknad"), _("merknader")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="remark_is_handled_by_somebody",
                condition=models.Q(state="open", handled_at=None, handled_by=None)
                | (~models.Q(state="open") & models.Q(handled_at__isnull=False, handled_by__isnull=False)),
            )
        ]

    def __str__(self):
        return self.text[:80]
