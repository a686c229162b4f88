"""Word files as other programs and hurried people leave them: what a person would read is what is understood."""

import io
import re
import zipfile

import pytest

from reports.manuscript.reading.document import read_document

from .word_files import STYLES, YEAR, comments, listed, package, paragraph, run, year_with

_ALTERNATIVES = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_FORMULAS = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'


def _read(data: bytes):
    reading = read_document(data, name="fou.docx")
    return reading.edition.chapters[0].reports[0], reading.problems


def _control(inner: str, settings: str = "") -> str:
    return f"<w:sdt><w:sdtPr>{settings}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"


def _table(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def _cells(*texts: str) -> str:
    return "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in texts)


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", ""])
def test_levels_and_sizes_that_are_no_numbers_are_passed_over(number):
    place = f'<w:numPr><w:ilvl w:val="{number}"/><w:numId w:val="1"/></w:numPr>'
    settings = f'<w:pPr><w:outlineLvl w:val="{number}"/>{place}</w:pPr>'
    sized = f'<w:r><w:rPr><w:sz w:val="{number}"/></w:rPr><w:t>Lest.</w:t></w:r>'
    report, _problems = _read(year_with(f"<w:p>{settings}{sized}</w:p>"))
    assert "Lest." in f"{report.body}{report.findings}"


def test_rows_and_cells_in_content_controls_are_kept_and_deleted_rows_are_not():
    rows = (
        f"<w:tr>{_cells('År')}{_control(_cells('Antall'))}</w:tr>",
        _control(f"<w:tr>{_cells('2030', '7')}</w:tr>"),
        f"<w:tr><w:trPr><w:del/></w:trPr>{_cells('2029', '6')}</w:tr>",
    )
    report, problems = _read(year_with(_table(*rows)))
    assert re.findall(r"<td>(.*?)</td>", report.body) == ["År", "Antall", "2030", "7"]
    assert [problem.kind for problem in problems] == ["slettet"]


def test_empty_form_fields_hidden_styles_and_symbols():
    styles = STYLES.replace(
        "</w:styles>",
        '<w:style w:type="paragraph" w:styleId="Skjult"><w:name w:val="Skjult"/><w:rPr><w:vanish/></w:rPr></w:style>'
        "</w:styles>",
    )
    report, problems = _read(
        year_with(
            _control(paragraph("Klikk her for å skrive"), "<w:showingPlcHdr/>"),
            paragraph("Hemmelig", "Skjult"),
            paragraph(f'{run("Opp")}<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>{run("ned")}'),
            paragraph(f"{run('Slik: ')}<m:oMath {_FORMULAS}><m:r><m:t>a+b</m:t></m:r></m:oMath>"),
            styles__xml=styles,
        )
    )
    assert report.body == "<p>Opp→ned</p><p>Slik: a+b</p>"
    assert {problem.kind for problem in problems} == {"felt", "skjult"}


def test_a_box_within_a_box_is_read_once():
    def box(inner: str) -> str:
        content = f"<w:txbxContent>{inner}</w:txbxContent>"
        return (
            f"<w:r><mc:AlternateContent {_ALTERNATIVES}><mc:Choice><w:drawing>{content}</w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )

    inner = paragraph(f"{run('Ytre.')}{box(paragraph('Indre.'))}")
    cell = f"<w:tc>{paragraph(run('Celle.') + box(paragraph('Boks.')))}</w:tc>"
    report, problems = _read(year_with(paragraph(box(inner)), _table(f"<w:tr>{cell}{_cells('b')}</w:tr>")))
    assert report.body.startswith("<p>Ytre.</p><p>Indre.</p><table>")
    assert report.body.count("Boks.") == 1
    assert problems == ()


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next():
    torn = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Første halvdel ')}</w:p>"
    report, problems = _read(year_with(torn, paragraph("og andre.")))
    assert report.body == "<p>Første halvdel og andre.</p>"
    assert problems == ()


def test_comments_and_footnotes_are_told_where_they_stand():
    hung = f'{run("Tekst.")}<w:r><w:commentReference w:id="0"/></w:r>'
    told = comments("Stemmer dette?").replace("<w:comment>", '<w:comment w:id="0">')
    _, problems = _read(year_with(paragraph("Før."), paragraph(hung), comments__xml=told))
    assert [(problem.kind, problem.block, problem.heading) for problem in problems] == [("kommentar", 7, "En rapport")]


def test_links_by_field_with_and_without_quotation_marks_and_within_the_document():
    def field(instruction: str, text: str) -> str:
        marks = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
        begin, separate, end = marks
        return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{separate}{run(text)}{end}"

    words = (
        field('HYPERLINK "https://imdi.no/a" \\o "tips"', "a"),
        field("HYPERLINK https://imdi.no/b", "b"),
        field('HYPERLINK \\l "kapittel2"', "c"),
        field("REF _Ref1 \\h", "d"),
    )
    report, problems = _read(year_with(paragraph(run(" ").join(words))))
    assert report.body == '<p><a href="https://imdi.no/a">a</a> <a href="https://imdi.no/b">b</a> c d</p>'
    assert problems == ()


def test_strict_files_and_a_main_part_of_another_name():
    strict = year_with(paragraph("Tekst."))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(strict)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            text = (
                before.read(name).decode().replace("http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/")
            )
            text = text.replace("wordprocessingml/2006/main", "wordprocessingml/main")
            text = text.replace("ooxml/package", "XX").replace(
                "http://purl.oclc.org/XX", "http://schemas.openxmlformats.org/package"
            )
            after.writestr(name.replace("document.xml", "document2.xml"), text)
        kind = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        relation = f'<Relationship Id="a" Type="{kind}" Target="/word/document2.xml"/>'
        after.writestr("_rels/.rels", f'<Relationships xmlns="{space}">{relation}</Relationships>')
    assert _read(out.getvalue()) == _read(strict)


def test_lists_typed_by_hand_and_dates_in_the_paragraph_of_the_lead():
    body = [
        paragraph("FoU-prosjekter 2031", "Tittel"),
        paragraph("1 Bosetting", "Overskrift1"),
        paragraph("En rapport", "O2"),
        paragraph(f"{run('Kort sagt.')}<w:r><w:br/></w:r>{run('Utgitt 3. mai 2031')}"),
        paragraph("• Et funn."),
        paragraph(f"{run('-')}<w:r><w:tab/></w:r>{run('Mer om det.')}"),
        paragraph("• Et til."),
        paragraph("1. Først dette."),
        paragraph("2. Så dette."),
        paragraph("– Vi er fornøyde, sier forskerne."),
    ]
    report, _ = _read(package("".join(body)))
    assert (report.lead, report.issued.iso) == ("Kort sagt.", "2031-05-03")
    assert [finding.text for finding in report.findings] == [
        "<p>Et funn.</p><ul><li><p>Mer om det.</p></li></ul>",
        "<p>Et til.</p>",
    ]
    numbered = "<ol><li><p>Først dette.</p></li><li><p>Så dette.</p></li></ol>"
    assert report.body == f"{numbered}<p>– Vi er fornøyde, sier forskerne.</p>"


def test_titles_that_are_only_bold_and_big_among_chapters_with_styles():
    def title(text: str) -> str:
        return paragraph(run(text, '<w:b/><w:sz w:val="28"/>'))

    body = [
        paragraph("FoU-prosjekter 2031", "Tittel"),
        paragraph("Innledning", "Overskrift1"),
        paragraph("Om året som gikk, og alt det som ble ferdig i løpet av det."),
        paragraph("Bosetting", "Overskrift1"),
        *(title("En rapport"), paragraph("Kort sagt."), paragraph("Utgitt: mai 2031")),
        *(paragraph(run("Hovedfunn", "<w:b/>")), listed("Et funn.")),
        *(title("Tilstand ved inngangen til 2031."), paragraph("Kort sagt."), paragraph("Utgitt: juni 2031")),
    ]
    (chapter,) = read_document(package("".join(body)), name="fou.docx").edition.chapters
    assert [report.title for report in chapter.reports] == ["En rapport", "Tilstand ved inngangen til 2031."]
    assert [finding.text for finding in chapter.reports[0].findings] == ["<p>Et funn.</p>"]


def test_a_table_that_says_who_and_when():
    table = _table(*(f"<w:tr>{_cells(*row)}</w:tr>" for row in (("Utgitt", "3. mai 2031"), ("Utfører", "Fafo"))))
    body = [paragraph("FoU 2031", "Tittel"), paragraph("1 A", "Overskrift1"), paragraph("B", "O2"), paragraph("Kort.")]
    report, _ = _read(package("".join((*body, table))))
    assert (report.issued.iso, report.contributions[0].organisation) == ("2031-05-03", "Fafo")


def test_a_field_that_never_comes_to_what_it_shows_hides_nothing():
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
    body = "".join(YEAR) + paragraph(begun + run("Dette")) + paragraph("og dette.")
    (report,) = read_document(package(body), name="fou.docx").edition.chapters[0].reports
    assert ("Dette" in report.body, "og dette." in report.body, "REF" in report.body) == (True, True, False)


def test_styles_in_danish_and_swedish():
    for first, second in (("Rubrik 1", "Rubrik 2"), ("Overskrift 1", "Overskrift 2")):
        body = "".join(YEAR).replace("Overskrift1", first).replace("Min2", second)
        (chapter,) = read_document(package(body), name="fou.docx").edition.chapters
        assert (chapter.title, chapter.reports[0].title) == ("Bosetting", "En rapport")
