"""The verbs that change what the public sees of a report: publish, withdraw, rename. Years: publishing/editions.py.

Each is one transaction, takes actor and clock, writes an immutable version where texts change, a redirect where a
public address changes, and moves the stamp. The catalogue has its own verb (catalogue.py).
"""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _noop

from .. import log, rights
from ..exchange import read_report
from ..files.shown import files_known
from ..manuscript import data, values
from ..models import Publication, PublishedChapter, Report, Stamp, Version, VersionMark
from ..refusals import NotAllowed, PublishingRefused
from ..search import index, pages
from . import approval, projection
from .gate import blocks_of
from .places import public_chapter
from .redirects import leave_redirect
from .versions import freeze, mark, noted

__all__ = ["NotAllowed", "PublishingRefused", "publish_report", "rename_report", "withdraw_report"]


@transaction.atomic
def publish_report(
    *,
    report: Report,
    actor: AbstractUser,
    now: datetime,
    note: str = "",
    minor: bool = False,
    override: str = "",
    seen: datetime | None = None,
) -> Publication:
    """Freezes the report as a version and makes it what the public sees. The same manuscript twice is one version.

    A new version is announced in the feeds, but not a `minor` one. `note` is what visitors are told of the change, when
    they have seen the report before. `override` is why an administrator approves alone, `seen` as in require_seen.
    Raises PublishingRefused, NotAllowed.
    """
    rights.require(actor, "reports.publish_report")
    report = Report.objects.with_children().get(pk=report.pk)
    approval.require_seen(report, seen)
    if problems := blocks_of(report):
        raise PublishingRefused(problems)
    chapter = public_chapter(report.chapter, now)
    publication = publish_text(report, chapter, actor=actor, now=now, note=note, minor=minor, override=override)
    log.note(actor, log.Did.PUBLISHED, report, now=now, version=publication.version.number)
    Stamp.move(now=now)
    return publication


@dataclass(frozen=True)
class Frozen:
    """A version ready to be shown: its manuscript, the catalogue's rows that it names, and when it was written."""

    manuscript: values.Report
    version: Version
    entries: projection.Entries
    written_at: datetime


def publish_text(
    report: Report, chapter: PublishedChapter, *, actor, now: datetime, note="", minor=False, override=""
) -> Publication:
    """The desk's text, with its children fetched and nothing wrong with it. Inside a verb's transaction."""
    manuscript = read_report(report)
    written = data.to_data(manuscript)
    public = Publication.objects.filter(public_id=report.public_id).first()
    back = bool(public) and not public.is_public
    version = freeze(subject=report.public_id, manuscript=written, actor=actor, now=now, note=note)
    if not rights.acts_for_the_site(actor) and (back or public is None or public.manuscript != written):
        approval.decide(report, version, actor=actor, now=now, override=override, due=None)
    text = Frozen(manuscript, version, projection.entries_of(report), report.changed_at)
    return show(report, text, chapter, actor=actor, now=now, note=note, minor=minor)


def show(
    report: Report, text: Frozen, chapter: PublishedChapter, *, actor, now: datetime, note="", minor=False
) -> Publication:
    """Makes a version what the public sees of the report. Inside a verb's transaction; the verb moves the stamp."""
    version, entries = text.version, text.entries
    publication = Publication.objects.filter(public_id=report.public_id).first()
    publication = publication or Publication(public_id=report.public_id, first_published_at=now)
    old_path = publication.get_absolute_url() if publication.pk else None
    for name, value in projection.columns(text.manuscript).items():
        setattr(publication, name, value)
    fresh = not publication.is_public or publication.version_id != version.pk
    if publication.pk is None or (fresh and not minor):
        publication.announced_at = now
    publication.source, publication.version, publication.series = report, version, entries.series
    publication.chapter, publication.position = chapter, report.position
    publication.state, publication.published_at = Publication.State.PUBLISHED, now
    publication.written_at = text.written_at
    if fresh and old_path and not minor:
        publication.notes = noted(publication.notes, note, now)
    publication.withdrawn_at, publication.withdrawn_reason = None, ""
    projection.set_labels(publication, entries)
    publication.files = files_known(projection.places_of(text.manuscript), before=publication.files)
    publication.save()
    projection.write_rows(publication, text.manuscript, entries, first=old_path is None)
    index.put(publication)
    pages.put(publication)
    if fresh:
        mark(version, VersionMark.Kind.PUBLISHED, actor=actor, now=now, note=note)
    if old_path:
        leave_redirect(old=old_path, new=publication.get_absolute_url(), now=now)
    return publication


@transaction.atomic
def withdraw_report(*, report: Report, reason: str, actor: AbstractUser, now: datetime) -> Publication:
    """Takes the report off the public side; its address answers 410 with the reason.

    Raises PublishingRefused, NotAllowed.
    """
    rights.require(actor, "reports.withdraw_report")
    publication = Publication.objects.public().filter(source=report).first()
    if publication is None:
        raise PublishingRefused([("state", _("«%s» er ikke publisert, og kan derfor ikke trekkes.") % report)])
    if not reason.strip():
        raise PublishingRefused([("reason", _("Skriv hvorfor rapporten trekkes. Begrunnelsen vises på nettstedet."))])
    mark(publication.version, VersionMark.Kind.WITHDRAWN, actor=actor, now=now, note=reason)
    publication.state = Publication.State.WITHDRAWN
    publication.withdrawn_at, publication.withdrawn_reason = now, reason.strip()[:500]
    publication.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
    index.remove(publication)
    pages.remove(publication)
    log.note(actor, log.Did.WITHDREW, report, now=now, reason=reason.strip())
    Stamp.move(now=now)
    return publication


@transaction.atomic
def rename_report(*, report: Report, slug: str, actor: AbstractUser, now: datetime) -> None:
    """Gives the report another address at once, without publishing other changes; the old one leads to it.

    Raises NotAllowed, and PublishingRefused when the address belongs to another report.
    """
    rights.require(actor, "reports.publish_report")
    holder = Report.objects.filter(slug=slug).exclude(pk=report.pk).first()
    holder = holder or Publication.objects.filter(slug=slug).exclude(public_id=report.public_id).first()
    if holder:
        told = {"slug": slug, "holder": holder}
        raise PublishingRefused([("slug", _("Adressen «%(slug)s» brukes av «%(holder)s». Velg en annen.") % told)])
    log.note(actor, log.Did.RENAMED, report, now=now, before=report.slug, after=slug)
    report.slug = slug
    report.save(update_fields=["slug"])
    publication = Publication.objects.filter(public_id=report.public_id).first()
    if publication is None or publication.slug == slug:
        return
    old_path = publication.get_absolute_url()
    publication.slug = slug
    publication.version = freeze(
        subject=publication.public_id,
        manuscript={**publication.manuscript, "slug": slug},
        actor=actor,
        now=now,
        note=_noop("Ny adresse: %s") % slug,
    )
    mark(publication.version, VersionMark.Kind.PUBLISHED, actor=actor, now=now)
    publication.save(update_fields=["slug", "version"])
    leave_redirect(old=old_path, new=publication.get_absolute_url(), now=now)
    Stamp.move(now=now)
