"""At a form of the desk: what is typed is kept while one types, and offered back."""

import re
from copy import copy as copied

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.datastructures import MultiValueDict
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _t

from ..models import WorkingCopy
from ..text import whole_number
from ..writing.working import forget_typed, keep_typed, others_typing, posted

OFFERED = "_offered"
_ROW_KEY = re.compile(r"\w+-\d+-(id|report|edition)")  # what a row is, and what it belongs to


class ShownAgain:
    """For the form: a text that is offered back is shown as it was typed, and never saved by being shown."""

    def is_valid(self):
        return OFFERED not in self.data and super().is_valid()


class KeepsTyped:
    """For model admins, with a form that is ShownAgain and a template that includes _typed.html."""

    def get_urls(self):
        protect, name = self.admin_site.admin_view, f"reports_{self.opts.model_name}"
        own = [
            path("arbeidskopi/", protect(self.typed_view), {"pk": None}, name=f"{name}_typed_new"),
            path("<int:pk>/arbeidskopi/", protect(self.typed_view), name=f"{name}_typed"),
            path("forkast/", protect(self.forget_view), {"pk": None}, name=f"{name}_forget_new"),
            path("<int:pk>/forkast/", protect(self.forget_view), name=f"{name}_forget"),
        ]
        return own + super().get_urls()

    def typed_as(self, obj: Model | None) -> dict:
        """Which form it is, as writing/working.py tells them apart."""
        return {"report": None, "about": f"{self.opts.model_name} {obj.pk if obj else 'new'}"}

    def company(self, request: HttpRequest, obj: Model | None) -> dict:
        """What else autosave.js is told: who is here, whether somebody has saved."""
        about = self.typed_as(obj)["about"]
        return {"others": others_typing(about=about, actor=request.user, now=timezone.now()) if obj else []}

    def stopped(self, request: HttpRequest, obj: Model | None, kept: WorkingCopy) -> HttpResponse | None:
        """Where a copy leads instead of into the form, if somebody has saved since it was begun."""
        return None

    def typed_view(self, request: HttpRequest, pk: int | None) -> HttpResponse:
        """For autosave.js. POST keeps what was typed, or with nothing typed says who is here; GET gives a token."""
        obj = self.permitted(request, pk)
        answer = {"token": get_token(request)}
        if request.method == "POST":
            if request.POST:
                kept = self.keep(request, obj, dict(request.POST.lists()))
                answer["saved"] = date_format(localtime(kept.saved_at), "H.i")
            answer |= self.company(request, obj)
        return JsonResponse(answer)

    def forget_view(self, request: HttpRequest, pk: int | None) -> HttpResponse:
        obj = self.permitted(request, pk)
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if kept := self.copy_of(request, obj, request.GET.get("kopi", "")):
            forget_typed(**self.typed_as(obj), tab=kept.tab, actor=request.user)
        messages.success(request, _t("Teksten du ikke hadde lagret, er forkastet."))
        return redirect(self.form_address(obj))

    def permitted(self, request: HttpRequest, pk: int | None) -> Model | None:
        if not (self.has_change_permission(request) if pk else self.has_add_permission(request)):
            raise PermissionDenied
        return get_object_or_404(self.model, pk=pk) if pk else None

    def keep(self, request: HttpRequest, obj: Model | None, fields: dict[str, list]) -> WorkingCopy:
        return keep_typed(**self.typed_as(obj), fields=fields, actor=request.user, now=timezone.now())

    def copy_of(self, request: HttpRequest, obj: Model | None, key: str) -> WorkingCopy | None:
        """The user's own copy of that number, without one the latest; None where nothing such is kept."""
        copies = WorkingCopy.objects.of(request.user, **self.typed_as(obj))
        if key:
            copies = copies.filter(pk=whole_number(key))
        return copies.first()

    def form_address(self, obj: Model | None) -> str:
        name = f"admin:reports_{self.opts.model_name}"
        return reverse(f"{name}_change", args=[obj.pk]) if obj else reverse(f"{name}_add")

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        is_saved = request.method == "POST" and whole_number(object_id or "") is not None
        if is_saved and self.has_add_permission(request) and self.get_object(request, object_id) is None:
            return self._deleted_meanwhile(request)
        if request.method == "GET" and "hent" in request.GET:
            obj = self.get_object(request, object_id) if object_id else None
            kept = self.copy_of(request, obj, request.GET["hent"])
            if kept and (answer := self.stopped(request, obj, kept)):
                return answer
            request = as_post(request, offered(kept)) if kept else request
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _deleted_meanwhile(self, request: HttpRequest) -> HttpResponse:
        """Somebody deleted it while it stood open: what was typed is offered where a new one is made."""
        kept = self.keep(request, None, as_new(dict(request.POST.lists())))
        text = _t("Noen slettet dette mens du skrev. Det du skrev, står her. Lagre for å lage det på nytt.")
        messages.warning(request, text)
        return redirect(f"{self.form_address(None)}?hent={kept.pk}")

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        which = self.typed_as(form.instance if change else None)
        forget_typed(**which, tab=request.POST.get("tab", ""), actor=request.user)

    def render_change_form(self, request, context, *args, **kwargs):
        obj, tab = context.get("original"), request.POST.get("tab")
        copies = list(WorkingCopy.objects.of(request.user, **self.typed_as(obj)))
        context["offered"] = next((c for c in copies if c.tab == tab), None) if OFFERED in request.POST else None
        context["copies"] = [] if request.method == "POST" else copies
        context["tab"] = tab if tab is not None else get_random_string(12)
        name, arguments = f"admin:reports_{self.opts.model_name}", [obj.pk] if obj else []
        for what in ("typed", "forget"):
            context[f"{what}_address"] = reverse(f"{name}_{what}{'' if obj else '_new'}", args=arguments)
        return super().render_change_form(request, context, *args, **kwargs)


def as_new(fields: dict[str, list]) -> dict[str, list]:
    """A form of something that was, as one of something that is to be made: its rows are new too."""
    fresh = {name: [""] for name in fields if _ROW_KEY.fullmatch(name)}
    fresh |= {name: ["0"] for name in fields if name.endswith("-INITIAL_FORMS")}
    return {**fields, **fresh, "seen": [""]}


def offered(copy: WorkingCopy) -> QueryDict:
    data = posted(copy)
    data[OFFERED] = "1"
    return data


def as_post(request: HttpRequest, data: QueryDict) -> HttpRequest:
    """The same request as if the browser had sent this."""
    again = copied(request)
    again.method, again._files = "POST", MultiValueDict()
    again.POST = data
    return again
