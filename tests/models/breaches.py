"""A row for each constraint that breaks it, and sound rows they are made from."""

from datetime import UTC, datetime, timedelta

from reports.accounts import system_user
from reports.models import (
    Chapter,
    Contribution,
    Delivery,
    Document,
    Edition,
    EditorLanguage,
    Event,
    FileCopy,
    FilePage,
    FileText,
    FileVerdict,
    Import,
    Issue,
    IssueFile,
    Job,
    LinkCheck,
    Merge,
    MissedSearch,
    Presence,
    Publication,
    PublishedChapter,
    PublishedContribution,
    PublishedEdition,
    PublishedPage,
    PublishedTag,
    Redirect,
    Remark,
    Report,
    ReportTag,
    ShareLink,
    Submission,
    Version,
    VersionMark,
    WorkingCopy,
)

NOW = datetime(2030, 6, 1, tzinfo=UTC)


def _edition(**fields):
    return Edition(**{"year": 2031, "title": "FoU 2031", **fields})


def _chapter(**fields):
    return Chapter(
        **{"edition": Edition.objects.get(year=2020), "number": 9, "title": "Nytt", "slug": "nytt", **fields}
    )


def _report(**fields):
    return Report(**{"chapter": Chapter.objects.first(), "title": "Ny rapport", **fields})


def _document(**fields):
    return Document(**{"report": Report.objects.first(), "title": "Rapport", **fields})


def _contribution(**fields):
    taken = Contribution.objects.first()
    return Contribution(**{"report": taken.report, "organisation": taken.organisation, "role": taken.role, **fields})


def _copy(instance, **fields):
    """Another row with the same values."""
    instance.pk = None
    instance._state.adding = True
    for name, value in fields.items():
        setattr(instance, name, value)
    return instance


def _submission(**fields):
    who = system_user()
    return Submission(
        **{
            "report": Report.objects.first(),
            "version": Version.objects.first(),
            "written_at": NOW,
            "submitted_at": NOW,
            "submitted_by": who,
            **fields,
        }
    )


def _published_chapter(**fields):
    return PublishedChapter(
        **{"edition": PublishedEdition.objects.get(), "number": 9, "title": "Nytt", "slug": "nytt", **fields}
    )


def _link():
    fields = {"report": Report.objects.first(), "recipient": "x", "created_at": NOW, "created_by": system_user()}
    return ShareLink.objects.create(token="t", expires_at=NOW + timedelta(days=1), **fields)


def _edition_saved():
    edition = _edition()
    edition.save()
    return edition


def _issue(**fields):
    known = {"edition": PublishedEdition.objects.get(), "number": 1, "manuscript": {}, "frozen_at": NOW}
    return Issue(**{**known, "frozen_by": system_user(), **fields})


def _issue_file(**fields):
    issue = _issue()
    issue.save()
    return IssueFile(**{"issue": issue, "extension": "pdf", "sha256": "a" * 64, "size": 9, **fields})


def _delivery(**fields):
    known = {"edition": PublishedEdition.objects.get(), "sha256": "a" * 64, "name": "a.pdf", "delivered_on": NOW}
    return Delivery(**{**known, "recorded_at": NOW, "recorded_by": system_user(), **fields})


def _import(**fields):
    return Import(file_name="fou.docx", content=b"", sent_at=NOW, sent_by=system_user(), **fields)


def _file_page():
    file = FileText.objects.create(sha256="a" * 64, is_whole=True, read_at=NOW)
    return FilePage(file=file, number=1, text="x", stems="x")


def _saved(row):
    row.save()
    return row


def _again(row):
    row.save()
    return _copy(row)


def _working_copy(report):
    return WorkingCopy.objects.create(user=system_user(), report=report, fields={}, saved_at=NOW)


