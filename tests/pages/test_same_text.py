"""The whole edition on one page, the PDF and the Word file say the same in the same order."""

import pytest

from reports.models import PublishedEdition
from reports.yearly.yearbook import FORMATS
from reports.yearly.yearfiles import published_file
from tests.manuscript.book.reading import MARKS, words_of_page, words_of_pdf, words_of_word


@pytest.fixture
def words(visit):
    return words_of_page(visit("/2020/les/").one("main"))


@pytest.fixture
def content(db, settings, tmp_path):
    settings.VAR = tmp_path
    return lambda kind: published_file(edition=PublishedEdition.objects.get(), form=FORMATS[kind])[0].content


def _difference(words: list[str], text: str) -> str:
    """Where the text parts from the words; between them it may have marks of lists and nothing else."""
    at = 0
    for number, word in enumerate(words):
        found = text.find(word, at)
        if found < 0 or not MARKS.fullmatch(text, at, found):
            return f"{' '.join(words[max(0, number - 3) : number + 1])} | {text[at : at + 120]}"
        at = found + len(word)
    return text[at:] if not MARKS.fullmatch(text, at) else ""


def test_the_pdf_says_what_the_page_says(words, content):
    assert len(words) > 900
    assert _difference(words, words_of_pdf(content("pdf"), " FoU-prosjekter 2020")) == ""


def test_the_word_file_says_what_the_page_says(words, content):
    assert _difference(words, words_of_word(content("docx"))) == ""


def test_a_word_more_or_less_would_be_found():
    assert _difference(["en", "to"], "•entre•to") == "en to | tre•to"
    assert _difference(["en"], "en2.to") == "2.to"
    assert _difference(["en", "to"], "1.en2.to") == ""
