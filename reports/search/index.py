"""Writes the index and the vocabulary, in the transaction that changes what is public, and tells whether they agree."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from django.db import connection, transaction
from django.db.models import F

from ..manuscript import words
from ..models import FindingEntry, Publication, PublishedFinding, ReportEntry, SearchWord
from ..models.search import COLUMNS, LETTERS
from .entry import columns_of, stems_of_finding

_GAP = 8  # places between columns, so that no phrase reaches across
_LAST_PLACE = 16_383  # PostgreSQL's own
BATCH = 200
MOST_DELETED = 500  # rows at a time


def put(publication: Publication) -> None:
    """Replaces the entries of a public report and of its findings."""
    publication = _whole([publication.pk]).get()
    before = _known_stems([publication.pk]).get(publication.pk, set())
    written = _put([publication])
    _count(before=before, after=set(written), written=written)


def _put(publications: list[Publication]) -> dict[str, str]:
    """Replaces their entries; their stems, each as somebody writes it. The vocabulary is left as it is."""
    reports, findings, written = {}, {}, {}
    for publication in publications:
        reports[publication.pk] = columns = columns_of(publication, written)
        written |= {stem: stem for stem in set().union(*columns.values()) if stem not in written}
        findings |= {f.pk: stems_of_finding(f) for f in publication.findings.all() if f.is_current}
    write_rows("reports_search", reports)
    delete_rows("reports_findingsearch", [f.pk for publication in publications for f in publication.findings.all()])
    write_rows("reports_findingsearch", {pk: {"findings": stems} for pk, stems in findings.items()}, first=True)
    return written


def remove(publication: Publication) -> None:
    """Takes a withdrawn report and its findings out of the index."""
    before = _known_stems([publication.pk]).get(publication.pk, set())
    delete_rows("reports_search", [publication.pk])
    delete_rows("reports_findingsearch", publication.findings.values_list("pk", flat=True))
    _count(before=before, after=set())


# Rows ---------------------------------------------------------------------------------------------
def write_rows(table: str, rows: Mapping[int, dict[str, list[str]]], *, first: bool = False) -> None:
    """Rows with the same columns, by their keys; `first`: there are none of them yet."""
    if not rows:
        return
    if not first:
        delete_rows(table, rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            vectors = [_vector(columns) for columns in rows.values()]
            pairs = "SELECT key, words::tsvector FROM unnest(%s::bigint[], %s::text[]) AS rows(key, words)"
            cursor.execute(f"INSERT INTO {table} (rowid, {table}) {pairs}", [list(rows), vectors])
        else:
            names = list(next(iter(rows.values())))
            marks = ", ".join(["%s"] * (1 + len(names)))
            values = [[pk, *(" ".join(stems) for stems in columns.values())] for pk, columns in rows.items()]
            cursor.executemany(f"INSERT INTO {table} (rowid, {', '.join(names)}) VALUES ({marks})", values)  # noqa: S608


def delete_rows(table: str, pks: Iterable[int]) -> None:
    pks = list(pks)
    with connection.cursor() as cursor:
        for start in range(0, len(pks), MOST_DELETED):
            some = pks[start : start + MOST_DELETED]
            cursor.execute(f"DELETE FROM {table} WHERE rowid IN ({', '.join(['%s'] * len(some))})", some)  # noqa: S608


def _vector(columns: dict[str, list[str]]) -> str:
    """A tsvector literal: every stem with its places and the letter of its column."""
    places: dict[str, list[str]] = {}
    begin = 1
    for name, stems in columns.items():
        letter = LETTERS.get(name, "D")
        for place, stem in enumerate(stems, begin):
            places.setdefault(stem, []).append(f"{place if place < _LAST_PLACE else _LAST_PLACE}{letter}")
        begin += len(stems) + _GAP
    return " ".join(f"'{stem}':{','.join(where)}" for stem, where in places.items())


# The vocabulary -----------------------------------------------------------------------------------
def _known_stems(pks: list[int]) -> dict[int, set[str]]:
    """The stems of reports' entries as they stand in the index."""
    if connection.vendor == "postgresql":
        sql = "SELECT rowid, array_to_string(tsvector_to_array(reports_search), ' ') FROM reports_search"
    else:
        sql = f"SELECT rowid, {' || CHAR(32) || '.join(COLUMNS)} FROM reports_search"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} WHERE rowid IN ({', '.join(['%s'] * len(pks))})", pks)
        return {pk: set((stems or "").split()) for pk, stems in cursor.fetchall()}


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
    written: dict[str, str] = {}
    for start in range(0, len(pks), BATCH):
        with transaction.atomic():
            written |= _put(_disagreeing(pks[start : start + BATCH]))
        yield min(start + BATCH, len(pks)), len(pks)
    _recount(pks, written)


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
    return sum(len(_disagreeing(pks[start : start + BATCH])) for start in range(0, len(pks), BATCH))


def _disagreeing(pks: list[int]) -> list[Publication]:
    """Those whose entries hold other words than they do, or lack a finding."""
    known = _known_stems(pks)
    entries = FindingEntry.objects.filter(finding__publication__in=pks)
    findings = set(entries.values_list("pk", flat=True))
    return [p for p in _whole(pks) if not _agrees(p, known.get(p.pk, set()), findings)]


def _agrees(publication: Publication, known: set[str], findings: set[int]) -> bool:
    current = {finding.pk for finding in publication.findings.all() if finding.is_current}
    return current <= findings and bool(known) and known == set().union(*columns_of(publication).values())


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
def _recount(pks: list[int], written: Mapping[str, str]) -> None:
    """The vocabulary from the index itself."""
    counted: Counter = Counter()
    for start in range(0, len(pks), BATCH):
        for stems in _known_stems(pks[start : start + BATCH]).values():
            counted.update(stems)
    written = {**written, **dict(SearchWord.objects.values_list("stem", "written"))}
    rows = [
        SearchWord(stem=stem, bare=words.bare(stem), length=len(stem), written=written.get(stem, stem), reports=number)
        for stem, number in counted.items()
    ]
    SearchWord.objects.all().delete()
    SearchWord.objects.bulk_create(rows, batch_size=1000)
