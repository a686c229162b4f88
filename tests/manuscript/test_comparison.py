from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.manuscript import values
from reports.manuscript.comparison import compare_editions, compare_reports
from reports.manuscript.dates import PartialDate
from reports.manuscript.wording import pieces

from .strategies import editions, texts


def _finding(number: int, text: str = "", **more) -> values.Finding:
    return values.Finding(id=f"f{number}", text=text or f"<p>Funn om sak {number} og noe mer.</p>", **more)


BASE = values.Report(
    id="r1",
    title="Barn i asylmottak",
    slug="barn",
    lead="Barna trives.",
    issued=PartialDate(2020, 8),
    tags=("asyl", "barn"),
    contributions=(values.Contribution(organisation="NOVA", role="utfører"),),
    findings=tuple(_finding(n) for n in range(1, 5)),
    documents=(values.Document(id="d1", title="Rapporten", size=2_000_000),),
    body="<p>Bakgrunn.</p>",
)


def _changes(**fields):
    return [(c.place, c.label, c.kind) for c in compare_reports(BASE, replace(BASE, **fields))]


# Words --------------------------------------------------------------------------------------------
def test_words_are_compared_as_words():
    found = [(piece.mark, piece.text) for piece in pieces("40 % av barna trives godt.", "45 % av barna trives.")]
    assert found == [
        ("removed", "40"),
        ("added", "45"),
        ("same", " % av barna trives"),
        ("removed", " godt"),
        ("same", "."),
    ]


@given(texts | st.text(), texts | st.text())
def test_both_texts_can_be_read_out_of_the_pieces(before, after):
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.mark != "added") == before
    assert "".join(piece.text for piece in found if piece.mark != "removed") == after


def test_a_very_long_text_is_compared_line_by_line():
    lines = [f"Linje {n} med noen ord i seg" for n in range(3000)]
    found = pieces("\n".join(lines), "\n".join([*lines[:1500], "En ny linje", *lines[1500:]]))
    assert [(piece.mark, piece.text) for piece in found if piece.mark != "same"] == [("added", "En ny linje\n")]


# Reports ------------------------------------------------------------------------------------------
@given(editions())
def test_an_edition_does_not_differ_from_itself(edition):
    found = compare_editions(edition, edition)
    assert found.frame == ()
    assert {entry.kind for entry in found.reports} <= {"uendret"}


@pytest.mark.parametrize(
    ("fields", "place", "before", "after"),
    [
        ({"title": "Barn i mottak"}, "title", "Barn i asylmottak", "Barn i mottak"),
        ({"lead": ""}, "lead", "Barna trives.", ""),
        ({"issued": PartialDate(2020, 8, 3)}, "issued", "august 2020", "3. august 2020"),
        ({"language": "nn"}, "language", "bokmål", "nynorsk"),
        ({"tags": ("barn",)}, "tags", "asyl\nbarn", "barn"),
        ({"contributions": ()}, "contributions", "NOVA (utfører)", ""),
        ({"series": "Mottaksserien"}, "series", "", "Mottaksserien"),
        ({"facts": (values.Fact(label="Antall", value="7"),)}, "facts", "", "Antall: 7"),
        ({"authors": ("Åse Ø",)}, "authors", "", "Åse Ø"),
        ({"body": '<p>Se <a href="https://x.no/">mer</a></p>'}, "body", "Bakgrunn.", "Se mer\n[https://x.no/]"),
    ],
)
def test_every_field_is_compared(fields, place, before, after):
    (change,) = compare_reports(BASE, replace(BASE, **fields))
    assert (change.place, change.kind, change.before, change.after) == (place, "endret", before, after)


def test_a_change_of_look_alone_says_so():
    (change,) = compare_reports(BASE, replace(BASE, body="<p><strong>Bakgrunn.</strong></p>"))
    assert change.only_look


def test_parts_are_found_new_changed_removed_and_moved():
    one, two, three, four = BASE.findings
    assert _changes(findings=(one, two, four)) == [("findings", "Funn 3", "fjernet")]
    assert _changes(findings=(one, _finding(9), two, three, four)) == [("findings", "Funn 2", "ny")]
    assert _changes(findings=(four, one, two, three)) == [("findings", "Funn 1", "flyttet")]
    changed = replace(two, text="<p>Noe annet.</p>")
    assert _changes(findings=(one, changed, three, four)) == [("findings", "Funn 2", "endret")]
    assert _changes(findings=(replace(one, heading="Bosetting"), two, three, four)) == [
        ("findings", "Funn 1", "endret")
    ]


