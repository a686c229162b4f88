"""The desk in another language: whatever a page says that is no content has passed the catalogues."""

import re
from html import unescape

import html5lib
import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation

from reports.importing.receiving import receive_document
from reports.manuscript.sheet.columns import SHEETS
from reports.models import Edition, EditorLanguage, Report
from tests.importing.conftest import YEAR
from tests.sheets.workbooks import Workbook

from .test_permissions import POLICY, YES

pytestmark = pytest.mark.django_db
READ_ALOUD = ("aria-label", "title", "placeholder", "alt")
MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
BETWEEN = re.compile(r"[·›|,:–()\n]|\d+[.]?(?=\s)")
# Names that are the same in every language: of languages, of formats, and of what stands in the workbook.
NAMES = {"bokmål", "nynorsk", "english", "docx", "xlsx", "html", "json", "pdf"}
NAMES |= {name.casefold() for sheet in SHEETS for name in (sheet.name, *(column.heading for column in sheet.columns))}
PUBLIC = {"admin:reports_report_preview"}  # what visitors will see, in their language


@pytest.fixture
def marked(monkeypatch, client, ada):
    """Ada reads English, and each answer of the catalogues is marked."""
    EditorLanguage.objects.create(editor=ada, language="en")
    client.force_login(ada)
    for name in ("gettext", "pgettext", "ngettext", "npgettext"):
        plain = getattr(translation._trans, name)
        monkeypatch.setattr(translation._trans, name, lambda *said, plain=plain: f"⟦{plain(*said)}⟧")


def _unmarked(html: str) -> list[str]:
    """The texts of a page, also those only read aloud, without what is marked, piece by piece."""
    html = re.sub(r"<(script|style|svg|textarea)\b.*?</\1>|<!--.*?-->", "", html, flags=re.DOTALL)
    html = re.sub(r"<input type=\"hidden\"[^>]*>", "", html)
    while MARKED.search(html):
        html = MARKED.sub("·", html)
    texts = []
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        texts += [element.text, element.tail, *(element.get(name) for name in READ_ALOUD)]
        if element.tag == "input" and element.get("type") == "submit":
            texts.append(element.get("value"))
    pieces = (_folded(piece) for text in texts if text for piece in BETWEEN.split(text))
    return [piece for piece in pieces if re.search(r"[^\W\d_]{3}", piece)]


def _folded(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", unescape(text)).replace("\N{SOFT HYPHEN}", "").split()).casefold()


def _content() -> tuple[set[str], str]:
    """What stands in the database: each text, and all of them together, for pieces of longer ones."""
    values = (value for model in apps.get_models() for row in model.objects.values() for value in _leaves(row))
    texts = {_folded(value) for value in (*values, *(user.get_full_name() for user in User.objects.all()))}
    return texts | {_folded(piece) for text in texts for piece in BETWEEN.split(text)}, " ¤ ".join(texts)


def _leaves(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for inner in value:
            yield from _leaves(inner)
    elif isinstance(value, str):
        yield value


def _bare(answer, content) -> set[str]:
    assert answer.status_code == 200
    texts, whole = content
    found = {text for text in _unmarked(answer.content.decode()) if text not in texts | NAMES}
    return {text for text in found if len(text) < 25 or text not in whole}


@pytest.mark.parametrize(
    "route", [route for route, policy in POLICY.items() if policy[-1] == YES and route not in PUBLIC]
)
def test_a_page_of_the_desk_says_nothing_that_no_catalogue_knows(client, marked, route):
    if answer := _first_page(client, route):
        assert _bare(answer, _content()) == set()


def _first_page(client, route: str):
    """Of a route with or without a row; files are no pages."""
    report = Report.objects.first()
    for arguments in ([], [report.pk], [1], [report.pk, 1], [report.chapter.edition_id, "json"]):
        try:
            answer = client.get(reverse(route, args=arguments))
        except NoReverseMatch:
            continue
        if answer.status_code == 200:
            return answer if answer["Content-Type"].startswith("text/html") else None
    return None


def test_an_import_is_told_in_the_language_of_who_reads_it(client, marked, ada):
    """Kept as it was read, by somebody with another language."""
    with translation.override("nb"):
        sent = receive_document(content=YEAR.encode(), name="fou.md", year=None, actor=ada, now=timezone.now())
    assert any("side" in problem["kind"] for problem in sent.reading["problems"])
    answer = client.get(reverse("admin:reports_import_change", args=[sent.pk]))
    assert "⟦The paragraph was split, probably by a page break." in answer.content.decode()
    assert _bare(answer, _content()) == set()


def test_an_import_from_before_is_told_as_it_was(client, ada):
    sent = receive_document(content=YEAR.encode(), name="fou.md", year=None, actor=ada, now=timezone.now())
    for problem in sent.reading["problems"]:
        del problem["said"]
    sent.save()
    EditorLanguage.objects.create(editor=ada, language="en")
    client.force_login(ada)
    assert "Avsnittet var delt" in client.get(reverse("admin:reports_import_change", args=[sent.pk])).content.decode()


def test_what_is_wrong_in_a_spreadsheet_is_told_in_the_editors_language(client, marked):
    book = Workbook().set("Rapporter", 2, Utgitt="tull").set("Funn", 2, Funn="")
    assert _bare(_planned(client, book), _content()) == set()
    page = _planned(client, Workbook().set("Rapporter", 2, Utgitt="tull")).content.decode()
    assert "⟦The date “tull” is not one that we recognise.⟧" in page


def test_what_a_spreadsheet_changes_is_told_in_the_editors_language(client, marked):
    book = Workbook().set("Rapporter", 2, Utgitt="mai 2020", Språk="nynorsk", Utfører_ukjent="ja").delete("Funn", 3)
    assert _bare(_planned(client, book), _content()) == set()


def _planned(client, book: Workbook):
    address = reverse("admin:reports_edition_sheet", args=[Edition.objects.get(year=2020).pk])
    return client.post(address, {"sheet": SimpleUploadedFile("ark.xlsx", book.data)})
