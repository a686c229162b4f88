"""What differs between two manuscripts: every field and every part, matched by id and otherwise by likeness.

`compare_reports` is for versions of one report, `compare_editions` for a whole year against another reading of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from . import richtext, typography, values
from .reading.source import key
from .wording import Piece, likeness, pieces

NEW, CHANGED, REMOVED, MOVED, SAME = "ny", "endret", "fjernet", "flyttet", "uendret"
ONLY_BEFORE = "finnes bare her"
LISTS = frozenset(("contributions", "facts", "tags", "authors", "identifiers"))  # fields with a thing on each line
_ALIKE = 0.5  # of the words, from which two parts without a common id are taken for the same


@dataclass(frozen=True)
class Change:
    """`place` is the field ("lead", "findings"), `label` what people call it ("Funn 3"), `id` the part's.

    `before` and `after` are plain text; equal ones mean that only the look has changed: bold, italic, kind of list.
    Of what has moved they are its places, and `about` is what it says.
    """

    place: str
    label: str
    kind: str
    before: str = ""
    after: str = ""
    id: str = ""
    about: str = ""

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        return pieces(self.before, self.after, listed=self.place in LISTS)

    @property
    def is_whole(self) -> bool:
        """All of it is new, or gone."""
        return self.kind in (NEW, REMOVED)

    @property
    def has_moved(self) -> bool:
        return self.kind == MOVED

    @property
    def only_look(self) -> bool:
        return self.kind == CHANGED and self.before == self.after


@dataclass(frozen=True)
class ReportComparison:
    """A report of the two editions; `before` or `after` is None where it is not in both."""

    kind: str
    before: values.Report | None
    after: values.Report | None
    changes: tuple[Change, ...] = ()

    @property
    def title(self) -> str:
        return (self.after or self.before).title


@dataclass(frozen=True)
class EditionComparison:
    frame: tuple[Change, ...]
    reports: tuple[ReportComparison, ...]

    def of(self, kind: str) -> tuple[ReportComparison, ...]:
        return tuple(entry for entry in self.reports if entry.kind == kind)


# Reports ------------------------------------------------------------------------------------------
_FIELDS: tuple[tuple[str, str, Callable[[values.Report], str]], ...] = (
    ("title", "Tittel", lambda r: r.title),
    ("lead", "Ingress", lambda r: r.lead),
    ("issued", "Utgitt", lambda r: str(r.issued) if r.issued else ""),
    ("language", "Språk i teksten", lambda r: values.LANGUAGES.get(r.language, r.language)),
    ("series", "Serie", lambda r: r.series or ""),
    ("slug", "Adresse", lambda r: r.slug),
    ("contributions", "Institusjoner", lambda r: "\n".join(f"{c.organisation} ({c.role})" for c in r.contributions)),
    ("performer_unknown", "Kilden nevner ingen utfører", lambda r: "ja" if r.performer_unknown else "nei"),
    ("body", "Brødtekst", lambda r: readable(r.body)),
    ("facts", "Fakta", lambda r: "\n".join(f"{f.label}: {f.value}" for f in r.facts)),
    ("tags", "Emner", lambda r: "\n".join(r.tags)),
    ("authors", "Forfattere", lambda r: "\n".join(r.authors)),
    ("identifiers", "Identifikatorer", lambda r: "\n".join(map(_identifier, r.identifiers))),
    ("source_url", "Rapportens nettside", lambda r: r.source_url or ""),
)
_PARTS: tuple[tuple[str, str, Callable], ...] = (
    ("findings", "Funn", lambda f: "\n".join(filter(None, (f.heading, readable(f.text))))),
    ("key_figures", "Nøkkeltall", lambda k: _key_figure(k)),
    ("documents", "Dokument", lambda d: _document(d)),
)


def compare_reports(before: values.Report, after: values.Report) -> tuple[Change, ...]:
    """Nothing when they are the same in all but ids that one of them lacks."""
    changes = [
        Change(place, label, CHANGED, text(before), text(after))
        for place, label, text in _FIELDS
        if getattr(before, place) != getattr(after, place)
    ]
    for place, label, text in _PARTS:
        changes += _compare_parts(place, label, text, getattr(before, place), getattr(after, place))
    return tuple(changes)


def match_parts(before: Sequence, after: Sequence, text: Callable) -> list[tuple[int, int]]:
    """Pairs of places of what is the same part: by id, then by equal text, then by the nearest alike."""
    pairs, left, right = [], dict(enumerate(before)), dict(enumerate(after))

    def pair(old: int, new: int) -> None:
        pairs.append((old, new))
        del left[old], right[new]

    for same in (lambda a, b: a.id and a.id == b.id, lambda a, b: not (a.id and b.id) and text(a) == text(b)):
        for new, part in list(right.items()):
            if (old := next((o for o, other in left.items() if same(other, part)), None)) is not None:
                pair(old, new)
    near = [
        (likeness(text(a), text(b)), old, new)
        for old, a in left.items()
        for new, b in right.items()
        if not (a.id and b.id)
    ]
    for alike, old, new in sorted(near, key=lambda found: (-found[0], found[1], found[2])):
        if alike >= _ALIKE and old in left and new in right:
            pair(old, new)
    return sorted(pairs)


def field_text(name: str) -> tuple[str, Callable]:
    """What people call a field of a report, and its value as the plain text it is compared by."""
    label, text = next((label, text) for place, label, text in _FIELDS if place == name)
    return label, lambda value: text(values.Report(**{"title": "", "slug": "", name: value}))


def text_of(place: str, part) -> str:
    """A finding, key figure or document as the plain text it is compared by."""
    return next(text for name, _, text in _PARTS if name == place)(part)


def _compare_parts(place: str, label: str, text: Callable, before: Sequence, after: Sequence) -> list[Change]:
    pairs = match_parts(before, after, text)
    old_of, stable = {new: old for old, new in pairs}, _in_order([new for _, new in pairs])
    matched = {old for old, _ in pairs}
    changes = [
        Change(place, f"{label} {n}", REMOVED, before=text(part), id=part.id)
        for n, part in enumerate(before, start=1)
        if n - 1 not in matched
    ]
    for place_now, part in enumerate(after):
        name = f"{label} {place_now + 1}"
        if place_now not in old_of:
            changes.append(Change(place, name, NEW, after=text(part), id=part.id))
            continue
        old = before[old_of[place_now]]
        if _without_id(old) != _without_id(part):
            changes.append(Change(place, name, CHANGED, text(old), text(part), part.id or old.id))
        if place_now not in stable:
            was, now = f"Nummer {old_of[place_now] + 1}", f"Nummer {place_now + 1}"
            changes.append(Change(place, name, MOVED, was, now, part.id, text(part)))
    return changes


def _in_order(places: list[int]) -> set[int]:
    """Those that can be said to stand still, so that as few as possible have moved."""
    blocks = SequenceMatcher(None, places, sorted(places), autojunk=False).get_matching_blocks()
    return {places[block.a + step] for block in blocks for step in range(block.size)}


def _without_id(part) -> dict:
    return {name: getattr(part, name) for name in part.__slots__ if name != "id"}


# Editions -----------------------------------------------------------------------------------------
_FRAME: tuple[tuple[str, str, Callable[[values.Edition], str]], ...] = (
    ("title", "Tittel", lambda e: e.title),
    ("subtitle", "Undertittel", lambda e: e.subtitle),
    ("introduction", "Innledning", lambda e: readable(e.introduction)),
    ("accent", "Farge", lambda e: e.accent or ""),
    ("cover", "Forsidebilde", lambda e: "\n".join(filter(None, (e.cover, e.cover_alt)))),
    ("chapters", "Kapitler", lambda e: "\n".join(map(_chapter, e.chapters))),
)


def compare_editions(before: values.Edition, after: values.Edition) -> EditionComparison:
    """The reports in the order of `after`, then those that only `before` has; matched by id, else by title."""
    frame = _compare_frames(before, after, _FRAME)
    old = [(chapter.number, report) for chapter in before.chapters for report in chapter.reports]
    new = [(chapter.number, report) for chapter in after.chapters for report in chapter.reports]
    pairs = _match_reports([report for _, report in old], [report for _, report in new])
    stable = _in_order(list(pairs.values()))
    entries = []
    for number, (chapter, report) in enumerate(new):
        if number not in pairs:
            entries.append(ReportComparison(NEW, None, report))
            continue
        was, earlier = old[pairs[number]]
        changes = compare_reports(earlier, report)
        if was != chapter or pairs[number] not in stable:
            changes = (Change("place", "Plass", MOVED, f"Kapittel {was}", f"Kapittel {chapter}"), *changes)
        entries.append(ReportComparison(CHANGED if changes else SAME, earlier, report, changes))
    left = (report for number, (_, report) in enumerate(old) if number not in set(pairs.values()))
    return EditionComparison(frame, (*entries, *(ReportComparison(ONLY_BEFORE, report, None) for report in left)))


def compare_years(before: values.Edition, after: values.Edition) -> tuple[Change, ...]:
    """The years' own texts, chapter by chapter: each is the same while it keeps its address, or else its number."""
    changes = list(_compare_frames(before, after, [field for field in _FRAME if field[0] != "chapters"]))
    left = {chapter.slug: chapter for chapter in before.chapters}
    kept = {chapter.slug for chapter in after.chapters} & set(left)
    by_number = {chapter.number: slug for slug, chapter in left.items() if slug not in kept}
    for chapter in after.chapters:
        old = left.pop(chapter.slug if chapter.slug in kept else by_number.get(chapter.number), None)
        kind, was = (CHANGED, _whole_chapter(old)) if old else (NEW, "")
        if old != chapter:
            changes.append(Change("chapters", f"Kapittel {chapter.number}", kind, was, _whole_chapter(chapter)))
    changes += [Change("chapters", f"Kapittel {c.number}", REMOVED, before=_whole_chapter(c)) for c in left.values()]
    return tuple(changes)


