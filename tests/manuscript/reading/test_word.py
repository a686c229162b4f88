from reports.manuscript.reading.document import read_document
from reports.manuscript.reading.institutions import Known

from .word_files import comments, link, listed, package, paragraph, run, year_with


def _read(data: bytes):
    reading = read_document(data, name="fou.docx")
    return reading.edition.chapters[0].reports[0], reading.problems


def _said(problems, kind: str) -> list[str]:
    return [problem.message for problem in problems if problem.kind == kind]


def test_norwegian_styles_styles_based_on_others_and_outline_levels_are_headings():
    reading = read_document(year_with(paragraph("Om metoden", "U3"), paragraph("Teksten.")), name="fou.docx")
    assert reading.edition.title == "FoU-prosjekter 2031"
    (chapter,) = reading.edition.chapters
    assert chapter.title == "Bosetting"
    (report,) = chapter.reports
    assert (report.title, report.lead, report.issued.iso) == ("En rapport", "Kort sagt.", "2031-05")
    assert report.body == "<h2>Om metoden</h2><p>Teksten.</p>"


def test_a_document_whose_headings_are_only_bold_and_big():
    big, middle = '<w:b/><w:sz w:val="36"/>', '<w:b/><w:sz w:val="28"/>'
    body = [
        paragraph(run("FoU-prosjekter 2031", '<w:b/><w:sz w:val="48"/>')),
        paragraph(run("1 Bosetting", big)),
        paragraph(run("En rapport", middle)),
        paragraph("Kort sagt om hva rapporten handler om."),
        paragraph("Utgitt: 3. mai 2031"),
        paragraph(run("Om metoden", "<w:b/>")),
        paragraph("Mye tekst som ikke er en overskrift, og som står her."),
    ]
    report, _ = _read(package("".join(body)))
    assert report.title == "En rapport"
    assert report.body == "<h2>Om metoden</h2><p>Mye tekst som ikke er en overskrift, og som står her.</p>"


def test_chapters_that_word_numbers_by_itself():
    numbered = '<w:numPr><w:numId w:val="2"/></w:numPr>'
    body = [
        paragraph("FoU-prosjekter 2031", "Tittel"),
        paragraph("Bosetting", "Overskrift1", numbered),
        paragraph("En rapport", "O2"),
        paragraph("Kort sagt."),
        paragraph("Utgitt: 2031"),
    ]
    reading = read_document(package("".join(body)), name="fou.docx")
    assert [chapter.title for chapter in reading.edition.chapters] == ["Bosetting"]


def test_lists_by_numbering_and_by_style():
    report, _ = _read(
        year_with(
            listed("Et funn."),
            listed("Mer om det.", level=1),
            paragraph("Et funn til.", "Punkt"),
            paragraph("Slik er kriteriene:"),
            listed("Det første.", 2),
            listed("Det andre.", 2),
        )
    )
    assert [finding.text for finding in report.findings] == [
        "<p>Et funn.</p><ul><li><p>Mer om det.</p></li></ul>",
        "<p>Et funn til.</p>",
    ]
    assert report.body == "<p>Slik er kriteriene:</p><ol><li><p>Det første.</p></li><li><p>Det andre.</p></li></ol>"


def test_insertions_are_taken_deletions_and_hidden_text_and_comments_are_told():
    changed = (
        f"{run('Teksten er ')}<w:ins>{run('ny')}</w:ins><w:del>{run('gammel')}</w:del>{run('hemmelig', '<w:vanish/>')}."
    )
    report, problems = _read(year_with(paragraph(changed), comments__xml=comments("Stemmer dette?")))
    assert report.body.startswith("<p>Teksten er ny")
    assert "gammel" not in report.body
    assert "hemmelig" not in report.body
    assert _said(problems, "kommentar") == ["Kommentaren «Stemmer dette?» er ikke tatt med."]
    assert _said(problems, "slettet")
    assert _said(problems, "skjult")


