"""One row of each noun that an address of the desk can be about, and every address made for it."""

from collections.abc import Iterator
from datetime import timedelta

from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from reports import log
from reports.accounts import system_user
from reports.files.kept import keep_file
from reports.models import (
    Chapter,
    Import,
    Job,
    LinkCheck,
    Merge,
    MissedSearch,
    Redirect,
    Remark,
    Report,
    SearchSynonym,
    ShareLink,
    Submission,
    Version,
)

from ..pdfs import pdf

PUBLIC = "public"


def rows() -> dict[str, Model]:
    """By the noun that the address' name begins with."""
    who, now = system_user(), timezone.now()
    report = Report.objects.get(title="Integreringsbarometeret 2020")
    person = User.objects.create(username="gunn", is_staff=True)
    asked = {"written_at": now, "submitted_at": now, "submitted_by": who}
    document = report.documents.first()
    file = keep_file(chunks=[pdf()], name="a.pdf")
    document.sha256, document.file_name = file.sha256, file.name
    document.save()
    version = Version.objects.of(report.public_id).first()
    merged = {"noun": "tag", "kept": 1, "removed": {}, "links": [], "added": [], "created_at": now, "created_by": who}
    shared = {"recipient": "NIBR", "created_at": now, "created_by": who, "expires_at": now + timedelta(days=1)}
    link = ShareLink.objects.create(token="hemmelig", report=report, **shared)
    return {
        "group": Group.objects.first(),
        "user": person,
        "report": report,
        "edition": report.chapter.edition,
        "chapter": Chapter.objects.first(),
        "document": document,
        "tag": report.tags.first(),
        "organisation": report.contributions.first().organisation,
        "series": report.series,
        "version": version,
        "submission": Submission.objects.create(report=report, version=version, **asked),
        "sharelink": link,
        "remark": Remark.objects.create(link=link, place="lead", text="Hm", author="Ola", created_at=now),
        "redirect": Redirect.objects.create(old_path="/a/", new_path="/b/", created_at=now),
        "merge": Merge.objects.create(kept_name="A", removed_name="B", **merged),
        "import": Import.objects.create(file_name="fou.md", content=b"", sent_at=now, sent_by=who),
        "job": Job.objects.create(verb="x", label="Noe", actor=who, created_at=now),
        "linkcheck": LinkCheck.objects.create(url="https://example.org/", state="ok", checked_at=now),
        "event": log.note(who, log.Did.CHANGED, report, now=now),
        "searchsynonym": SearchSynonym.objects.create(words=["jobb", "arbeid"], changed_at=now),
        "missedsearch": MissedSearch.objects.create(words="alpakka", day=now.date()),
    }


def addresses() -> Iterator[tuple[str, URLPattern]]:
    """Every address that is not public, by its name; those without one are Django's own ways to the others."""
    yield from _below(get_resolver(), "")


def _below(resolver: URLResolver, namespace: str) -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _below(each, each.namespace or namespace)
        elif each.name and getattr(each.callback, "audience", "") != PUBLIC:
            yield f"{namespace}:{each.name}" if namespace else each.name, each


def address_of(name: str, pattern: URLPattern, known: dict[str, Model]) -> str:
    """With the row that the name is about, and something likely for what else the address holds."""
    noun = name.partition(":")[2].split("_")[1] if name.startswith("admin:") and "_" in name else ""
    row = known.get(noun)
    likely = {
        "pk": row.pk if row else 1,
        "object_id": row.pk if row else 1,
        "id": row.pk if row else 1,
        "public_id": known["document"].public_id,
        "sha256": known["document"].sha256,
        "extension": "xlsx" if name.endswith("sheet_file") else "json",
        "token": known["sharelink"].token,
        "content_type_id": ContentType.objects.get_for_model(known["tag"]).pk,
        "uidb36": "1",
        "key": "finnes-ikke",
        "provider_id": "ekstern",
        "number": 1,
        "app_label": "reports",
    }
    wanted = pattern.pattern.regex.groupindex if not pattern.pattern.converters else pattern.pattern.converters
    return reverse(name, kwargs={part: likely[part] for part in wanted})
