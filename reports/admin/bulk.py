"""What is done from the report list to those that are chosen: each asks on a page of its own, and calls one verb."""

from collections.abc import Callable

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop
from django.utils.translation import ngettext

from ..models import Chapter, Report, Submission, Tag, called
from ..publishing.reports import PublishingRefused
from ..writing.bulk import lack_note, move_reports, publish_reports, tag_reports, withdraw_reports
from .change_notes import ASKED, RequiredChangeNote
from .report_actions import WithdrawForm
from .seen import seen_at

CHANGED_SINCE = _noop(
    "«%(title)s» er ikke publisert: %(who)s endret den etter at du åpnet listen. Se over den, og prøv igjen."
)
OWN_NOTES = _noop("En rapport som ble sendt til godkjenning med en merknad, beholder sin egen.")
SHOWN = 50  # chosen reports named on the page


class TagForm(forms.Form):
    tag = forms.ModelChoiceField(Tag.objects.all(), label=_("Emne"), empty_label=_("Velg et emne"))


class ChapterForm(forms.Form):
    chapter = forms.ModelChoiceField(
        Chapter.objects.select_related("edition"),
        label=_("Kapittel"),
        empty_label=_("Velg år og kapittel"),
        help_text=_("Rapportene kommer sist i kapitlet. Adressene deres er de samme."),
    )


class BulkActions:
    """For the report admin."""

    @admin.action(description=_("Publiser valgte rapporter"), permissions=["publish"])
    def publish_chosen(self, request, chosen):
        """Asks what visitors are to be told where they have seen another text of one of them, and nobody has said."""

        def publish(**said):
            count, changed = publish_reports(seen=seen_at(request), **said)
            for report in changed:
                messages.warning(request, _t(CHANGED_SINCE) % {"title": report, "who": called(report.changed_by)})
            return count

        def done(count):
            return ngettext("%d rapport er publisert.", "%d rapporter er publisert.", count) % count

        if lack_note(chosen):
            title = _t("Publiser valgte rapporter")
            texts = {"title": title, "verb": title, "explanation": f"{_t(ASKED)} {_t(OWN_NOTES)}"}
            return _ask(request, chosen, "publish_chosen", RequiredChangeNote, texts, publish, done)
        try:
            count = publish(reports=chosen, actor=request.user, now=timezone.now())
        except PublishingRefused as refused:
            messages.error(request, f"{_t('Ingen av rapportene er publisert. Dette står i veien:')} {refused}")
        else:
            messages.success(request, done(count))
        return None

    @admin.action(description=_("Trekk valgte rapporter tilbake"), permissions=["withdraw"])
    def withdraw_chosen(self, request, chosen):
        public = chosen.filter(publication__state="published").count()
        texts = {
            "title": _t("Trekk valgte rapporter tilbake"),
            "verb": _t("Trekk tilbake"),
            "explanation": ngettext(
                "%d av de valgte er publisert og trekkes. Andre blir stående som de er.",
                "%d av de valgte er publisert og trekkes. Andre blir stående som de er.",
                public,
            )
            % public,
        }

        def done(count):
            return ngettext("%d rapport er trukket.", "%d rapporter er trukket.", count) % count

        return _ask(request, chosen, "withdraw_chosen", WithdrawForm, texts, withdraw_reports, done)

    @admin.action(description=_("Legg til et emne på valgte rapporter"), permissions=["change"])
    def tag_chosen(self, request, chosen):
        texts = {
            "title": _t("Legg til et emne på valgte rapporter"),
            "verb": _t("Legg til emnet"),
            "explanation": _t("Emnet vises på nettstedet når rapportene publiseres igjen."),
        }

        def done(count):
            return ngettext("%d rapport har fått emnet.", "%d rapporter har fått emnet.", count) % count

        return _ask(request, chosen, "tag_chosen", TagForm, texts, tag_reports, done)

    @admin.action(description=_("Flytt valgte rapporter til et annet kapittel eller år"), permissions=["change"])
    def move_chosen(self, request, chosen):
        explanation = _t("Nettstedet viser dem på det nye stedet når de publiseres igjen.")
        if planned := Submission.objects.planned().filter(report__in=chosen.values("pk")).count():
            going_out = ngettext(
                "%d av dem er planlagt, og går ut på det nye stedet til den tiden som er satt.",
                "%d av dem er planlagt, og går ut på det nye stedet til den tiden som er satt.",
                planned,
            )
            explanation += f" {going_out % planned}"
        texts = {
            "title": _t("Flytt valgte rapporter"),
            "verb": _t("Flytt rapportene"),
            "explanation": explanation,
        }

        def done(count):
            return ngettext("%d rapport er flyttet.", "%d rapporter er flyttet.", count) % count

        return _ask(request, chosen, "move_chosen", ChapterForm, texts, move_reports, done)


def _ask(request: HttpRequest, chosen, action: str, form_class, texts: dict, verb: Callable, done: Callable):
    """The page that asks; when it has been answered, the verb is called and the list is shown again (None)."""
    form = form_class(request.POST if "_do" in request.POST else None)
    if form.is_valid():
        try:
            count = verb(reports=chosen, actor=request.user, now=timezone.now(), **form.cleaned_data)
        except PublishingRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, done(count))
            return None
    total = chosen.count()
    across = request.POST.get("select_across") == "1"
    context = {
        **admin.site.each_context(request),
        **texts,
        "form": form,
        "opts": Report._meta,
        "chosen": chosen[:SHOWN],
        "total": total,
        "more": max(0, total - SHOWN),
        "action": action,
        # Every one of a list that was chosen whole is not written out: the list is asked for again.
        "across": across,
        "keys": chosen.values_list("pk", flat=True)[: 1 if across else None],
        "checkbox_name": ACTION_CHECKBOX_NAME,
        "seen": request.POST.get("seen", ""),
    }
    return TemplateResponse(request, "admin/reports/bulk_form.html", context)
