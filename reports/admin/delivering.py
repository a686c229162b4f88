"""Pliktavlevering at the desk: the pack, and the day each file was sent."""

from datetime import date

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from .. import jobs
from ..models import Edition
from ..yearly.delivery import record_deliveries
from ..yearly.pack import Pack, PackRefused, make_pack, pack_name


def _day(**attributes) -> forms.DateField:
    return forms.DateField(required=False, widget=forms.DateInput(format="%d.%m.%Y", attrs={"size": 10, **attributes}))


class DeliveryForm(forms.Form):
    """A field a file, named by its checksum, and one for all that have none."""

    everything = forms.DateField(
        label=_("Levert dato for alle som mangler den"),
        required=False,
        widget=forms.DateInput(attrs={"size": 10}),
        help_text=_("For eksempel 3.2.2021. La det stå tomt for å føre filene hver for seg."),
    )

    def __init__(self, pack: Pack, data=None):
        known = {delivery.sha256: delivery.delivered_on for delivery in pack.edition.deliveries.all()}
        super().__init__(data, initial={f"levert-{key}": day for key, day in known.items()})
        self.items = pack.items
        for item in pack.items:
            self.fields[f"levert-{item.sha256}"] = _day(**{"aria-label": _t("Levert dato for %s") % item.name})

    def rows(self):
        return [(item, self[f"levert-{item.sha256}"]) for item in self.items]

    def clean(self):
        for name, day in list(self.cleaned_data.items()):
            if day and day > timezone.localdate():
                self.add_error(name, _t("Datoen er ikke kommet ennå. Skriv dagen filen ble levert."))

    def dates(self) -> dict[str, date | None]:
        everything = self.cleaned_data["everything"]
        return {item.sha256: self.cleaned_data[f"levert-{item.sha256}"] or everything for item in self.items}


@permission_required("reports.change_edition", raise_exception=True)
def delivery_view(request: HttpRequest, pk: int) -> HttpResponse:
    edition = get_object_or_404(Edition, pk=pk)
    try:
        pack = Pack(edition.year)
    except PackRefused as refused:
        return _page(request, edition, {"refused": str(refused)})
    form = DeliveryForm(pack, request.POST if request.method == "POST" else None)
    if form.is_valid():
        record_deliveries(year=edition.year, dates=form.dates(), actor=request.user, now=timezone.now())
        messages.success(request, _t("Datoene er lagret."))
        return redirect(request.path)
    size = pack.place.stat().st_size if pack.place.exists() else 0
    return _page(request, edition, {"form": form, "pack": pack, "size": size})


@permission_required("reports.change_edition", raise_exception=True)
@require_POST
def pack_make(request: HttpRequest, pk: int) -> HttpResponse:
    edition = get_object_or_404(Edition, pk=pk)
    job = jobs.start(
        verb=make_pack,
        label=_t("Pliktavlevering av %s-utgaven") % edition.year,
        actor=request.user,
        now=timezone.now(),
        then=reverse("admin:reports_edition_delivery", args=[pk]),
        year=edition.year,
    )
    return redirect("admin:reports_job_change", job.pk)


@permission_required("reports.change_edition", raise_exception=True)
@require_safe
def pack_file(request: HttpRequest, pk: int) -> HttpResponse:
    edition = get_object_or_404(Edition, pk=pk)
    try:
        return FileResponse(Pack(edition.year).place.open("rb"), as_attachment=True, filename=pack_name(edition.year))
    except (PackRefused, FileNotFoundError):
        raise Http404 from None


def _page(request: HttpRequest, edition: Edition, context: dict) -> HttpResponse:
    title = _t("Pliktavlevering av %s-utgaven") % edition.year
    whole = {**admin.site.each_context(request), "title": title, "edition": edition, "opts": Edition._meta, **context}
    return render(request, "admin/reports/edition_delivery.html", whole)
