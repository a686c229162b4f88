from reports.manuscript.reading.document import read_document
from reports.manuscript.reading.institutions import Known


def _read(text: str, **options):
    return read_document(text.encode(), name="fou.md", **options)


def _report(body: str, **options):
    reading = _read(f"# FoU 2031\n\n# 1 Bosetting\n\n## Rapport\n\nKort sagt.\n\nUtgitt: mai 2031\n\n{body}", **options)
    return reading.edition.chapters[0].reports[0], reading


def test_without_oracles_levels_decide():
    reading = _read(
        "# FoU 2031\n\n## Bosetting\n\n### A\n\nKort.\n\n#### Metode\n\nTekst.\n\n"
        "### B\n\nKort.\n\n## Arbeid\n\n### C\n\nx"
    )
    assert [[r.title for r in c.reports] for c in reading.edition.chapters] == [["A", "B"], ["C"]]
    assert reading.edition.chapters[0].reports[0].body == "<h2>Metode</h2><p>Tekst.</p>"


def test_a_heading_that_only_one_oracle_names_is_taken_and_asked_about():
    reading = _read(
        "# FoU 2031\n\n## Innhold\n\n- 1 Bosetting\n    - A\n    - Borte\n\n"
        "# 1 Bosetting\n\n## A\n\nKort.\n\n## B\n\nKort.\n\nUtgitt: 2031\n"
    )
    assert [r.title for r in reading.edition.chapters[0].reports] == ["A", "B"]
    assert [(p.kind, p.heading, p.severity) for p in reading.problems] == [
        ("innholdsfortegnelse", "", "spørsmål"),
        ("rapport", "A", "spørsmål"),
        ("rapport", "B", "spørsmål"),
    ]


def test_page_numbers_come_off_only_after_a_leader():
    reading = _read(
        "# FoU 2031\n\n# Innhold\n\n<b>1</b>\t<b>Bosetting</b> .....\t<b>4</b>\n\tUtgifter i 2019 ..... 4\n\n"
        "## 1 Bosetting\n\n### Utgifter i 2019\n\nKort.\n\nUtgitt: 2031\n"
    )
    assert [r.title for c in reading.edition.chapters for r in c.reports] == ["Utgifter i 2019"]
    assert reading.problems == ()


def test_a_torn_paragraph_is_joined_unless_refused():
    body = "Det er mange som\n\nikke svarte.\n\n- Et funn som\n\nfortsetter her.\n\n- Et til."
    report, reading = _report(body)
    assert report.body == "<p>Det er mange som ikke svarte.</p>"
    assert [f.text for f in report.findings] == ["<p>Et funn som fortsetter her.</p>", "<p>Et til.</p>"]
    refused = frozenset((p.kind, p.block) for p in reading.problems)
    report, _ = _report(body, refused=refused)
    assert report.body == "<p>Det er mange som</p><p>ikke svarte.</p><p>fortsetter her.</p>"


def test_a_word_of_mixed_letters_that_stands_nowhere_else_is_only_told():
    report, reading = _report("Et оrd og en bokstav: о. По-русски er greit.")
    assert "оrd" in report.body
    assert [(p.kind, p.proposal, p.severity) for p in reading.problems] == [("bokstaver", "ord", "merknad")]


def test_a_date_that_is_not_understood_is_kept_as_a_question():
    reading = _read("# FoU 2031\n\n# 1 A\n\n## B\n\nKort.\n\nUtgitt: ved påsketider")
    (problem,) = reading.problems
    assert reading.edition.chapters[0].reports[0].issued is None
    assert (problem.kind, problem.proposal, problem.heading) == ("dato", "ved påsketider", "B")


