"""A plan as plain lines, for those who import from the command line."""

from collections.abc import Sequence

from ..manuscript.comparison import CHANGED, NEW, ONLY_BEFORE, Change, ReportComparison
from ..manuscript.comparison import SAME as UNCHANGED
from ..manuscript.reading.source import Problem
from ..manuscript.wording import ADDED, REMOVED, SAME
from .plan import Plan


def as_text(plan: Plan, problems: Sequence[Problem], *, applied: bool) -> str:
    reports = [entry.comparison.after for entry in plan.entries]
    documents, findings = sum(len(r.documents) for r in reports), sum(len(r.findings) for r in reports)
    lines = [f"{plan.edition.year}: {plan.edition.title}"]
    for chapter in plan.edition.chapters:
        lines.append(f"\n{chapter.number} {chapter.title}")
        for entry in plan.entries:
            if entry.chapter == chapter.number:
                lines += _outline(entry.comparison, compared=plan.exists)
    lines += ["", *(f"{p.severity.capitalize()}, avsnitt {p.block} ({p.heading}): {p.message}" for p in problems), ""]
    lines.append(
        f"{plan.chapters} kapitler, {len(reports)} rapporter, {findings} funn, "
        f"{documents} dokumenter, {len(problems)} ting å se over."
    )
    return "\n".join([*lines, *_against_the_desk(plan), _ending(plan, applied)])


def _outline(entry: ReportComparison, *, compared: bool) -> list[str]:
    report = entry.after
    issued = f"utgitt {report.issued}" if report.issued else "uten dato"
    lines = [f"  {report.title}", f"    {issued}, {len(report.findings)} funn, {len(report.documents)} dokumenter"]
    if compared:
        lines[0] += f" ({entry.kind})"
        lines += [f"    {_told(change)}" for change in entry.changes]
    return lines


def _told(change: Change) -> str:
    """The words that went in brackets, those that came in braces: [gammel]{ny}."""
    if change.only_look:
        return f"{change.label}: annet utseende"
    signs = {SAME: "{}", REMOVED: "[{}]", ADDED: "{{{}}}"}
    text = "".join(signs[piece.mark].format(piece.text) for piece in change.pieces)
    return f"{change.label}, {change.kind}: {' '.join(text.split())}"


def _against_the_desk(plan: Plan) -> list[str]:
    if not plan.exists:
        return []
    lines = [*map(_told, plan.frame), *(f"Finnes bare her: {report.title}" for report in plan.only_here)]
    counts = ", ".join(f"{plan.counts[kind]} {kind}" for kind in (NEW, CHANGED, UNCHANGED, ONLY_BEFORE))
    changes = "1 endring" if plan.changes == 1 else f"{plan.changes} endringer"
    return [*lines, f"Mot {plan.edition.year}-utgaven: {counts}. {changes}."]


def _ending(plan: Plan, applied: bool) -> str:
    if applied and not plan.changes:
        return "Alt sto der fra før. Ingenting er endret."
    if applied:
        return f"Lagt inn som utkast i {plan.edition.year}. Ingenting er publisert."
    return "Ingenting er lagret. Kjør på nytt med --apply for å legge det inn som utkast."
