from django.db import migrations

from ._grants import grant

ALLOWED = [
    *("view_searchsynonym", "add_searchsynonym", "change_searchsynonym", "delete_searchsynonym"),
    "view_missedsearch",
]


def widen_roles(apps, schema_editor):
    """Those who write look after the words of search as well."""
    grant(apps, dict.fromkeys(["redaktør", "godkjenner", "administrator"], ALLOWED))


class Migration(migrations.Migration):
    dependencies = [("reports", "0006_search")]
    operations = [migrations.RunPython(widen_roles, migrations.RunPython.noop)]