def test_documents_facts_findings_and_numbered_lists_from_one_place():
    report, _ = _report(
        "- Antall svar: 20\n- Periode: mai\n\nMellom.\n\n"
        "- Et funn: det går over mange ord og er derfor ikke et faktum, men noe som noen har funnet ut.\n"
        "  - Og mer.\n- [Hele (pdf)](#)\n- [Kort (PDF, 545 KB)](https://imdi.no/k.pdf)\n\n1. Én.\n2. To."
    )
    assert [fact.value for fact in report.facts] == ["20", "mai"]
    assert len(report.findings) == 1
    assert report.findings[0].text.endswith("<ul><li><p>Og mer.</p></li></ul>")
    assert [(d.title, d.format, d.size, d.url) for d in report.documents] == [
        ("Hele", "PDF", None, None),
        ("Kort", "PDF", 545_000, "https://imdi.no/k.pdf"),
    ]
    assert report.body == "<p>Mellom.</p><ol><li><p>Én.</p></li><li><p>To.</p></li></ol>"


def test_institutions_and_series_are_proposed_from_known_names_only():
    known = Known({"Fafo": (), "Integrerings- og mangfoldsdirektoratet": ("IMDi",), "Agenda Kaupang": ()}, ["Rapport"])
    report, reading = _report(
        "Fafo og Agenda Kaupang har på oppdrag fra IMDi og NAV sett på dette. Mange har svart.", known=known
    )
    assert [(c.organisation, c.role) for c in report.contributions] == [
        ("Fafo", "utfører"),
        ("Agenda Kaupang", "utfører"),
        ("Integrerings- og mangfoldsdirektoratet", "oppdragsgiver"),
    ]
    assert report.series == "Rapport"
    assert {p.severity for p in reading.problems} == {"forslag"}


def test_two_reports_of_one_title_get_two_addresses():
    one = "## A\n\nKort.\n\nUtgitt: 2031\n\n"
    reading = _read(f"# FoU 2031\n\n# 1 Les\n\n{one}{one}")
    assert [r.slug for r in reading.edition.chapters[0].reports] == ["a", "a-2"]
    assert reading.edition.chapters[0].slug == "les-2"


def test_what_an_editor_refuses_is_told_as_refused():
    reading = _report("Det er mange som\n\nikke svarte.")[1]
    refused = frozenset((p.choice, p.block) for p in reading.problems)
    assert refused
    again = _report("Det er mange som\n\nikke svarte.", refused=refused)[1]
    assert [(p.kind, p.block, p.refused) for p in again.problems] == [(p.kind, p.block, True) for p in reading.problems]


def test_a_heading_taken_for_a_sub_heading_is_a_report_when_the_editor_says_so():
    body = "# Metode og utvalg\n\nVi spurte mange."
    _, reading = _report(body)
    level = next(p for p in reading.problems if p.kind == "overskriftsnivå")
    _, again = _report(body, refused=frozenset({(level.choice, level.block)}))
    titles = [r.title for c in again.edition.chapters for r in c.reports]
    assert titles[-1] == "Metode og utvalg"
    assert [(p.kind, p.refused) for p in again.problems if p.block == level.block] == [("overskriftsnivå", True)]


def test_places_say_where_chapters_and_reports_begin():
    reading = _report("Tekst.")[1]
    lines = {block.number: block.line for block in reading.blocks}
    for chapter, (start, reports) in zip(reading.edition.chapters, reading.places, strict=True):
        assert chapter.title in lines[start]
        assert [lines[number] for number in reports] == [report.title for report in chapter.reports]


def test_roman_numerals_are_no_part_of_titles_and_an_appendix_no_part_of_the_last_report():
    report = "\n\nEt avsnitt.\n\nUtgitt: mai 2031\n\n"
    text = f"# FoU 2031\n\n# I. Bosetting\n\n## En{report}# II Arbeid\n\n## To{report}# Vedlegg: Metode\n\nOm den.\n"
    edition = read_document(text.encode(), name="fou.md").edition
    assert [chapter.title for chapter in edition.chapters] == ["Bosetting", "Arbeid", "Vedlegg: Metode"]
    assert (edition.chapters[1].reports[0].body, edition.chapters[2].introduction) == ("", "<p>Om den.</p>")
    text = f"# FoU 2031\n\n# I dag\n\n## En{report}# Før\n\n## To{report}"
    assert [c.title for c in read_document(text.encode(), name="fou.md").edition.chapters] == ["I dag", "Før"]
