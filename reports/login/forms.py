"""allauth's forms where they are silent: the name of a key in Norwegian, and wrong codes in the log."""

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import log


class _Noting:
    def clean_code(self):
        try:
            return super().clean_code()
        except ValidationError as error:
            if error.code == "incorrect_code":  # and not one that came too soon after others
                log.note(None, log.Did.FAILED_LOGIN, self.user, now=timezone.now(), what="code")
            raise


class CodeForm(_Noting, AuthenticateForm):
    pass


class ConfirmingForm(_Noting, ReauthenticateForm):
    pass


class _Named:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Navn på nøkkelen")


class AddKeyForm(_Named, AddWebAuthnForm):
    pass


class EditKeyForm(_Named, EditWebAuthnForm):
    pass
