"""What the desk knows that a reader of documents does not: names of institutions and series, titles of other years."""

from dataclasses import replace

from ..manuscript import values
from ..manuscript.reading.institutions import Known
from ..manuscript.reading.source import QUESTION, Problem, key
from ..manuscript.said import Said
from ..models import Organisation, Report, Series, Tag
from ..text import fold


def known_names() -> Known:
    """The institutions and series that a reader may recognise in a text."""
    organisations = {
        entry.name: tuple(filter(None, (entry.acronym, *entry.other_names))) for entry in Organisation.objects.all()
    }
    return Known(organisations, tuple(Series.objects.values_list("name", flat=True)))


def possible_duplicates(*, manuscript: values.Edition) -> tuple[Problem, ...]:
    """Reports of other years that have the same title."""
    others = Report.objects.exclude(chapter__edition__year=manuscript.year)
    years = {key(title): year for title, year in others.values_list("title", "chapter__edition__year")}
    return tuple(
        Problem(
            "duplikat",
            Said("En rapport med samme tittel finnes i %(year)s-utgaven.", year=years[key(report.title)]),
            heading=report.title,
            severity=QUESTION,
        )
        for chapter in manuscript.chapters
        for report in chapter.reports
        if key(report.title) in years
    )


def unknown_institutions(*, manuscript: values.Edition) -> tuple[Problem, ...]:
    """Those that the document names outright and the catalogue lacks: taking the report in makes them."""
    known = _spellings(Organisation)
    return tuple(
        Problem(
            "institusjon",
            Said(
                "Institusjonen «%(name)s» er ikke i katalogen. Den blir lagt til når rapporten tas inn.",
                name=entry.organisation,
            ),
            heading=report.title,
            severity=QUESTION,
        )
        for chapter in manuscript.chapters
        for report in chapter.reports
        for entry in report.contributions
        if fold(entry.organisation) not in known
    )


def in_catalogue_words(manuscript: values.Edition) -> values.Edition:
    """Names that the catalogue has, spelled as there: "fafo" and "Fafo" are no difference to ask anyone about."""
    organisations, series, tags = _spellings(Organisation), _spellings(Series), _spellings(Tag)

    def spelled(report: values.Report) -> values.Report:
        return replace(
            report,
            series=report.series and series.get(fold(report.series), report.series),
            tags=tuple(dict.fromkeys(tags.get(fold(name), name) for name in report.tags)),
            contributions=tuple(
                replace(c, organisation=organisations.get(fold(c.organisation), c.organisation))
                for c in report.contributions
            ),
        )

    chapters = (replace(c, reports=tuple(map(spelled, c.reports))) for c in manuscript.chapters)
    return replace(manuscript, chapters=tuple(chapters))


def _spellings(model) -> dict[str, str]:
    """Each entry's name by all that it is called, folded; a name goes before what others are also called."""
    entries = list(model.objects.values_list("folded", "name", "other_names"))
    also = {fold(other): name for _, name, others in entries for other in others}
    return also | {folded: name for folded, name, _ in entries}
