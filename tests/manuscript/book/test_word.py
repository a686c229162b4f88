import io
import re
import zipfile
from collections import Counter

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from reports.manuscript import values
from reports.manuscript.book import word

from .editions import pages, report, rich_report, shipped_pages, shipped_word


def _open(content: bytes):
    return Document(io.BytesIO(content))


def _written(*reports: values.Report):
    return _open(word.write(pages(*reports))[1])


def _texts(document, style: str) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == style]


def test_chapters_reports_and_their_parts_are_headings_of_three_levels():
    document = _open(shipped_word())
    assert _texts(document, "Heading 1")[:2] == ["Innledning", "1 Bosetting og tidlig innsats"]
    assert len(_texts(document, "Heading 1")) == 6
    assert len(_texts(document, "Heading 2")) == 24
    assert Counter(_texts(document, "Heading 3"))["Funn"] == 24


def test_the_contents_list_is_filled_and_leads_to_the_headings():
    document = _open(shipped_word())
    body = document.element.body
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    targets = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    assert len(targets) == 1 + 5 + 24
    assert set(targets) == marks
    fields = " ".join(code.text for code in body.iter(qn("w:instrText")))
    assert 'TOC \\o "1-2"' in fields
    kinds = Counter(mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar")))
    assert kinds["begin"] == kinds["separate"] == kinds["end"]


def test_lists_have_real_styles_and_numbers_begin_anew():
    document = _written(rich_report())
    assert _texts(document, "List Bullet")[0] == "Ytre"
    assert "indre en" in _texts(document, "List Number 2")
    first = {p.text: p._p.pPr.numPr.numId.val for p in document.paragraphs if p._p.pPr.numPr is not None}
    assert first["Først"] == first["Så"]
    numbered = [p._p.pPr.numPr.numId.val for p in document.paragraphs if p.text == "Først"]
    assert len(set(numbered)) == 2  # once in a finding, once in the text


def test_findings_count_on_under_the_next_heading():
    document = _written(rich_report())
    last = next(p for p in document.paragraphs if p.text == "Til slutt.")
    number = str(last._p.pPr.numPr.numId.val)
    root = document.part.numbering_part.element
    mine = next(each for each in root.findall(qn("w:num")) if each.get(qn("w:numId")) == number)
    assert next(mine.iter(qn("w:startOverride"))).get(qn("w:val")) == "2"


def test_every_paragraph_says_its_language():
    document = _written(rich_report(language="nn"), report(title="Another one", language="en"))
    languages = {lang.get(qn("w:val")) for lang in document.element.body.iter(qn("w:lang"))}
    assert languages == {"nb-NO", "nn-NO", "en-GB"}
    said = [run for run in document.element.body.iter(qn("w:r")) if run.find(qn("w:t")) is not None]
    unsaid = [run for run in said if run.find(f"{qn('w:rPr')}/{qn('w:lang')}") is None]
    assert {run.text for run in unsaid} == {"–"}  # page numbers, which Word fills in


def test_key_figures_and_tables_repeat_their_heading_row():
    document = _written(rich_report())
    assert [cell.text for cell in document.tables[1].rows[0].cells] in (["Tall", "Hva tallet gjelder"], ["År", "Andel"])
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_links_lead_out_and_nothing_else_does():
    document = _written(rich_report(source_url="javascript:alert(1)"))
    outside = {rel.target_ref for rel in document.part.rels.values() if rel.is_external}
    assert outside == {"https://imdi.no/", "https://imdi.no/rapport.pdf"}
    assert "adresse ukjent" in "\n".join(p.text for p in document.paragraphs)


def test_the_properties_say_what_it_is():
    properties = _open(shipped_word()).core_properties
    assert (properties.title, properties.language) == ("FoU-prosjekter 2020", "nb-NO")
    assert properties.author == "Integrerings- og mangfoldsdirektoratet"
    assert len(properties.keywords) <= 255


def test_the_same_pages_give_the_same_bytes():
    assert word.write(shipped_pages())[1] == shipped_word()


@pytest.mark.parametrize("text", ["<w:t>&amp;</w:t> ]]>", "a\x00b\x0bc\ud800", "x" * 20_000, "😀 اسم"])
def test_what_people_write_is_text_and_the_file_is_sound(text):
    wanted = re.sub("[\x00-\x08\x0b\ud800]", "", text)
    content = word.write(pages(report(title=text[:300], lead=text, tags=(text,))))[1]
    assert wanted in _texts(_open(content), "Ingress")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
