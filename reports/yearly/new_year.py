"""A new year begins with the frame of the last: chapters, the opening of the introduction, the series to be reported.

Nothing that was found, written or dated in the old year comes along, and the old year is only read.
"""

import re
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils.translation import gettext as _

from .. import log
from ..exchange import load_edition, read_edition
from ..manuscript import richtext, values
from ..models import Edition
from ..models.edition import FIRST_YEAR, LAST_YEAR
from ..publishing.year_history import keep_year

_YEAR = re.compile(r"<[^>]*>|(?<!\d)(?:19|20|21)\d\d(?!\d)")


class NoNewYear(Exception):
    """Why the year can't be begun, as a Norwegian sentence that says what to do."""


def next_year() -> int | None:
    """The year after the newest at the desk, or None where there is no edition to begin from."""
    newest = Edition.objects.order_by("-year").values_list("year", flat=True).first()
    return newest + 1 if newest and newest < LAST_YEAR else None


@transaction.atomic
def start_year(*, year: int, actor: AbstractUser, now: datetime) -> tuple[Edition, bool]:
    """The edition, and whether it was made now; one that exists is left as it is. Raises NoNewYear."""
    if edition := Edition.objects.filter(year=year).first():
        return edition, False
    if not FIRST_YEAR <= year <= LAST_YEAR:
        told = {"year": year, "first": FIRST_YEAR, "last": LAST_YEAR}
        raise NoNewYear(_("Året %(year)d er utenfor %(first)d–%(last)d. Velg et annet.") % told)
    last = Edition.objects.filter(year__lt=year).order_by("-year").first()
    if last is None:
        raise NoNewYear(_("Det finnes ingen årgang før %d å lage den av. Legg til utgaven for hånd.") % year)
    frame = _frame(read_edition(last), year)
    edition = load_edition(manuscript=frame, actor=actor, now=now)
    keep_year(edition=edition, actor=actor, now=now)
    log.note(actor, log.Did.ADDED, edition, now=now)
    return edition, True


def _frame(last: values.Edition, year: int) -> values.Edition:
    step, seen = year - last.year, set()
    chapters = []
    for chapter in last.chapters:
        stubs = []
        for report in chapter.reports:
            if report.series and report.series not in seen:
                seen.add(report.series)
                stubs.append(_stub(report, step))
        chapters.append(
            values.Chapter(number=chapter.number, title=chapter.title, slug=chapter.slug, reports=tuple(stubs))
        )
    return values.Edition(
        year=year,
        title=_moved(last.title, step),
        subtitle=_moved(last.subtitle, step),
        introduction=_opening(last.introduction, step),
        chapters=tuple(chapters),
    )


def _stub(report: values.Report, step: int) -> values.Report:
    """What stays from year to year: the name, the series, who asks and who does, the subjects."""
    return values.Report(
        title=_moved(report.title, step),
        slug="",
        language=report.language,
        series=report.series,
        contributions=report.contributions,
        tags=report.tags,
    )


def _opening(introduction: str, step: int) -> str:
    """The headings, and the first paragraph: it says what the overview is. The rest tells of the year that was."""
    kept, opened = [], False
    for block in richtext.parse(introduction):
        if isinstance(block, richtext.Heading) or (isinstance(block, richtext.Paragraph) and not opened):
            kept.append(block)
            opened = opened or isinstance(block, richtext.Paragraph)
    return _moved(richtext.render(tuple(kept)), step)


def _moved(text: str, step: int) -> str:
    """The years that it names, as many years later; an address in a link is left as it is."""
    return _YEAR.sub(lambda match: match[0] if match[0].startswith("<") else str(int(match[0]) + step), text)
