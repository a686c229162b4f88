"""Editions with their chapters, and chapters with their reports, at the desk."""

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Count
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from ..exchange import read_edition
from ..models import Chapter, Edition
from ..publishing.editions import has_news, publish_edition
from ..publishing.gate import edition_remarks, weighed
from ..publishing.year_history import keep_year
from ..refusals import PublishingRefused
from ..text import whole_number
from ..yearly.new_year import NoNewYear, next_year, start_year
from .covers import EditionForm, cover_picture, keep_upload
from .deleting import KeepsWhatIsUsed
from .delivering import delivery_view, pack_file, pack_make
from .desk import DeskAdmin, DeskForms
from .edition_form import YearForm
from .edition_histories import EditionHistories
from .file_batch import batch_view, receive_view
from .sheets import sheet_file, sheet_view
from .typed import KeepsTyped
from .widgets import ShortRichTextWidget
from .year_files import draft_file, files_view, freeze_view, make_file
from .year_joining import BringsTogether


class ChapterRows(DeskForms, admin.StackedInline):
    model = Chapter
    extra = 0
    fields = [("number", "slug"), "title", "introduction"]
    ordering = ["number"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "introduction":
            kwargs["widget"] = ShortRichTextWidget
        return super().formfield_for_dbfield(db_field, request, **kwargs)


_FACE = ["accent", "picture", "picture_received", "cover_alt", "cover_is_decoration", "remove_picture"]
# Pages of an edition: path, view, name.
_PAGES = (
    ("filer/", files_view, "files"),
    ("fil/<slug:extension>/", draft_file, "file"),
    ("fil/<slug:extension>/lag/", make_file, "file_make"),
    ("frys/", freeze_view, "freeze"),
    ("forsidebilde/", cover_picture, "cover"),
    ("levering/", delivery_view, "delivery"),
    ("levering/lag/", pack_make, "pack_make"),
    ("levering/pakke/", pack_file, "pack"),
    ("pdf-er/", batch_view, "pdfs"),
    ("pdf-er/fil/", receive_view, "receive"),
    ("regneark/", sheet_view, "sheet"),
    ("regneark/<slug:extension>/", sheet_file, "sheet_file"),
)


@admin.register(Edition)
class EditionAdmin(BringsTogether, EditionHistories, KeepsTyped, KeepsWhatIsUsed, DeskAdmin):
    inlines = [ChapterRows]
    form = EditionForm
    fieldsets = [
        (None, {"fields": ["year", "title", "subtitle", "introduction", "seen"]}),
        (_("Forside"), {"fields": _FACE}),
        (_("Historikk"), {"fields": ["version_note"]}),
    ]
    list_display = ["year", "title", "state", "chapter_total", "report_link"]
    change_form_template = "admin/reports/edition_form.html"
    change_list_template = "admin/reports/edition_list.html"
    deletion_advice = _("Slett kapitlene først. En årgang som er vist på nettstedet, blir stående.")

    def get_fieldsets(self, request, obj=None):
        """What visitors are to be told is asked for when they have seen the year, or a report in it, before."""
        is_seen = obj and (obj.state != Edition.State.DRAFT or has_news(obj))
        asked = [(_("Endring"), {"fields": ["note", "minor"]})] if is_seen else []
        return [*super().get_fieldsets(request, obj), *asked]

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

    def changeform_view(self, request, *args, **kwargs):
        if request.method == "POST" and (self.has_change_permission(request) or self.has_add_permission(request)):
            keep_upload(request.FILES)
        return super().changeform_view(request, *args, **kwargs)

    def get_urls(self):
        pages = [
            path(f"<int:pk>/{place}", self.admin_site.admin_view(view), name=f"reports_edition_{name}")
            for place, view, name in _PAGES
        ]
        new_year = path("nytt-aar/", self.admin_site.admin_view(new_year_view), name="reports_edition_new_year")
        return [*pages, new_year, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        year = next_year() if self.has_add_permission(request) else None
        may_import = request.user.has_perm("reports.add_import")
        return super().changelist_view(request, {"next_year": year, "may_import": may_import, **(extra_context or {})})

    def render_change_form(self, request, context, *args, **kwargs):
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
        note, minor = request.POST.get("note", "").strip(), bool(request.POST.get("minor"))
        address = reverse("admin:reports_edition_change", args=[edition.pk])
        if not note and not minor and has_news(edition):
            messages.error(
                request,
                _t(
                    "Utgaven er lagret, men ikke publisert. Skriv under «Endring» hva som er endret i den, "
                    "eller kryss av for at det er en liten endring."
                ),
            )
            return HttpResponseRedirect(address)
        try:
            publish_edition(edition=edition, actor=request.user, now=timezone.now(), note=note, minor=minor)
        except PublishingRefused as refused:
            text = _t("Utgaven er lagret, men ikke publisert. Dette må rettes først:")
            messages.error(request, f"{text} {refused}")
        else:
            messages.success(request, _t("%s-utgaven og alle rapportene i den er publisert.") % edition.year)
        return HttpResponseRedirect(address)


@permission_required("reports.add_edition", raise_exception=True)
@require_POST
def new_year_view(request):
    """The button of the list: the year after the newest, from its frame."""
    year = whole_number(request.POST.get("year", ""), digits=4) or 0
    try:
        edition, made = start_year(year=year, actor=request.user, now=timezone.now())
    except NoNewYear as refused:
        messages.error(request, str(refused))
        return HttpResponseRedirect(reverse("admin:reports_edition_changelist"))
    if made:
        text = _t("%s-utgaven er laget av den forrige: kapitler, ramme og et utkast for hver serie.")
        messages.success(request, f"{text % edition.year} {_t('Ingenting er publisert.')}")
    else:
        messages.info(request, _t("%s-utgaven finnes fra før. Ingenting er endret.") % edition.year)
    return HttpResponseRedirect(reverse("admin:reports_edition_change", args=[edition.pk]))


@admin.register(Chapter)
class ChapterAdmin(BringsTogether, KeepsTyped, KeepsWhatIsUsed, DeskAdmin):
    form = YearForm
    fields = [("edition", "number"), "title", "slug", "introduction", "version_note", "seen"]
    change_form_template = "admin/reports/chapter_form.html"
    list_display = ["title", "edition", "number", "report_link"]
    list_filter = ["edition"]
    list_select_related = ["edition"]
    search_fields = ["title"]
    deletion_advice = _("Flytt rapportene til et annet kapittel, eller slett dem. Da kan kapitlet slettes.")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(report_count=Count("reports"))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        self._keep(request, form.instance.edition, form.cleaned_data["version_note"])

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        self._keep(request, obj.edition, _t("Slettet kapitlet «%s»") % obj.title)

    def delete_queryset(self, request, queryset):
        for chapter in queryset:
            self.delete_model(request, chapter)

    def _keep(self, request, edition, note: str) -> None:
        keep_year(edition=edition, actor=request.user, now=timezone.now(), note=note)

    @admin.display(description=_("rapporter"), ordering="report_count")
    def report_link(self, chapter):
        address = f"{reverse('admin:reports_report_changelist')}?{urlencode({'chapter__id__exact': chapter.pk})}"
        return format_html('<a href="{}">{} rapporter</a>', address, chapter.report_count)

    def get_view_on_site_url(self, obj=None):
        publication = getattr(obj, "publication", None)
        return publication.get_absolute_url() if publication else None
