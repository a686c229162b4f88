"""What the report list can be narrowed by."""

from django.contrib import admin
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext_lazy as _

from ..models import Chapter, Edition, Report, Submission
from ..text import whole_number


class StateFilter(admin.SimpleListFilter):
    title = _("status")
    parameter_name = "status"

    def lookups(self, request, model_admin):
        return Report.State.choices

    def queryset(self, request, rows):
        """As `Report.state` works it out."""
        submissions = Submission.objects.open().filter(report=OuterRef("pk"))
        if self.value() in Submission.OPEN:
            return rows.filter(Exists(submissions.filter(state=self.value())))
        public, written = {"publication__state": "published"}, F("publication__written_at")
        conditions = {
            Report.State.DRAFT: {"publication": None},
            Report.State.WITHDRAWN: {"publication__state": "withdrawn"},
            Report.State.PUBLISHED: {**public, "changed_at__lte": written},
            Report.State.CHANGED: {**public, "changed_at__gt": written},
        }
        if self.value() not in conditions:
            return rows
        return rows.filter(~Exists(submissions), **conditions[self.value()])


class YearFilter(admin.SimpleListFilter):
    title = _("årgang")
    parameter_name = "aar"
    year = "chapter__edition__year"

    def lookups(self, request, model_admin):
        return [(str(year), str(year)) for year in Edition.objects.values_list("year", flat=True)]

    def queryset(self, request, rows):
        year = whole_number(self.value() or "", digits=4)
        return rows if year is None else rows.filter(**{self.year: year})


class ChapterFilter(admin.RelatedFieldListFilter):
    """The chapters of the chosen year, or all; each is named with its year, which is fetched along."""

    def field_choices(self, field, request, model_admin):
        chapters = Chapter.objects.select_related("edition")
        if (year := whole_number(request.GET.get("aar", ""), digits=4)) is not None:
            chapters = chapters.filter(edition__year=year)
        return [(chapter.pk, str(chapter)) for chapter in chapters]
