"""What allauth asks of us: nobody signs up by themselves, and what happens at the door is written in the log."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import log


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    @transaction.atomic
    def login(self, request, user):
        super().login(request, user)
        log.note(user, log.Did.LOGGED_IN, user, now=timezone.now())

    @transaction.atomic
    def logout(self, request):
        if request.user.is_authenticated:
            log.note(request.user, log.Did.LOGGED_OUT, request.user, now=timezone.now())
        super().logout(request)

    def authentication_failed(self, request, **credentials):
        """Only names of accounts are kept: people write their password in the wrong field."""
        user = get_user_model().objects.filter(username__iexact=credentials.get("username", "")).first()
        if user:
            log.note(None, log.Did.FAILED_LOGIN, user, now=timezone.now())

    @transaction.atomic
    def set_password(self, user, password):
        super().set_password(user, password)
        log.note(user, log.Did.NEW_PASSWORD, user, now=timezone.now())

    def send_notification_mail(self, template_prefix, user, *args, **kwargs):
        """Called when a way in has been added or removed, with a prefix like "mfa/email/totp_activated"."""
        subject, _slash, what = template_prefix.partition("/email/")
        if subject in {"mfa", "socialaccount"}:
            log.note(user, log.Did.NEW_FACTOR, user, now=timezone.now(), what=what)
        super().send_notification_mail(template_prefix, user, *args, **kwargs)


class OtherLoginAdapter(DefaultSocialAccountAdapter):
    """For those whom another login vouches for: it opens an account that is here already, and makes none."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        if not sociallogin.is_existing and sociallogin.state.get("process") != AuthProcess.CONNECT:
            text = _(
                "Ingen konto her er koblet til den du kom med. Logg inn med brukernavn og passord, og koble dem sammen "
                "under «Andre innlogginger»."
            )
            raise ImmediateHttpResponse(self._back(request, text))

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        text = _("Innloggingen hos %s ble ikke fullført. Prøv igjen, eller logg inn med brukernavn og passord.")
        raise ImmediateHttpResponse(self._back(request, text % provider.name))

    def _back(self, request, text):
        messages.error(request, text)
        return redirect("account_login")
