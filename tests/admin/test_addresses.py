"""Addresses of documents that lack one: pasted as a column, looked over, saved in one go; nothing typed is lost."""

import pytest
from django.urls import reverse

from reports.models import Document, Report
from reports.writing.addresses import documents_without_address

pytestmark = pytest.mark.django_db

SCREEN = reverse("admin:reports_report_addresses")


@pytest.fixture
def desk(client, rita):
    client.force_login(rita)
    return client


@pytest.fixture
def lacking():
    return list(documents_without_address())


def _ids(documents) -> str:
    return " ".join(document.public_id for document in documents)


def _typed(documents, addresses) -> dict:
    return {f"adresse-{d.public_id}": address for d, address in zip(documents, addresses, strict=False)}


def _addresses(count: int) -> list[str]:
    return [f"https://www.imdi.no/dokument-{number}.pdf" for number in range(count)]


def test_the_list_and_the_start_page_lead_to_the_screen(desk, lacking):
    for address in ("/admin/", "/admin/reports/report/"):
        page = desk.get(address).content.decode()
        assert f"{len(lacking)} dokumenter mangler adresse" in page
        assert f'href="{SCREEN}"' in page
    assert len(lacking) == 29


def test_the_screen_lists_them_in_the_order_of_the_edition(desk, lacking):
    page = desk.get(SCREEN)
    assert page.context["title"] == "29 dokumenter mangler adresse"
    rows = [document for _, document, _, _ in page.context["form"].rows()]
    assert rows == lacking
    places = [(d.report.chapter.number, d.report.position, d.position) for d in rows]
    assert places == sorted(places)


def test_a_pasted_column_is_filled_in_and_not_saved_until_told(desk, lacking):
    pasted = "\r\n".join(_addresses(29))
    page = desk.post(SCREEN, {"ids": _ids(lacking), "pasted": pasted, "_save": "1"})
    text = page.content.decode()
    assert "Adressene er fylt inn i listen, men ikke lagret ennå." in text
    assert [field.value() for _, _, field, _ in page.context["form"].rows()] == _addresses(29)
    assert page.context["form"]["pasted"].value() == ""
    assert documents_without_address().count() == 29


def test_typed_addresses_are_saved_and_their_reports_say_who_changed_them(desk, rita, lacking):
    data = {"ids": _ids(lacking), "_save": "1", **_typed(lacking, _addresses(29))}
    answer = desk.post(SCREEN, data, follow=True)
    assert "29 adresser er lagret." in answer.content.decode()
    assert "Alle dokumentene her har adresse eller fil." in answer.content.decode()
    assert documents_without_address().count() == 0
    assert Document.objects.get(pk=lacking[3].pk).url == _addresses(29)[3]
    changed = Report.objects.filter(documents__in=lacking).distinct()
    assert {report.changed_by for report in changed} == {rita}
    assert {report.state for report in changed} == {Report.State.CHANGED}


def test_an_empty_line_skips_its_document_and_of_cells_the_last_counts(desk, lacking):
    pasted = "https://a.no/1.pdf\n\nRapport\thttps://a.no/3.pdf\n"
    page = desk.post(SCREEN, {"ids": _ids(lacking), "pasted": pasted, "_fill": "1"})
    values = [field.value() for _, _, field, _ in page.context["form"].rows()]
    assert values[:4] == ["https://a.no/1.pdf", None, "https://a.no/3.pdf", None]


def test_too_many_lines_fill_nothing_and_stay_in_the_box(desk, lacking):
    pasted = "\n".join(_addresses(31))
    page = desk.post(
        SCREEN, {"ids": _ids(lacking), "pasted": pasted, "_fill": "1", **_typed(lacking, ["https://b.no"])}
    )
    text = page.content.decode()
    assert "Du limte inn 31 linjer, men listen har 29 dokumenter. Ingenting er fylt inn." in text
    assert "dokument-30.pdf" in text
    assert page.context["form"][f"adresse-{lacking[0].public_id}"].value() == "https://b.no"


def test_one_bad_address_stops_all_and_everything_typed_is_kept(desk, lacking):
    addresses = [*_addresses(5), "ikke en adresse"]
    page = desk.post(SCREEN, {"ids": _ids(lacking), "_save": "1", **_typed(lacking, addresses)})
    rows = list(page.context["form"].rows())
    assert rows[5][2].errors
    assert not rows[4][2].errors
    assert [field.value() for _, _, field, _ in rows[:6]] == addresses
    assert "Ingenting er lagret ennå." in page.content.decode()
    assert documents_without_address().count() == 29


def test_the_same_address_twice_is_pointed_out_and_allowed(desk, lacking):
    data = {"ids": _ids(lacking), **_typed(lacking, ["https://a.no/1.pdf", "https://a.no/1.pdf"])}
    page = desk.post(SCREEN, {**data, "_fill": "1"})
    assert "Samme adresse som i rad 1. Stemmer det?" in page.content.decode()
    desk.post(SCREEN, {**data, "_save": "1"})
    assert Document.objects.filter(url="https://a.no/1.pdf").count() == 2


def test_what_others_do_meanwhile_moves_no_address_to_another_document(desk, lacking):
    Document.objects.filter(pk=lacking[0].pk).update(url="https://andre.no/a.pdf")
    lacking[1].delete()
    ids = _ids(lacking)
    page = desk.post(SCREEN, {"ids": ids, "_fill": "1"})
    assert "Har fått en adresse eller fil av noen andre." in page.content.decode()
    desk.post(SCREEN, {"ids": ids, "_save": "1", **_typed(lacking, _addresses(3))})
    assert Document.objects.get(pk=lacking[0].pk).url == "https://andre.no/a.pdf"
    assert Document.objects.get(pk=lacking[2].pk).url == _addresses(3)[2]


def test_the_screen_can_be_narrowed_to_a_year(desk, make_report):
    assert desk.get(f"{SCREEN}?aar=2020").context["title"] == "29 dokumenter mangler adresse"
    assert desk.get(f"{SCREEN}?aar=2019").context["title"] == "0 dokumenter mangler adresse"


@pytest.mark.parametrize(
    "value", ["\x00", "9" * 40, "x" * 5000, "javascript:alert(1)", "http://[", "😀", "ftp://", " "]
)
def test_any_value_is_answered_with_a_page(desk, lacking, value):
    data = {"ids": f"{_ids(lacking)} {value}", **_typed(lacking, [value])}
    assert desk.post(f"{SCREEN}?aar={'9' * 40}", {**data, "_save": "1"}).status_code in {200, 302}
    assert desk.post(SCREEN, {**data, "pasted": value, "_fill": "1"}).status_code == 200
    assert not Document.objects.filter(url__contains="javascript").exists()


def test_one_who_only_looks_may_not(client, uno):
    client.force_login(uno)
    assert client.post(SCREEN, {"_save": "1"}).status_code == 403
    assert "mangler adresse" not in client.get("/admin/").content.decode()
