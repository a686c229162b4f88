"""The index's own words, kept by the process while the stamp stands: questions look through all of them several times.

As texts with a word a line, so that looking for letters inside any word is one search of a text: 20,000 words take
0.1 ms, where the database took 4. Some 300 bytes a word.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..manuscript.words import NAME
from ..models import SearchWord
from ..stamped import while_stamp_stands
from .forms import SHORTEST_PART, SHORTEST_START, family

Forms = dict[str, int]  # stems, and in how many reports


@dataclass(frozen=True)
class Vocabulary:
    reports: Forms
    names: Forms  # what stands for names of institutions, and in nothing else here
    stems: str  # each between line breaks
    bare: str  # as one types them who lacks some keys
    of_bare: dict[str, list[str]]  # the stems that are typed so
    written: dict[str, list[tuple[str, str, str]]]  # (stem, bare, as some report writes it) by first letter of the bare

    def among(self, wanted: Iterable[str]) -> Forms:
        return {stem: self.reports[stem] for stem in wanted if stem in self.reports}

    def holding(self, wanted: Iterable[str]) -> Forms:
        """Stems that are, hold or are made like one of the words."""
        found: set[str] = set()
        for word in wanted:
            found.update(form for form in family(word) if form in self.reports)
            if len(word) >= SHORTEST_PART and word.isalpha():
                found.update(_with(word, self.stems))
            elif len(word) >= SHORTEST_START and word.isalpha():
                found.update(_with(f"\n{word}", self.stems))
        return self.among(found)

    def typed_as(self, wanted: Iterable[str]) -> Forms:
        """Stems that are typed as one of the words."""
        return self.among(stem for word in wanted for stem in self.of_bare.get(word, ()))

    def typed_with(self, wanted: Iterable[str]) -> Forms:
        """Stems that are typed as one of the words, or hold a longer one when they are typed."""
        wanted = list(wanted)
        parts = [word for word in wanted if len(word) >= SHORTEST_PART]
        return self.typed_as([*wanted, *(bare for part in parts for bare in _with(part, self.bare))])


@while_stamp_stands
def vocabulary() -> Vocabulary:
    rows = SearchWord.objects.values_list("stem", "bare", "written", "reports")
    names: Forms = {}
    reports: Forms = {}
    of_bare: dict[str, list[str]] = {}
    written: dict[str, list[tuple[str, str, str]]] = {}
    for stem, bare, spelt, number in rows:
        if stem.startswith(NAME):
            names[stem] = number
            continue
        reports[stem] = number
        of_bare.setdefault(bare, []).append(stem)
        written.setdefault(bare[0], []).append((stem, bare, spelt))
    return Vocabulary(reports, names, _lines(reports), _lines(of_bare), of_bare, written)


def _lines(words: Iterable[str]) -> str:
    return "\n".join(["", *words, ""])


def _with(letters: str, lines: str) -> Iterator[str]:
    """The lines that hold the letters; a line break before them: that begin with them."""
    place = lines.find(letters)
    while place >= 0:
        start = lines.rfind("\n", 0, place + 1) + 1
        end = lines.find("\n", place + 1)
        yield lines[start:end]
        place = lines.find(letters, end)
