"""What every page of the desk shares: rich text under the strict policy, filter boxes, lists that never break."""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.forms.models import BaseInlineFormSet
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from js_asset import Media, Script

from .. import log
from ..fields import RichTextField
from .widgets import FilteredSelect, RichTextWidget


class DeskForms:
    """For model admins and inlines: which widget edits which kind of field."""

    formfield_overrides = {RichTextField: {"widget": RichTextWidget}}
    filtered_selects: tuple[str, ...] = ()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.filtered_selects:
            kwargs["widget"] = FilteredSelect
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Of the icons beside a select, only the one that makes a new entry: the others are a click away."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(getattr(field, "widget", None), RelatedFieldWidgetWrapper):
            field.widget.can_change_related = field.widget.can_delete_related = field.widget.can_view_related = False
        return field


class RowSet(BaseInlineFormSet):
    """A row without a number comes last."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "position" in form.fields:
            form.fields["position"].required = False

    def clean(self):
        super().clean()
        filled = [form for form in self.forms if "position" in getattr(form, "cleaned_data", {})]
        last = max((form.cleaned_data["position"] or 0 for form in filled), default=0)
        for form in filled:
            if form.cleaned_data["position"] is None:
                last += 1
                form.cleaned_data["position"] = form.instance.position = last


class Rows(DeskForms):
    """Rows with a number that orders them; drawn one under the other, folded to their first words by desk.js."""

    formset = RowSet
    extra = 0
    ordering = ["position"]


class Logged:
    """What is saved and deleted here goes into the log; admins whose verbs write it themselves switch that off."""

    verbs_write_log = False

    def log_addition(self, request, obj, message):
        self._note(request, log.Did.ADDED, obj)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        if message:
            self._note(request, log.Did.CHANGED, obj)
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for obj in queryset:
            self._note(request, log.Did.DELETED, obj)
        return super().log_deletions(request, queryset)

    def _note(self, request, did, obj):
        if not self.verbs_write_log:
            log.note(request.user, did, obj, now=timezone.now())


class AnswersAnyAddress:
    """Django's own lists and pages answer 500 to a number that no database can hold, and to a key that is none."""

    def changelist_view(self, request, extra_context=None):
        if request.method == "POST":
            request.POST = data = request.POST.copy()
            data.setlist(ACTION_CHECKBOX_NAME, [k for k in data.getlist(ACTION_CHECKBOX_NAME) if self._is_key(k)])
        try:
            response = super().changelist_view(request, extra_context)
            return response.render() if hasattr(response, "render") and not response.is_rendered else response
        except OverflowError:
            messages.error(request, _("Adressen inneholdt et tall som er for stort. Her er hele listen."))
            return HttpResponseRedirect(request.path)

    def get_object(self, request, object_id, from_field=None):
        try:
            return super().get_object(request, object_id, from_field)
        except OverflowError:
            return None

    def _is_key(self, text: str) -> bool:
        try:
            self.opts.pk.get_prep_value(text)
        except ValueError:
            return False
        return True


class DeskAdmin(AnswersAnyAddress, Logged, DeskForms, admin.ModelAdmin):
    save_on_top = True
    list_per_page = 50
    show_full_result_count = False

    def render_change_form(self, request, context, *args, **kwargs):
        """The editor's import map is inline, so it carries the nonce."""
        media = context["media"] + Media(js=[Script("admin/desk.js", type="module")])
        context["media"] = Media.from_media(media, nonce=str(request.csp_nonce))
        return super().render_change_form(request, context, *args, **kwargs)
