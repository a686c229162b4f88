"""What is kept, to look at and not to change: versions and forwarding notes."""

from django.contrib import admin

from ..models import Redirect, Version
from .desk import DeskAdmin


class LookOnly(DeskAdmin):
    save_on_top = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Version)
class VersionAdmin(LookOnly):
    list_display = ["subject", "number", "title", "note", "created_at", "created_by"]
    list_select_related = ["created_by"]
    search_fields = ["subject", "note", "manuscript__title"]
    ordering = ["-created_at", "-pk"]

    @admin.display(description="tittel")
    def title(self, version):
        return version.manuscript.get("title", "")


@admin.register(Redirect)
class RedirectAdmin(LookOnly):
    list_display = ["old_path", "new_path", "created_at"]
    search_fields = ["old_path", "new_path"]