def _compare_frames(before: values.Edition, after: values.Edition, fields: Sequence[tuple]) -> tuple[Change, ...]:
    return tuple(
        Change(place, label, CHANGED, text(before), text(after))
        for place, label, text in fields
        if text(before) != text(after)
    )


def _match_reports(before: Sequence[values.Report], after: Sequence[values.Report]) -> dict[int, int]:
    """Place in `after` → place in `before`."""
    by_id = {report.id: number for number, report in enumerate(before) if report.id}
    by_title = {key(report.title): number for number, report in reversed(list(enumerate(before)))}
    pairs = {}
    for number, report in enumerate(after):
        found = by_id.get(report.id, by_title.get(key(report.title)))
        if found is not None and found not in pairs.values():
            pairs[number] = found
    return pairs


def _chapter(chapter: values.Chapter) -> str:
    return "\n".join(filter(None, (f"{chapter.number} {chapter.title}", readable(chapter.introduction))))


def _whole_chapter(chapter: values.Chapter) -> str:
    title, *introduction = _chapter(chapter).splitlines()
    return "\n".join((title, f"Adresse: {chapter.slug}", *introduction))


# Texts --------------------------------------------------------------------------------------------
def readable(text: str) -> str:
    """Rich text as plain lines, with the addresses of its links: they are part of what it says."""
    shown = []
    for block in richtext.parse(text):
        shown.append(richtext.words((block,)))
        shown += [f"[{href}]" for href in dict.fromkeys(richtext.addresses((block,)))]
    return "\n".join(shown)


def _identifier(identifier: values.Identifier) -> str:
    return f"{values.IDENTIFIER_TYPES.get(identifier.type, identifier.type)}: {identifier.value}"


def _key_figure(figure: values.KeyFigure) -> str:
    line = f"{typography.quantity(figure.value, figure.unit)} {figure.statement}"
    return "\n".join(filter(None, (line, figure.group, figure.measure and f"Måling: {figure.measure}")))


def _document(document: values.Document) -> str:
    facts = [document.kind, document.format, values.LANGUAGES.get(document.language, document.language)]
    if document.size:
        facts.append(typography.size(document.size))
    if document.pages:
        facts.append(f"{document.pages} sider")
    file = document.sha256 and f"Fil: {document.file_name} (SHA-256 {document.sha256[:8]})"
    return "\n".join(filter(None, (document.title, ", ".join(facts), document.url, file)))
