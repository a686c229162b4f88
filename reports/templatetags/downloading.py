"""The files a year can be had as."""

from django import template
from django.urls import reverse

from ..models import PublishedEdition
from ..yearbook import FORMATS, most_reports_for

register = template.Library()


@register.inclusion_tag("parts/_year_files.html")
def downloads(edition: PublishedEdition, chapters: list) -> dict:
    """None while the year is under work, and no file that would be refused for its size. `chapters` with reports."""
    count = sum(len(publications) for _, publications in chapters)
    offered = [form for form in FORMATS.values() if count <= (most_reports_for(form) or count)]
    where = [(reverse("yearbook", args=[edition.year, edition.year, form.extension]), form) for form in offered]
    return {"downloads": [] if edition.is_draft else where}
