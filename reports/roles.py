"""Who may do what at the desk: three groups and their permissions, one table. Migrations apply it."""

from collections.abc import Iterable

EDITOR, APPROVER, ADMINISTRATOR = "redaktør", "godkjenner", "administrator"

_IMPORTED = ("import",)
_WRITTEN = ("report", "finding", "keyfigure", "document", "contribution", "reporttag", "searchsynonym")
_CATALOGUE = ("organisation", "series", "tag")
_FRAME = ("edition", "chapter")
_LEDGER = ("version", "publication", "redirect", "missedsearch", "job", "merge", "linkcheck", "sharelink", "remark")
_LEDGER += ("submission",)


def _each(actions: Iterable[str], nouns: Iterable[str]) -> set[str]:
    return {f"reports.{action}_{noun}" for action in actions for noun in nouns}


_EDITOR = {
    *_each(("view", "add", "change", "delete"), _WRITTEN),
    *_each(("view", "add", "change"), (*_CATALOGUE, *_FRAME)),
    *_each(("view", "add", "change"), _IMPORTED),
    *_each(("view",), _LEDGER),
}
_APPROVER = {
    *_EDITOR,
    *_each(("delete",), (*_CATALOGUE, *_FRAME)),
    "reports.view_event",
    *("reports.publish_report", "reports.withdraw_report", "reports.publish_edition"),
}
_USERS = {f"auth.{action}_user" for action in ("view", "add", "change", "delete")} | {"auth.view_group"}

ROLES: dict[str, set[str]] = {
    EDITOR: _EDITOR,
    APPROVER: _APPROVER,
    ADMINISTRATOR: {*_APPROVER, *_USERS, "reports.override_two_eyes"},
}
