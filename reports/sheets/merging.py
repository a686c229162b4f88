"""A spreadsheet read, laid over the desk as it stands: what nobody changed in the sheet stays as the desk has it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from ..manuscript import values
from ..manuscript.sheet.columns import CHAPTERS, EDITION, PARTS, REPORTS, Sheet
from ..manuscript.sheet.reading import Problem, Reading
from ..manuscript.sheet.rows import seal, tidy
from ..models import Organisation, Series, Tag
from ..text import fold, sort_key


@dataclass(frozen=True, slots=True)
class Merged:
    """`numbers` are of chapters: today's by the new ones."""

    edition: values.Edition
    numbers: Mapping[int, int]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def merge(before: values.Edition, reading: Reading) -> Merged:
    """`reading` has been found without problems."""
    return _Merging(before, reading).merge()


class _Merging:
    def __init__(self, before: values.Edition, reading: Reading):
        self.before, self.reading = before, reading
        self.desk = {report.id: report for chapter in before.chapters for report in chapter.reports}
        self.parts = {
            place: {part.id: part for report in self.desk.values() for part in getattr(report, place)}
            for place, _sheet, _noun in PARTS
        }
        self.names = _Names()
        self.problems, self.notes = [], []

    def merge(self) -> Merged:
        numbers = _same_chapters(self.before, self.reading.edition)
        old = {chapter.number: chapter for chapter in self.before.chapters}
        chapters = []
        for chapter in self.reading.edition.chapters:
            reports = tuple(map(self._report, chapter.reports))
            was = old.get(numbers.get(chapter.number))
            laid = replace(_over(CHAPTERS, was, chapter), slug=chapter.slug or was.slug) if was else chapter
            chapters.append(replace(laid, reports=reports))
        chapters = self._with_newer(chapters, numbers)
        edition = replace(_over(EDITION, self.before, self.reading.edition), chapters=tuple(chapters))
        new = [_("Nytt i katalogen: %s.") % name for name in self.names.new]
        return Merged(edition, numbers, tuple(self.problems), (*self.notes, *new))

    def _report(self, report: values.Report) -> values.Report:
        was = self.desk.get(report.id)
        if was is None:
            return self.names.known(report)
        now, then = seal(was), self.reading.seals.get(report.id, "")
        if seal(report) == then != now:
            self.notes.append(
                _("«%s» er endret på redaksjonen etter at arket ble laget, men ikke i arket. Den blir stående.")
                % was.title
            )
        laid = self.names.known(self._laid_over(was, report))
        if seal(report) == then or seal(laid) == now:
            return was
        if then not in ("", now):
            self.notes.append(
                _("«%s» er endret både i arket og på redaksjonen. Det som står i arket, gjelder: se nøye over.")
                % was.title
            )
        return laid

    def _laid_over(self, was: values.Report, report: values.Report) -> values.Report:
        parts = {
            place: tuple(
                _over(sheet, self.parts[place][part.id], part) if part.id else part for part in getattr(report, place)
            )
            for place, sheet, _noun in PARTS
        }
        return replace(_over(REPORTS, was, report), slug=report.slug or was.slug, **parts)

    def _with_newer(self, chapters: list[values.Chapter], numbers: Mapping[int, int]) -> Iterator[values.Chapter]:
        """Reports made at the desk after the sheet stay where they are: last in their chapter."""
        kept = {report.id for chapter in chapters for report in chapter.reports}
        new_number = {old: new for new, old in numbers.items()}
        newer = {}
        for chapter in self.before.chapters:
            for report in chapter.reports:
                if report.id in kept or report.id in self.reading.seals:
                    continue
                self.notes.append(_("«%s» er laget etter arket, og blir stående.") % report.title)
                newer.setdefault(new_number.get(chapter.number), []).append(report)
        if None in newer:
            message = _("Kapitlet til «%s» mangler, og rapporten er laget etter arket. Sett inn kapitlet igjen.")
            self.problems += [Problem(CHAPTERS.name, 0, "", message % report.title) for report in newer[None]]
        return [replace(c, reports=(*c.reports, *newer.get(c.number, ()))) for c in chapters]


def _same_chapters(before: values.Edition, after: values.Edition) -> dict[int, int]:
    """Today's numbers by the new ones: a chapter is the same by its address, else by its number."""
    by_slug = {chapter.slug: chapter.number for chapter in before.chapters}
    same = {c.number: by_slug[c.slug] for c in after.chapters if c.slug in by_slug}
    free = {chapter.number for chapter in before.chapters} - set(same.values())
    return same | {c.number: c.number for c in after.chapters if c.number not in same and c.number in free}


def _over(sheet: Sheet, was, given):
    """What the sheet has a column for is as given; the rest, and what differs only in spaces at the ends, as it was."""
    told = {column.name: getattr(given, column.name) for column in sheet.columns if hasattr(given, column.name)}
    return replace(was, **{name: value for name, value in told.items() if tidy(getattr(was, name)) != value})


class _Names:
    """Institutions, series and tags by the names the catalogue has for them; others are new, and collected."""

    def __init__(self):
        self.held = {model: _called(model) for model in (Organisation, Series, Tag)}
        self.new = []

    def known(self, report: values.Report) -> values.Report:
        contributions = (
            replace(entry, organisation=self._name(Organisation, entry.organisation)) for entry in report.contributions
        )
        tags = {self._name(Tag, name) for name in report.tags}
        return replace(
            report,
            contributions=tuple(dict.fromkeys(contributions)),
            series=self._name(Series, report.series) if report.series else None,
            tags=tuple(sorted(tags, key=sort_key)),
        )

    def _name(self, model, name: str) -> str:
        if fold(name) not in self.held[model]:
            self.held[model][fold(name)] = name
            self.new.append(f"{model._meta.verbose_name} «{name}»")
        return self.held[model][fold(name)]


def _called(model) -> dict[str, str]:
    """Folded names and other names → the name; names before other names."""
    entries = list(model.objects.all())
    others = {fold(other): entry.name for entry in entries for other in entry.other_names}
    return others | {entry.folded: entry.name for entry in entries}
