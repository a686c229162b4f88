from django.db import migrations

from ._grants import grant


def widen_roles(apps, schema_editor):
    grant(apps, dict.fromkeys(["redaktør", "godkjenner", "administrator"], ["view_merge"]))


class Migration(migrations.Migration):
    dependencies = [("reports", "0010_merges")]
    operations = [migrations.RunPython(widen_roles, migrations.RunPython.noop)]
