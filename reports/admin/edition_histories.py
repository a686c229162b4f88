"""A year's history at the desk: its own texts and chapters, version by version. Its saves are versions too."""

from django.utils import timezone

from ..manuscript.comparison import compare_years
from ..models import Edition, Version
from ..publishing.year_history import keep_year, restore_year, year_of
from .version_pages import HasVersions, Subject


class EditionHistories(HasVersions):
    """For the edition admin."""

    def subject(self, row: Edition) -> Subject:
        return Subject(
            row=row,
            name=row.subject,
            trail="admin/reports/_edition_trail.html",
            compare=lambda before, after: compare_years(year_of(before), year_of(after)),
        )

    def restore(self, row: Edition, version: Version, **who) -> bool:
        return restore_year(edition=row, version=version, **who)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        note = form.cleaned_data.get("version_note", "")
        keep_year(edition=form.instance, actor=request.user, now=timezone.now(), note=note)
