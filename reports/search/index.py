"""Writes the index and the vocabulary, in the transaction that changes what is public, and tells whether they agree."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from django.db import connection, transaction
from django.db.models import F

from ..manuscript import richtext, words
from ..models import FindingEntry, Publication, PublishedFinding, ReportEntry, SearchWord
from ..models.search import COLUMNS, LETTERS

_GAP = 8  # places between columns, so that no phrase reaches across
_LAST_PLACE = 16_383  # PostgreSQL's own
BATCH = 200
LONGEST_WRITTEN = 80


def put(publication: Publication) -> None:
    """Replaces the entries of a public report and of its findings."""
    publication = _whole([publication.pk]).get()
    before = _known_stems(publication.pk)
    columns = _columns(publication)
    write_row("reports_search", publication.pk, columns)
    _write_findings(publication)
    stems = {stem for stems in columns.values() for stem in stems}
    _count(before=before, after=stems, written=_as_written(publication))


def remove(publication: Publication) -> None:
    """Takes a withdrawn report and its findings out of the index."""
    before = _known_stems(publication.pk)
    delete_rows("reports_search", [publication.pk])
    delete_rows("reports_findingsearch", publication.findings.values_list("pk", flat=True))
    _count(before=before, after=set())


# What is indexed ----------------------------------------------------------------------------------
def _columns(publication: Publication) -> dict[str, list[str]]:
    """The stems of each column, in its order; dates also as one word each."""
    texts = _texts(publication)
    columns = {name: words.stems(texts[name]) for name in COLUMNS}
    columns["dates"] += [word for text in texts.values() for _start, _end, word in words.dates(text)]
    if publication.issued and publication.issued.day:
        columns["dates"].append(publication.issued.iso.replace("-", "")[:6])
    return columns


def _texts(publication: Publication) -> dict[str, str]:
    manuscript, issued = publication.manuscript, publication.issued
    series = publication.series
    organisations = [c.organisation for c in publication.contributions.all()]
    tags = [*publication.tags.all(), *([series] if series else [])]
    figures = manuscript["key_figures"]
    body = [
        *(f"{fact['label']} {fact['value']}" for fact in manuscript["facts"]),
        *(f"{figure['group']} {figure['value']} {figure['unit']} {figure['statement']}" for figure in figures),
        *(identifier["value"] for identifier in manuscript["identifiers"]),
        richtext.plain(manuscript["body"]),
    ]
    return {
        "title": manuscript["title"],
        "names": _joined([*manuscript["authors"], *(n for o in organisations for n in _names(o))]),
        "tags": _joined([name for entry in tags for name in _names(entry)]),
        "documents": _joined([document["title"] for document in manuscript["documents"]]),
        "lead": manuscript["lead"],
        "findings": _joined([_finding_text(f["heading"], f["text"]) for f in manuscript["findings"]]),
        "body": _joined(body),
        "dates": f"{issued} {issued.iso}" if issued else "",
    }


def _joined(texts: list[str]) -> str:
    """A full stop between, so that no date is read across."""
    return " .\n".join(text for text in texts if text)


def _names(entry) -> list[str]:
    return [entry.name, getattr(entry, "acronym", ""), *entry.other_names]


def _finding_text(heading: str, text: str) -> str:
    return f"{heading} .\n{richtext.plain(text)}"


# Rows ---------------------------------------------------------------------------------------------
def _write_findings(publication: Publication) -> None:
    findings = list(publication.findings.all())
    delete_rows("reports_findingsearch", [finding.pk for finding in findings])
    for finding in findings:
        if finding.is_current:
            text = _finding_text(finding.heading, finding.text)
            stems = words.stems(text) + [word for *_place, word in words.dates(text)]
            write_row("reports_findingsearch", finding.pk, {"findings": stems}, first=True)


def write_row(table: str, pk: int, columns: dict[str, list[str]], *, first: bool = False) -> None:
    if not first:
        delete_rows(table, [pk])
    if connection.vendor == "postgresql":
        names, values = [table], [_vector(columns)]
    else:
        names, values = list(columns), [" ".join(stems) for stems in columns.values()]
    listed, marks = ", ".join(names), ", ".join(["%s"] * len(values))
    if connection.vendor == "postgresql":
        marks = "%s::tsvector"
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} (rowid, {listed}) VALUES (%s, {marks})", [pk, *values])  # noqa: S608


def delete_rows(table: str, pks: Iterable[int]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(f"DELETE FROM {table} WHERE rowid = %s", [[pk] for pk in pks])  # noqa: S608


def _vector(columns: dict[str, list[str]]) -> str:
    """A tsvector literal: every stem with its places and the letter of its column."""
    places: dict[str, list[str]] = {}
    place = 0
    for name, stems in columns.items():
        for stem in stems:
            place = min(place + 1, _LAST_PLACE)
            places.setdefault(stem, []).append(f"{place}{LETTERS.get(name, 'D')}")
        place = min(place + _GAP, _LAST_PLACE)
    return " ".join(f"'{stem}':{','.join(where)}" for stem, where in places.items())


# The vocabulary -----------------------------------------------------------------------------------
def _known_stems(pk: int) -> set[str]:
    """The stems of a report's entry as it stands in the index."""
    if connection.vendor == "postgresql":
        sql = "SELECT array_to_string(tsvector_to_array(reports_search), ' ') FROM reports_search WHERE rowid = %s"
    else:
        sql = f"SELECT {' || CHAR(32) || '.join(COLUMNS)} FROM reports_search WHERE rowid = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [pk])
        row = cursor.fetchone()
    return set(row[0].split()) if row and row[0] else set()


