"""The written policy: who reaches which address that isn't public. A new address has no place here until it is given
one, and test_permissions.py says so.

Five people ask for each: nobody logged in, one who may log in and has no role, redaktør, godkjenner, administrator.
"""

YES, ON, LOGIN, NO, MISSING, WRONG_METHOD = 200, 302, 302, 403, 404, 405

# Who is let in ------------------------------------------------------------------------------------
ANYBODY = (YES, YES, YES, YES, YES)
NOBODY = (LOGIN, NO, NO, NO, NO)
THE_LOGGED_IN = (LOGIN, YES, YES, YES, YES)
EDITORS = (LOGIN, NO, YES, YES, YES)
APPROVERS = (LOGIN, NO, NO, YES, YES)
ADMINISTRATORS = (LOGIN, NO, NO, NO, YES)
# Let in, but there is something other than a page to see.
LOGGED_IN_POST = (LOGIN, *4 * (WRONG_METHOD,))
EDITORS_POST = (LOGIN, NO, *3 * (WRONG_METHOD,))
EDITORS_FIND_NONE = (LOGIN, NO, MISSING, MISSING, MISSING)
EDITORS_SENT_ON = (LOGIN, NO, ON, ON, ON)
# What is there is not told those who may not see it.
EDITORS_ELSE_MISSING = (LOGIN, MISSING, YES, YES, YES)
ALL_SENT_ON = (ON, ON, ON, ON, ON)
LOGGED_IN_FIND_NONE = (LOGIN, MISSING, MISSING, MISSING, MISSING)

_NOUNS = {
    # noun: (list, add, change, history, delete)
    "report": (EDITORS, EDITORS, EDITORS, EDITORS, NOBODY),  # what has been public is withdrawn, not deleted
    "edition": (EDITORS, EDITORS, EDITORS, EDITORS, APPROVERS),
    "chapter": (EDITORS, EDITORS, EDITORS, EDITORS, APPROVERS),
    "tag": (EDITORS, EDITORS, EDITORS, EDITORS, APPROVERS),
    "organisation": (EDITORS, EDITORS, EDITORS, EDITORS, APPROVERS),
    "series": (EDITORS, EDITORS, EDITORS, EDITORS, APPROVERS),
    "searchsynonym": (EDITORS, EDITORS, EDITORS, EDITORS, EDITORS),
    "import": (EDITORS, EDITORS, EDITORS, EDITORS, NOBODY),
    # To look at only.
    "document": (EDITORS, NOBODY, EDITORS_SENT_ON, EDITORS, EDITORS_SENT_ON),  # to the report that it belongs to
    "version": (EDITORS, NOBODY, EDITORS, EDITORS, NOBODY),
    "submission": (EDITORS, NOBODY, EDITORS, EDITORS, NOBODY),
    "redirect": (EDITORS, NOBODY, EDITORS, EDITORS, NOBODY),
    "merge": (EDITORS, NOBODY, EDITORS, EDITORS, NOBODY),
    "linkcheck": (EDITORS, NOBODY, EDITORS, EDITORS, NOBODY),
    "missedsearch": (EDITORS, NOBODY, EDITORS, EDITORS, NOBODY),
    "job": (EDITORS, NOBODY, EDITORS_ELSE_MISSING, EDITORS, NOBODY),
    "event": (APPROVERS, NOBODY, APPROVERS, APPROVERS, NOBODY),
}
_PEOPLE = {
    "user": (ADMINISTRATORS, ADMINISTRATORS, ADMINISTRATORS, ADMINISTRATORS, ADMINISTRATORS),
    "group": (ADMINISTRATORS, NOBODY, ADMINISTRATORS, ADMINISTRATORS, NOBODY),
}
_PAGES = ("changelist", "add", "change", "history", "delete")

_DESK = {
    THE_LOGGED_IN: "index password_change_done jsi18n",
    ALL_SENT_ON: "login password_change view_on_site",
    LOGGED_IN_POST: "logout reports_editorlanguage_choose",
    NOBODY: "autocomplete",
    EDITORS_ELSE_MISSING: "app_list reports_job_status",
    ADMINISTRATORS: "auth_user_password_change",
    APPROVERS: (
        "reports_report_withdraw reports_report_rename reports_report_publish reports_report_return "
        "reports_report_cancel reports_edition_freeze reports_tag_merge reports_organisation_merge "
        "reports_series_merge reports_event_csv"
    ),
    EDITORS: (
        # drafts, previews, histories
        "reports_report_preview reports_report_file reports_report_sharing reports_report_submit "
        "reports_report_compare reports_report_restore reports_report_deleted reports_report_typed "
        "reports_report_typed_new reports_report_calendar reports_report_addresses "
        # files in and out
        "reports_edition_sheet reports_edition_sheet_file reports_edition_pdfs reports_edition_files "
        "reports_edition_file reports_edition_delivery reports_document_copy reports_document_told "
        "reports_edition_compare reports_edition_restore reports_edition_typed reports_edition_typed_new "
        "reports_chapter_typed reports_chapter_typed_new"
    ),
    EDITORS_POST: (
        "reports_tag_make reports_organisation_make reports_series_make reports_report_forget "
        "reports_report_forget_new reports_sharelink_revoke reports_remark_settle reports_linkcheck_check "
        "reports_document_receive reports_edition_receive reports_edition_new_year reports_edition_pack_make "
        "reports_edition_file_make reports_edition_forget reports_edition_forget_new reports_chapter_forget "
        "reports_chapter_forget_new"
    ),
    # Nothing was deleted, delivered or given a face; a new report is previewed by a post.
    EDITORS_FIND_NONE: "reports_report_recover reports_edition_pack reports_edition_cover reports_report_preview_new",
    EDITORS_SENT_ON: "reports_report_join",  # to the form, when there is nothing to join
}
_OUTSIDE = {
    ANYBODY: (
        "health security shared-draft shared-file account_inactive account_reset_password account_reset_password_done "
        "account_reset_password_from_key account_reset_password_from_key_done"
    ),
    (YES, ON, ON, ON, ON): "account_login",
    THE_LOGGED_IN: (
        "account_logout account_reauthenticate account_change_password socialaccount_connections mfa_index "
        "mfa_list_webauthn"
    ),
    # Either to log in, or to say who one is once more before anything is shown or changed.
    ALL_SENT_ON: (
        "favicon touch-icon account_set_password mfa_authenticate mfa_login_webauthn mfa_reauthenticate "
        "mfa_reauthenticate_webauthn mfa_activate_totp mfa_generate_recovery_codes mfa_add_webauthn mfa_edit_webauthn "
        "mfa_remove_webauthn"
    ),
    (MISSING,) * 5: "openid_connect_login openid_connect_callback",  # no other login has been set up
    LOGGED_IN_FIND_NONE: "mfa_deactivate_totp mfa_view_recovery_codes mfa_download_recovery_codes",
}

POLICY = {
    **{
        f"admin:{app}_{noun}_{page}": who
        for app, nouns in (("reports", _NOUNS), ("auth", _PEOPLE))
        for noun, allowed in nouns.items()
        for page, who in zip(_PAGES, allowed, strict=True)
    },
    **{f"admin:{name}": who for who, names in _DESK.items() for name in names.split()},
    **{name: who for who, names in _OUTSIDE.items() for name in names.split()},
}
