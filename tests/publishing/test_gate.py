"""The publishing gate, a test a rule: what it finds, where it says it is, and what it leaves in peace."""

from dataclasses import replace

import pytest

from reports.manuscript import values
from reports.manuscript.dates import PartialDate
from reports.models import Chapter, LinkCheck, Report, Tag
from reports.publishing import gate

SOUND = values.Report(
    title="En rapport",
    slug="en-rapport",
    lead="Kort sagt.",
    issued=PartialDate(2030, 5),
    contributions=(values.Contribution(organisation="Fafo", role="utfører"),),
    findings=(values.Finding(text="<p>Et funn.</p>"),),
    key_figures=(values.KeyFigure(value=40, statement="mener det"),),
    documents=(values.Document(title="Rapporten", url="https://imdi.no/a.pdf", size=2_000_000),),
)


def _said(rule, **changes) -> list[tuple[str, str]]:
    return list(rule(replace(SOUND, **changes)))


def _findings(*texts: str) -> tuple:
    return tuple(values.Finding(text=f"<p>{text}</p>") for text in texts)


@pytest.mark.parametrize("rule", gate.RULES)
def test_a_sound_report_is_left_in_peace(rule):
    assert _said(rule) == []


def test_title_lead_and_date_must_be_there():
    assert _said(gate.no_title, title=" ") == [("title", "Rapporten mangler tittel.")]
    assert _said(gate.no_lead, lead="\n") == [("lead", "Rapporten mangler ingress.")]
    assert _said(gate.no_date, issued=None) == [("issued", "Rapporten mangler utgivelsesdato. Måned og år er nok.")]


def test_somebody_did_the_work_unless_the_source_names_nobody():
    commissioner = (values.Contribution(organisation="IMDi", role="oppdragsgiver"),)
    ((field, sentence),) = _said(gate.no_performer, contributions=commissioner)
    assert field == "contributions"
    assert sentence.startswith("Rapporten mangler utfører.")
    assert _said(gate.no_performer, contributions=commissioner, performer_unknown=True) == []


def test_a_language_is_one_that_we_know():
    documents = (values.Document(title="a"), values.Document(title="b", language="se"))
    said = _said(gate.unknown_language, language="sv", documents=documents)
    assert [field for field, _ in said] == ["language", "documents-1-language"]
    assert "«sv»" in said[0][1]


def test_an_empty_finding_is_named_by_its_number():
    assert _said(gate.empty_finding, findings=_findings("Ett.", "\u00a0")) == [
        ("findings-1-text", "Funn 2 er tomt. Skriv funnet eller slett raden.")
    ]


def test_a_key_figure_has_number_and_statement():
    figures = (values.KeyFigure(value=None, statement="a"), values.KeyFigure(value=1, statement=" "))
    assert _said(gate.half_key_figure, key_figures=figures) == [
        ("key_figures-0-value", "Nøkkeltall 1 mangler tall."),
        ("key_figures-1-statement", "Nøkkeltall 2 mangler utsagn."),
    ]


def test_a_document_has_a_title():
    said = _said(gate.untitled_document, documents=(values.Document(title=""),))
    assert said == [("documents-0-title", "Dokument 1 mangler tittel.")]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": "Innvаndring"}, "title"),  # a Cyrillic а
        ({"findings": _findings("Ett.", "Arbeidslivеt er slik.")}, "findings-1-text"),
        ({"key_figures": (values.KeyFigure(value=1, statement="mενer"),)}, "key_figures-0-statement"),
        ({"facts": (values.Fact(label="Utvаlg", value="2"),)}, "facts"),
    ],
)
def test_letters_of_two_alphabets_in_a_word_block_wherever_they_stand(changes, field):
    ((where, sentence),) = _said(gate.mixed_letters, **changes)
    assert where == field
    assert "blander bokstaver fra flere alfabeter" in sentence


def test_a_word_in_one_alphabet_is_left_in_peace():
    assert _said(gate.mixed_letters, lead="Avisen heter Правда, og tegnet er α.") == []


def test_a_document_that_nobody_can_open_or_whose_size_is_unknown_deserves_a_look():
    documents = (values.Document(title="a", size=1), values.Document(title="b", sha256="0" * 64))
    assert _said(gate.incomplete_document, documents=documents) == [
        ("documents-0-url", "Dokument 1 har verken adresse eller fil."),
        ("documents-1-size", "Dokument 2 mangler størrelse."),
    ]


def test_a_finding_that_says_the_same_as_another_deserves_a_look():
    said = _said(gate.repeated_finding, findings=_findings("Flere får jobb.", "Annet.", "FLERE  får jobb."))
    assert said == [("findings-2-text", "Funn 3 er likt funn 1.")]


def test_a_finding_over_120_words_deserves_a_look():
    said = _said(gate.long_finding, findings=_findings("ord " * 120, "ord " * 121))
    assert said == [("findings-1-text", "Funn 2 er på 121 ord. Kan det deles eller kortes?")]


@pytest.mark.parametrize("words", ["her", "Klikk her", "(pdf)", "Les mer …"])
def test_a_link_that_says_nothing_deserves_a_look(words):
    body = f'<p>Se <a href="https://imdi.no">{words}</a> og <a href="https://imdi.no">her er alle rapportene</a>.</p>'
    ((field, sentence),) = _said(gate.telling_nothing, body=body)
    assert (field, f"«{words}»" in sentence) == ("body", True)


