"""RIS and BibTeX, read by programs of others."""

import bibtexparser
import pytest
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts

from reports.manuscript.values import ROLES
from reports.models import Contribution, Organisation, Publication
from reports.outputs.references import family_first

from .reading import read_bibtex, read_ris

AWKWARD = r'100 % av {A} & B_C #1 ~ ^ \ "æøå" «sitat»; med; semikolon'

pytestmark = pytest.mark.django_db


@pytest.fixture
def awkward(make_report, publish):
    """A report with persons, numbers and letters that mean something to BibTeX."""
    report = make_report(
        title=AWKWARD,
        slug="vrien",
        lead="Første linje.\nAndre linje.",
        issued="2030-05-07",
        authors=["Kari Moe Nordmann", "Hansen, Ola"],
        identifiers=[
            {"type": "report_number", "value": "2030:1"},
            {"type": "isbn", "value": "978-82-0000"},
            {"type": "doi", "value": "10.1000/a_b"},
        ],
        source_url="https://example.no/side",
    )
    for name in ("Institutt for A & B", "Forskning og analyse"):
        Contribution.objects.create(report=report, organisation=Organisation.objects.create(name=name), role="utfører")
    report.documents.create(title="Rapporten", kind="rapport", url="https://example.no/r.pdf", position=1)
    publish(report)
    return report


def test_ris_is_read_as_it_was_meant(fetch, awkward):
    (entry,) = read_ris(fetch("/rapporter/vrien.ris"))
    assert entry["type_of_reference"] == "RPRT"
    assert entry["title"] == AWKWARD
    assert entry["authors"] == ["Nordmann, Kari Moe", "Hansen, Ola"]
    assert (entry["year"], entry["date"], entry["doi"]) == ("2030", "2030/05/07/", "10.1000/a_b")
    assert entry["publisher"] == "Institutt for A & B; Forskning og analyse"
    assert entry["abstract"] == "Første linje. Andre linje."
    assert entry["issn"] == "2030:1"
    assert entry["notes"] == ["ISBN 978-82-0000"]
    assert entry["file_attachments1"] == "https://example.no/r.pdf"


def test_bibtex_is_read_as_it_was_meant(fetch, awkward):
    (entry,) = read_bibtex(fetch("/rapporter/vrien.bib"))
    assert (entry.entry_type, entry.key) == ("techreport", "vrien")
    assert entry["title"] == (
        r"{100 \% av \{A\} \& B\_C \#1 \textasciitilde{} \textasciicircum{} \textbackslash{} "
        '"æøå" «sitat»; med; semikolon}'
    )
    assert entry["institution"] == r"{Institutt for A \& B}; {Forskning og analyse}"
    assert (entry["year"], entry["day"], entry["number"]) == ("2030", "7", "2030:1")
    assert entry["doi"] == "10.1000/a_b"


def test_an_institution_is_one_author_with_an_and_in_its_name(fetch):
    content = fetch("/rapporter.bib").decode()
    read = bibtexparser.parse_string(content, append_middleware=[SeparateCoAuthors()])
    for entry in read.entries:
        labels = Publication.objects.get(slug=entry.key).labels["organisations"]
        by_role = {role: [label["name"] for label in labels if label["role"] == role] for role in ROLES}
        authors = entry.fields_dict["author"].value if "author" in entry.fields_dict else []
        named = by_role["utfører"] or by_role["oppdragsgiver"]
        assert [author.strip("{}").replace("\\&", "&") for author in authors] == named


def test_persons_are_read_as_persons(fetch, awkward):
    middleware = [SeparateCoAuthors(), SplitNameParts()]
    read = bibtexparser.parse_string(fetch("/rapporter/vrien.bib").decode(), append_middleware=middleware)
    assert [author.last for author in read.entries[0]["author"]] == [["Nordmann"], ["Hansen"]]


@pytest.mark.parametrize(("issued", "date", "month"), [("2030", "2030///", None), ("2030-05", "2030/05//", "may")])
def test_no_day_or_month_is_invented(fetch, make_report, publish, issued, date, month):
    publish(make_report(title="Ny rapport", slug="ny", issued=issued))
    assert read_ris(fetch("/rapporter/ny.ris"))[0]["date"] == date
    fields = read_bibtex(fetch("/rapporter/ny.bib"))[0].fields_dict
    assert "day" not in fields
    assert (fields["month"].value if month else fields.get("month")) in (month, "5", 5)


@pytest.mark.parametrize(("name", "written"), [("Platon", "Platon"), ("Ola Li", "Li, Ola"), ("Li, Ola", "Li, Ola")])
def test_family_names_come_first(name, written):
    assert family_first(name) == written