def _as_written(publication: Publication) -> dict[str, str]:
    """Stems with a word of the report that has it."""
    return {
        stem: text[start:end].lower().replace("\u00ad", "")[:LONGEST_WRITTEN]
        for text in _texts(publication).values()
        for start, end, stem in words.spans(text)
    }


def _count(*, before: set[str], after: set[str], written: Mapping[str, str] = MappingProxyType({})) -> None:
    """Sorted, so that two who publish at once ask for the same rows in the same order."""
    gone, new = sorted(before - after), sorted(after - before)
    for start in range(0, len(gone), 500):
        some = SearchWord.objects.filter(stem__in=gone[start : start + 500])
        some.update(reports=F("reports") - 1)
        some.filter(reports__lte=0).delete()
    sql = (
        "INSERT INTO reports_searchword (stem, bare, length, written, reports) VALUES (%s, %s, %s, %s, 1) "
        "ON CONFLICT (stem) DO UPDATE SET reports = reports_searchword.reports + 1"
    )
    with connection.cursor() as cursor:
        cursor.executemany(sql, [[s, words.bare(s), len(s), written.get(s, s)] for s in new])


# Whether it agrees --------------------------------------------------------------------------------
def rebuild() -> Iterator[tuple[int, int]]:
    """Writes what the index should hold where it holds something else; yields (looked at, all) as it goes.

    Each batch is a transaction of its own and what is right is left alone: stopped and started again, it goes on.
    """
    with transaction.atomic():
        delete_rows("reports_search", _strangers())
        delete_rows("reports_findingsearch", _strange_findings())
    pks = list(Publication.objects.public().order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        with transaction.atomic():
            for publication in _whole(pks[start : start + BATCH]):
                if not _agrees(publication):
                    put(publication)
        yield min(start + BATCH, len(pks)), len(pks)
    _recount(pks)


def is_empty() -> bool:
    """Nothing is indexed though something is public: the site is older than its search."""
    return Publication.objects.public().exists() and not ReportEntry.objects.exists()


def problems() -> list[str]:
    """Where index and publications disagree, as Norwegian sentences; none when all is well."""
    pks = set(Publication.objects.public().values_list("pk", flat=True))
    entries = set(ReportEntry.objects.values_list("pk", flat=True))
    findings = set(PublishedFinding.objects.public().values_list("pk", flat=True))
    finding_entries = set(FindingEntry.objects.values_list("pk", flat=True))
    counted = [
        (len(pks - entries), "offentlige rapporter mangler i søket."),
        (len(entries - pks), "rapporter i søket er ikke offentlige."),
        (len(findings - finding_entries), "funn mangler i søket."),
        (len(finding_entries - findings), "funn i søket er ikke offentlige."),
        (_differing(sorted(pks & entries)), "rapporter står i søket med andre ord enn de har."),
    ]
    return [f"{number} {sentence}" for number, sentence in counted if number]


def _differing(pks: list[int]) -> int:
    batches = (pks[start : start + BATCH] for start in range(0, len(pks), BATCH))
    return sum(not _agrees(publication) for batch in batches for publication in _whole(batch))


def _agrees(publication: Publication) -> bool:
    wanted = {stem for stems in _columns(publication).values() for stem in stems}
    finding_pks = {finding.pk for finding in publication.findings.all() if finding.is_current}
    there = set(FindingEntry.objects.filter(pk__in=finding_pks).values_list("pk", flat=True))
    return wanted == _known_stems(publication.pk) and there == finding_pks


def _whole(pks: list[int]):
    rows = Publication.objects.filter(pk__in=pks).select_related("series", "version")
    return rows.prefetch_related("tags", "contributions__organisation", "findings")


def _strangers() -> set[int]:
    public = Publication.objects.public().values_list("pk", flat=True)
    return set(ReportEntry.objects.values_list("pk", flat=True)) - set(public)


def _strange_findings() -> set[int]:
    public = PublishedFinding.objects.public().values_list("pk", flat=True)
    return set(FindingEntry.objects.values_list("pk", flat=True)) - set(public)


@transaction.atomic
def _recount(pks: list[int]) -> None:
    """The vocabulary from the index itself."""
    counted = Counter(stem for pk in pks for stem in _known_stems(pk))
    written = dict(SearchWord.objects.values_list("stem", "written"))
    rows = [
        SearchWord(stem=stem, bare=words.bare(stem), length=len(stem), written=written.get(stem, stem), reports=number)
        for stem, number in counted.items()
    ]
    SearchWord.objects.all().delete()
    SearchWord.objects.bulk_create(rows, batch_size=1000)
