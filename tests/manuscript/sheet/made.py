"""Made editions as a desk holds them: no spaces at the ends of a text, no empty findings."""

from dataclasses import replace

from .. import strategies


def _neat(value):
    return value.strip() if isinstance(value, str) else value


def _neat_all(entry, **more):
    fields = {name: _neat(getattr(entry, name)) for name in entry.__dataclass_fields__}
    return replace(entry, **(fields | more))


def _neat_report(report):
    return _neat_all(
        report,
        authors=tuple(map(_neat, report.authors)),
        identifiers=tuple(map(_neat_all, report.identifiers)),
        facts=tuple(map(_neat_all, report.facts)),
        findings=tuple(_neat_all(finding) for finding in report.findings if finding.text),
        key_figures=tuple(map(_neat_all, report.key_figures)),
        documents=tuple(map(_neat_all, report.documents)),
    )


def _neat_edition(edition):
    chapters = (_neat_all(c, reports=tuple(map(_neat_report, c.reports))) for c in edition.chapters)
    return _neat_all(edition, chapters=tuple(chapters))


editions = strategies.editions().map(_neat_edition)
