"""What the desk can't hold of a yearly document, and what may not be done to an import, as Norwegian sentences."""

from django.utils.translation import gettext as _

from ..jobs import JobFailed
from ..manuscript import values
from ..models import Chapter, Document, Edition, Finding, KeyFigure, Organisation, Report
from ..models.edition import FIRST_YEAR, LAST_YEAR

MOST_CHAPTERS = 99


class ImportRefused(JobFailed):
    """Nothing has been changed; the message is one Norwegian sentence."""


def refuse_year(year: int | None) -> None:
    """Raises ImportRefused when a year that was asked for is none that an edition can have."""
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise ImportRefused(f"Året {year} er utenfor {FIRST_YEAR}–{LAST_YEAR}.")


def refuse_what_has_no_room(manuscript: values.Edition) -> None:
    """Raises ImportRefused."""
    refuse_year(manuscript.year)
    if sentence := _refusal(manuscript):
        raise ImportRefused(sentence)


def _refusal(manuscript: values.Edition) -> str:
    if len(manuscript.chapters) > MOST_CHAPTERS:
        counts = {"count": len(manuscript.chapters), "most": MOST_CHAPTERS}
        return _("Utgaven har %(count)d kapitler, men kan ha høyst %(most)d.") % counts
    for model, name, text in _texts(manuscript):
        longest = model._meta.get_field(name).max_length
        if len(text) > longest:
            message = _("Teksten «%(text)s …» er på %(length)d tegn, men det er plass til %(longest)d. Kort den ned.")
            return message % {"text": text[:60], "length": len(text), "longest": longest}
    return ""


def _texts(manuscript: values.Edition):
    """What has a longest length at the desk."""
    yield Edition, "title", manuscript.title
    yield Edition, "subtitle", manuscript.subtitle
    for chapter in manuscript.chapters:
        yield Chapter, "title", chapter.title
        for report in chapter.reports:
            yield Report, "title", report.title
            yield from ((Finding, "heading", finding.heading) for finding in report.findings)
            yield from ((Organisation, "name", entry.organisation) for entry in report.contributions)
            for figure in report.key_figures:
                yield KeyFigure, "statement", figure.statement
                yield KeyFigure, "group", figure.group
                yield KeyFigure, "unit", figure.unit
            for document in report.documents:
                yield Document, "title", document.title
                yield Document, "url", document.url or ""
