import pytest
from django.contrib.auth.models import Group, Permission

from reports.roles import ADMINISTRATOR, APPROVER, EDITOR, ROLES

pytestmark = pytest.mark.django_db


def _permissions(group: Group) -> set[str]:
    return {f"{p.content_type.app_label}.{p.codename}" for p in group.permissions.select_related("content_type")}


def test_the_groups_in_the_database_are_the_table_of_roles():
    assert {group.name: _permissions(group) for group in Group.objects.all()} == ROLES


def test_every_permission_of_the_table_exists():
    pairs = Permission.objects.values_list("content_type__app_label", "codename")
    existing = {f"{label}.{codename}" for label, codename in pairs}
    assert set().union(*ROLES.values()) <= existing


def test_each_role_can_do_all_that_the_one_below_it_can():
    assert ROLES[EDITOR] < ROLES[APPROVER] < ROLES[ADMINISTRATOR]


def test_editors_write_and_approvers_publish(rita, geir, ada, uno):
    for verb in ("reports.publish_report", "reports.withdraw_report", "reports.publish_edition"):
        assert [person.has_perm(verb) for person in (uno, rita, geir, ada)] == [False, False, True, True]
    assert [person.has_perm("reports.change_report") for person in (uno, rita, geir, ada)] == [False, True, True, True]
    assert [person.has_perm("auth.change_user") for person in (uno, rita, geir, ada)] == [False, False, False, True]


def test_no_role_writes_what_only_verbs_may_write():
    allowed = set().union(*ROLES.values())
    assert {p for p in allowed if p.endswith(("_version", "_publication"))} == {
        "reports.view_version",
        "reports.view_publication",
    }
