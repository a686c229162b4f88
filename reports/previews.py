"""Drafts shown to those who have a link: no login, no cookie, no trace in caches, search engines or logs of others."""

from functools import wraps

from django import forms
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .exchange import read_report
from .files.kept import is_kept, path_of
from .models import Remark, Report, ShareLink
from .text import refuse_control_characters
from .writing.drafts import as_publication, places_of
from .writing.sharing import LONGEST_REMARK, SharingRefused, leave_remark


class RemarkForm(forms.Form):
    place = forms.ChoiceField(label=_("Hva gjelder merknaden?"))
    text = forms.CharField(
        label=_("Merknad"),
        max_length=LONGEST_REMARK,
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[refuse_control_characters],
        error_messages={"required": _("Skriv det du vil si om utkastet.")},
    )
    author = forms.CharField(
        label=_("Navnet ditt"),
        max_length=200,
        validators=[refuse_control_characters],
        help_text=_("Vises for IMDi."),
        error_messages={"required": _("Skriv navnet ditt, så IMDi vet hvem som har lest.")},
    )

    def __init__(self, *args, places: dict[str, str], **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["place"].choices = list(places.items())


def shared(view):
    """For addresses that hold a secret: they are read by whoever has it, kept by nobody, and lead nobody back here.

    There is no cookie to be misused by a foreign form, so none is asked for.
    """

    @wraps(view)
    def answer(request: HttpRequest, token: str, *args, **kwargs) -> HttpResponse:
        link = get_object_or_404(ShareLink.objects.select_related("report"), token=token)
        if link.is_open(timezone.now()):
            response = view(request, link, *args, **kwargs)
        else:
            response = render(request, "errors/link_closed.html", {"link": link}, status=410)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    answer.audience = "shared"
    return csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(answer))


@shared
def draft(request: HttpRequest, link: ShareLink) -> HttpResponse:
    report = Report.objects.with_children().get(pk=link.report_id)
    form = RemarkForm(request.POST or None, places=places_of(read_report(report)))
    if form.is_valid():
        try:
            leave_remark(link=link, now=timezone.now(), **form.cleaned_data)
        except SharingRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(f"{link.get_absolute_url()}#merknader")
    now = timezone.now()
    publication = as_publication(report=report, now=now, file_route=("shared-file", [link.token]))
    context = {"publication": publication, "report": publication.manuscript, "link": link, "form": form}
    remarks = Remark.objects.filter(link=link)
    status = 400 if form.is_bound else 200
    return render(request, "pages/shared_draft.html", {**context, "remarks": remarks}, status=status)


@shared
def file(request: HttpRequest, link: ShareLink, public_id: str) -> HttpResponse:
    document = get_object_or_404(link.report.documents, public_id=public_id)
    if not is_kept(document.sha256):
        raise Http404
    response = FileResponse(path_of(document.sha256).open("rb"), content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, document.file_name)
    return response
