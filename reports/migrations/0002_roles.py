"""The groups redaktør, godkjenner and administrator with their permissions.

The permissions are written out, so that this step does the same however roles.py changes; a test holds the two equal.
"""

from django.contrib.auth.management import create_permissions
from django.db import migrations

_EDITOR = """
view_report add_report change_report delete_report view_finding add_finding change_finding delete_finding
view_keyfigure add_keyfigure change_keyfigure delete_keyfigure view_document add_document change_document delete_document
view_contribution add_contribution change_contribution delete_contribution
view_reporttag add_reporttag change_reporttag delete_reporttag
view_organisation add_organisation change_organisation view_series add_series change_series
view_tag add_tag change_tag view_edition add_edition change_edition view_chapter add_chapter change_chapter
view_version view_publication view_redirect
""".split()
_APPROVER = [
    *_EDITOR,
    *"delete_organisation delete_series delete_tag delete_edition delete_chapter".split(),
    *"publish_report withdraw_report publish_edition".split(),
]
_ADMINISTRATOR = [*_APPROVER, *"view_user add_user change_user delete_user view_group".split()]


def make_roles(apps, schema_editor):
    for label in ("auth", "reports"):
        config = apps.get_app_config(label)
        config.models_module = True  # a historical app has none, and permissions are made only where there is one
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, codenames in (("redaktør", _EDITOR), ("godkjenner", _APPROVER), ("administrator", _ADMINISTRATOR)):
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(Permission.objects.filter(codename__in=codenames))


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
