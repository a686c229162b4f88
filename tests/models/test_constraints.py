"""Each constraint refuses what its name says, whoever writes: forms through validation, everyone in the database."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from reports.accounts import system_user
from reports.models import Chapter, Contribution, Organisation, Report, Series, Tag

from .breaches import BREAKS, _chapter, _contribution, _document, _edition, _report, _submission


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
