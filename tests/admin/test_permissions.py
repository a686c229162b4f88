"""Who reaches which page of the desk: a written policy, walked by everyone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.accounts import system_user
from reports.models import Import, Report

pytestmark = pytest.mark.django_db

# Nobody logged in, no role, redaktør, godkjenner, administrator.
PEOPLE = ("anonymous", "uno", "rita", "geir", "ada")
LOGIN, NO, YES, POST_ONLY, MISSING = 302, 403, 200, 405, 404
OF_A_ROW = ("_change", "_delete", "_history", "_withdraw", "_rename", "_merge", "_copy")
OF_A_DRAFT = ("_preview", "_sharing", "_revoke", "_settle", "_submit", "_publish", "_return", "_cancel")
OF_AN_EDITION = ("_sheet", "_sheet_file", "_files", "_receive", "_pdfs", "_freeze", "_delivery", "_pack_make", "_pack")
OF_A_YEARS_FILE = ("_cover", "_edition_file", "_file_make")
OF_A_HISTORY = ("_compare", "_restore", "_recover", "_typed", "_forget", "_join")
WITH_EXTENSION = {"_restore": "1", "_sheet_file": "xlsx", "_edition_file": "json", "_file_make": "json"}
POLICY = {
    "admin:index": (LOGIN, YES, YES, YES, YES),
    "admin:reports_report_changelist": (LOGIN, NO, YES, YES, YES),
    "admin:reports_report_add": (LOGIN, NO, YES, YES, YES),
    "admin:reports_report_change": (LOGIN, NO, YES, YES, YES),
    "admin:reports_report_history": (LOGIN, NO, YES, YES, YES),
    "admin:reports_report_withdraw": (LOGIN, NO, NO, YES, YES),
    "admin:reports_report_rename": (LOGIN, NO, NO, YES, YES),
    "admin:reports_report_submit": (LOGIN, NO, YES, YES, YES),
    "admin:reports_report_publish": (LOGIN, NO, NO, YES, YES),
    "admin:reports_report_return": (LOGIN, NO, NO, YES, YES),
    "admin:reports_report_cancel": (LOGIN, NO, NO, YES, YES),
    "admin:reports_report_calendar": (LOGIN, NO, YES, YES, YES),
    "admin:reports_report_compare": (LOGIN, NO, YES, YES, YES),
    "admin:reports_report_restore": (LOGIN, NO, YES, YES, YES),
    "admin:reports_report_deleted": (LOGIN, NO, YES, YES, YES),
    "admin:reports_report_recover": (LOGIN, NO, 404, 404, 404),  # the first mark is of no deletion
    "admin:reports_report_typed": (LOGIN, NO, YES, YES, YES),
    "admin:reports_report_typed_new": (LOGIN, NO, YES, YES, YES),
    "admin:reports_report_forget": (LOGIN, NO, POST_ONLY, POST_ONLY, POST_ONLY),
    "admin:reports_report_forget_new": (LOGIN, NO, POST_ONLY, POST_ONLY, POST_ONLY),
    "admin:reports_report_join": (LOGIN, NO, 302, 302, 302),  # to the form, when there is nothing to join
    "admin:reports_submission_changelist": (LOGIN, NO, YES, YES, YES),
    "admin:reports_submission_add": (LOGIN, NO, NO, NO, NO),
    "admin:reports_report_addresses": (LOGIN, NO, YES, YES, YES),
    "admin:reports_document_changelist": (LOGIN, NO, YES, YES, YES),
    "admin:reports_document_add": (LOGIN, NO, NO, NO, NO),
    "admin:reports_document_copy": (LOGIN, NO, YES, YES, YES),
    "admin:reports_tag_make": (LOGIN, NO, POST_ONLY, POST_ONLY, POST_ONLY),
    "admin:reports_organisation_make": (LOGIN, NO, POST_ONLY, POST_ONLY, POST_ONLY),
    "admin:reports_series_make": (LOGIN, NO, POST_ONLY, POST_ONLY, POST_ONLY),
    "admin:reports_edition_change": (LOGIN, NO, YES, YES, YES),
    "admin:reports_edition_sheet": (LOGIN, NO, YES, YES, YES),
    "admin:reports_edition_sheet_file": (LOGIN, NO, YES, YES, YES),
    "admin:reports_edition_pdfs": (LOGIN, NO, YES, YES, YES),
    "admin:reports_edition_receive": (LOGIN, NO, POST_ONLY, POST_ONLY, POST_ONLY),
    "admin:reports_edition_new_year": (LOGIN, NO, POST_ONLY, POST_ONLY, POST_ONLY),
    "admin:reports_edition_delete": (LOGIN, NO, NO, YES, YES),
    "admin:reports_edition_files": (LOGIN, NO, YES, YES, YES),
    "admin:reports_edition_freeze": (LOGIN, NO, NO, YES, YES),
    "admin:reports_edition_delivery": (LOGIN, NO, YES, YES, YES),
    "admin:reports_edition_pack_make": (LOGIN, NO, POST_ONLY, POST_ONLY, POST_ONLY),
    "admin:reports_edition_pack": (LOGIN, NO, MISSING, MISSING, MISSING),
    "admin:reports_edition_cover": (LOGIN, NO, MISSING, MISSING, MISSING),
    "admin:reports_edition_file": (LOGIN, NO, YES, YES, YES),
    "admin:reports_edition_file_make": (LOGIN, NO, POST_ONLY, POST_ONLY, POST_ONLY),
    "admin:reports_chapter_change": (LOGIN, NO, YES, YES, YES),
    "admin:reports_edition_history": (LOGIN, NO, YES, YES, YES),
    "admin:reports_edition_compare": (LOGIN, NO, YES, YES, YES),
    "admin:reports_edition_restore": (LOGIN, NO, YES, YES, YES),
    "admin:reports_edition_typed": (LOGIN, NO, YES, YES, YES),
    "admin:reports_edition_forget": (LOGIN, NO, POST_ONLY, POST_ONLY, POST_ONLY),
    "admin:reports_edition_typed_new": (LOGIN, NO, YES, YES, YES),
    "admin:reports_edition_forget_new": (LOGIN, NO, POST_ONLY, POST_ONLY, POST_ONLY),
    "admin:reports_chapter_typed": (LOGIN, NO, YES, YES, YES),
    "admin:reports_chapter_forget": (LOGIN, NO, POST_ONLY, POST_ONLY, POST_ONLY),
    "admin:reports_chapter_typed_new": (LOGIN, NO, YES, YES, YES),
    "admin:reports_chapter_forget_new": (LOGIN, NO, POST_ONLY, POST_ONLY, POST_ONLY),
    "admin:reports_tag_changelist": (LOGIN, NO, YES, YES, YES),
    "admin:reports_tag_delete": (LOGIN, NO, NO, YES, YES),
    "admin:reports_organisation_change": (LOGIN, NO, YES, YES, YES),
    "admin:reports_series_change": (LOGIN, NO, YES, YES, YES),
    "admin:reports_version_changelist": (LOGIN, NO, YES, YES, YES),
    "admin:reports_version_add": (LOGIN, NO, NO, NO, NO),
    "admin:reports_redirect_changelist": (LOGIN, NO, YES, YES, YES),
    "admin:reports_searchsynonym_add": (LOGIN, NO, YES, YES, YES),
    "admin:reports_missedsearch_changelist": (LOGIN, NO, YES, YES, YES),
    "admin:reports_missedsearch_add": (LOGIN, NO, NO, NO, NO),
    "admin:reports_linkcheck_changelist": (LOGIN, NO, YES, YES, YES),
    "admin:reports_linkcheck_add": (LOGIN, NO, NO, NO, NO),
    "admin:reports_linkcheck_check": (LOGIN, NO, POST_ONLY, POST_ONLY, POST_ONLY),
    "admin:reports_report_preview": (LOGIN, NO, YES, YES, YES),
    "admin:reports_report_sharing": (LOGIN, NO, YES, YES, YES),
    "admin:reports_sharelink_revoke": (LOGIN, NO, POST_ONLY, POST_ONLY, POST_ONLY),
    "admin:reports_remark_settle": (LOGIN, NO, POST_ONLY, POST_ONLY, POST_ONLY),
    "admin:reports_job_changelist": (LOGIN, NO, YES, YES, YES),
    "admin:reports_job_add": (LOGIN, NO, NO, NO, NO),
    "admin:reports_tag_merge": (LOGIN, NO, NO, YES, YES),
    "admin:reports_organisation_merge": (LOGIN, NO, NO, YES, YES),
    "admin:reports_series_merge": (LOGIN, NO, NO, YES, YES),
    "admin:reports_merge_changelist": (LOGIN, NO, YES, YES, YES),
    "admin:reports_merge_add": (LOGIN, NO, NO, NO, NO),
    "admin:reports_import_changelist": (LOGIN, NO, YES, YES, YES),
    "admin:reports_import_add": (LOGIN, NO, YES, YES, YES),
    "admin:reports_import_change": (LOGIN, NO, YES, YES, YES),
    "admin:reports_import_delete": (LOGIN, NO, NO, NO, NO),
    "admin:reports_event_changelist": (LOGIN, NO, NO, YES, YES),
    "admin:reports_event_change": (LOGIN, NO, NO, YES, YES),
    "admin:reports_event_delete": (LOGIN, NO, NO, NO, NO),
    "admin:reports_event_add": (LOGIN, NO, NO, NO, NO),
    "admin:reports_event_csv": (LOGIN, NO, NO, YES, YES),
    "admin:reports_editorlanguage_choose": (LOGIN, POST_ONLY, POST_ONLY, POST_ONLY, POST_ONLY),
    "admin:auth_user_changelist": (LOGIN, NO, NO, NO, YES),
}


@pytest.mark.parametrize("route", POLICY)
def test_each_person_reaches_what_the_policy_says(client, request, route):
    report = Report.objects.first()
    sent = Import.objects.create(file_name="fou.md", content=b"", sent_at=timezone.now(), sent_by=system_user())
    one = {"import": sent, "report": report, "edition": report.chapter.edition, "chapter": report.chapter}
    noun = route.split("_")[1] if "_" in route else ""
    needs_row = route.endswith((*OF_A_ROW, *OF_A_DRAFT, *OF_A_HISTORY, *OF_AN_EDITION, *OF_A_YEARS_FILE))
    more = [extension for ending, extension in WITH_EXTENSION.items() if route.endswith(ending)]
    answers = []
    for name in PEOPLE:
        client.logout()
        if name != "anonymous":
            client.force_login(request.getfixturevalue(name))
        pk = one[noun].pk if noun in one else 1
        answers.append(client.get(reverse(route, args=[pk, *more] if needs_row else [])).status_code)
    assert dict(zip(PEOPLE, answers, strict=True)) == dict(zip(PEOPLE, POLICY[route], strict=True))


@pytest.mark.parametrize("verb", ["withdraw", "rename", "publish", "return", "cancel"])
def test_posting_without_the_right_changes_nothing(client, rita, verb):
    report = Report.objects.get(title="Integreringsbarometeret 2020")
    client.force_login(rita)
    answer = client.post(reverse(f"admin:reports_report_{verb}", args=[report.pk]), {"reason": "Nei", "slug": "nei"})
    assert answer.status_code == 403
    assert client.get(f"/rapporter/{report.slug}/").status_code == 200
