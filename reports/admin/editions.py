"""Editions with their chapters, and chapters with their reports, at the desk."""

from django.contrib import admin, messages
from django.db.models import Count
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ..exchange import read_edition
from ..gate import edition_remarks, weighed
from ..models import Chapter, Edition
from ..publishing_editions import publish_edition
from ..refusals import PublishingRefused
from .deleting import KeepsWhatIsUsed
from .desk import DeskAdmin, DeskForms
from .widgets import ShortRichTextWidget
from .yearbook import draft_file, draft_files


class ChapterRows(DeskForms, admin.StackedInline):
    model = Chapter
    extra = 0
    fields = [("number", "slug"), "title", "introduction"]
    ordering = ["number"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "introduction":
            kwargs["widget"] = ShortRichTextWidget
        return super().formfield_for_dbfield(db_field, request, **kwargs)


@admin.register(Edition)
class EditionAdmin(KeepsWhatIsUsed, DeskAdmin):
    inlines = [ChapterRows]
    fields = ["year", "title", "subtitle", "introduction"]
    list_display = ["year", "title", "state", "chapter_total", "report_link"]
    change_form_template = "admin/reports/edition_form.html"
    deletion_advice = _("Slett kapitlene først. En årgang som er vist på nettstedet, blir stående.")

    def get_queryset(self, request):
        counted = super().get_queryset(request)
        return counted.annotate(
            chapter_count=Count("chapters", distinct=True), report_count=Count("chapters__reports", distinct=True)
        )

    @admin.display(description=_("kapitler"), ordering="chapter_count")
    def chapter_total(self, edition):
        return edition.chapter_count

    @admin.display(description=_("rapporter"), ordering="report_count")
    def report_link(self, edition):
        address = f"{reverse('admin:reports_report_changelist')}?{urlencode({'aar': edition.year})}"
        return format_html('<a href="{}">{} rapporter</a>', address, edition.report_count)

    def has_publish_permission(self, request):
        return request.user.has_perm("reports.publish_edition")

    def get_urls(self):
        name = "<int:pk>/fil/<slug:extension>/"
        return [path(name, self.admin_site.admin_view(draft_file), name="reports_edition_file"), *super().get_urls()]

    def render_change_form(self, request, context, *args, **kwargs):
        context["files"] = draft_files(context["original"]) if context.get("original") else []
        context["may_publish"] = self.has_publish_permission(request)
        if edition := context.get("original"):
            context |= weighed(edition_remarks(read_edition(edition)))
        return super().render_change_form(request, context, *args, **kwargs)

    def get_view_on_site_url(self, obj=None):
        publication = getattr(obj, "publication", None)
        return publication.get_absolute_url() if publication else None

    def response_add(self, request, obj, post_url_continue=None):
        return self._published(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._published(request, obj) or super().response_change(request, obj)

    def _published(self, request, edition):
        if "_publish" not in request.POST or not self.has_publish_permission(request):
            return None
        try:
            publish_edition(edition=edition, actor=request.user, now=timezone.now())
        except PublishingRefused as refused:
            text = _t("Utgaven er lagret, men ikke publisert. Dette må rettes først:")
            messages.error(request, f"{text} {refused}")
        else:
            messages.success(request, _t("%s-utgaven og alle rapportene i den er publisert.") % edition.year)
        return HttpResponseRedirect(reverse("admin:reports_edition_change", args=[edition.pk]))


@admin.register(Chapter)
class ChapterAdmin(KeepsWhatIsUsed, DeskAdmin):
    fields = [("edition", "number"), "title", "slug", "introduction"]
    list_display = ["title", "edition", "number", "report_link"]
    list_filter = ["edition"]
    list_select_related = ["edition"]
    search_fields = ["title"]
    deletion_advice = _("Flytt rapportene til et annet kapittel, eller slett dem. Da kan kapitlet slettes.")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(report_count=Count("reports"))

    @admin.display(description=_("rapporter"), ordering="report_count")
    def report_link(self, chapter):
        address = f"{reverse('admin:reports_report_changelist')}?{urlencode({'chapter__id__exact': chapter.pk})}"
        return format_html('<a href="{}">{} rapporter</a>', address, chapter.report_count)

    def get_view_on_site_url(self, obj=None):
        publication = getattr(obj, "publication", None)
        return publication.get_absolute_url() if publication else None
