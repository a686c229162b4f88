"""Whether kept files can be read with a machine, in words an editor understands; judged by the worker, each once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from ..models import Document, FileText, FileVerdict
from .kept import is_kept, said_by
from .shown import settle_files
from .texts import MOST_AT_ONCE, read_file

Fault, Problem = FileVerdict.Fault, FileVerdict.Problem

# What each fault means for a reader, and what to do about it.
ADVICE = {
    Fault.NO_TEXT: _(
        "Filen er bare bilder: skjermlesere og søket finner ingen ord i den. Be institusjonen om originalfilen, eller "
        "kjør tekstgjenkjenning (OCR) på den."
    ),
    Fault.UNTAGGED: _(
        "Filen er ikke tagget, så skjermlesere vet ikke hva som er overskrifter, lister og tabeller. Fra Word: «Lagre "
        "som» PDF, «Alternativer», og kryss av for dokumentstrukturkoder."
    ),
    Fault.NO_TITLE: _(
        "Filen har ingen tittel, så faner og skjermlesere viser filnavnet. Fra Word: «Fil», «Informasjon», fyll ut "
        "«Tittel», og lag PDF-en på nytt."
    ),
    Fault.TITLE_HIDDEN: _(
        "Filen har en tittel, men viser filnavnet i stedet. I et PDF-program: «Egenskaper», «Startvisning», vis "
        "dokumenttittelen."
    ),
    Fault.NO_LANGUAGE: _(
        "Filen sier ikke hvilket språk den er på, så skjermlesere kan lese den med feil uttale. Fra Word: «Se "
        "gjennom», «Språk», velg språket for hele teksten, og lag PDF-en på nytt."
    ),
}
PROBLEMS = {
    Problem.ENCRYPTED: _("Filen er låst med passord eller kryptering. Lagre den uten, og last opp den."),
    Problem.BROKEN: _("Filen lar seg ikke åpne. Lagre den på nytt fra et PDF-program, og last opp den."),
    Problem.ODD: _("Filen lar seg åpne, men ikke undersøke. Lagre den på nytt fra et PDF-program, og last opp den."),
    Problem.HEAVY: _("Filen er for tung å undersøke. Lag en mindre PDF, for eksempel med bilder i lavere oppløsning."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What the desk says of a document's file; `verdict` is None while it waits to be read.

    `twins` are other documents with the very same file.
    """

    verdict: FileVerdict | None = None
    twins: list[Document] = field(default_factory=list)

    @property
    def sentences(self) -> list[str]:
        return sentences_on(self.verdict) if self.verdict else []


def sentences_on(verdict: FileVerdict) -> list[str]:
    """What is wrong and what to do, worst first."""
    if verdict.problem:
        return [str(PROBLEMS[verdict.problem])]
    return [str(ADVICE[fault]) for fault in verdict.faults]


def told_of(documents: Iterable[Document]) -> dict[int, Told]:
    """By the document's key, for those that have a file; two queries however many they are."""
    documents = [document for document in documents if document.sha256]
    files = {document.sha256 for document in documents}
    verdicts = FileVerdict.objects.in_bulk(files)
    holders: dict[str, list[Document]] = {}
    for holder in holders_of(files):
        holders.setdefault(holder.sha256, []).append(holder)
    return {
        document.pk: Told(
            verdict=verdicts.get(document.sha256),
            twins=[holder for holder in holders.get(document.sha256, []) if holder.pk != document.pk],
        )
        for document in documents
    }


def pages_known(files: Iterable[str]) -> dict[str, int]:
    """Of those files that have been looked into and could be opened."""
    found = FileVerdict.objects.filter(file__in=list(files), pages__isnull=False)
    return dict(found.values_list("file", "pages"))


def holders_of(files: Iterable[str]):
    """Documents at the desk with those files, with their reports."""
    return Document.objects.filter(sha256__in=list(files)).select_related("report").order_by("pk")


def judge_waiting_files(*, now: datetime) -> int:
    """Judges some of the files whose words have been read, and tells how many."""
    waiting = FileText.objects.filter(verdict=None).order_by("-read_at").values_list("pk", flat=True)
    here = [sha256 for sha256 in waiting.iterator() if is_kept(sha256)][:MOST_AT_ONCE]
    for sha256 in here:
        judge_file(sha256=sha256, now=now)
    return len(here)


def judge_file(*, sha256: str, now: datetime) -> FileVerdict:
    """A file is what its name says, so it is judged once; its words have been read before."""
    said = said_by(sha256)
    file = FileText.objects.get(pk=sha256)
    text_pages = file.pages.count()
    if not file.is_whole and not text_pages:
        said = {"problem": Problem.HEAVY}  # nobody knows whether there are words in it
    if "problem" not in said:
        said["text_pages"] = text_pages
    verdict = FileVerdict.objects.get_or_create(file_id=sha256, defaults={**said, "judged_at": now})[0]
    if verdict.pages:
        Document.objects.filter(sha256=sha256, pages=None).update(pages=verdict.pages)
        settle_files(now=now, files=[sha256])
    return verdict


@task()
def look_into(sha256: str) -> None:
    """For a file that has just come: the editor is looking, and shouldn't wait for the next round."""
    if is_kept(sha256):
        read_file(sha256=sha256, now=timezone.now())
        judge_file(sha256=sha256, now=timezone.now())
