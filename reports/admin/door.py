"""The way in to the desk and out again: through the pages of login, in place of Django's own."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ..accounts import lacks_second_factor


def may_enter(request: HttpRequest) -> bool:
    user = request.user
    return user.is_active and user.is_staff and not lacks_second_factor(user)


@never_cache
def login(request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
    """Where whoever may not enter is sent: to log in, to set up a second factor, or nowhere."""
    wanted = request.GET.get("next") or reverse("admin:index")
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?{urlencode({'next': wanted})}")
    if not request.user.is_staff:
        raise PermissionDenied
    if lacks_second_factor(request.user):
        text = _("Med din rolle må du ha totrinnspålogging. Sett det opp her, så kommer du videre til redaksjonen.")
        messages.warning(request, text)
        return redirect("mfa_index")
    return redirect("admin:index")


@require_POST
@never_cache
def logout(request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
    get_adapter(request).logout(request)
    messages.success(request, _("Du er logget ut."))
    return redirect("account_login")


def password_change(request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
    return redirect("account_change_password")
