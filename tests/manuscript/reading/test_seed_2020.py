"""The yearly document of 2020 as text recognition left it, where it lies beside the repository."""

from collections import Counter
from pathlib import Path

import pytest

from reports.manuscript.reading.document import read_document

SEED = Path(__file__).resolve().parents[4] / "shared" / "seed" / "fou-2020.md"


@pytest.fixture(scope="module")
def reading():
    if not SEED.exists():
        pytest.skip(f"{SEED} finnes ikke her")
    return read_document(SEED.read_bytes(), name=SEED.name)


@pytest.fixture(scope="module")
def reports(reading):
    return [report for chapter in reading.edition.chapters for report in chapter.reports]


def _all_text(reports) -> str:
    return " ".join(text for r in reports for text in (r.title, r.lead, r.body, *(f.text for f in r.findings)))


def test_chapters_and_reports_in_order(reading, reports):
    assert reading.edition.year == 2020
    assert reading.edition.subtitle == "Avsluttede forsknings- og utviklingsprosjekter i 2020"
    assert [len(chapter.reports) for chapter in reading.edition.chapters] == [5, 11, 2, 1, 5]
    assert [chapter.title for chapter in reading.edition.chapters][3:] == ["Bedre offentlige tjenester", "Serier"]
    assert reports[0].title == "Anmodningskriterier for bosetting av flyktninger i 2019"
    assert reports[7].title.startswith('"Vi har nå holdt hjulene i gang". Kommunenes')
    assert reports[-1].title == "IMDis kommuneundersøkelse 2019"
    # Every title of the contents table was found, and no heading is in doubt.
    assert not {p.kind for p in reading.problems} & {"innholdsfortegnelse", "rapport", "kapittel", "dato"}


def test_dates_as_far_as_they_are_known(reports):
    assert Counter(bool(report.issued.day) for report in reports) == {True: 16, False: 8}
    assert reports[0].issued.iso == "2020-10-19"


def test_documents(reports):
    documents = [document for report in reports for document in report.documents]
    assert len(documents) == 29
    assert sum(document.size is not None for document in documents) == 27
    assert {document.url for document in documents} == {None}


def test_every_list_item_is_kept(reports):
    source = SEED.read_text("utf-8").splitlines()
    items = [line.strip()[2:] for line in source if line.strip().startswith("- ") and "](#)" not in line]
    text = " ".join(_all_text(reports).split())
    kept = [fact.label for report in reports for fact in report.facts]
    lost = [item for item in items if item.split(":")[0] not in kept and _plain(item)[:40] not in _plain(text)]
    assert len(items) > 60
    assert lost == []


def _plain(text: str) -> str:
    return text.replace("**", "").replace("<strong>", "").replace("</strong>", "")


def test_pages_are_joined_and_letters_are_latin(reading, reports):
    assert Counter(p.kind for p in reading.problems)["sideskift"] == 8
    text = _all_text(reports)
    assert "somalisk bakgrunn i nabolaget" in text
    assert "I begge tilfeller er det ofte mangel på kontaktflater" in text
    assert "innvandrerandel, der 49 prosent" in text
    assert not [letter for letter in text if "\u0370" <= letter <= "\u052f"]


def test_what_an_editor_refuses_is_left_as_it_was(reading):
    letters = next(problem for problem in reading.problems if problem.kind == "bokstaver")
    again = read_document(SEED.read_bytes(), name=SEED.name, refused=frozenset({("bokstaver", letters.block)}))
    reports = [report for chapter in again.edition.chapters for report in chapter.reports]
    assert sum("\u0370" <= letter <= "\u052f" for letter in _all_text(reports)) == 2


def test_key_figures_facts_and_findings_under_headings(reports):
    barometer = reports[19]
    assert [(int(figure.value), figure.group) for figure in barometer.key_figures] == [
        (number, "Hva mener folket om innvandring og integrering?") for number in (40, 27, 20, 47)
    ]
    assert [fact.label for fact in barometer.facts] == ["Antall respondenter", "Periode for datainnsamling"]
    assert {finding.heading for finding in reports[-1].findings} >= {"Introduksjonsprogrammet", "Bosetting"}
