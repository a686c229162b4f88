from django.db import migrations


def keep_what_is_public(apps, schema_editor):
    """The publication's copy goes; where its version holds something else, what the public sees becomes a version."""
    publications, versions = (apps.get_model("reports", name).objects for name in ("Publication", "Version"))
    for publication in publications.select_related("version").iterator(chunk_size=500):
        if publication.manuscript != publication.version.manuscript:
            last = versions.filter(subject=publication.public_id).order_by("-number").first()
            publication.version = versions.create(
                subject=publication.public_id,
                number=last.number + 1 if last else 1,
                manuscript=publication.manuscript,
                note="Slik rapporten sto på nettstedet",
                created_at=publication.published_at,
                created_by_id=publication.version.created_by_id,
            )
            publication.save(update_fields=["version"])
    if schema_editor.connection.vendor == "postgresql":
        # A table with checks still to be made cannot be altered.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    dependencies = [("reports", "0012_links")]

    operations = [
        migrations.RunPython(keep_what_is_public),
        migrations.RemoveField(model_name="publication", name="manuscript"),
        migrations.RemoveField(model_name="publication", name="words"),
        migrations.RemoveField(model_name="publishedfinding", name="words"),
    ]
