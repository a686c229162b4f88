"""Looking into a report's versions and going back to one: restore, delete with a way back, recover.

A restored text is a draft like any other: what the public sees stays until it is published again.
"""

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as _noop

from .. import rights
from ..exchange import load_report
from ..manuscript import data, values
from ..models import Chapter, Publication, Report, Version, VersionMark
from ..publishing.approval import keep_versions, mark_changed
from ..publishing.versions import mark
from ..refusals import PublishingRefused
from .changing import change_report
from .working import forget_typed


def manuscript_of(version: Version) -> values.Report:
    return data.from_data(values.Report, version.manuscript)


def version_at(report: Report, seen: datetime) -> Version | None:
    """The one that stood at the desk then; None when nothing was kept so early."""
    return Version.objects.of(report.public_id).filter(created_at__lte=seen).order_by("-number").first()


def deleted_reports():
    """The marks of those that are gone, the last deleted first, with the version that each can come back from."""
    alive = Report.objects.filter(public_id=OuterRef("version__subject"))
    later = VersionMark.objects.filter(
        kind=VersionMark.Kind.DELETED, version__subject=OuterRef("version__subject"), pk__gt=OuterRef("pk")
    )
    gone = VersionMark.objects.filter(~Exists(alive), ~Exists(later), kind=VersionMark.Kind.DELETED)
    return gone.select_related("version", "marked_by", "chapter__edition").order_by("-pk")


@transaction.atomic
def restore_report(*, report: Report, version: Version, actor: AbstractUser, now: datetime) -> bool:
    """The desk's report becomes what the version says, its parts with the ids they had; address and place stay.

    False when it says so already. Raises PublishingRefused, NotAllowed.
    """
    rights.require(actor, "reports.change_report")
    if version.subject != report.public_id:
        raise PublishingRefused([("", _("Versjonen hører til en annen rapport."))])
    note = _noop("Gjenopprettet fra versjon %s") % version.number
    return change_report(report=report, manuscript=manuscript_of(version), actor=actor, now=now, note=note)


@transaction.atomic
def delete_report(*, report: Report, actor: AbstractUser, now: datetime) -> None:
    """Deletes a report that the public has never seen, and keeps what is needed to get it back.

    Raises PublishingRefused, NotAllowed.
    """
    rights.require(actor, "reports.delete_report")
    if Publication.objects.filter(public_id=report.public_id).exists():
        sentence = _("«%s» er eller har vært på nettstedet. Den kan trekkes tilbake, men ikke slettes.")
        raise PublishingRefused([("", sentence % report)])
    keep_versions([report.pk], actor=actor, now=now)
    last = Version.objects.of(report.public_id).order_by("-number").first()
    mark(last, VersionMark.Kind.DELETED, actor=actor, now=now, chapter=report.chapter)
    report.delete()


@transaction.atomic
def recover_report(*, version: Version, chapter: Chapter, actor: AbstractUser, now: datetime) -> Report:
    """A deleted report comes back as a draft, last in the chapter, with its id and those of its parts.

    Raises PublishingRefused, NotAllowed.
    """
    rights.require(actor, "reports.add_report")
    if Report.objects.filter(public_id=version.subject).exists():
        raise PublishingRefused([("", _("Rapporten er hentet tilbake allerede."))])
    manuscript = manuscript_of(version)
    if Report.objects.filter(slug=manuscript.slug).exists():
        raise PublishingRefused(
            [("", _("Adressen «%s» er tatt i bruk av en annen rapport. Endre den først.") % manuscript.slug)]
        )
    position = 1 + chapter.reports.count()
    report = load_report(manuscript=manuscript, chapter=chapter, position=position, actor=actor, now=now)
    mark_changed(reports=[report], actor=actor, now=now)
    mark(version, VersionMark.Kind.RECOVERED, actor=actor, now=now)
    return report


@transaction.atomic
def join_typed(
    *,
    report: Report,
    manuscript: values.Report,
    place: tuple[int, int] | None,
    slug: str | None,
    tab: str,
    typed_note: str = "",
    actor: AbstractUser,
    now: datetime,
) -> None:
    """Saves what two who wrote at once agreed on as one version. `place`: (chapter, position), where that is new.

    `tab` is the form's own, whose working copy this ends, and `typed_note` what it says of the change. `slug` is the
    address that was typed; a public one is changed by its own verb, and a taken one stays as it was.
    """
    rights.require(actor, "reports.change_report")
    note = ". ".join(filter(None, (typed_note.strip(), _noop("Slått sammen med det en annen lagret imens"))))
    change_report(report=report, manuscript=manuscript, actor=actor, now=now, note=note)
    if place:
        Report.objects.filter(pk=report.pk).update(chapter=place[0], position=place[1])
    taken = slug and Report.objects.filter(slug=slug).exclude(pk=report.pk).exists()
    if slug and not taken and not Publication.objects.filter(public_id=report.public_id).exists():
        Report.objects.filter(pk=report.pk).update(slug=slug)
    if place or slug:
        mark_changed(reports=[report], actor=actor, now=now, note=note)
    forget_typed(report=report, tab=tab, actor=actor)
