"""Deletion at the desk: what something names is kept, and the page says what names it, with links."""

from django.contrib import messages
from django.db.models import Model, ProtectedError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from ..models import Publication, PublishedEdition
from ..uses import uses_of

SHOWN = 100  # uses that are listed for each


class KeepsWhatIsUsed:
    """For admins of what other rows refer to. `deletion_advice` says what must be done first."""

    deletion_advice = ""
    delete_confirmation_template = "admin/reports/delete_confirmation.html"
    delete_selected_confirmation_template = "admin/reports/delete_selected_confirmation.html"

    def get_deleted_objects(self, objs, request):
        to_delete, counts, perms_needed, protected = super().get_deleted_objects(objs, request)
        if protected:
            # Whether one might delete what is in the way is beside the point.
            return to_delete, counts, set(), self._uses(objs) or protected
        return to_delete, counts, perms_needed, protected

    def _uses(self, objs) -> list:
        """For the template: where the one is used, or of several chosen the name of each with its uses under it."""
        listed = []
        for entry in objs:
            if uses := uses_of(entry):
                more = len(uses) - SHOWN
                rest = [ngettext("og %d til", "og %d til", more) % more] if more > 0 else []
                links = [*(_link(use) for use in uses[:SHOWN]), *rest]
                listed += links if isinstance(objs, list) else [f"«{entry}»", links]
        return listed

    def delete_view(self, request, object_id, extra_context=None):
        context = {"advice": self.deletion_advice, **(extra_context or {})}
        try:
            return super().delete_view(request, object_id, context)
        except ProtectedError:  # somebody took it into use between the page and the answer
            messages.error(request, _t("Noen tok dette i bruk nå nettopp. Det er ikke slettet."))
            return HttpResponseRedirect(request.path)


def _link(use: Model) -> SafeString:
    if isinstance(use, (Publication, PublishedEdition)):
        where = _t("på nettstedet")
        return format_html('<a href="{}">{}</a> ({})', use.get_absolute_url(), use, where)
    address = reverse(f"admin:reports_{use._meta.model_name}_change", args=[use.pk])
    return format_html('<a href="{}">{}</a>', address, use)
