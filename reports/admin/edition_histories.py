"""A year's history at the desk: its own texts and chapters, version by version. Its saves are versions too."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..manuscript.comparison import compare_years
from ..models import Edition, Version
from ..publishing.year_history import keep_year, restore_year, year_of
from ..text import whole_number
from .version_pages import Subject, compare_page, history_page, restore_page


class EditionHistories:
    """For the edition admin."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context=None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        if whole_number(object_id) is None:
            raise Http404
        return history_page(request, _subject(get_object_or_404(Edition, pk=object_id)))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        note = form.cleaned_data.get("version_note", "")
        keep_year(edition=form.instance, actor=request.user, now=timezone.now(), note=note)


def _subject(edition: Edition) -> Subject:
    return Subject(
        row=edition,
        name=edition.subject,
        trail="admin/reports/_edition_trail.html",
        compare=lambda before, after: compare_years(year_of(before), year_of(after)),
        public=getattr(getattr(edition, "publication", None), "version_id", None),
    )


@require_safe
@permission_required("reports.view_edition", raise_exception=True)
def compare_view(request: HttpRequest, pk: int) -> HttpResponse:
    return compare_page(request, _subject(get_object_or_404(Edition, pk=pk)))


@permission_required("reports.change_edition", raise_exception=True)
def restore_view(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    edition = get_object_or_404(Edition, pk=pk)

    def restore(version: Version) -> bool:
        return restore_year(edition=edition, version=version, actor=request.user, now=timezone.now())

    return restore_page(request, _subject(edition), number, restore)
