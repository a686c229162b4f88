"""Pages of what has versions at the desk, a report or a year: the list, any two compared, and the way back to one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib import admin, messages
from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_safe

from ..manuscript.comparison import Change
from ..models import Version
from ..refusals import PublishingRefused
from ..text import whole_number

ON_A_PAGE = 50


class HasVersions:
    """For the admins of reports and editions; each says in `subject` what its versions are kept under."""

    def subject(self, row: Model) -> "Subject":
        raise NotImplementedError

    def restore(self, row: Model, version: Version, *, actor: AbstractUser, now: datetime) -> bool:
        raise NotImplementedError

    def get_urls(self):
        protect, name = self.admin_site.admin_view, f"reports_{self.opts.model_name}"
        own = [
            path("<int:pk>/sammenlign/", protect(require_safe(self.compare_view)), name=f"{name}_compare"),
            path("<int:pk>/gjenopprett/<int:number>/", protect(self.restore_view), name=f"{name}_restore"),
        ]
        return own + super().get_urls()

    def history_view(self, request: HttpRequest, object_id: str, extra_context=None) -> HttpResponse:
        return history_page(request, self._subject(request, whole_number(object_id), self.has_view_permission))

    def compare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return compare_page(request, self._subject(request, pk, self.has_view_permission))

    def restore_view(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        subject = self._subject(request, pk, self.has_change_permission)
        who = {"actor": request.user, "now": timezone.now()}
        return restore_page(request, subject, number, lambda version: self.restore(subject.row, version, **who))

    def _subject(self, request: HttpRequest, pk: int | None, may: Callable) -> "Subject":
        """Without what the list fetches along."""
        if not may(request):
            raise PermissionDenied
        return self.subject(get_object_or_404(self.model.objects.select_related("publication"), pk=pk))


@dataclass(frozen=True)
class Subject:
    """`row` is a report or an edition, `name` what its versions are kept under, `trail` the template that leads here.

    `compare` says what differs between two of its versions.
    """

    row: Model
    name: str
    trail: str
    compare: Callable[[Version, Version], Sequence[Change]]

    @property
    def public(self) -> int | None:
        """The pk of the version that visitors see."""
        return getattr(getattr(self.row, "publication", None), "version_id", None)

    @property
    def noun(self) -> str:
        return self.row._meta.model_name

    def address(self, page: str, *arguments: int) -> str:
        return reverse(f"admin:reports_{self.noun}_{page}", args=[self.row.pk, *arguments])

    @property
    def versions(self):
        return Version.objects.of(self.name)


def history_page(request: HttpRequest, subject: Subject) -> HttpResponse:
    page = Paginator(subject.versions.for_history().defer("manuscript"), ON_A_PAGE).get_page(request.GET.get("side"))
    context = {
        "page": page,
        "pages": page.paginator.get_elided_page_range(page.number),
        "newest": page[0].number if page.number == 1 and len(page) else None,
        "public": subject.public,
        "restore_route": f"admin:reports_{subject.noun}_restore",
        "may_restore": request.user.has_perm(f"reports.change_{subject.noun}"),
    }
    return render_page(request, subject, "history.html", _t("Historikk"), **context)


def compare_page(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Any two, the older first; without numbers the last against the one before it."""
    before, after = _chosen(request, subject)
    context = {
        "versions": subject.versions.for_history().defer("manuscript"),
        "before": before,
        "after": after,
        "side": request.GET.get("vis") == "side",
        "changes": subject.compare(before, after) if before else (),
    }
    return render_page(request, subject, "compare.html", _t("Sammenlign versjoner"), **context)


def _chosen(request: HttpRequest, subject: Subject) -> tuple[Version | None, Version | None]:
    """(None, None) where there are not two to compare."""
    numbers = list(subject.versions.values_list("number", flat=True))
    if len(numbers) < 2:
        return None, None
    asked = [request.GET.get(name, "") for name in ("fra", "til")]
    wanted = [whole_number(text) for text in asked] if any(asked) else numbers[:2]
    if len(wanted) != 2 or not set(wanted) <= set(numbers):
        raise Http404
    found = {version.number: version for version in subject.versions.filter(number__in=wanted)}
    return found[min(wanted)], found[max(wanted)]


def restore_page(request: HttpRequest, subject: Subject, number: int, verb: Callable[[Version], bool]) -> HttpResponse:
    """What would change, and a button that does it."""
    version = get_object_or_404(subject.versions, number=number)
    if request.method == "POST":
        try:
            done = verb(version)
        except PublishingRefused as refused:
            messages.error(request, str(refused))
        else:
            said = _t("Teksten er som i versjon %d igjen. Nettstedet viser den når den er publisert.")
            same = _t("Teksten er allerede som i versjon %d.")
            messages.success(request, (said if done else same) % number)
        return redirect(subject.address("change"))
    last = subject.versions.order_by("-number").first()
    context = {"version": version, "changes": subject.compare(last, version)}
    return render_page(request, subject, "restore.html", _t("Gå tilbake til versjon %d") % number, **context)


def render_page(request: HttpRequest, subject: Subject, template: str, title: str, **context) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": title,
        "trail": subject.trail,
        "noun": subject.noun,
        "subject": subject.row,
        subject.noun: subject.row,
        "opts": subject.row._meta,
        **{f"{page}_address": subject.address(page) for page in ("history", "compare", "change")},
        **context,
    }
    return render(request, f"admin/reports/{template}", context)
