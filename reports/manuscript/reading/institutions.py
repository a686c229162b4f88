"""Institutions and series that the text names, as proposals: only those known already, as doer or as principal."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..said import Said
from ..values import Contribution
from .outline import Part
from .source import Notes, key

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ«])")
_FOR = re.compile(r"\b(?:oppdrag|vegne|bestilt|finansiert)\s+(?:fra|for|av)\s+$", re.IGNORECASE)
_COLLECTED = re.compile(r"\b(?:datainnsamling|innsamling)\b.*\b(?:av|ved)\s+$", re.IGNORECASE | re.DOTALL)
_BY = re.compile(
    r"\b(?:gjennomført|skrevet|utarbeidet|utført|laget|levert|evaluert|rapport|evaluering|analyse)\s+(?:av|fra)\s+$",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:,|og|og\s+av)\s*$")
_DOES = re.compile(r"(?:\s*\([^)]*\))?\s+(?:har|gjennomfører|gjennomførte)\b(?!\s+(?:bestilt|fått|mottatt))")
_ASKED = re.compile(r"(?:\s*\([^)]*\))?,?\s+(?:har,?\s+)?på oppdrag\b")


@dataclass(frozen=True)
class Known:
    """Names that the catalogue has: of institutions with all they are also called, and of series."""

    organisations: Mapping[str, Sequence[str]] = field(default_factory=dict)
    series: Sequence[str] = ()

    @cached_property
    def _by_alias(self) -> dict[str, str]:
        return {alias.casefold(): name for name, more in self.organisations.items() for alias in (name, *more) if alias}

    @cached_property
    def _pattern(self) -> re.Pattern | None:
        aliases = sorted(self._by_alias, key=len, reverse=True)
        words = "|".join(re.escape(alias) for alias in aliases)
        return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE) if aliases else None

    def mentions(self, sentence: str) -> list[tuple[str, int, int]]:
        """Name, start and end of each institution that a sentence names."""
        if not self._pattern:
            return []
        return [(self._by_alias[m[0].casefold()], *m.span()) for m in self._pattern.finditer(sentence)]


def propose_contributions(part: Part, texts: Sequence[str], notes: Notes, known: Known) -> tuple[Contribution, ...]:
    found = {}
    for text in texts:
        for sentence in _SENTENCE.split(text):
            for name, role in _roles(sentence, known):
                found.setdefault((name, role))
    number = part.heading.number if part.heading else 0
    kept = [(name, role) for name, role in found if _offered(name, role, number, notes)]
    order = ("utfører", "datainnsamler", "oppdragsgiver")
    return tuple(Contribution(organisation=n, role=r) for n, r in sorted(kept, key=lambda pair: order.index(pair[1])))


def _offered(name: str, role: str, number: int, notes: Notes) -> bool:
    message = Said("Teksten nevner %(name)s som %(role)s.", name=name, role=Said(role))
    return notes.offer("institusjon", message, number, proposal=name, choice=f"institusjon:{name}:{role}")


def _roles(sentence: str, known: Known):
    """A name that follows another with only "og" or a comma between them has the other's role."""
    role, end = None, 0
    mentions = known.mentions(sentence)
    for place, (name, start, stop) in enumerate(mentions):
        before, after = sentence[:start], sentence[stop:]
        if not (role and end and _AND.fullmatch(sentence[end:start])):
            role = _role(before, after) or _role_of_next(sentence, mentions, place)
        end = stop
        if role:
            yield name, role


def _role(before: str, after: str) -> str | None:
    if _FOR.search(before):
        return "oppdragsgiver"
    if _COLLECTED.search(before):
        return "datainnsamler"
    if _BY.search(before) or _DOES.match(after) or _ASKED.match(after) or before.rstrip().lower().endswith(" har"):
        return "utfører"
    return None


def _role_of_next(sentence: str, mentions, place: int) -> str | None:
    """ "Fafo og Agenda Kaupang har …": the first has the role of the one that the verb follows."""
    if place + 1 == len(mentions) or not _AND.fullmatch(sentence[mentions[place][2] : mentions[place + 1][1]]):
        return None
    _, _, stop = mentions[place + 1]
    return "utfører" if _DOES.match(sentence[stop:]) or _ASKED.match(sentence[stop:]) else None


def propose_series(part: Part, notes: Notes, known: Known) -> str | None:
    """The series whose name begins the report's title."""
    title = key(part.title)
    number = part.heading.number if part.heading else 0
    for name in sorted(known.series, key=len, reverse=True):
        if title == key(name) or title.startswith((key(name) + " ", key(name) + ".")):
            message = Said("Rapporten ser ut til å høre til serien %(name)s.", name=name)
            return name if notes.offer("serie", message, number, proposal=name) else None
    return None
