"""What is kept, to look at and not to change: versions and forwarding notes."""

from django.contrib import admin
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from ..models import Redirect, Submission, Version
from .desk import DeskAdmin


class LookOnly(DeskAdmin):
    save_on_top = False

    def changelist_view(self, request, extra_context=None):
        """Called what it holds: there is nothing to choose."""
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Version)
class VersionAdmin(LookOnly):
    list_display = ["subject_text", "number", "title", "note", "created_at", "created_by"]
    fields = ["subject_text", "number", "manuscript", "note", "created_at", "created_by"]
    list_select_related = ["created_by"]
    search_fields = ["subject", "note", "manuscript__title"]
    ordering = ["-created_at", "-pk"]

    @admin.display(description=_("id"), ordering="subject")
    def subject_text(self, version):
        return version.subject

    @admin.display(description=_("tittel"))
    def title(self, version):
        return version.manuscript.get("title", "")


@admin.register(Submission)
class SubmissionAdmin(LookOnly):
    """The record of approvals, those that went past two eyes among them."""

    list_display = ["report", "number", "state", "submitted_by", "decided_by", "decided_at", "override"]
    list_filter = ["state", ("override", admin.EmptyFieldListFilter)]
    list_select_related = ["report", "version", "submitted_by", "decided_by"]
    search_fields = ["report__title", "override", "reason"]

    def has_delete_permission(self, request, obj=None):
        """Never by itself, but a draft that is deleted takes its approvals along."""
        by_itself = request.resolver_match.url_name.startswith("reports_submission_")
        return not by_itself and request.user.has_perm("reports.delete_report")

    @admin.display(description=_("versjon"), ordering="version__number")
    def number(self, submission):
        return submission.version.number


@admin.register(Redirect)
class RedirectAdmin(LookOnly):
    list_display = ["old_path", "new_path", "created_at"]
    search_fields = ["old_path", "new_path"]
