"""Documents may have a file that we keep: the hash of what it holds, and the name it came with."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_announced_at")]
    operations = [
        migrations.AddField("document", "sha256", models.CharField(blank=True, editable=False, max_length=64)),
        migrations.AddField("document", "file_name", models.CharField(blank=True, editable=False, max_length=255)),
        migrations.AddField("publisheddocument", "sha256", models.CharField(blank=True, max_length=64)),
        migrations.AddField("publisheddocument", "file_name", models.CharField(blank=True, max_length=255)),
        migrations.AddConstraint(
            "document",
            models.CheckConstraint(
                name="document_file_has_hash_and_name",
                condition=models.Q(sha256="", file_name="") | ~(models.Q(sha256="") | models.Q(file_name="")),
            ),
        ),
    ]
