from django.db import migrations

from ._grants import grant


def widen_roles(apps, schema_editor):
    names = [f"{action}_import" for action in ("view", "add", "change")]
    grant(apps, dict.fromkeys(["redaktør", "godkjenner", "administrator"], names))


class Migration(migrations.Migration):
    dependencies = [("reports", "0018_imports")]
    operations = [migrations.RunPython(widen_roles, migrations.RunPython.noop)]
