"""What the yearly document prints around a report's texts, for the page that has the whole edition."""

from django import template

from ..manuscript import data
from ..manuscript.book.pages import byline_of, frame_of
from ..models import Publication
from ..yearly.published_year import named_as_today
from ..yearly.yearbook import with_own_addresses

register = template.Library()
# Long, and not asked for here.
_TEXTS = {"body": "", "findings": (), "key_figures": ()}


@register.filter
def printed(publication: Publication) -> dict:
    report = data.report_from_data({**named_as_today(publication), **_TEXTS})
    return {"byline": byline_of(report), **frame_of(with_own_addresses(report))}
