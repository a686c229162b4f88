"""The verbs that change what the public sees of reports and editions: publish, withdraw, rename.

Each is one transaction, takes actor and clock, writes an immutable version where texts change, a redirect where a
public address changes, and moves the stamp. The catalogue has its own verb (catalogue.py).
"""

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models import F, Q

from . import projection
from .exchange import read_edition, read_report
from .keptfiles import is_kept
from .manuscript import data, richtext
from .models import Chapter, Edition, Publication, PublishedChapter, PublishedEdition, Report, Stamp, Version
from .redirects import leave_redirect
from .search import index, pages


class PublishingRefused(Exception):
    """What stands in the way, as (field, Norwegian sentence) pairs; nothing has been changed."""

    def __init__(self, problems: list[tuple[str, str]]):
        super().__init__(" ".join(sentence for _, sentence in problems))
        self.problems = problems


def problems_of(report: Report) -> list[tuple[str, str]]:
    """What must be mended before the report can be published."""
    return _problems_of_text(report) + _problems_of_place(report.chapter)


def _problems_of_text(report: Report) -> list[tuple[str, str]]:
    problems = []
    if not report.lead.strip():
        problems.append(("lead", "Rapporten mangler ingress."))
    if report.issued is None:
        problems.append(("issued", "Rapporten mangler utgivelsesdato. Måned og år er nok."))
    for number, finding in enumerate(report.findings.all(), start=1):
        if not richtext.plain(finding.text).strip():
            problems.append(("findings", f"Funn {number} er tomt. Skriv funnet eller slett raden."))
    for document in report.documents.all():
        if document.sha256 and not is_kept(document.sha256):
            text = f"Filen «{document.file_name}» finnes ikke på tjeneren. Last den opp på nytt, eller fjern den."
            problems.append(("documents", text))
    holder = Publication.objects.filter(slug=report.slug).exclude(public_id=report.public_id).first()
    if holder:
        problems.append(("slug", f"Adressen «{report.slug}» brukes av «{holder.title}». Velg en annen."))
    return problems


def _problems_of_place(chapter: Chapter) -> list[tuple[str, str]]:
    """The chapters of a published edition keep their places until it is published again; a new one may not fit in."""
    public = PublishedChapter.objects.filter(edition__source=chapter.edition_id)
    if public.filter(Q(source=chapter) | Q(edition__state=Edition.State.DRAFT)).exists():
        return []
    holder = public.filter(Q(number=chapter.number) | Q(slug=chapter.slug)).first()
    if holder is None:
        return []
    place = f"Kapittel {holder.number} er «{holder.title}» på nettstedet."
    return [("chapter", f"{place} Publiser utgaven først, så får kapitlene nye plasser.")]


@transaction.atomic
def publish_report(
    *, report: Report, actor: AbstractUser, now: datetime, note: str = "", minor: bool = False
) -> Publication:
    """Freezes the report as a version and makes it what the public sees. The same manuscript twice is one version.

    A new version is announced in the feeds, but not a `minor` one. Raises PublishingRefused.
    """
    report = Report.objects.with_children().get(pk=report.pk)
    if problems := problems_of(report):
        raise PublishingRefused(problems)
    publication = _publish(report, _public_chapter(report.chapter, now), actor=actor, now=now, note=note, minor=minor)
    Stamp.move(now=now)
    return publication


def _publish(
    report: Report, chapter: PublishedChapter, *, actor, now: datetime, note: str = "", minor: bool = False
) -> Publication:
    """The report with its children fetched, and nothing wrong with it."""
    manuscript = read_report(report)
    publication = Publication.objects.filter(public_id=report.public_id).first()
    publication = publication or Publication(public_id=report.public_id, first_published_at=now)
    back = not publication.is_public  # history says that a withdrawn report came back, also when no text has changed
    version = _version(report.public_id, data.to_data(manuscript), actor=actor, now=now, note=note, force=back)
    old_path = publication.get_absolute_url() if publication.pk else None
    for name, value in projection.columns(manuscript).items():
        setattr(publication, name, value)
    if publication.pk is None or (publication.version_id != version.pk and not minor):
        publication.announced_at = now
    publication.source, publication.version, publication.series = report, version, report.series
    publication.chapter, publication.position = chapter, report.position
    publication.state, publication.published_at = Publication.State.PUBLISHED, now
    publication.withdrawn_at, publication.withdrawn_reason = None, ""
    projection.set_labels(publication, report)
    publication.save()
    projection.write_rows(publication, manuscript, report, first=old_path is None)
    index.put(publication)
    pages.put(publication)
    if old_path:
        leave_redirect(old=old_path, new=publication.get_absolute_url(), now=now)
    return publication


@transaction.atomic
def withdraw_report(*, report: Report, reason: str, actor: AbstractUser, now: datetime) -> Publication:
    """Takes the report off the public side; its address answers 410 with the reason. Raises PublishingRefused."""
    publication = Publication.objects.public().filter(source=report).first()
    if publication is None:
        raise PublishingRefused([("state", f"«{report.title}» er ikke publisert, og kan derfor ikke trekkes.")])
    if not reason.strip():
        raise PublishingRefused([("reason", "Skriv hvorfor rapporten trekkes. Begrunnelsen vises på nettstedet.")])
    note = f"Trukket: {reason.strip()}"
    _version(publication.public_id, publication.manuscript, actor=actor, now=now, note=note, force=True)
    publication.state = Publication.State.WITHDRAWN
    publication.withdrawn_at, publication.withdrawn_reason = now, reason.strip()[:500]
    publication.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
    index.remove(publication)
    pages.remove(publication)
    Stamp.move(now=now)
    return publication


