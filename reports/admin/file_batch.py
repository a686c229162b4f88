"""A folder of PDFs for a year: received one by one, matched to documents, looked over, put in place."""

from dataclasses import asdict

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from ..files.kept import FileRefused, KeptFile, keep_file
from ..files.verdicts import look_into
from ..models import Edition, FileVerdict
from ..writing.filing import documents_of, give_files, proposals

MOST_FILES = 300
_SALT = "batch-file"


@permission_required("reports.change_document", raise_exception=True)
@require_POST
def receive_view(request: HttpRequest, pk: int) -> JsonResponse:
    """One file, sent by the page's script: 201 with a token for it, or 400 with why it was not kept."""
    upload = request.FILES.get("file")
    if upload is None:
        return JsonResponse({"error": _t("Ingen fil kom fram. Prøv igjen.")}, status=400)
    try:
        file = _kept(upload)
    except FileRefused as refused:
        return JsonResponse({"error": str(refused)}, status=400)
    look_into.enqueue(file.sha256)
    return JsonResponse({"token": _token(file)}, status=201)


@permission_required("reports.change_document", raise_exception=True)
def batch_view(request: HttpRequest, pk: int) -> HttpResponse:
    edition = get_object_or_404(Edition, pk=pk)
    if request.method != "POST":
        return _page(request, edition)
    files, refusals = _received(request)
    if not files:
        return _page(request, edition, refusals=refusals or [("", _t("Velg minst én PDF."))])
    documents = list(documents_of(edition))
    if "_save" not in request.POST:
        placed = {document.sha256 for document in documents}
        proposed = proposals(files=files, documents=documents)
        proposed = {place: key for place, key in proposed.items() if files[place].sha256 not in placed}
        return _page(request, edition, _rows(files, documents, proposed), refusals=refusals)
    chosen = {place: request.POST.get(f"dokument-{place}", "") for place in range(len(files))}
    rows = _rows(files, documents, chosen)
    if any(row["twin"] for row in rows):
        return _page(request, edition, rows, refusals=[("", _t("To filer har samme dokument. Ingenting er lagret."))])
    placed = {key: files[place] for place, key in chosen.items() if key}
    given = give_files(edition=edition, files=placed, actor=request.user, now=timezone.now())
    text = ngettext("%d fil er lagt på dokumentet sitt.", "%d filer er lagt på dokumentene sine.", len(given))
    messages.success(request, f"{text % len(given)} {_t('Nettstedet viser dem når rapportene publiseres igjen.')}")
    return redirect("admin:reports_edition_change", edition.pk)


def _received(request: HttpRequest) -> tuple[list[KeptFile], list[tuple[str, str]]]:
    """The files that are kept, sent now or before, and (name, reason) of those that could not be."""
    files, refusals = [], []
    for token in request.POST.getlist("mottatt")[:MOST_FILES]:
        try:
            files.append(KeptFile(**signing.loads(token, salt=_SALT)))
        except signing.BadSignature:
            refusals.append(("", _t("En fil ble borte på veien. Last den opp på nytt.")))
    for upload in request.FILES.getlist("files"):
        try:
            files.append(_kept(upload))
        except FileRefused as refused:
            refusals.append((upload.name[:200], str(refused)))
    refused_before = (line.partition("\t")[::2] for line in request.POST.getlist("avvist")[:MOST_FILES])
    return files, [*refusals, *((name[:200], reason[:300]) for name, reason in refused_before)]


def _kept(upload: UploadedFile) -> KeptFile:
    return keep_file(chunks=upload.chunks(), name=upload.name)


def _token(file: KeptFile) -> str:
    return signing.dumps(asdict(file), salt=_SALT)


def _rows(files: list[KeptFile], documents: list, chosen: dict[int, str]) -> list[dict]:
    """What the list shows of each file: `twin` is another row with the same document, `held` who has it already."""
    held = {document.sha256: document for document in documents if document.sha256}
    known = {document.public_id for document in documents}
    verdicts = FileVerdict.objects.in_bulk([file.sha256 for file in files])
    rows, first = [], {}
    for place, file in enumerate(files):
        key = chosen.get(place, "") if chosen.get(place, "") in known else ""
        twin = first.setdefault(key, place + 1) if key else place + 1
        rows.append(
            {
                "file": file,
                "token": _token(file),
                "chosen": key,
                "twin": twin if twin != place + 1 else 0,
                "held": held.get(file.sha256),
                "verdict": verdicts.get(file.sha256),
            }
        )
    return rows


def _page(request: HttpRequest, edition: Edition, rows=(), refusals=()) -> HttpResponse:
    documents = list(documents_of(edition))
    context = {
        **admin.site.each_context(request),
        "title": _t("PDF-er for %s-utgaven") % edition.year,
        "edition": edition,
        "opts": Edition._meta,
        "rows": rows,
        "refusals": refusals,
        "documents": documents,
        "lacking": [document for document in documents if not document.sha256],
        "matched": sum(bool(row["chosen"]) for row in rows),
    }
    return render(request, "admin/reports/file_batch.html", context)
