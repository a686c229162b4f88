"""When each publication was last announced in the feeds; those that exist already, when they were published."""

from django.db import migrations, models
from django.utils import timezone


def fill(apps, schema_editor):
    apps.get_model("reports", "Publication").objects.update(announced_at=models.F("published_at"))


class Migration(migrations.Migration):
    dependencies = [("reports", "0002_roles")]
    operations = [
        migrations.AddField(
            "publication",
            "announced_at",
            models.DateTimeField(db_index=True, default=timezone.now),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
