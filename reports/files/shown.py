"""What is known of a public report's files beside its manuscript, and changes without it: pages that the worker has
counted since, and whether a copy of ours stands in for a source that is gone.

It lies in the publication's own row (`files`), so that a page is drawn from one read, and none from the desk.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from ..models import FileCopy, FileVerdict, LinkCheck, Publication, PublishedDocument, Stamp

# Of a document: its id, address and file.
Place = tuple[str, str, str]


def files_known(places: Iterable[Place], *, before: dict[str, dict] | None = None) -> dict[str, dict]:
    """By the document's id, for those that there is something to say of: {"pages": 48, "taken": "2021-03-03", "gone":
    "" | "missing" | "silent"}, where the last two are of a copy. `before` holds for sources that nobody asks now."""
    places, before = [place for place in places if place[2]], before or {}
    if not places:
        return {}
    files, addresses = {file for *_, file in places}, {address for _, address, _ in places if address}
    pages = dict(FileVerdict.objects.filter(file__in=files, pages__isnull=False).values_list("file", "pages"))
    taken = {(copy.url, copy.sha256): copy.taken_at for copy in FileCopy.objects.filter(sha256__in=files)}
    gone = {check.url: check.gone for check in LinkCheck.objects.filter(url__in=addresses)}
    known: dict[str, dict] = {}
    for name, address, file in places:
        said = {"pages": pages[file]} if file in pages else {}
        if when := taken.get((address, file)):
            source = gone.get(address, before.get(name, {}).get("gone", ""))
            said |= {"taken": timezone.localdate(when).isoformat(), "gone": source}
        if said:
            known[name] = said
    return known


@transaction.atomic
def settle_files(*, now: datetime, files: Iterable[str] | None = None) -> int:
    """Writes what is known into the publications that have these kept files, or any; tells how many it changed."""
    rows = PublishedDocument.objects.exclude(sha256="")
    if files is not None:
        with_them = PublishedDocument.objects.filter(sha256__in=list(files)).values("publication")
        rows = rows.filter(publication__in=with_them)
    places: dict[int, list[Place]] = {}
    for publication, *place in rows.values_list("publication", "public_id", "url", "sha256"):
        places.setdefault(publication, []).append(tuple(place))
    before = dict(Publication.objects.filter(pk__in=places).values_list("pk", "files"))
    known = files_known([p for of in places.values() for p in of], before=_joined(before.values()))
    changed = 0
    for publication, of_it in places.items():
        after = {name: known[name] for name, *_ in of_it if name in known}
        if after != before[publication]:
            changed += Publication.objects.filter(pk=publication).update(files=after)
    if changed:
        Stamp.move(now=now)
    return changed


def _joined(parts: Iterable[dict]) -> dict:
    return {name: said for part in parts for name, said in part.items()}
