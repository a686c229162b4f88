"""Many files put on many documents at once: which document each likely is, and the verb that puts them there."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from ..files.kept import KeptFile
from ..files.verdicts import pages_known
from ..manuscript.filenames import propose
from ..models import Document, Edition, Report
from ..publishing.approval import mark_changed


def documents_of(edition: Edition):
    """In the order of the edition, with report and chapter fetched along."""
    rows = Document.objects.filter(report__chapter__edition=edition).select_related("report__chapter")
    return rows.order_by("report__chapter__number", "report__position", "report", "position", "pk")


def proposals(*, files: Sequence[KeptFile], documents: Sequence[Document]) -> dict[int, str]:
    """Place of a file → public id of a document that has none yet."""
    return propose(
        [file.name for file in files],
        {d.public_id: _known_by(d, documents) for d in documents if not d.sha256},
    )


def _known_by(document: Document, documents: Sequence[Document]) -> list[str]:
    """A report's only document may be called what the report is."""
    of_report = [other for other in documents if other.report_id == document.report_id]
    both = f"{document.report.title} {document.title}"
    return [document.title, both, *([document.report.title] if len(of_report) == 1 else [])]


@transaction.atomic
def give_files(
    *, edition: Edition, files: Mapping[str, KeptFile], actor: AbstractUser, now: datetime
) -> list[Document]:
    """`files` are by the document's public id; a file the document had is replaced. Other years' are left alone.

    Returns the documents that were given a file; their reports are marked as changed.
    """
    documents = list(documents_of(edition).filter(public_id__in=files))
    pages = pages_known(file.sha256 for file in files.values())
    for document in documents:
        file = files[document.public_id]
        document.sha256, document.file_name = file.sha256, file.name
        document.size, document.pages, document.format = file.size, pages.get(file.sha256), "PDF"
        document.save()
    reports = Report.objects.filter(pk__in={document.report_id for document in documents})
    mark_changed(reports=list(reports), actor=actor, now=now)
    return documents