def test_parts_without_ids_are_matched_by_what_they_say():
    bare = tuple(replace(finding, id="") for finding in BASE.findings)
    assert _changes(findings=bare) == []
    reworded = replace(bare[1], text="<p>Funn om sak 2 og noe mer enn før.</p>")
    assert _changes(findings=(bare[0], reworded, *bare[2:])) == [("findings", "Funn 2", "endret")]
    other = replace(bare[1], text="<p>Helt andre ord står her.</p>")
    assert _changes(findings=(bare[0], other, *bare[2:])) == [
        ("findings", "Funn 2", "fjernet"),
        ("findings", "Funn 2", "ny"),
    ]


def test_every_property_of_a_document_and_a_key_figure_counts():
    (document,) = BASE.documents
    others = {"title": "R", "kind": "vedlegg", "format": "DOCX", "size": None, "url": "https://x.no/a.pdf"}
    for name, value in {**others, "language": "en", "pages": 9, "sha256": "a" * 64, "file_name": "a.pdf"}.items():
        assert _changes(documents=(replace(document, **{name: value}),)) == [("documents", "Dokument 1", "endret")]
    figure = values.KeyFigure(id="k1", value=40, statement="trives")
    before = replace(BASE, key_figures=(figure,))
    for name, value in {"value": 41, "unit": "kr", "statement": "gleder seg", "group": "Barn", "measure": "m"}.items():
        after = replace(BASE, key_figures=(replace(figure, **{name: value}),))
        assert [(c.place, c.kind) for c in compare_reports(before, after)] == [("key_figures", "endret")]


# Editions -----------------------------------------------------------------------------------------
def _edition(*chapters, **fields) -> values.Edition:
    numbered = enumerate(chapters, start=1)
    made = tuple(
        values.Chapter(number=n, title=f"K{n}", slug=f"k{n}", reports=tuple(reports)) for n, reports in numbered
    )
    return values.Edition(**{"year": 2021, "title": "FoU", "chapters": made, **fields})


def _report(title: str, **fields) -> values.Report:
    return values.Report(**{"title": title, "slug": title.lower(), **fields})


def test_reports_are_new_changed_unchanged_or_only_before():
    before = _edition([_report("A", id="a"), _report("B", id="b"), _report("C", id="c")])
    after = _edition([_report("D"), _report("A"), _report("Ny tittel", id="b", slug="b")])
    found = compare_editions(before, after)
    assert [(entry.title, entry.kind) for entry in found.reports] == [
        ("D", "ny"),
        ("A", "uendret"),
        ("Ny tittel", "endret"),
        ("C", "finnes bare her"),
    ]


def test_a_report_that_changed_places_has_moved_and_those_it_passed_have_not():
    a, b, c = (_report(name) for name in "ABC")
    found = compare_editions(_edition([a, b, c]), _edition([c, a, b]))
    assert [entry.title for entry in found.of("endret")] == ["C"]
    found = compare_editions(_edition([a, b], [c]), _edition([a], [b, c]))
    assert [(entry.title, entry.changes[0].after) for entry in found.of("endret")] == [("B", "Kapittel 2")]


def test_the_frame_is_compared():
    found = compare_editions(_edition([]), _edition([], [], title="FoU 2021", introduction="<p>Hei</p>"))
    assert [change.place for change in found.frame] == ["title", "introduction", "chapters"]


@given(st.lists(texts, max_size=5), st.lists(texts, max_size=5))
def test_lists_can_be_read_out_of_their_pieces_too(before, after):
    old, new = "\n".join(before), "\n".join(after)
    found = pieces(old, new, listed=True)
    assert "".join(piece.text for piece in found if piece.mark != "added") == old
    assert "".join(piece.text for piece in found if piece.mark != "removed") == new


def test_a_thing_that_is_still_in_a_list_is_the_same_thing():
    tags = replace(BASE, tags=("Arbeidsliv", "Helse")), replace(BASE, tags=("Helse", "Økonomi"))
    (change,) = compare_reports(*tags)
    assert [(piece.mark, piece.text.strip()) for piece in change.pieces if piece.text.strip()] == [
        ("removed", "Arbeidsliv"),
        ("same", "Helse"),
        ("added", "Økonomi"),
    ]


def test_what_has_moved_is_told_by_what_it_says():
    one, two, three, four = BASE.findings
    (change,) = compare_reports(BASE, replace(BASE, findings=(four, one, two, three)))
    assert (change.before, change.after, change.about) == ("Nummer 4", "Nummer 1", "Funn om sak 4 og noe mer.")
