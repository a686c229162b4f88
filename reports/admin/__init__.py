"""The editors' desk: Django's admin with a thin layer of our own. One module a noun; `desk` holds what they share."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult
from taggit.models import Tag as TaggitTag

from . import catalogue, documents, editions, imports, jobs, ledger, links, merging, reports, searching, start

__all__ = [
    "catalogue",
    "documents",
    "editions",
    "imports",
    "jobs",
    "ledger",
    "links",
    "merging",
    "reports",
    "searching",
    "start",
]

admin.site.site_header = _("FoU-oversikten · redaksjonen")
admin.site.site_title = _("FoU-redaksjonen")
admin.site.index_title = _("Redaksjonen")
admin.site.enable_nav_sidebar = False
admin.site.index = start.index
admin.site.unregister([TaggitTag, DBTaskResult])  # our tags are reports.Tag; the queue is no editor's concern
