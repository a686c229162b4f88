"""The files a year can be had as, and its frozen issues."""

from django import template
from django.urls import reverse

from ..models import PublishedEdition
from ..yearly.issues import changes_since
from ..yearly.yearbook import FORMATS, most_reports_for

register = template.Library()


@register.inclusion_tag("parts/_year_files.html")
def downloads(edition: PublishedEdition, chapters: list) -> dict:
    """None while the year is under work, and no file that would be refused for its size. `chapters` with reports."""
    count = sum(len(publications) for _, publications in chapters)
    offered = [form for form in FORMATS.values() if count <= (most_reports_for(form) or count)]
    where = [(reverse("yearbook", args=[edition.year, edition.year, form.extension]), form) for form in offered]
    return {"edition": edition, "downloads": [] if edition.is_draft else where}


@register.inclusion_tag("parts/_issues.html")
def issues(edition: PublishedEdition) -> dict:
    """Newest first, with their files; and how today's pages differ from the newest."""
    if not edition.is_frozen:
        return {"issues": []}
    newest = edition.issues.select_related("edition").last()
    rows = edition.issues.select_related("edition").prefetch_related("files").defer("manuscript").order_by("-number")
    return {"issues": rows, "newest": newest, "differences": changes_since(newest)}


@register.filter
def format_label(extension: str) -> str:
    return FORMATS[extension].label if extension in FORMATS else extension
