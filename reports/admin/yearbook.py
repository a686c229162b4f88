"""The year as one file as it stands at the desk, published or not."""

from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..exchange import read_edition
from ..models import Edition, Report
from ..yearbook import FORMATS, NotMade, file_name, write_file


@require_safe
@permission_required("reports.view_edition", raise_exception=True)
def draft_file(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    edition, form = get_object_or_404(Edition, pk=pk), FORMATS.get(extension)
    if form is None:
        raise Http404
    changed = Report.objects.filter(chapter__edition=edition).aggregate(last=Max("changed_at"))["last"]
    try:
        made = write_file(form=form, edition=read_edition(edition), made=changed or timezone.now())
    except NotMade as error:
        messages.error(request, f"{error} {error.detail}".strip())
        return redirect("admin:reports_edition_change", edition.pk)
    if made.replaced:
        text = _("Disse tegnene kan ikke trykkes og er byttet ut i filen: %s")
        messages.warning(request, text % " ".join(made.replaced[:40]))
    response = HttpResponse(made.content, content_type=form.content_type)
    response["Content-Disposition"] = content_disposition_header(True, file_name(edition.year, f"utkast.{extension}"))
    return response


def draft_files(edition: Edition) -> list[tuple[str, str]]:
    """(address, label) of each format."""
    route = f"{admin.site.name}:reports_edition_file"
    return [(reverse(route, args=[edition.pk, form.extension]), form.label) for form in FORMATS.values()]
