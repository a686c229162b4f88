from django.contrib.auth.management import create_permissions
from django.db import migrations

GROUPS = ["redaktør", "godkjenner", "administrator"]
ALLOWED = [
    *("view_searchsynonym", "add_searchsynonym", "change_searchsynonym", "delete_searchsynonym"),
    "view_missedsearch",
]


def widen_roles(apps, schema_editor):
    """Those who write look after the words of search as well."""
    config = apps.get_app_config("reports")
    config.models_module = True  # a historical app has none, and permissions are made only where there is one
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    allowed = apps.get_model("auth", "Permission").objects.filter(codename__in=ALLOWED)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GROUPS):
        group.permissions.add(*allowed)


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_search")]
    operations = [migrations.RunPython(widen_roles, migrations.RunPython.noop)]