def test_links_of_both_kinds_and_those_that_lead_astray():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "https://fafo.no"</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("Fafo")}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    report, problems = _read(
        year_with(listed(link("Hele rapporten (PDF, 1,5 MB)")), paragraph(field), paragraph(link("Vinn nå", "rId8")))
    )
    (document,) = report.documents
    assert (document.title, document.size, document.url) == ("Hele rapporten", 1_500_000, "https://imdi.no/rapport.pdf")
    assert report.body == '<p><a href="https://fafo.no">Fafo</a></p><p>Vinn nå</p>'
    assert _said(problems, "lenke") == ["Adressen «javascript:alert(1)» kan ikke brukes som lenke. Ordene er beholdt."]


def test_the_contents_decide_and_are_no_text():
    body = [
        paragraph("FoU-prosjekter 2031", "Tittel"),
        paragraph("Bosetting", "INNH1"),
        paragraph(f"{run('Rapport uten dato')}<w:r><w:tab/><w:t>4</w:t></w:r>", "INNH2"),
        paragraph("Bosetting", "Overskrift1"),
        paragraph("Rapport uten dato", "O2"),
        paragraph("Kort sagt."),
        paragraph("Om utvalget", "O2"),
        paragraph("Mer tekst."),
    ]
    reading = read_document(package("".join(body)), name="fou.docx")
    (chapter,) = reading.edition.chapters
    assert [report.title for report in chapter.reports] == ["Rapport uten dato"]
    assert chapter.reports[0].body == "<h2>Om utvalget</h2><p>Mer tekst.</p>"


def test_a_table_stays_a_table_and_one_of_percentages_is_key_figures():
    def table(*rows):
        cells = "".join(
            "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
        )
        return f"<w:tbl>{cells}</w:tbl>"

    report, _ = _read(
        year_with(table(["40 %", "mener noe"], ["7,5 %", "mener ikke"]), table(["År", "Antall"], ["2030", "7"]))
    )
    assert [(str(figure.value), figure.statement) for figure in report.key_figures] == [
        ("40", "mener noe"),
        ("7.5", "mener ikke"),
    ]
    assert "<td>Antall</td>" in report.body


def test_the_layout_of_our_own_yearly_document():
    """A byline under the heading, numbered findings, and what the report is at its end."""
    body = [
        paragraph("FoU-prosjekter 2031", "Tittel"),
        paragraph("Bosetting", "INNH1"),
        paragraph("Rapport", "INNH2"),
        paragraph("1 Bosetting", "Overskrift1"),
        paragraph("Rapport", "O2"),
        paragraph("Fafo · 27. april 2031"),
        paragraph("ideas2evidence står først i ingressen."),
        paragraph("Funn", "U3"),
        listed("Et funn.", 2),
        paragraph("Bakgrunn", "U3"),
        paragraph("Teksten."),
        paragraph("Fakta", "U3"),
        paragraph("Antall svar: 20"),
        paragraph("Om rapporten", "U3"),
        paragraph("Utgitt: 27. april 2031"),
        paragraph("Utført av: Fafo og IMDi"),
        paragraph("Emner: Bosetting, Tolk"),
        paragraph("Dokumenter", "U3"),
        listed("Rapporten (PDF, 2 MB, nynorsk) adresse ukjent"),
    ]
    known = Known({"Fafo": (), "Integrerings- og mangfoldsdirektoratet": ("IMDi",)})
    reading = read_document(package("".join(body)), name="fou.docx", known=known)
    (report,) = reading.edition.chapters[0].reports
    assert (report.lead, report.issued.iso) == ("ideas2evidence står først i ingressen.", "2031-04-27")
    assert [finding.text for finding in report.findings] == ["<p>Et funn.</p>"]
    assert report.body == "<p>Teksten.</p>"
    assert report.tags == ("Bosetting", "Tolk")
    assert [c.organisation for c in report.contributions] == ["Fafo", "Integrerings- og mangfoldsdirektoratet"]
    assert [(f.label, f.value) for f in report.facts] == [("Antall svar", "20")]
    assert [(d.title, d.size, d.url, d.language) for d in report.documents] == [("Rapporten", 2_000_000, None, "nn")]
    assert reading.problems == ()
