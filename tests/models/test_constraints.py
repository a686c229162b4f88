"""Each constraint refuses what its name says, whoever writes: forms through validation, everyone in the database."""

from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from reports.accounts import system_user
from reports.models import (
    Chapter,
    Contribution,
    Delivery,
    Document,
    Edition,
    Event,
    FilePage,
    FileText,
    Import,
    Issue,
    IssueFile,
    Job,
    LinkCheck,
    Merge,
    MissedSearch,
    Organisation,
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
    Series,
    ShareLink,
    Submission,
    Tag,
    Version,
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
    "file_page_once": lambda: _again(_file_page()),
    "published_page_once": lambda: _again(
        PublishedPage(publication=Publication.objects.first(), page=_saved(_file_page()))
    ),
    "import_is_read_with_year": lambda: _import(state="read"),
    "import_is_taken_by_someone_with_journal": lambda: _import(state="taken", reading={}, year=2031),
    "import_is_undone_by_someone": lambda: _import(undone_by=system_user()),
    "event_says_who_did_what": lambda: Event(at=NOW, who="Rita", did="", subject_type="tag", subject_id="1"),
    "missed_search_once_a_day": lambda: _copy(MissedSearch.objects.create(words="alpakka", day=NOW.date())),
}


def _refused_by_database(row) -> bool:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return True
    return False


@pytest.mark.django_db
@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses_what_the_constraint_says(name):
    assert _refused_by_database(BREAKS[name]())


def test_every_constraint_is_broken_above():
    named = {c.name for model in apps.get_app_config("reports").get_models() for c in model._meta.constraints}
    assert named == set(BREAKS)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sound", [_edition, _chapter, _report, _document, _submission, lambda: _contribution(role="oppdragsgiver")]
)
def test_the_rows_that_are_broken_above_are_sound_without_the_breach(sound):
    row = sound()
    if isinstance(row, Contribution):
        row.report = Report.objects.exclude(contributions__organisation=row.organisation).first()
    row.save()
    assert type(row).objects.filter(pk=row.pk).exists()


# What a form says ---------------------------------------------------------------------------------
def _sentences(row) -> str:
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    return " ".join(refused.value.messages)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("chapter_number_unique_in_edition", "Utgaven har allerede et kapittel med dette nummeret."),
        ("chapter_slug_unique_in_edition", "Utgaven har allerede et kapittel med denne adressen."),
        ("chapter_slug_not_reserved", "Adressen «les» er opptatt. Velg en annen."),
        ("contribution_once", "Institusjonen står allerede med denne rollen."),
    ],
)
def test_validation_says_it_in_norwegian(name, sentence):
    assert sentence in _sentences(BREAKS[name]())


@pytest.mark.django_db
@pytest.mark.parametrize("year", [1989, 2200])
def test_years_outside_the_range_are_refused_by_validation(year):
    assert str(1990 if year < 1990 else 2199) in _sentences(_edition(year=year))


@pytest.mark.django_db
@pytest.mark.parametrize("year", [1990, 2199])
def test_the_first_and_last_year_are_allowed(year):
    assert _edition(year=year).full_clean() is None


@pytest.mark.django_db
def test_a_chapter_named_as_a_reserved_address_is_told_so():
    assert "Adressen «les» er opptatt." in _sentences(_chapter(title="Les", slug=""))


# Names and addresses ------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.parametrize("model", [Organisation, Series, Tag])
@pytest.mark.parametrize("twin", ["økonomi", "ØKONOMI ", "Økonomi"])
def test_a_name_that_folds_to_anothers_key_is_refused(model, twin):
    model.objects.create(name="Økonomi", slug="den-forste")
    _sentences(model(name=twin, slug="den-andre"))
    assert _refused_by_database(model(name=twin, slug="den-andre"))


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Organisation, Series, Tag])
def test_an_entry_is_found_by_any_spelling_of_its_name(model):
    entry = model.objects.create(name="Åpenhet & ærlighet")
    assert model.objects.by_name("ÅPENHET &  Ærlighet") == entry
    assert model.objects.by_name("Apenhet & aerlighet") is None
    assert entry.slug == "apenhet-aerlighet"


@pytest.mark.django_db
def test_slugs_are_made_of_titles_and_given_numbers_when_taken():
    slugs = [Report.objects.create(chapter=Chapter.objects.first(), title="Ære på Øya").slug for _ in range(3)]
    assert slugs == ["aere-pa-oya", "aere-pa-oya-2", "aere-pa-oya-3"]
    assert _refused_by_database(_report(slug="aere-pa-oya"))


@pytest.mark.django_db
def test_public_ids_are_made_once_and_unique():
    report = Report.objects.first()
    public_id = report.public_id
    report.title = "Ny tittel"
    report.save()
    assert Report.objects.get(pk=report.pk).public_id == public_id
    assert _refused_by_database(_report(public_id=public_id))


@pytest.mark.django_db
def test_what_others_stand_on_cannot_be_deleted():
    report = Report.objects.exclude(series=None).first()
    for held in (report.chapter, report.chapter.edition, report.series, report.tags.first(), system_user()):
        with pytest.raises(IntegrityError), transaction.atomic():
            held.delete()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "field"),
    [
        (lambda text: _report(title=text), "title"),
        (lambda text: _report(lead=text), "lead"),
        (lambda text: _edition(subtitle=text), "subtitle"),
        (lambda text: Tag(name=text), "name"),
        (lambda text: Organisation(name="a", acronym=text), "acronym"),
        (lambda text: _document(title=text), "title"),
    ],
)
def test_fields_refuse_control_characters_with_a_message(row, field):
    with pytest.raises(ValidationError) as refused:
        row("Hei\x0b").full_clean()
    assert refused.value.message_dict[field] == [
        "Teksten inneholder et usynlig styretegn (U+000B) etter «Hei». Slett det og skriv på nytt."
    ]
