"""Lists as JSON {"count", "results"}, and a report as its manuscript's JSON with addresses and labels."""

import json
from collections.abc import Iterator
from urllib.parse import urljoin

from django.conf import settings

from ..manuscript import richtext
from ..manuscript.data import SCHEMA
from ..models import Publication, PublishedFinding
from .addresses import whole, whole_of


def listed(asked) -> Iterator[bytes]:
    """The records in order, one a line, so that a long list is written as it is read."""
    yield f'{{"count": {asked.count}, "results": ['.encode()
    between = "\n"
    for row in asked:
        yield f"{between}{_text(asked.record(row))}".encode()
        between = ",\n"
    yield b"\n]}\n"


def report(publication: Publication) -> Iterator[bytes]:
    """The manuscript's keys (schema 1) and ours beside them; rich text is canonical whatever was stored."""
    manuscript = publication.manuscript
    findings = [finding | {"text": richtext.clean(finding["text"])} for finding in manuscript["findings"]]
    added = {
        "schema": SCHEMA,
        "url": whole(publication),
        **_place(publication),
        "first_published": publication.first_published_at.isoformat(),
        "published": publication.published_at.isoformat(),
        "changes": publication.notes,
        "labels": _labels(publication),
        "files": [_file(document) for document in publication.shown_documents],
    }
    whole_report = manuscript | {"body": richtext.clean(manuscript["body"]), "findings": findings} | added
    yield f"{json.dumps(whole_report, ensure_ascii=False, indent=1)}\n".encode()


def _file(document: dict) -> dict:
    """Where a document is read now, and its pages when they are counted; `copy` says that it is ours, and why."""
    address = document["address"] and urljoin(settings.FOU_URL, document["address"])
    return {"document": document["id"], "address": address or None} | {k: document[k] for k in ("pages", "copy")}


def report_record(publication: Publication) -> dict:
    return {
        "id": publication.public_id,
        "title": publication.title,
        "url": whole(publication),
        "issued": publication.issued.iso,
        **_place(publication),
        "language": publication.language,
        "lead": publication.lead,
        **_labels(publication),
        "findings": publication.finding_count,
        "key_figures": publication.key_figure_count,
        "documents": publication.document_count,
        **_pages(publication),
    }


def _pages(publication: Publication) -> dict:
    """Where words were searched for: the pages of kept files that have them, at most three a report."""
    if not hasattr(publication, "page_hits"):
        return {}
    return {
        "pages": [
            {"document": hit.document.title, "page": hit.number, "url": whole(hit), "text": hit.text}
            for hit in publication.page_hits
        ]
    }


def finding_record(finding: PublishedFinding) -> dict:
    """`text` is the words alone, `html` is canonical rich text. More of the report is in its own file."""
    publication, blocks = finding.publication, richtext.parse(finding.text)
    return {
        "id": finding.public_id,
        "url": whole(finding),
        "number": finding.position,
        "heading": finding.heading,
        "text": richtext.words(blocks),
        "html": richtext.render(blocks),
        "report": {
            "id": publication.public_id,
            "title": publication.title,
            "url": whole(publication),
            "issued": publication.issued.iso,
            "edition": publication.chapter.edition.year,
            "language": publication.language,
        },
    }


def _place(publication: Publication) -> dict:
    chapter = publication.chapter
    return {
        "edition": chapter.edition.year,
        "chapter": {"number": chapter.number, "title": chapter.title, "url": whole(chapter)},
    }


def _labels(publication: Publication) -> dict:
    """Today's names and addresses of what the report is joined to."""
    labels = publication.labels
    series = labels.get("series")
    return {
        "organisations": [
            {"name": o["name"], "acronym": o["acronym"], "role": o["role"], "url": whole_of("organisation", o["slug"])}
            for o in labels.get("organisations", [])
        ],
        "tags": [{"name": tag["name"], "url": whole_of("tag", tag["slug"])} for tag in labels.get("tags", [])],
        "series": series and {"name": series["name"], "url": whole_of("series", series["slug"])},
    }


def _text(record: dict) -> str:
    return json.dumps(record, ensure_ascii=False)