@transaction.atomic
def rename_report(*, report: Report, slug: str, actor: AbstractUser, now: datetime) -> None:
    """Gives the report another address at once, without publishing other changes; the old one leads to it.

    Raises PublishingRefused when the address belongs to another report.
    """
    holder = Report.objects.filter(slug=slug).exclude(pk=report.pk).first()
    holder = holder or Publication.objects.filter(slug=slug).exclude(public_id=report.public_id).first()
    if holder:
        raise PublishingRefused([("slug", f"Adressen «{slug}» brukes av «{holder.title}». Velg en annen.")])
    report.slug = slug
    report.save(update_fields=["slug"])
    publication = Publication.objects.filter(public_id=report.public_id).first()
    if publication is None or publication.slug == slug:
        return
    old_path = publication.get_absolute_url()
    publication.slug = slug
    manuscript = {**publication.manuscript, "slug": slug}
    note = f"Ny adresse: {slug}"
    publication.version = _version(publication.public_id, manuscript, actor=actor, now=now, note=note)
    publication.save(update_fields=["slug", "version"])
    leave_redirect(old=old_path, new=publication.get_absolute_url(), now=now)
    Stamp.move(now=now)


@transaction.atomic
def publish_edition(*, edition: Edition, actor: AbstractUser, now: datetime, with_reports: bool = True):
    """Publishes the year's texts, its chapters and their order, and (by default) every report of it.

    Raises PublishingRefused with the problems of all reports; then nothing is published.
    """
    reports = list(Report.objects.with_children().filter(chapter__edition=edition)) if with_reports else []
    problems = [(field, f"{r.title}: {text}") for r in reports for field, text in _problems_of_text(r)]
    if problems:
        raise PublishingRefused(problems)
    manuscript = data.edition_to_data(read_edition(edition, with_reports=False))
    version = _version(f"edition-{edition.year}", manuscript, actor=actor, now=now, note="")
    if not edition.is_frozen:  # what is frozen stays so: a correction is a new issue (freezing.py)
        edition.state = Edition.State.PUBLISHED
    edition.save(update_fields=["state"])
    before = PublishedEdition.objects.filter(source=edition).first()
    published, _ = PublishedEdition.objects.update_or_create(
        source=edition,
        defaults={
            "version": version,
            "year": edition.year,
            "title": edition.title,
            "subtitle": edition.subtitle,
            "introduction": edition.introduction,
            "state": edition.state,
            "published_at": now,
            **edition.face,
        },
    )
    if before:
        leave_redirect(old=before.get_absolute_url(), new=published.get_absolute_url(), now=now)
    _publish_chapters(published, list(edition.chapters.all()), now, with_texts=True)
    places = {chapter.source_id: chapter for chapter in published.chapters.all()}
    for report in reports:
        _publish(report, places[report.chapter_id], actor=actor, now=now)
    Stamp.move(now=now)
    return published


def _publish_chapters(published: PublishedEdition, chapters: list[Chapter], now: datetime, *, with_texts: bool) -> None:
    """Numbers and addresses may change places, so the old ones step aside first."""
    theirs = PublishedChapter.objects.filter(Q(edition=published) | Q(source__in=chapters)).select_related("edition")
    before = {chapter.pk: chapter.get_absolute_url() for chapter in theirs}
    published.chapters.update(number=F("number") + 1000)
    for chapter in published.chapters.all():
        PublishedChapter.objects.filter(pk=chapter.pk).update(slug=f"{chapter.slug[:80]}--{chapter.pk}")
    for chapter in chapters:
        columns = {"edition": published, "number": chapter.number, "title": chapter.title, "slug": chapter.slug}
        if with_texts:
            columns["introduction"] = chapter.introduction
        PublishedChapter.objects.update_or_create(source=chapter, defaults=columns)
    if with_texts:
        _place_reports(chapters)
    published.chapters.filter(number__gt=1000, publications=None).delete()
    after = {chapter.pk: chapter.get_absolute_url() for chapter in published.chapters.select_related("edition")}
    for pk, old in before.items():
        if old not in after.values():
            leave_redirect(old=old, new=after.get(pk, published.get_absolute_url()), now=now)


def _place_reports(chapters: list[Chapter]) -> None:
    """What is public follows the desk's chapters and order."""
    for report in Report.objects.filter(chapter__in=chapters).select_related("chapter__publication"):
        Publication.objects.filter(source=report).update(chapter=report.chapter.publication, position=report.position)


def _public_chapter(chapter: Chapter, now: datetime) -> PublishedChapter:
    """The chapter's public row. While its edition is under work that is bare: number, title and address, no texts."""
    edition, _ = PublishedEdition.objects.get_or_create(
        source=chapter.edition, defaults={"year": chapter.edition.year, "title": chapter.edition.title}
    )
    if edition.is_draft:
        shown = chapter.edition.chapters.filter(Q(pk=chapter.pk) | Q(publication__edition=edition))
        _publish_chapters(edition, list(shown), now, with_texts=False)
    public, _ = PublishedChapter.objects.get_or_create(
        source=chapter,
        defaults={"edition": edition, "number": chapter.number, "title": chapter.title, "slug": chapter.slug},
    )
    return public


def _version(subject: str, manuscript: dict, *, actor, now, note: str, force: bool = False) -> Version:
    """The next version, or the last one when nothing has changed since."""
    last = Version.objects.of(subject).order_by("-number").first()
    if last and last.manuscript == manuscript and not force:
        return last
    return Version.objects.create(
        subject=subject,
        number=last.number + 1 if last else 1,
        manuscript=manuscript,
        note=note[:500],
        created_at=now,
        created_by=actor,
    )
