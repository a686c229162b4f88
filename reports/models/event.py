"""The log: who did what to what and when. It is written once and never changed."""

from typing import NoReturn

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _


class Did(models.TextChoices):
    """What can be done. Not the field's own choices: a new deed is no migration."""

    ADDED = "added", _("laget")
    CHANGED = "changed", _("endret")
    DELETED = "deleted", _("slettet")
    RESTORED = "restored", _("hentet tilbake")
    RETURNED = "returned", _("sendte tilbake")
    CANCELLED = "cancelled", _("avlyste planen for")
    SUBMITTED = "submitted", _("sendte til godkjenning")
    APPROVED = "approved", _("godkjente")
    OVERRODE = "overrode", _("godkjente uten to personer")
    SCHEDULED = "scheduled", _("planla publisering av")
    PUBLISHED = "published", _("publiserte")
    WITHDREW = "withdrew", _("trakk tilbake")
    RENAMED = "renamed", _("ga ny adresse")
    FROZE = "froze", _("frøs")
    MERGED = "merged", _("slo sammen")
    UNMERGED = "unmerged", _("delte igjen")
    IMPORTED = "imported", _("importerte")
    UNIMPORTED = "unimported", _("angret import av")
    SHARED = "shared", _("delte utkast av")
    REVOKED = "revoked", _("trakk delingslenke til")
    ACCEPTED = "accepted", _("godtok som den er nå")
    SETTLED = "settled", _("behandlet merknad til")
    LOGGED_IN = "logged-in", _("logget inn")
    LOGGED_OUT = "logged-out", _("logget ut")
    FAILED_LOGIN = "failed-login", _("oppga feil passord eller kode")
    NEW_PASSWORD = "new-password", _("byttet passord")
    NEW_FACTOR = "new-factor", _("endret måter å logge inn på")
    NEW_ROLES = "new-roles", _("endret roller eller tilgang")


# What details are called on the screen; a name that isn't here is shown as it is.
DETAILS = {
    "about": _("gjelder"),
    "accepted": _("tatt til følge"),
    "address": _("adresse"),
    "after": _("etter"),
    "before": _("før"),
    "chapter": _("kapittel"),
    "days": _("dager"),
    "due": _("tidspunkt"),
    "fields": _("felter"),
    "number": _("nummer"),
    "reason": _("begrunnelse"),
    "recipient": _("mottaker"),
    "removed": _("fjernet"),
    "reports": _("rapporter"),
    "restored": _("tilbake"),
    "roles": _("roller"),
    "tag": _("emne"),
    "version": _("versjon"),
    "what": _("hva"),
}
# What "what" can be: the library's names of what has happened to a second factor, and ours.
FACTORS = {
    "code": _("kode"),
    "recovery_codes_generated": _("nye gjenopprettingskoder"),
    "account_connected": _("annen innlogging koblet til"),
    "account_disconnected": _("annen innlogging koblet fra"),
    "removed": _("fjernet av administrator"),
    "totp_activated": _("app satt opp"),
    "totp_deactivated": _("app fjernet"),
    "webauthn_added": _("nøkkel lagt til"),
    "webauthn_removed": _("nøkkel fjernet"),
}


class EventQuerySet(models.QuerySet):
    def update(self, **kwargs) -> NoReturn:
        raise TypeError("The log is never changed.")

    bulk_update = update

    def delete(self) -> NoReturn:
        raise TypeError("The log is never shortened.")


class Event(models.Model):
    """`who` and `label` are names as they were; they outlive the account and the thing.

    `subject_type` is a model's name and `subject_id` its key; `detail` holds what else there is to tell, as JSON.
    """

    at = models.DateTimeField(_("når"), db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("hvem")
    )
    who = models.CharField(_("hvem"), max_length=150)
    did = models.CharField(_("hva"), max_length=30, db_index=True)
    subject_type = models.CharField(_("hva slags"), max_length=50)
    subject_id = models.CharField(max_length=50)
    label = models.CharField(_("hvilken"), max_length=300)
    detail = models.JSONField(_("mer"), default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("hendelse"), _("logg")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="event_of_subject")]
        constraints = [
            models.CheckConstraint(
                name="event_says_who_did_what",
                condition=~models.Q(who="") & ~models.Q(did="") & ~models.Q(subject_type=""),
            )
        ]

    def __str__(self):
        return f"{self.who} {self.did_text} {self.label}"

    @property
    def did_text(self) -> str:
        return str(Did(self.did).label) if self.did in Did.values else self.did

    @property
    def kind_text(self) -> str:
        """What the subject is called at the desk; its bare name when there is no such noun any more."""
        nouns = {model._meta.model_name: model._meta.verbose_name for model in apps.get_models()}
        return str(nouns.get(self.subject_type, self.subject_type))

    @property
    def detail_text(self) -> str:
        return ", ".join(f"{DETAILS.get(name, name)}: {_word(name, value)}" for name, value in self.detail.items())

    def save(self, **kwargs):
        if self.pk:
            raise TypeError("The log is never changed.")
        super().save(**kwargs)

    def delete(self, **kwargs) -> NoReturn:
        raise TypeError("The log is never shortened.")


def _word(name: str, value: object) -> object:
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    if name == "due" and (moment := parse_datetime(str(value))):
        return date_format(localtime(moment), "SHORT_DATETIME_FORMAT")
    return FACTORS.get(value, value) if name == "what" else value
