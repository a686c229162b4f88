from django.db import migrations
from django.db.models import F, Value
from django.db.models.functions import Left, Replace

KEYS = {"Tag": "sort_name", "Organisation": "sort_name", "Series": "sort_name", "Publication": "sort_title"}
# z and the letters after it are written with one more; the last first, so that none is written twice.
STEPS = [("zd", "ze"), ("zc", "zd"), ("zb", "zc"), ("za", "zb"), ("a", "ab")]


def write_again(apps, schema_editor):
    for name, key in KEYS.items():
        written = F(key)
        for old, new in STEPS:
            written = Replace(written, Value(old), Value(new))
        apps.get_model("reports", name).objects.update(**{key: Left(written, 200)})


class Migration(migrations.Migration):
    dependencies = [("reports", "0014_sharing")]
    operations = [migrations.RunPython(write_again, migrations.RunPython.noop)]
