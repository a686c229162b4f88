"""A screen for the addresses that documents lack: pasted as a column or typed row by row, looked over, then saved."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ..models import Document, Edition
from ..text import refuse_control_characters, whole_number
from ..writing.addresses import documents_without_address, give_addresses

AT_ONCE = 500


class AddressesForm(forms.Form):
    """One field a document, in the order of the list, and a box for all of them. `ids` keeps that order while others
    work: what was pasted for a list is matched to that list."""

    pasted = forms.CharField(
        label=_("Lim inn adressene, én på hver linje"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "cols": 80, "spellcheck": "false"}),
        help_text=_("Samme rekkefølge som listen under. En tom linje hopper over dokumentet."),
    )
    ids = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, documents: list[Document], data: QueryDict | None = None):
        self.documents = documents
        super().__init__(data, initial={"ids": " ".join(document.public_id for document in documents)})
        for document in documents:
            widget = forms.URLInput(attrs={"class": "vURLField", "aria-label": _t("Adresse til %s") % document})
            self.fields[_name(document)] = forms.URLField(
                max_length=1000,
                required=False,
                assume_scheme="https",
                validators=[refuse_control_characters],
                widget=widget,
            )

    def rows(self):
        """(number, document, its field, what to notice about it)."""
        seen = {}
        for number, document in enumerate(self.documents, start=1):
            field = self[_name(document)]
            address = (field.value() or "").strip()
            twin = seen.setdefault(address, number) if address else number
            note = _t("Samme adresse som i rad %d. Stemmer det?") % twin if twin != number else ""
            if document.url or document.sha256:
                note = _t("Har fått en adresse eller fil av noen andre. Det du skriver her, blir ikke lagret.")
            yield number, document, field, note

    def addresses(self) -> dict[str, str]:
        typed = ((document.public_id, self.cleaned_data[_name(document)]) for document in self.documents)
        return {public_id: address for public_id, address in typed if address}


def _name(document: Document) -> str:
    return f"adresse-{document.public_id}"


@permission_required("reports.change_document", raise_exception=True)
def addresses_view(request: HttpRequest) -> HttpResponse:
    year = whole_number(request.GET.get("aar", ""), digits=4)
    if request.method != "POST":
        return _page(request, AddressesForm(list(documents_without_address(year)[:AT_ONCE])), year)
    documents = _documents(request.POST.get("ids", ""))
    data, problem = _spread(request.POST, documents)
    form = AddressesForm(documents, data)
    if problem:
        form.add_error("pasted", problem)
    if not form.is_valid() or "_save" not in request.POST or request.POST.get("pasted", "").strip():
        return _page(request, form, year)
    given = give_addresses(addresses=form.addresses(), actor=request.user, now=timezone.now())
    text = ngettext("%d adresse er lagret.", "%d adresser er lagret.", len(given)) % len(given)
    messages.success(request, f"{text} {_t('Nettstedet viser dem når rapportene publiseres igjen.')}")
    return redirect(request.get_full_path())


def _documents(ids: str) -> list[Document]:
    """Those of the list that was shown, in its order; one that has been deleted since is left out."""
    wanted = ids.split()[:AT_ONCE]
    rows = Document.objects.filter(public_id__in=[key[:12] for key in wanted if key.isalnum()])
    found = {row.public_id: row for row in rows.select_related("report__chapter__edition")}
    return [found[key] for key in dict.fromkeys(wanted) if key in found]


def _spread(data: QueryDict, documents: list[Document]) -> tuple[QueryDict, str]:
    """The pasted lines in the fields they belong to, or why that cannot be done. Of a row of cells, the last counts."""
    lines = [line.strip().split("\t")[-1].strip() for line in data.get("pasted", "").rstrip().splitlines()]
    if len(lines) > len(documents):
        text = _t("Du limte inn %(lines)d linjer, men listen har %(rows)d dokumenter. Ingenting er fylt inn.")
        return data, text % {"lines": len(lines), "rows": len(documents)}
    filled = data.copy()
    for line, document in zip(lines, documents, strict=False):
        if line:
            filled[_name(document)] = line
    filled["pasted"] = ""
    return filled, ""


def _page(request: HttpRequest, form: AddressesForm, year: int | None) -> HttpResponse:
    total = documents_without_address(year).count()
    context = {
        **admin.site.each_context(request),
        "title": ngettext("%d dokument mangler adresse", "%d dokumenter mangler adresse", total) % total,
        "form": form,
        "opts": Document._meta,
        "year": year,
        "years": Edition.objects.filter(chapters__reports__documents__in=documents_without_address())
        .order_by("-year")
        .distinct()
        .values_list("year", flat=True),
        "left_out": max(0, total - AT_ONCE),
        "filled": form.is_bound and not form.errors and bool(request.POST.get("pasted", "").strip()),
    }
    return render(request, "admin/reports/addresses.html", context)
