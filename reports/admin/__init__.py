"""The editors' desk: Django's admin with a thin layer of our own. One module a noun; `desk` holds what they share."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult
from taggit.models import Tag as TaggitTag

from . import (
    catalogue,
    documents,
    door,
    editions,
    events,
    imports,
    jobs,
    language,
    ledger,
    links,
    merging,
    people,
    reports,
    searching,
    start,
)

__all__ = [
    "catalogue",
    "documents",
    "door",
    "editions",
    "events",
    "imports",
    "jobs",
    "language",
    "ledger",
    "links",
    "merging",
    "people",
    "reports",
    "searching",
    "start",
]

admin.site.site_header = _("FoU-oversikten · redaksjonen")
admin.site.site_title = _("FoU-redaksjonen")
admin.site.index_title = _("Redaksjonen")
admin.site.enable_nav_sidebar = False
admin.site.index = start.index
# Before anyone reads admin.site.urls: one door to the desk, with its rate limit and second factor.
admin.site.has_permission = door.may_enter
admin.site.login, admin.site.logout, admin.site.password_change = door.login, door.logout, door.password_change
# Our tags are reports.Tag; the queue is no editor's concern; e-mail is the account's own, and secrets are for nobody.
admin.site.unregister(
    [TaggitTag, DBTaskResult, EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken],
)