BREAKS = {
    "edition_cover_is_described_or_decoration": lambda: _edition(cover_alt="Barn"),
    "publishededition_cover_is_described_or_decoration": lambda: PublishedEdition(
        source=_edition_saved(), year=2031, title="x", cover_sha256="a" * 64
    ),
    "issue_number_unique": lambda: _again(_issue()),
    "issue_number_at_least_one": lambda: _issue(number=0, note="x"),
    "corrected_issue_says_what": lambda: _issue(number=2),
    "issue_file_once": lambda: _again(_issue_file()),
    "issue_file_has_bytes": lambda: _issue_file(size=0),
    "delivery_once": lambda: _again(_delivery()),
    "delivery_names_a_file": lambda: _delivery(name=""),
    "edition_year_is_plausible": lambda: _edition(year=1889),
    "chapter_number_unique_in_edition": lambda: _chapter(number=1),
    "chapter_slug_unique_in_edition": lambda: _chapter(slug="serier"),
    "chapter_slug_not_reserved": lambda: _chapter(slug="les"),
    "chapter_number_at_least_one": lambda: _chapter(number=0),
    "report_language_is_known": lambda: _report(language="sv"),
    "report_tag_once": lambda: _copy(ReportTag.objects.first()),
    "document_kind_is_known": lambda: _document(kind="bok"),
    "document_has_size_or_unknown": lambda: _document(size=0),
    "document_file_has_hash_and_name": lambda: _document(file_name="rapport.pdf"),
    "contribution_once": _contribution,
    "contribution_role_is_known": lambda: _contribution(role="sjef"),
    "version_number_unique": lambda: _copy(Version.objects.first()),
    "redirect_leads_elsewhere": lambda: Redirect(old_path="/a/", new_path="/a/", created_at=NOW),
    "edition_is_published_with_version_and_time": lambda: PublishedEdition(
        source=Edition.objects.create(year=2031, title="x"), year=2031, title="x", state="published", published_at=NOW
    ),
    "published_chapter_number_unique": lambda: _published_chapter(number=1),
    "published_chapter_slug_unique": lambda: _published_chapter(slug="serier"),
    "withdrawn_has_time_and_reason": lambda: _copy(
        Publication.objects.first(), public_id="x", slug="x", source=None, state="withdrawn", withdrawn_at=NOW
    ),
    "publication_has_title": lambda: _copy(Publication.objects.first(), public_id="x", slug="x", source=None, title=""),
    "submission_open_once": lambda: _copy(_submission().save() or Submission.objects.get()),
    "submission_decided_with_time_and_name": lambda: _submission(state="published", decided_at=NOW),
    "submission_planned_has_time": lambda: _submission(state="planned", decided_at=NOW, decided_by=system_user()),
    "submission_unpublished_has_reason": lambda: _submission(
        state="returned", decided_at=NOW, decided_by=system_user()
    ),
    "published_tag_once": lambda: _copy(PublishedTag.objects.first()),
    "published_contribution_once": lambda: _copy(PublishedContribution.objects.first()),
    "job_has_ended_or_not": lambda: Job(actor=system_user(), created_at=NOW, state="done"),
    "link_that_moved_says_where": lambda: LinkCheck(url="https://x.no/", state="moved", checked_at=NOW),
    "link_that_was_checked_says_when": lambda: LinkCheck(url="https://x.no/", state="ok"),
    "file_copy_once": lambda: _copy(FileCopy.objects.create(url="https://x.no/", sha256="a" * 64, taken_at=NOW)),
    "merge_undone_by_somebody_or_not": lambda: Merge(
        **{"noun": "tag", "kept": 1, "removed": {}, "links": [], "added": []},
        **{"created_at": NOW, "created_by": system_user(), "undone_at": NOW},
    ),
    "share_link_expires_later": lambda: ShareLink(
        token="x",
        report=Report.objects.first(),
        recipient="x",
        created_at=NOW,
        created_by=system_user(),
        expires_at=NOW,
    ),
    "remark_is_handled_by_somebody": lambda: Remark(link=_link(), place="lead", created_at=NOW, state="accepted"),
    "file_verdict_has_pages_or_problem": lambda: FileVerdict(
        file=FileText.objects.create(sha256="a" * 64, is_whole=True, read_at=NOW), judged_at=NOW
    ),
    "file_page_once": lambda: _again(_file_page()),
    "published_page_once": lambda: _again(
        PublishedPage(publication=Publication.objects.first(), page=_saved(_file_page()))
    ),
    "import_is_read_with_year": lambda: _import(state="read"),
    "import_is_taken_by_someone_with_journal": lambda: _import(state="taken", reading={}, year=2031),
    "import_is_undone_by_someone": lambda: _import(undone_by=system_user()),
    "version_mark_is_known": lambda: VersionMark(
        version=Version.objects.first(), kind="lest", marked_at=NOW, marked_by=system_user()
    ),
    "working_copy_once": lambda: _copy(_working_copy(report=Report.objects.first())),
    "working_copy_new_once": lambda: _copy(_working_copy(report=None)),
    "presence_once": lambda: _copy(
        Presence.objects.create(user=system_user(), report=Report.objects.first(), seen_at=NOW)
    ),
    "event_says_who_did_what": lambda: Event(at=NOW, who="Rita", did="", subject_type="tag", subject_id="1"),
    "editor_language_is_known": lambda: EditorLanguage(editor=system_user(), language="sv"),
    "missed_search_once_a_day": lambda: _copy(MissedSearch.objects.create(words="alpakka", day=NOW.date())),
}
