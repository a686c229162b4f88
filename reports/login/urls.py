"""Those of allauth's pages that we have, under the names it knows them by. There is no sign-up."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, register_converter
from django.urls.resolvers import URLPattern
from django.utils.module_loading import import_string


class _Account:
    regex = "[0-9A-Za-z]+"  # no dash: one stands between account and key

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(_Account, "account")


def _page(route: str, view: str, name: str) -> URLPattern:
    """The view is read when somebody first asks for it: what passkeys take is 6 MB that a site at rest does without."""

    def ask(request: HttpRequest, **arguments) -> HttpResponse:
        return import_string(f"allauth.{view}")(request, **arguments)

    return path(route, ask, name=name)


urlpatterns = [
    _page("logg-inn/", "account.views.login", "account_login"),
    _page("logg-inn/kode/", "mfa.base.views.authenticate", "mfa_authenticate"),
    _page("logg-inn/passnokkel/", "mfa.webauthn.views.login_webauthn", "mfa_login_webauthn"),
    _page("logg-ut/", "account.views.logout", "account_logout"),
    _page("stengt/", "account.views.account_inactive", "account_inactive"),
    _page("bekreft/", "account.views.reauthenticate", "account_reauthenticate"),
    _page("bekreft/kode/", "mfa.base.views.reauthenticate", "mfa_reauthenticate"),
    _page("bekreft/passnokkel/", "mfa.webauthn.views.reauthenticate_webauthn", "mfa_reauthenticate_webauthn"),
    _page("passord/", "account.views.password_change", "account_change_password"),
    _page("passord/lag/", "account.views.password_set", "account_set_password"),
    _page("passord/glemt/", "account.views.password_reset", "account_reset_password"),
    _page("passord/glemt/sendt/", "account.views.password_reset_done", "account_reset_password_done"),
    _page("passord/nytt/ferdig/", "account.views.password_reset_from_key_done", "account_reset_password_from_key_done"),
    _page(
        "passord/nytt/<account:uidb36>-<str:key>/",
        "account.views.password_reset_from_key",
        "account_reset_password_from_key",
    ),
    _page("andre/", "socialaccount.views.connections", "socialaccount_connections"),
    _page("andre/<str:provider_id>/", "socialaccount.providers.openid_connect.views.login", "openid_connect_login"),
    _page(
        "andre/<str:provider_id>/tilbake/",
        "socialaccount.providers.openid_connect.views.callback",
        "openid_connect_callback",
    ),
    _page("totrinn/", "mfa.base.views.index", "mfa_index"),
    _page("totrinn/app/", "mfa.totp.views.activate_totp", "mfa_activate_totp"),
    _page("totrinn/app/fjern/", "mfa.totp.views.deactivate_totp", "mfa_deactivate_totp"),
    _page("totrinn/koder/", "mfa.recovery_codes.views.view_recovery_codes", "mfa_view_recovery_codes"),
    _page("totrinn/koder/nye/", "mfa.recovery_codes.views.generate_recovery_codes", "mfa_generate_recovery_codes"),
    _page("totrinn/koder/fil/", "mfa.recovery_codes.views.download_recovery_codes", "mfa_download_recovery_codes"),
    _page("totrinn/nokler/", "mfa.webauthn.views.list_webauthn", "mfa_list_webauthn"),
    _page("totrinn/nokler/ny/", "mfa.webauthn.views.add_webauthn", "mfa_add_webauthn"),
    _page("totrinn/nokler/<int:pk>/", "mfa.webauthn.views.edit_webauthn", "mfa_edit_webauthn"),
    _page("totrinn/nokler/<int:pk>/fjern/", "mfa.webauthn.views.remove_webauthn", "mfa_remove_webauthn"),
]
