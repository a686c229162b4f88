"""Documents that no visitor can open yet: which they are, and the verb that gives many of them an address at once."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction

from .. import log
from ..models import Document
from ..publishing.approval import mark_changed


def documents_without_address(year: int | None = None):
    """Newest year first, in the order of the edition; with report and chapter fetched along."""
    rows = Document.objects.without_address().select_related("report__chapter__edition")
    if year is not None:
        rows = rows.filter(report__chapter__edition__year=year)
    place = ("-report__chapter__edition__year", "report__chapter__number", "report__position", "report", "position")
    return rows.order_by(*place, "pk")


@transaction.atomic
def give_addresses(*, addresses: Mapping[str, str], actor: AbstractUser, now: datetime) -> list[Document]:
    """`addresses` are by the document's public id. Those that have got one meanwhile are left as they are.

    Returns the documents that were given an address; their reports are marked as changed.
    """
    documents = list(documents_without_address().filter(public_id__in=addresses))
    for document in documents:
        document.url = addresses[document.public_id]
    Document.objects.bulk_update(documents, ["url"], batch_size=200)
    mark_changed(reports={document.report for document in documents}, actor=actor, now=now)
    for document in documents:
        log.note(actor, log.Did.CHANGED, document, now=now, address=document.url)
    return documents
