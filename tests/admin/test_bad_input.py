"""Whatever is typed or asked for at the desk, the answer is a page with a Norwegian message, never a 5xx."""

import pytest
from django.urls import reverse

from reports.models import Edition, Organisation, Report, Tag

from .forms import report_form

pytestmark = pytest.mark.django_db

NUL = "a\x00b"
NUMBERS = ["²", "٣", "²²²²", "9" * 40, "9" * 5000, "-1"]
HOSTILE = [NUL, "²", "9" * 40, "x" * 10_000, "😀 <script>alert(1)</script>", "-1"]
LISTS = ["report", "edition", "chapter", "document", "organisation", "series", "tag", "version", "redirect"]
QUERIES = [
    "id__in=" + "9" * 40,
    "id=" + "9" * 40,
    "q=%00",
    "q=" + "x" * 10_000,
    "p=9999999999999999999999",
    "o=99.-99.x",
    "all=%00",
    "aar=" + "9" * 40,
    "aar=x&aar=y",
    "chapter__id__exact=" + "9" * 40,
    "chapter__id__exact=%00",
    "status=%00",
    "nei=1",
    "e=1&e=2",
]
FIELDS = ["title", "lead", "issued", "chapter", "series", "position", "body", "facts", "authors", "identifiers"]
FIELDS += ["source_url"]
FIELDS += [
    "tags",
    "language",
    "seen",
    "findings-0-text",
    "findings-0-position",
    "findings-0-id",
    "findings-TOTAL_FORMS",
]
FIELDS += ["key_figures-0-value", "key_figures-0-measure", "documents-0-size", "documents-0-url", "documents-0-kind"]
FIELDS += ["contributions-0-organisation", "contributions-0-role"]


@pytest.fixture
def desk(client, ada):
    client.force_login(ada)
    return client


@pytest.mark.parametrize("noun", LISTS)
def test_lists_answer_any_query(desk, noun):
    address = reverse(f"admin:reports_{noun}_changelist")
    statuses = {query: desk.get(f"{address}?{query}").status_code for query in QUERIES}
    assert {query: status for query, status in statuses.items() if status >= 500} == {}


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("address", ["reports/report/", "reports/document/", "auth/user/", "auth/group/"])
def test_lists_answer_any_number(desk, address, number):
    names = ("id__in", "id__exact", "p", "o", "aar", "groups__id__exact")
    asked = [desk.get(f"/admin/{address}", {name: number}) for name in names]
    chosen = {"action": "withdraw_chosen", "_selected_action": [number, "1"]}
    asked.append(desk.post(f"/admin/{address}", chosen))
    assert max(answer.status_code for answer in asked) < 500


@pytest.mark.parametrize("number", NUMBERS)
def test_pages_with_a_number_in_their_address_answer_any(desk, number):
    report, edition = Report.objects.first(), Edition.objects.first()
    names = ("fra", "til", "side", "kopi", "hent", "aar")
    pages = [reverse(f"admin:reports_report_{name}", args=[report.pk]) for name in ("change", "history", "compare")]
    pages += [reverse(f"admin:reports_edition_{name}", args=[edition.pk]) for name in ("change", "history", "compare")]
    pages += [reverse("admin:index"), "/sitemap.xml", "/rapporter/"]
    asked = [desk.get(page, dict.fromkeys(names, number)) for page in pages]
    asked.append(desk.post(reverse("admin:reports_edition_new_year"), {"year": number}))
    asked.append(desk.post(reverse("admin:reports_edition_change", args=[edition.pk]), {"seen": number}))
    assert max(answer.status_code for answer in asked) < 500


@pytest.mark.parametrize("noun", LISTS)
def test_an_id_that_no_database_can_hold_leads_back_to_the_start(desk, noun):
    answer = desk.get(f"/admin/reports/{noun}/{'9' * 40}/change/")
    assert answer.status_code in {302, 404}


@pytest.mark.parametrize("field", FIELDS)
def test_the_report_form_answers_any_value(desk, field):
    report = Report.objects.get(title__startswith="Hvordan har koronasituasjonen")
    address = reverse("admin:reports_report_change", args=[report.pk])
    form = report_form(desk, address, _continue="1")
    statuses = [desk.post(address, form | {field: value}).status_code for value in HOSTILE]
    assert max(statuses) < 500


def test_control_characters_are_named_at_the_field(desk):
    address = reverse("admin:reports_report_add")
    form = report_form(desk, address, title="Tittel", lead="Her er\x07 et tegn", _continue="1")
    errors = desk.post(address, form).context["adminform"].form.errors
    assert "usynlig styretegn (U+0007) etter «Her er»" in errors["lead"][0]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("issued", "32. mai 2020", "Datoen «32. mai 2020» finnes ikke."),
        ("issued", "i fjor", "Skriv for eksempel 19. oktober 2020"),
        ("facts", "Uten kolon", "Linjen «Uten kolon» mangler kolon eller verdi."),
        ("identifiers", "ABC: 1", "«ABC» er ikke blant ISBN, ISSN, Rapportnummer, DOI."),
        ("position", "mange", "Skriv et helt tall"),
    ],
)
def test_each_mistake_has_its_message_at_its_field(desk, field, value, message):
    address = reverse("admin:reports_report_add")
    form = report_form(desk, address, _continue="1") | {field: value}
    assert message in desk.post(address, form).context["adminform"].form.errors[field][0]


@pytest.mark.parametrize(("noun", "model"), [("tag", Tag), ("organisation", Organisation)])
def test_a_twin_of_a_name_is_refused_with_the_one_there_is(desk, noun, model):
    name = model.objects.first().name
    answer = desk.post(reverse(f"admin:reports_{noun}_add"), {"name": f"  {name.upper()} ", "other_names": ""})
    assert f"«{name}» finnes allerede." in answer.content.decode()


def test_an_institution_named_by_its_short_form_is_refused_with_the_one_there_is(desk):
    one = Organisation.objects.exclude(acronym="").first()
    data = {"name": one.acronym.lower(), "other_names": ""}
    answer = desk.post(reverse("admin:reports_organisation_add"), data)
    assert f"«{one.name}» har «{data['name']}» som et annet navn" in answer.content.decode()


@pytest.mark.parametrize(("noun", "model"), [("tag", Tag), ("organisation", Organisation)])
def test_an_other_name_that_is_an_entry_by_itself_is_refused(desk, noun, model):
    one, other = model.objects.all()[:2]
    address = reverse(f"admin:reports_{noun}_change", args=[one.pk])
    answer = desk.post(address, {"name": one.name, "slug": one.slug, "other_names": f"Noe nytt\n{other.name.upper()}"})
    assert f"«{other.name}» finnes allerede for seg." in answer.content.decode()
    one.refresh_from_db()
    assert "Noe nytt" not in one.other_names


def test_a_chapter_may_not_take_a_reserved_address(desk):
    data = {"edition": 1, "number": 9, "title": "Les", "slug": "les", "introduction": ""}
    answer = desk.post(reverse("admin:reports_chapter_add"), data)
    assert "Adressen «les» er opptatt. Velg en annen." in answer.content.decode()