def test_a_document_whose_title_says_nothing_deserves_a_look():
    documents = (values.Document(title="Rapporten"), values.Document(title="(PDF)"))
    ((field, sentence),) = _said(gate.telling_nothing, documents=documents)
    assert (field, "«(PDF)»" in sentence) == ("documents-1-title", True)


def test_a_heading_that_jumps_over_a_level_deserves_a_look():
    assert _said(gate.heading_jump, body="<h2>a</h2><h3>b</h3><h2>c</h2>") == []
    ((field, sentence),) = _said(gate.heading_jump, body="<h3>Under</h3><h2>Over</h2>")
    assert (field, sentence) == ("body", "Overskriften «Under» hopper over et nivå.")


# What depends on the desk -------------------------------------------------------------------------
def test_an_address_that_another_report_has_in_public_blocks(make_report, publish):
    publish(make_report("Den første", slug="opptatt"))
    report = make_report("Den andre")
    said = list(gate.address_taken(replace(SOUND, slug="opptatt"), report))
    assert said == [("slug", "Adressen «opptatt» brukes av «Den første». Velg en annen.")]


def test_a_kept_file_that_is_gone_blocks(make_report, media):
    documents = (values.Document(title="a", sha256="0" * 64, file_name="a.pdf"),)
    ((field, sentence),) = gate.file_gone(replace(SOUND, documents=documents), make_report())
    assert (field, "«a.pdf» finnes ikke på tjeneren" in sentence) == ("documents-0-file", True)


def test_a_chapter_that_has_no_free_place_in_the_published_year_blocks(make_report):
    first = Chapter.objects.get(edition__year=2020, number=1)
    Chapter.objects.filter(pk=first.pk).update(number=90)
    new = Chapter.objects.create(edition=first.edition, number=1, title="Nytt kapittel")
    ((field, sentence),) = gate.no_place(SOUND, make_report(chapter=new))
    assert (field, sentence.startswith("Kapittel 1 er «")) == ("chapter", True)


def test_a_link_that_was_found_dead_deserves_a_look(make_report, now):
    report = make_report(body='<p><a href="https://imdi.no/borte">Siden</a></p>')
    report.documents.create(title="a", url="https://imdi.no/a.pdf", size=1)
    for url, state in (("https://imdi.no/borte", "missing"), ("https://imdi.no/a.pdf", "ok")):
        LinkCheck.objects.create(url=url, state=state, checked_at=now)
    said = [(r.field, r.sentence) for r in gate.remarks_on(report)]
    assert said == [("body", "Siden er borte: https://imdi.no/borte")]


def test_a_tag_that_no_other_report_has_deserves_a_look(make_report):
    report, other = make_report(), make_report("En til")
    used, lonely = Tag.objects.create(name="Brukt"), Tag.objects.create(name="Ensom")
    report.tags.set([used, lonely])
    other.tags.set([used])
    said = [r.sentence for r in gate.remarks_on(report) if r.field == "tags"]
    assert said == ["Emnet «Ensom» brukes bare her. Finnes det et som passer og er i bruk?"]


def test_what_blocks_comes_first_and_each_leads_to_its_field(make_report):
    report = make_report(lead="", finding="", performer_unknown=False)
    report.documents.create(title="Uten adresse")
    remarks = gate.remarks_on(report)
    assert [(r.severity, r.anchor) for r in remarks] == [
        ("blocks", "id_lead"),
        ("blocks", "contributions-group"),
        ("blocks", "id_findings-0-text"),
        ("look", "id_documents-0-url"),
        ("look", "id_documents-0-size"),
    ]
    assert len(gate.blocks_of(report)) == gate.weighed(remarks)["blocking"] == 3


@pytest.mark.django_db
def test_nothing_blocks_what_ships():
    reports = Report.objects.with_children()
    assert {report.title: gate.blocks_of(report) for report in reports if gate.blocks_of(report)} == {}


# Editions -----------------------------------------------------------------------------------------
def _edition(introduction: str, *counts: int) -> values.Edition:
    chapters = tuple(
        values.Chapter(number=n, title="x", slug=f"x{n}", introduction="<p>To rapporter.</p>", reports=(SOUND,) * count)
        for n, count in enumerate(counts, start=1)
    )
    return values.Edition(year=2031, title="x", introduction=introduction, chapters=chapters)


def test_an_introduction_that_counts_the_reports_wrongly_deserves_a_look():
    remarks = gate.edition_remarks(_edition("<p>Til sammen 24 rapporter.</p>", 2, 1))
    assert [(r.severity, r.field, r.sentence) for r in remarks] == [
        ("look", "introduction", "Innledningen sier «24 rapporter», men det er 3 rapporter her."),
        ("look", "chapters-1-introduction", "Innledningen sier «To rapporter», men det er 1 rapport her."),
    ]
    assert gate.edition_remarks(_edition("<p>Fire rapporter.</p>", 2, 2)) == []


@pytest.mark.parametrize("said", ["24 nye FoU-rapporter", "de tre rapportene", "24 prosjekter", "Tre rapporter"])
def test_every_number_of_reports_is_read_however_it_is_put(said):
    (remark,) = gate.edition_remarks(_edition(f"<p>Her er 2 rapporter. Her er {said}.</p>", 2))
    assert "men det er 2 rapporter her." in remark.sentence


def test_each_rule_has_one_severity():
    tables = (gate.RULES, gate.DESK_RULES, gate.EDITION_RULES)
    assert {severity for table in tables for severity in table.values()} == {gate.BLOCKS, gate.LOOK}
