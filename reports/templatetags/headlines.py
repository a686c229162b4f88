"""What a statistic says, in words: the headline over its chart, and what those hear who do not see the chart."""

from django import template
from django.utils.translation import gettext as _

from ..browsing.statistics import Statistic
from .publications import counted_documents, counted_findings, counted_reports, joined
from .typography import number

register = template.Library()

NAMED_TOGETHER = 3  # so many that share the first place are named; more are not the message
_COUNTED = {
    "rapporter-per-ar": counted_reports,
    "funn-per-ar": counted_findings,
    "dokumenter-per-ar": counted_documents,
}


@register.filter
def headline(statistic: Statistic) -> str:
    """The message in words; empty where there is nothing to count."""
    if not statistic.rows:
        return ""
    return {
        "rapporter-per-kapittel": _of_chapters,
        "rapporter-per-sprak": _of_languages,
        "rapporter-per-institusjon": _of_makers,
        "rapporter-per-maned": _of_months,
    }.get(statistic.slug, _over_years)(statistic)


def _over_years(statistic: Statistic) -> str:
    counted = _COUNTED[statistic.slug]
    newest, before = statistic.rows[-1], statistic.rows[-2] if len(statistic.rows) > 1 else None
    words = {"count": counted(newest.value), "year": newest.label}
    if before is None:
        return (_("%(count)s så langt i %(year)s") if newest.unfinished else _("%(count)s i %(year)s")) % words
    words |= {"before": before.label, "then": number(before.value), "change": number(abs(newest.value - before.value))}
    if newest.unfinished:
        return _("%(count)s så langt i %(year)s, mot %(then)s i %(before)s") % words
    if newest.value == before.value:
        return _("%(count)s i %(year)s, like mange som i %(before)s") % words
    if newest.value > before.value:
        return _("%(count)s i %(year)s, %(change)s flere enn i %(before)s") % words
    return _("%(count)s i %(year)s, %(change)s færre enn i %(before)s") % words


def _of_chapters(statistic: Statistic) -> str:
    names, words = _first(statistic)
    words["names"] = joined([_lowered(name) for name in names])
    if words["n"] == words["total"]:
        return _("Alle rapportene handler om %(names)s") % words
    if len(names) == 1:
        return _("%(n)s av %(total)s rapporter handler om %(names)s") % words
    if len(names) <= NAMED_TOGETHER:
        return _("Flest rapporter handler om %(names)s: %(n)s om hvert") % words
    return _("Ingen kapitler har flere enn %(counted)s") % words


def _of_languages(statistic: Statistic) -> str:
    names, words = _first(statistic)
    if words["n"] == words["total"]:
        return _("Alle rapportene er på %(names)s") % words
    if len(names) == 1:
        return _("%(n)s av %(total)s rapporter er på %(names)s") % words
    return _("Like mange rapporter er på %(names)s: %(n)s på hvert språk") % words


def _of_makers(statistic: Statistic) -> str:
    names, words = _first(statistic)
    if len(names) == 1:
        return _("%(names)s har utført flest: %(n)s av %(total)s rapporter") % words
    if len(names) <= NAMED_TOGETHER:
        return _("%(names)s har utført flest: %(counted)s hver") % words
    return _("Ingen har utført mer enn %(counted)s") % words


def _of_months(statistic: Statistic) -> str:
    if not statistic.timed:
        return _("Ingen av rapportene har en kjent måned")
    names, words = _first(statistic)
    if len(names) > NAMED_TOGETHER:
        return _("Ingen måned har mer enn %(counted)s") % words
    if len(statistic.in_view) < len(statistic.timed):
        return _("Flest rapporter i perioden kom i %(names)s: %(n)s") % words
    if len(names) == 1:
        return _("Flest rapporter kom i %(names)s: %(n)s av %(total)s") % words
    return _("Flest rapporter kom i %(names)s: %(counted)s hver måned") % words


def _first(statistic: Statistic) -> tuple[list[str], dict[str, str]]:
    """Names of those with the highest number, and the words of most headlines."""
    rows = statistic.in_view
    most = max(row.value for row in rows)
    names = [row.label for row in rows if row.value == most]
    words = {"n": number(most), "total": number(statistic.total), "counted": counted_reports(most)}
    return names, words | {"names": joined(names)}


def _lowered(title: str) -> str:
    """A title inside a sentence; "IMDis tilskudd" keeps its capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]
