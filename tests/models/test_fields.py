import pytest
from django import forms
from django.apps import apps
from django.core import serializers
from django.core.exceptions import ValidationError

from reports.fields import LabelledLinesFormField, LinesFormField, PartialDateFormField
from reports.manuscript.dates import PartialDate
from reports.manuscript.values import IDENTIFIER_TYPES
from reports.models import Chapter, Finding, Report


@pytest.fixture
def report(db):
    return Report.objects.first()


def _complaint(field, text) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(text)
    return " ".join(refused.value.messages)


# Partial dates ------------------------------------------------------------------------------------
@pytest.mark.parametrize("date", [PartialDate(2031), PartialDate(2031, 8), PartialDate(2031, 8, 24), None])
def test_a_partial_date_is_stored_as_it_is_known(report, date):
    report.issued = date
    report.save()
    assert Report.objects.get(pk=report.pk).issued == date


def test_a_date_may_be_set_and_sought_as_an_editor_types_it(report):
    report.issued = "24. august 2031"
    report.full_clean()
    report.save()
    assert Report.objects.get(issued="2031-08-24") == report


def test_the_database_orders_lesser_precision_as_the_end_of_its_month_or_year(report):
    made = ["2031-07-31", "2031-08-01", "2031-08-31", "2031-08", "2031-12", "2031", "2032-01-01"]
    for iso in reversed(made):
        Report.objects.create(chapter=report.chapter, title=iso, issued=PartialDate.from_iso(iso))
    rows = Report.objects.filter(title__in=made).order_by("issued")
    assert [row.issued.iso for row in rows] == made
    assert Report.objects.filter(title__in=made, issued__lte=PartialDate(2031, 8)).count() == 4


def test_a_date_that_does_not_exist_is_refused_at_the_field(report):
    report.issued = "32. mai 2020"
    with pytest.raises(ValidationError, match=r"Datoen «32\. mai 2020» finnes ikke"):
        report.full_clean()


def test_a_dump_holds_the_date_as_known_and_is_read_back(report):
    report.issued = PartialDate(2031, 8)
    dumped = serializers.serialize("json", [report])
    assert '"issued": "2031-08"' in dumped
    (read,) = serializers.deserialize("json", dumped)
    assert read.object.issued == PartialDate(2031, 8)


def test_the_form_field_shows_and_reads_dates_as_norwegians_write_them():
    field = PartialDateFormField(required=False)
    assert field.prepare_value(PartialDate(2020, 8)) == "august 2020"
    assert field.prepare_value(None) == ""
    assert field.clean(" 19.10.2020 ") == PartialDate(2020, 10, 19)
    assert field.clean("") is None
    assert _complaint(field, "32. mai 2020") == (
        "Datoen «32. mai 2020» finnes ikke. Skriv for eksempel 19. oktober 2020 eller oktober 2020."
    )
    assert _complaint(PartialDateFormField(), "")


def test_the_form_field_sees_a_change_of_precision_and_not_of_spelling():
    field = PartialDateFormField(required=False)
    assert not field.has_changed(PartialDate(2020, 8), "aug. 2020")
    assert field.has_changed(PartialDate(2020, 8), "1. august 2020")
    assert field.has_changed(PartialDate(2020, 8), "tull")
    assert not field.has_changed(None, "")


def test_a_model_form_saves_the_date(report):
    form_class = forms.modelform_factory(Report, fields=["issued"])
    form = form_class({"issued": "mai 2031"}, instance=report)
    assert form.is_valid(), form.errors
    assert form.save().issued == PartialDate(2031, 5)
    assert "Skriv for eksempel" in form_class({"issued": "32. mai"}, instance=report).errors["issued"][0]


# Rich text ----------------------------------------------------------------------------------------
def test_rich_text_is_cleaned_at_every_save(report):
    hostile = "<script>x</script><b>Fet</b>"
    made = Finding.objects.create(report=report, text=hostile, position=90)
    assert made.text == "<p><strong>Fet</strong></p>"
    made.text = "<p onclick=x>Ny"
    made.save(update_fields=["text"])
    assert Finding.objects.get(pk=made.pk).text == "<p>Ny</p>"
    (bulk,) = Finding.objects.bulk_create([Finding(report=report, text=hostile, position=91)])
    assert Finding.objects.get(pk=bulk.pk).text == "<p><strong>Fet</strong></p>"


def test_every_rich_text_of_the_desk_is_of_the_cleaning_field():
    fields = {(m._meta.model_name, f.name) for m in apps.get_app_config("reports").get_models() for f in _rich(m)}
    assert fields == {("edition", "introduction"), ("chapter", "introduction"), ("report", "body"), ("finding", "text")}


def _rich(model):
    return [field for field in model._meta.fields if type(field).__name__ == "RichTextField"]


# Lines --------------------------------------------------------------------------------------------
def test_lines_are_entries():
    field = LinesFormField(required=False)
    assert field.clean(" Åse Ås \r\n\n  Ola Øy\n") == ["Åse Ås", "Ola Øy"]
    assert field.prepare_value(["Åse Ås", "Ola Øy"]) == "Åse Ås\nOla Øy"
    assert field.clean("") == []
    assert "U+000B" in _complaint(field, "Åse\x0bÅs")


def test_lines_have_changed_when_an_entry_has():
    field = LinesFormField(required=False)
    assert not field.has_changed(["Åse Ås", "Ola Øy"], "Åse Ås\r\nOla Øy\r\n")
    assert field.has_changed(["Åse Ås"], "Åse\nÅs")
    assert field.has_changed(["Åse Ås"], "")


def test_labelled_lines_are_facts():
    field = LabelledLinesFormField(required=False)
    facts = [{"label": "Antall", "value": "2 968"}, {"label": "Metode", "value": "intervju: 12"}]
    assert field.clean("Antall: 2 968\nMetode : intervju: 12") == facts
    assert field.clean(field.prepare_value(facts)) == facts
    assert _complaint(field, "Antall 2 968") == (
        "Linjen «Antall 2 968» mangler kolon eller verdi. Skriv for eksempel «Antall respondenter: 2 968»."
    )


def test_labels_may_be_limited_to_the_known_ones_in_any_case():
    field = LabelledLinesFormField(required=False, key="type", labels=IDENTIFIER_TYPES, example="ISBN: 978")
    entries = [{"type": "report_number", "value": "2020:14"}]
    assert field.clean("rapportNUMMER: 2020:14") == entries
    assert field.prepare_value(entries) == "Rapportnummer: 2020:14"
    assert _complaint(field, "ISMN: 1") == "«ISMN» er ikke blant ISBN, ISSN, Rapportnummer, DOI."


# Addresses and migrations -------------------------------------------------------------------------
def test_an_address_typed_without_scheme_is_taken_as_https(report):
    form = forms.modelform_factory(Report, fields=["source_url"])({"source_url": "www.imdi.no/fou"}, instance=report)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["source_url"] == "https://www.imdi.no/fou"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://", "im di.no", "https://imdi.no/\x00"])
def test_what_is_no_web_address_is_refused(report, address):
    form = forms.modelform_factory(Report, fields=["source_url"])({"source_url": address}, instance=report)
    assert "source_url" in form.errors


def test_our_fields_leave_migrations_plain_django_fields():
    for model in (Chapter, Finding, Report):
        for field in model._meta.fields:
            assert field.deconstruct()[1].startswith("django.db.models.")
