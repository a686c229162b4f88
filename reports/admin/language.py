"""The desk in the editor's own language: chosen on the start page, kept on the editor."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ..languages import choose_language, known
from ..models import EditorLanguage


@admin.register(EditorLanguage)
class EditorLanguageAdmin(admin.ModelAdmin):
    """No list and no form: one address that the start page posts to."""

    def has_module_permission(self, request) -> bool:
        return False

    def get_urls(self):
        view = self.admin_site.admin_view(choose_view)
        return [path("velg/", view, name="reports_editorlanguage_choose")]


@require_POST
def choose_view(request: HttpRequest) -> HttpResponse:
    language = request.POST.get("language", "")
    if language not in known():
        return HttpResponseBadRequest(_("Velg et av språkene på redaksjonens forside."))
    choose_language(language=language, actor=request.user)
    return redirect("admin:index")
