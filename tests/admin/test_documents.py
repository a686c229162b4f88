"""The list of documents: what is wrong with their files, in words, and copies asked for from it."""

import pytest
from django.urls import reverse

from reports.files.kept import keep_file
from reports.files.texts import read_waiting_files
from reports.files.verdicts import judge_waiting_files
from reports.models import Document, Job

from ..pdfs import good_pdf, pictures_pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media")]

LIST = reverse("admin:reports_document_changelist")


@pytest.fixture
def desk(client, rita):
    client.force_login(rita)
    return client


@pytest.fixture
def add(make_report):
    def one(title: str, content: bytes = b"", report=None, **fields) -> Document:
        if content:
            kept = keep_file(chunks=[content], name=f"{title}.pdf")
            fields |= {"sha256": kept.sha256, "file_name": kept.name, "size": kept.size}
        return (report or make_report(f"Om {title}")).documents.create(title=title, position=1, **fields)

    return one


@pytest.fixture
def judged(add, now):
    add("Godfil", good_pdf())
    add("Utagget", good_pdf(tagged=False))
    add("Navnløs", good_pdf(title=""))
    add("Bilder", pictures_pdf())
    read_waiting_files(now=now)
    judge_waiting_files(now=now)
    add("Fersk", good_pdf(pages=9))
    add("Ute", url="https://example.org/ute.pdf")


def _titles(desk, **query) -> set[str]:
    return {document.title for document in desk.get(LIST, query).context["cl"].result_list}


@pytest.mark.parametrize(
    ("fault", "titles"),
    [
        ("untagged", {"Utagget", "Bilder"}),
        ("no_title", {"Navnløs", "Bilder"}),
        ("no_text", {"Bilder"}),
        ("no_language", {"Bilder"}),
        ("unreadable", set()),
        ("poor", {"Utagget", "Navnløs", "Bilder"}),
        ("good", {"Godfil"}),
        ("waiting", {"Fersk"}),
    ],
)
@pytest.mark.usefixtures("judged")
def test_the_list_is_narrowed_to_what_is_wrong(desk, fault, titles):
    assert _titles(desk, fil=fault) == titles


@pytest.mark.usefixtures("judged")
def test_the_list_says_what_is_wrong_and_what_to_do(desk):
    page = desk.get(LIST, {"fil": "untagged"}).content.decode()
    assert "bare bilder, utagget, uten tittel, uten språk" in page
    assert "kryss av for dokumentstrukturkoder" in page
    assert "Ta vare på en kopi" in desk.get(LIST, {"q": "Ute"}).content.decode()


def test_the_list_asks_the_database_no_more_often_for_more_documents(desk, add, django_assert_max_num_queries):
    def asked() -> int:
        with django_assert_max_num_queries(40) as found:
            desk.get(LIST, {"aar": "2020"})
        return len(found)

    add("En", good_pdf())
    few = asked()
    for number in range(8):
        add(f"Nummer {number}", good_pdf(title=f"Tittel {number}"))
        add(f"Igjen {number}", good_pdf())
    assert asked() <= few


def test_the_form_tells_what_the_file_says_and_where_it_lies_too(desk, add, now):
    document = add("Tvilling", good_pdf(language="", title="Filens tittel"))
    add("Den andre", good_pdf(language="", title="Filens tittel"))
    address = reverse("admin:reports_report_change", args=[document.report_id])
    assert "Filen blir lest om litt" in desk.get(address).content.decode()
    read_waiting_files(now=now)
    judge_waiting_files(now=now)
    page = desk.get(address).content.decode()
    assert "sier ikke hvilket språk den er på" in page
    assert "tittel i filen: «Filens tittel»" in page
    assert "Samme fil ligger også på" in page
    assert "Den andre (Om Den andre)</a>" in page


def test_the_form_asks_no_more_often_for_more_documents(desk, add, django_assert_max_num_queries):
    document = add("En", good_pdf())
    address = reverse("admin:reports_report_change", args=[document.report_id])

    def asked() -> int:
        with django_assert_max_num_queries(80) as found:
            desk.get(address)
        return len(found)

    few = asked()
    for number in range(6):
        add(f"Nummer {number}", good_pdf(title=f"Tittel {number}"), report=document.report)
    assert asked() <= few


def test_one_copy_is_asked_for_on_a_page_that_says_what_happens(desk, add, rita):
    document = add("Ute", url="https://example.org/ute.pdf")
    address = reverse("admin:reports_document_copy", args=[document.pk])
    assert "https://example.org/ute.pdf" in desk.get(address).content.decode()
    answer = desk.post(address)
    job = Job.objects.get()
    assert answer.url == reverse("admin:reports_job_change", args=[job.pk])
    assert (job.arguments, job.actor) == ({"documents": [document.pk]}, rita)


def test_a_document_without_an_address_or_with_a_file_has_nothing_to_copy(desk, add):
    for document in (add("Uten"), add("Inne", good_pdf(), url="https://example.org/a.pdf")):
        address = reverse("admin:reports_document_copy", args=[document.pk])
        for answer in (desk.get(address), desk.post(address)):
            assert "har ingen adresse å hente fra" in answer.content.decode()
    assert not Job.objects.exists()


def test_copies_of_many_are_asked_for_from_the_list(desk, add):
    found = [add("Ute", url="https://example.org/ute.pdf"), add("Inne", good_pdf()), add("Uten")]
    keys = [str(document.pk) for document in found]
    desk.post(LIST, {"action": "keep_chosen", "_selected_action": keys})
    assert Job.objects.get().arguments == {"documents": [found[0].pk]}
    answer = desk.post(LIST, {"action": "keep_chosen", "_selected_action": keys[1:]}, follow=True)
    assert "har ingen adresse å hente fra" in answer.content.decode()


def test_a_document_is_opened_where_it_is_written(desk, add):
    document = add("Rapporten", good_pdf())
    form = reverse("admin:reports_report_change", args=[document.report_id])
    for route in ("change", "delete"):
        answer = desk.get(reverse(f"admin:reports_document_{route}", args=[document.pk]))
        assert answer.url == f"{form}#documents-group"


def test_a_draft_is_deleted_with_its_documents(client, geir, add):
    report = add("Rapporten", good_pdf()).report
    client.force_login(geir)
    client.post(reverse("admin:reports_report_delete", args=[report.pk]), {"post": "yes"})
    assert not Document.objects.filter(report=report.pk).exists()
