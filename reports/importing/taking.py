"""Takes a document in as drafts, all that was chosen or nothing, and keeps a journal by which it can be undone."""

import dataclasses
from collections.abc import Callable, Collection
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _noop

from .. import log
from ..exchange import Catalogue, load_report
from ..manuscript import values
from ..manuscript.comparison import NEW
from ..manuscript.data import ManuscriptError, edition_from_data
from ..models import Chapter, Edition, Import, Report
from ..publishing.approval import keep_versions
from ..publishing.year_history import keep_year
from ..writing.changing import change_report
from .journal import CHAPTER_FIELDS, FRAME_FIELDS, NOTHING, Journal, before_of, note_after, texts_of
from .plan import Entry, Plan, plan_for
from .refusals import ImportRefused, refuse_what_has_no_room


def take_import(*, pk: int, progress: Callable, actor: AbstractUser, now: datetime) -> dict:
    """What was read and chosen becomes drafts. Returns how many reports and changes that was. Raises ImportRefused."""
    progress(0, 1, _("Tar inn rapportene, alle eller ingen"))
    with transaction.atomic():
        sent = Import.objects.select_for_update().get(pk=pk)
        if sent.state != Import.State.READ:
            raise ImportRefused(_("Filen er tatt inn allerede, eller den er ikke lest ennå. Se listen over importer."))
        who = {"actor": actor, "now": now, "progress": progress}
        plan, journal = take(manuscript=manuscript_of(sent), skipped=sent.skipped_places, **who)
        sent.journal = dataclasses.asdict(journal)
        sent.state, sent.taken_at, sent.taken_by = Import.State.TAKEN, now, actor
        sent.save(update_fields=["journal", "state", "taken_at", "taken_by"])
    return {"changes": plan.changes, "reports": len(journal.reports)}


def manuscript_of(sent: Import) -> values.Edition:
    """Raises ImportRefused when what was read is nothing that the desk can hold."""
    try:
        return edition_from_data(sent.reading["edition"])
    except ManuscriptError as error:
        raise ImportRefused(_("Noe i dokumentet kan ikke tas inn. %s") % error) from None


@transaction.atomic
def take(
    *, manuscript: values.Edition, skipped: Collection, actor: AbstractUser, now: datetime, progress: Callable
) -> tuple[Plan, Journal]:
    """Raises ImportRefused; then nothing has been changed."""
    refuse_what_has_no_room(manuscript)
    plan = plan_for(manuscript=manuscript, skipped=skipped)
    taking = _Taking(plan, actor, now)
    journal = taking.done(progress)
    log.note(actor, log.Did.IMPORTED, taking.edition, now=now, reports=len(journal.reports))
    return plan, journal


class _Taking:
    """`rows`: the desk's report for each place in the document, made or found as the work goes on."""

    def __init__(self, plan: Plan, actor: AbstractUser, now: datetime):
        self.plan, self.who = plan, {"actor": actor, "now": now}
        self.catalogue = Catalogue()
        self.edition, self.journal = self._edition()
        self.chapters = {chapter.number: chapter for chapter in self.edition.chapters.all()}
        held = {e.comparison.before.id: e.number for e in plan.entries if e.comparison.before and not e.skipped}
        found = Report.objects.with_children().filter(public_id__in=list(held))
        self.rows = {held[row.public_id]: row for row in found}

    def done(self, progress: Callable) -> Journal:
        taken = [entry for entry in self.plan.entries if entry.is_taken]
        before = {number: before_of(row) for number, row in self.rows.items()}
        for chapter in self.plan.edition.chapters:
            entries = [entry for entry in self.plan.entries if entry.chapter == chapter.number and not entry.skipped]
            self._chapter(chapter, needed=any(entry.is_taken for entry in entries))
            for position, entry in enumerate(entries, start=1):
                if entry.is_taken:
                    self.rows[entry.number] = self._report(entry, position)
                    progress(len(self.journal.reports), len(taken), entry.comparison.title)
                    self.journal.reports.append({"pk": self.rows[entry.number].pk, **before.get(entry.number, NOTHING)})
            self._order([self.rows[entry.number] for entry in entries], chapter.number)
        keep_versions([row.pk for row in self.rows.values()], note=_noop("Fra et årlig dokument"), **self.who)
        keep_year(edition=self.edition, note=_noop("Fra et årlig dokument"), **self.who)
        note_after(self.journal)
        self.journal.entries = [[type(entry).__name__, entry.pk] for entry in self.catalogue.made]
        return self.journal

    def _edition(self) -> tuple[Edition, Journal]:
        wanted = {name: getattr(self.plan.edition, name) for name in FRAME_FIELDS}
        edition = Edition.objects.filter(year=self.plan.edition.year).first()
        made, before = edition is None, edition and texts_of(edition)
        if edition and edition.state == Edition.State.FROZEN:
            raise ImportRefused(_("%d-utgaven er frosset, og kan ikke endres av en import.") % edition.year)
        if made or self.plan.takes_frame:
            edition = _saved(edition or Edition(year=self.plan.edition.year), wanted)
        return edition, Journal(edition.pk, made, {"before": before, "after": texts_of(edition)})

    def _chapter(self, wanted: values.Chapter, *, needed: bool) -> None:
        """The year's chapters are part of its frame; one that is to hold a report is made in any case."""
        row = self.chapters.get(wanted.number)
        if not self.plan.takes_frame and (row or not needed):
            return
        before, texts = row and texts_of(row), {name: getattr(wanted, name) for name in CHAPTER_FIELDS}
        if before != texts:
            row = row or Chapter(edition=self.edition, number=wanted.number, slug=wanted.slug)
            self.chapters[wanted.number] = _saved(row, texts)
            self.journal.chapters.append({"pk": row.pk, "before": before, "after": texts_of(row)})

    def _report(self, entry: Entry, position: int) -> Report:
        arguments = {"manuscript": entry.comparison.after, "catalogue": self.catalogue, **self.who}
        if entry.comparison.kind == NEW:
            return load_report(chapter=self.chapters[entry.chapter], position=position, **arguments)
        change_report(report=self.rows[entry.number], **arguments)
        return self.rows[entry.number]

    def _order(self, order: list[Report], number: int) -> None:
        """The document's order, where the desk has another; what is only at the desk keeps its number."""
        chapter = self.chapters.get(number)
        stands = all(row.chapter_id == chapter.pk for row in order)
        if stands and order == sorted(order, key=lambda row: (row.position, row.pk)):
            return
        for position, row in enumerate(order, start=1):
            before, after = [row.chapter_id, row.position], [chapter.pk, position]
            moved = {} if row.chapter_id == chapter.pk else {"changed_at": self.who["now"]}
            Report.objects.filter(pk=row.pk).update(chapter=chapter, position=position, **moved)
            self.journal.places.append({"pk": row.pk, "title": row.title, "before": before, "after": after})


def _saved(row: Edition | Chapter, texts: dict):
    for name, value in texts.items():
        setattr(row, name, value)
    row.save()
    return row
