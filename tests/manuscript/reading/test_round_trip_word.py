"""An edition written as a Word file and read again is the same; our print binds numbers to their units."""

from dataclasses import fields, is_dataclass, replace

from hypothesis import Phase, given, settings

from reports.manuscript import richtext, values
from reports.manuscript.book import word
from reports.manuscript.book.pages import pages_of
from reports.manuscript.reading.document import Reading, read_document
from reports.manuscript.reading.institutions import Known
from reports.manuscript.typography import unbroken_numbers

from ..book.editions import MADE, shipped, shipped_word
from .printable import editions

# Not in the file: ids, and the files that we keep.
_LEFT_OUT = {"id": "", "sha256": None, "file_name": None}
# As print sets them: "40 %" with a no-break space. Names are never touched.
_SET = {"lead", "text", "body", "introduction", "statement", "title", "value"}
_RICH = {"body", "introduction", "text"}
_NOT_SET = {("Chapter", "title"), ("Edition", "title"), ("Identifier", "value")}


def expected(value):
    if isinstance(value, tuple):
        return tuple(map(expected, value))
    if not is_dataclass(value) or isinstance(value, values.PartialDate):
        return value
    noun = type(value).__name__
    new = {field.name: expected(getattr(value, field.name)) for field in fields(value)}
    new |= {name: empty for name, empty in _LEFT_OUT.items() if name in new}
    for name in _SET & new.keys():
        if isinstance(new[name], str) and (noun, name) not in _NOT_SET:
            new[name] = unbroken_numbers(_levelled(new[name]) if name in _RICH else new[name])
    return replace(value, **new)


def _levelled(text: str) -> str:
    """No heading of the second level before one of the first."""
    blocks, seen = [], False
    for block in richtext.parse(text):
        if isinstance(block, richtext.Heading):
            block = block if seen else replace(block, level=1)
            seen = True
        blocks.append(block)
    return richtext.render(tuple(blocks))


def _read(written: values.Edition, **options) -> Reading:
    return read_document(word.write(pages_of(written, made=MADE))[1], name="fou.docx", **options)


def test_the_shipped_edition_comes_back_exactly():
    known = Known({"Fafo": (), "Integrerings- og mangfoldsdirektoratet": ("IMDi",)}, ("Integreringsbarometeret",))
    for reading in (read_document(shipped_word(), name="fou.docx", known=k) for k in (None, known)):
        assert reading.edition == expected(shipped())
        assert reading.problems == ()


@settings(max_examples=25, phases=[Phase.reuse, Phase.generate])  # whole editions are slow to make and to shrink
@given(editions())
def test_a_made_edition_comes_back(edition):
    reading = _read(edition)
    assert reading.edition == expected(edition)
