"""The same thing in the forms that people write it: dates, documents, numbers of chapters, contents tables."""

import pytest

from reports.manuscript.reading.document import read_document


def _read(text: str | bytes):
    return read_document(text if isinstance(text, bytes) else text.encode(), name="fou.md")


def _report(body: str, date: str = "Utgitt: mai 2031"):
    reading = _read(f"# FoU 2031\n\n# 1 Bosetting\n\n## Rapport\n\nKort sagt.\n\n{date}\n\n{body}")
    return reading.edition.chapters[0].reports[0]


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Utgitt 19. oktober 2031", "2031-10-19"),
        ("UTGITT: OKTOBER 2031.", "2031-10"),
        ("**Utgitt:** 19/10-2031", "2031-10-19"),
        ("*Utgitt i oktober 2031*", "2031-10"),
        ("Utgitt: mandag 19. oktober 2031", "2031-10-19"),
        ("Utgitt den 19.okt.2031", "2031-10-19"),
        ("Utgjeve: 2031", "2031"),
        ("Publiseringsdato: 2031-10-19", "2031-10-19"),
        ("Utgitt av Fafo, 19. oktober 2031", "2031-10-19"),
        ("Utgitt: 19. oktober 2031 (rettet 2. november)", "2031-10-19"),
        ("Published: 19 October 2031", "2031-10-19"),
        ("Dato: 19.10.2031", "2031-10-19"),
    ],
)
def test_dates(line, iso):
    report = _report("Tekst.", date=line)
    assert (report.lead, report.issued.iso, report.body) == ("Kort sagt.", iso, "<p>Tekst.</p>")


@pytest.mark.parametrize("line", ["Utgitt av Fafo og NOVA.", "Utgitte rapporter er mange.", "Dato: ukjent"])
def test_what_only_looks_like_a_date_is_text(line):
    report = _report(line)
    assert (report.issued.iso, report.body) == ("2031-05", f"<p>{line}</p>")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("[Rapporten](https://imdi.no/r.pdf) (PDF, 2 MB)", ("Rapporten", 2_000_000, "https://imdi.no/r.pdf", None)),
        ("Last ned: [Rapporten (pdf)](https://imdi.no/r.pdf)", ("Rapporten", None, "https://imdi.no/r.pdf", None)),
        ("Rapporten (PDF 1,5 MB)", ("Rapporten", 1_500_000, None, None)),
        ("[Del (1) av to (pdf, 48 sider, 2MB)](#)", ("Del (1) av to", 2_000_000, None, 48)),
        ("[Rapporten – PDF, 845 kB](https://imdi.no/r.pdf)", ("Rapporten", 845_000, "https://imdi.no/r.pdf", None)),
        ("Rapporten (2 MB, PDF)", ("Rapporten", 2_000_000, None, None)),
    ],
)
def test_documents(line, expected):
    (document,) = _report(f"- Et funn.\n- {line}").documents
    assert (document.title, document.size, document.url, document.pages) == expected


def test_findings_that_mention_a_file_stay_findings():
    report = _report("- Tallene finnes i et vedlegg (PDF) som kan lastes ned.\n- Se [rapporten](https://a.no) (2030).")
    assert report.documents == ()
    assert len(report.findings) == 2


def test_key_figures_in_a_list_and_facts_on_a_line_of_their_own():
    report = _report("**Nøkkeltall**\n\n- 40 % mener dette\n- 7,5 % mener noe annet\n\nAntall respondenter: 2 968")
    assert [(str(figure.value), figure.statement) for figure in report.key_figures] == [
        ("40", "mener dette"),
        ("7.5", "mener noe annet"),
    ]
    assert [(fact.label, fact.value) for fact in report.facts] == [("Antall respondenter", "2 968")]
    assert report.body == ""


def test_numbers_of_chapters_and_reports_are_no_part_of_titles():
    dated = "Kort.\n\nUtgitt: 2031\n\n"
    reading = _read(
        f"# FoU 2031\n\n# Kapittel 1: Bosetting\n\n## 1.1 A\n\n{dated}## 1.2 B\n\n{dated}"
        f"# Arbeid\n\n## 2.1 C\n\n{dated}"
    )
    assert [(c.title, [r.title for r in c.reports]) for c in reading.edition.chapters] == [
        ("Bosetting", ["A", "B"]),
        ("Arbeid", ["C"]),
    ]


def test_a_contents_table_without_levels_takes_them_from_the_headings():
    dated = "Kort.\n\nUtgitt: 2031\n\n"
    reading = _read(
        f"# FoU 2031\n\n# Innhold\n\nBosetting 3\n\nA 4\n\nArbeid 5\n\nB 6\n\n"
        f"# Bosetting\n\n## A\n\n{dated}# Arbeid\n\n## B\n\n{dated}"
    )
    assert [(c.title, [r.title for r in c.reports]) for c in reading.edition.chapters] == [
        ("Bosetting", ["A"]),
        ("Arbeid", ["B"]),
    ]
    assert reading.problems == ()


def test_what_other_programs_add_to_markdown():
    text = (
        '---\ntitle: "FoU-prosjekter 2031"\nsubtitle: Avsluttede prosjekter\n---\n\n# Bosetting {#bosetting}\n\n'
        "## Rapport {.unnumbered}\n\nKort sagt,\nover to linjer.\nUtgitt: mai 2031\n\nTekst.<!-- husk -->\n"
    )
    reading = _read(text.replace("\n", "\r\n").encode("utf-8-sig"))
    (chapter,) = reading.edition.chapters
    assert (reading.edition.title, reading.edition.subtitle) == ("FoU-prosjekter 2031", "Avsluttede prosjekter")
    assert (chapter.title, chapter.reports[0].title) == ("Bosetting", "Rapport")
    assert (chapter.reports[0].lead, chapter.reports[0].body) == ("Kort sagt, over to linjer.", "<p>Tekst.</p>")
    assert [problem.kind for problem in reading.problems] == ["kommentar"]


def test_older_encodings_are_read_and_told():
    text = "# FoU 2031\n\n# 1 Bosetting\n\n## Første\n\nKort «sagt» – på norsk.\n\nUtgitt: mai 2031\n"
    windows, wide = _read(text.encode("cp1252")), _read(text.encode("utf-16"))
    assert windows.edition == wide.edition == _read(text).edition
    assert [(p.kind, p.severity) for p in windows.problems] == [("tegnkoding", "spørsmål")]
    assert wide.problems == ()


def test_two_reports_of_one_title_are_asked_about():
    dated = "## A\n\nKort.\n\nUtgitt: 2031\n\n"
    reading = _read(f"# FoU 2031\n\n# 1 Bosetting\n\n{dated}{dated}")
    assert [(p.kind, p.severity) for p in reading.problems] == [("duplikat", "spørsmål")]


def test_a_bold_line_is_a_paragraph_again_when_the_editor_says_so():
    text = "# FoU 2031\n\n# 1 A\n\n## B\n\nKort.\n\nUtgitt: 2031\n\n**Metode**\n\nTekst."
    reading = _read(text)
    assert reading.edition.chapters[0].reports[0].body == "<h2>Metode</h2><p>Tekst.</p>"
    refused = frozenset((p.choice, p.block) for p in reading.problems)
    again = read_document(text.encode(), name="fou.md", refused=refused)
    assert again.edition.chapters[0].reports[0].body == "<p><strong>Metode</strong></p><p>Tekst.</p>"
