"""What a spreadsheet can't do to the desk, said cell by cell: the desk's own rules for ids, addresses and files."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ..files.kept import is_kept
from ..manuscript import values
from ..manuscript.sheet.columns import CHAPTERS, DOCUMENTS, EDITION, PARTS, REPORTS, Sheet
from ..manuscript.sheet.reading import Problem, Reading
from ..manuscript.sheet.rows import NEW
from ..models import Edition, Report
from ..models.edition import RESERVED_SLUGS
from ..text import slugify


def desk_problems(*, edition: Edition, before: values.Edition, reading: Reading) -> list[Problem]:
    """Of a reading that is whole; one with bad cells is not asked further."""
    if reading.edition is None:
        return []
    if reading.edition.year != edition.year:
        message = _("Regnearket er for %(theirs)s, men du er i %(ours)s-utgaven. Les det inn der det hører til.")
        years = {"theirs": reading.edition.year, "ours": edition.year}
        return [Problem(EDITION.name, 2, EDITION.column("year").heading, message % years)]
    return list(_Checks(edition, before, reading).all())


class _Checks:
    def __init__(self, edition: Edition, before: values.Edition, reading: Reading):
        self.edition, self.before, self.reading = edition, before, reading
        self.reports = [report for chapter in reading.edition.chapters for report in chapter.reports]
        rows = Report.objects.filter(chapter__edition=edition).select_related("publication")
        self.public = {row.public_id: row for row in rows if hasattr(row, "publication")}

    def all(self) -> Iterator[Problem]:
        yield from self._ids()
        yield from self._removed()
        yield from self._chapter_addresses()
        yield from self._addresses()
        yield from self._files()

    def _problem(self, sheet: Sheet, key: str, name: str, message: str) -> Problem:
        heading = sheet.column(name).heading if name else ""
        return Problem(sheet.name, self.reading.places.get((sheet.name, key), 0), heading, message)

    def _ids(self) -> Iterator[Problem]:
        reports = [report for chapter in self.before.chapters for report in chapter.reports]
        held = {REPORTS.name: {report.id for report in reports}}
        held |= {sheet.name: {part.id for r in reports for part in getattr(r, place)} for place, sheet, _noun in PARTS}
        sheets = {sheet.name: sheet for sheet in (REPORTS, *(sheet for _place, sheet, _noun in PARTS))}
        for name, key in self.reading.places:
            if name in held and key not in held[name] and not (name == REPORTS.name and key.startswith(NEW)):
                message = _(
                    "Id-en «%(id)s» finnes ikke i %(year)s-utgaven. Er raden slettet på redaksjonen? Slett den her "
                    "også, eller tøm cellen for å legge den inn som ny."
                )
                yield self._problem(sheets[name], key, "id", message % {"id": key, "year": self.edition.year})

    def _removed(self) -> Iterator[Problem]:
        kept = {report.id for report in self.reports}
        for key, row in self.public.items():
            if key not in kept and key in self.reading.seals:
                message = _(
                    "«%(title)s» (id %(id)s) mangler i arket, men har vært på nettstedet og kan ikke slettes. Sett "
                    "raden inn igjen. Skal den bort fra nettstedet, trekker du den tilbake."
                )
                yield self._problem(REPORTS, key, "", message % {"title": row.title, "id": key})

    def _chapter_addresses(self) -> Iterator[Problem]:
        seen = set()
        for chapter in self.reading.edition.chapters:
            slug = chapter.slug or slugify(chapter.title)
            if slug in RESERVED_SLUGS or slug in seen:
                message = _("Adressen «%s» er opptatt. Gi kapitlet en annen.") % slug
                yield Problem(CHAPTERS.name, 0, CHAPTERS.column("slug").heading, message)
            seen.add(slug)

    def _addresses(self) -> Iterator[Problem]:
        own = {report.id: report.slug for chapter in self.before.chapters for report in chapter.reports}
        others = Report.objects.exclude(public_id__in=own.keys() & {report.id for report in self.reports})
        taken = {slug for pair in others.values_list("slug", "publication__slug") for slug in pair}
        moved = [report for report in self.reports if report.slug and report.slug != own.get(report.id)]
        taken |= {own[report.id] for report in self.reports if report.id in own and report not in moved}
        for report in moved:
            if row := self.public.get(report.id):
                message = _("Rapporten er på nettstedet med adressen «%s». Bruk «Endre adresse» på rapportens side.")
                yield self._problem(REPORTS, report.id, "slug", message % row.slug)
            elif report.slug in taken:
                message = _("Adressen «%s» er opptatt av en annen rapport. Velg en annen, eller tøm cellen.")
                yield self._problem(REPORTS, report.id, "slug", message % report.slug)
            taken.add(report.slug)

    def _files(self) -> Iterator[Problem]:
        held = {(d.sha256, d.file_name) for c in self.before.chapters for r in c.reports for d in r.documents}
        for document in (document for report in self.reports for document in report.documents):
            file = (document.sha256, document.file_name)
            if file not in held and file != (None, None) and not (all(file) and is_kept(document.sha256)):
                message = _(
                    "Filen kan ikke endres i arket. Tøm begge cellene om filen, eller hent dem fra et nytt ark."
                )
                yield self._problem(DOCUMENTS, document.id, "file_name", message)
