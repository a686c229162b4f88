"""Undoes a whole import: what it made is gone, what it changed is as it was, byte for byte. All of it or nothing."""

from collections.abc import Iterator
from datetime import datetime

from django.apps import apps
from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _noop

from .. import log
from ..manuscript import values
from ..manuscript.data import from_data
from ..models import Chapter, Edition, Import, Publication, PublishedChapter, PublishedEdition, Report
from ..publishing.year_history import keep_year
from ..writing.changing import change_report
from .journal import Journal, mark_of, rows_of, texts_of
from .refusals import ImportRefused

_MOST_NAMED = 5


@transaction.atomic
def undo_import(*, sent: Import, actor: AbstractUser, now: datetime) -> None:
    """Raises ImportRefused, naming what has been changed or published since; then nothing is undone."""
    sent = Import.objects.select_for_update().get(pk=sent.pk)
    if sent.state != Import.State.TAKEN:
        raise ImportRefused(_("Importen er ikke tatt inn, eller den er angret allerede."))
    journal = Journal(**sent.journal)
    rows = rows_of(journal)
    if reasons := list(dict.fromkeys(_reasons(journal, rows, sent.taken_at))):
        told = " ".join(reasons[:_MOST_NAMED])
        if len(reasons) > _MOST_NAMED:
            told += _(" … og %d til.") % (len(reasons) - _MOST_NAMED)
        raise ImportRefused(_("Importen kan ikke angres: %s") % told)
    try:
        _undo(journal, rows, actor=actor, now=now)
    except ProtectedError:
        raise ImportRefused(_("Importen kan ikke angres: Noe den laget, er tatt i bruk et annet sted.")) from None
    sent.state, sent.undone_at, sent.undone_by = Import.State.UNDONE, now, actor
    sent.save(update_fields=["state", "undone_at", "undone_by"])
    log.note(actor, log.Did.UNIMPORTED, sent, now=now)


# What stands in the way ---------------------------------------------------------------------------
def _reasons(journal: Journal, rows: dict[int, Report], taken_at: datetime) -> Iterator[str]:
    published = Publication.objects.filter(source__in=rows, published_at__gte=taken_at)
    for row in (rows[pk] for pk in published.values_list("source", flat=True)):
        yield _("«%s» er publisert siden.") % row.title
    for entry in journal.reports:
        row = rows.get(entry["pk"])
        if row and mark_of(row) != entry["after"]:
            yield _("«%s» er endret siden.") % row.title
        elif row is None and entry["before"]:
            yield _("«%s» er slettet siden.") % entry["title"]
    places = {pk: place for pk, *place in Report.objects.values_list("pk", "chapter", "position")}
    for entry in journal.places:
        if places.get(entry["pk"], entry["after"]) != entry["after"]:
            yield _("«%s» er flyttet siden.") % entry["title"]
    yield from _reasons_of_frame(journal)


def _reasons_of_frame(journal: Journal) -> Iterator[str]:
    edition = Edition.objects.filter(pk=journal.edition).first()
    if edition is None or texts_of(edition) != journal.frame["after"]:
        yield _("Utgavens egne tekster er endret siden.")
    if journal.made and PublishedEdition.objects.filter(source=journal.edition).exists():
        yield _("Utgaven er på nettstedet.")
    chapters = Chapter.objects.in_bulk([entry["pk"] for entry in journal.chapters])
    for entry in journal.chapters:
        chapter = chapters.get(entry["pk"])
        if chapter is None or texts_of(chapter) != entry["after"]:
            yield _("Kapittelet «%s» er endret siden.") % entry["after"]["title"]
        elif entry["before"] is None and PublishedChapter.objects.filter(source=chapter).exists():
            yield _("Kapittelet «%s» er på nettstedet.") % chapter.title
    made = {entry["pk"] for entry in journal.chapters if entry["before"] is None}
    ours = [entry["pk"] for entry in (*journal.reports, *journal.places)]
    for title in Report.objects.filter(chapter__in=made).exclude(pk__in=ours).values_list("title", flat=True):
        yield _("«%s» er lagt til i et kapittel som importen laget.") % title


# The way back -------------------------------------------------------------------------------------
def _undo(journal: Journal, rows: dict[int, Report], *, actor: AbstractUser, now: datetime) -> None:
    for entry in journal.reports:
        row = rows.get(entry["pk"])
        if row and entry["before"] is None:
            row.delete()
        elif row:
            change_report(report=row, manuscript=from_data(values.Report, entry["before"]), actor=actor, now=now)
            as_before = {"changed_at": datetime.fromisoformat(entry["changed_at"]), "changed_by": entry["changed_by"]}
            Report.objects.filter(pk=row.pk).update(**as_before)
    for entry in journal.places:
        chapter, position = entry["before"]
        Report.objects.filter(pk=entry["pk"]).update(chapter=chapter, position=position)
    for entry in journal.chapters:
        _back(Chapter.objects.filter(pk=entry["pk"]), entry["before"])
    _back(Edition.objects.filter(pk=journal.edition), None if journal.made else journal.frame["before"])
    if edition := Edition.objects.filter(pk=journal.edition).first():
        keep_year(edition=edition, actor=actor, now=now, note=_noop("Importen ble angret"))
    for name, pk in journal.entries:
        _forget(apps.get_model("reports", name).objects.filter(pk=pk))


def _back(rows, texts: dict | None) -> None:
    """One row gets its texts back, or goes when it was new."""
    if texts is None:
        rows.delete()
    else:
        rows.update(**texts)


def _forget(entry) -> None:
    """A name that the import brought stays where somebody has taken it into use."""
    try:
        with transaction.atomic():
            entry.delete()
    except ProtectedError:
        return
