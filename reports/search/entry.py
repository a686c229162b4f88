"""What the index holds of a report: the stems of each column, read from its texts and the catalogue's names."""

import re
from functools import lru_cache
from typing import NamedTuple

from ..manuscript import richtext, words
from ..models import Publication, PublishedFinding
from ..models.search import COLUMNS

_NAME_PARTS = re.compile(r"\s*[,()/–]\s*| - ")
_LONGEST_WRITTEN = 80


def columns_of(publication: Publication, written: dict[str, str] | None = None) -> dict[str, list[str]]:
    """The stems of each column, in its order; dates also as one word each.

    `written` is given each stem as a text has it, the shortest of its words.
    """
    columns: dict[str, list[str]] = {}
    dates: list[str] = []
    for name, texts in _texts(publication).items():
        read = [_read(text) for text in texts]
        columns[name] = [stem for part in read for stem in part.stems]
        dates += [date for part in read for date in part.dates]
        for part in read if written is not None else ():
            for stem, word in zip(part.stems, part.words, strict=True):
                if stem not in written or len(word) < len(written[stem]):
                    written[stem] = _as_written(word)
    columns["names"] += [word for name in sorted(_other_names(publication)) for word in _name_words(name)]
    columns["dates"] += dates
    if publication.issued and publication.issued.day:
        columns["dates"].append(publication.issued.iso.replace("-", "")[:6])
    return columns


class _Read(NamedTuple):
    stems: list[str]
    words: list[str]  # as written, of each stem
    dates: list[str]


@lru_cache(maxsize=1000)
def _read(text: str) -> _Read:
    """Remembered, for a finding is read with its report and then by itself."""
    found = words.stems_of_words(text)
    dates = [word for *_place, word in words.dates(text)]
    return _Read([stem for stem, _word in found], [word for _stem, word in found], dates)


def _other_names(publication: Publication) -> set[str]:
    """Names of a report's institutions, each part of "NIBR, OsloMet" too, and other words for its tags and series."""
    organisations = [contribution.organisation for contribution in publication.contributions.all()]
    names = {name for each in organisations for name in (each.name, each.acronym, *each.other_names) if name}
    names |= {part for name in names for part in _NAME_PARTS.split(name)}
    return names | {name for entry in _subjects(publication) for name in entry.other_names}


def _subjects(publication: Publication) -> list:
    return [*publication.tags.all(), *([publication.series] if publication.series else [])]


def _name_words(name: str) -> list[str]:
    """A name of one word is that word. Of more words it is one for the whole, and each as a word of names alone:
    "Kompetanse Norge" and "kaupang" find whom they should, and "kompetanse" does not find all they commissioned.
    """
    stems = words.stems(name)
    if len(stems) < 2:
        return stems
    return [words.name_of(stems), *(words.name_of([stem]) for stem in stems)]


def _as_written(word: str) -> str:
    return word.lower().replace("\u00ad", "")[:_LONGEST_WRITTEN]


def stems_of_finding(finding: PublishedFinding) -> list[str]:
    read = _read(_finding_text(finding.heading, finding.text))
    return [*read.stems, *read.dates]


def stems_of_page(text: str) -> list[str]:
    """Of a page of a kept file, which is read once and by itself."""
    return words.stems(text) + [word for *_place, word in words.dates(text)]


def _texts(publication: Publication) -> dict[str, list[str]]:
    """What each column is read from, each text by itself, so that no date is read across."""
    manuscript, issued = publication.manuscript, publication.issued
    figures = manuscript["key_figures"]
    texts = {
        "title": [manuscript["title"]],
        "names": manuscript["authors"],
        "tags": [entry.name for entry in _subjects(publication)],
        "documents": [document["title"] for document in manuscript["documents"]],
        "lead": [manuscript["lead"]],
        "findings": [_finding_text(f["heading"], f["text"]) for f in manuscript["findings"]],
        "body": [
            *(f"{fact['label']} {fact['value']}" for fact in manuscript["facts"]),
            *(f"{figure['group']} {figure['value']} {figure['unit']} {figure['statement']}" for figure in figures),
            *(identifier["value"] for identifier in manuscript["identifiers"]),
            richtext.plain(manuscript["body"]),
        ],
        "dates": [f"{issued} {issued.iso}"] if issued else [],
    }
    return {name: texts[name] for name in COLUMNS}


@lru_cache(maxsize=1000)
def _finding_text(heading: str, text: str) -> str:
    """A full stop between, so that no date is read across."""
    return f"{heading} .\n{richtext.plain(text)}"
