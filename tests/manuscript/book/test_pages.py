import pytest

from reports.manuscript import values
from reports.manuscript.book.unprintable import unprintable

from .editions import pages, report, rich_report, shipped, shipped_pages


def _only(built: dict) -> dict:
    return built["chapters"][0]["reports"][0]


def test_every_chapter_report_finding_figure_and_document_is_there():
    edition, built = shipped(), shipped_pages()
    for chapter, printed in zip(edition.chapters, built["chapters"], strict=True):
        assert printed["title"] == chapter.title
        for report_, shown in zip(chapter.reports, printed["reports"], strict=True):
            assert sum(len(group["items"]) for group in shown["findings"]) == len(report_.findings)
            assert sum(len(group["items"]) for group in shown["figures"]) == len(report_.key_figures)
            assert len(shown["documents"]) == len(report_.documents)


def test_letters_that_no_font_has_are_told_with_the_reports_that_hold_them():
    smiling = report(title="Et smil", lead="Hei 😀", tags=("王",))
    built = pages(smiling, report(title="To smil", body="<p>😀😀</p>"), report(), introduction="<p>እ</p>")
    assert unprintable(built) == [("እ", ["FoU-prosjekter 2030"]), ("😀", ["Et smil", "To smil"]), ("王", ["Et smil"])]
    assert unprintable(shipped_pages()) == []


def test_findings_are_numbered_through_their_headings():
    built = pages(rich_report())
    assert [(group["heading"], group["first"]) for group in _only(built)["findings"]] == [
        ("", 1),
        ("Under en tittel", 2),
    ]


def test_documents_say_what_is_known_of_them_and_that_an_address_is_not():
    known, unknown = _only(pages(rich_report()))["documents"]
    assert known["particulars"].replace("\N{NO-BREAK SPACE}", " ") == "PDF, 2 MB, 48 sider, bokmål"
    assert known["address"] == known["href"] == "https://imdi.no/rapport.pdf"
    assert (unknown["address"], unknown["href"], unknown["particulars"]) == ("adresse ukjent", "", "PDF, bokmål")


def test_only_shares_of_a_hundred_have_a_bar_and_it_is_told_in_words():
    share, money = (group["items"][0] for group in _only(pages(rich_report()))["figures"])
    assert share["bar"] == 40
    assert "40" in share["alt"]
    assert "mener det går bra" in share["alt"]
    assert money["bar"] is None


def test_headings_never_skip_a_level():
    body = _only(pages(report(body="<h3>Tredje</h3><p>a</p><h2>Andre</h2><h3>Tredje</h3>")))["body"]
    assert [block["level"] for block in body if block["kind"] == "heading"] == [4, 4, 5]


def test_rows_of_a_table_are_equally_long():
    table = next(block for block in _only(pages(rich_report()))["body"] if block["kind"] == "table")
    assert {len(row) for row in [table["head"], *table["rows"]]} == {2}


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://a.no/", "https://", "mailto:", "data:text/html,x", "#"]
)
def test_only_addresses_that_lead_somewhere_safe_are_links(address):
    built = _only(pages(report(source_url=address, documents=(values.Document(title="A", url=address),))))
    assert built["documents"][0]["href"] == ""
    assert [row["href"] for row in built["about"] if row["label"] == "Kilde"] == [""]


def test_a_date_is_printed_as_far_as_it_is_known():
    assert _only(pages(report()))["source"] == "mai 2030"
    assert _only(pages(report(issued=None)))["source"] == ""
