from django.db import migrations

WITHDRAWN = "Trukket: "


def mark_what_was_published(apps, schema_editor):
    """Until now every version was made by publishing or withdrawing, up to the one that the public sees."""
    Version, Mark = apps.get_model("reports", "Version"), apps.get_model("reports", "VersionMark")
    Publication = apps.get_model("reports", "Publication")
    public = dict(Publication.objects.values_list("public_id", "version__number"))
    marks = []
    for version in Version.objects.defer("manuscript").order_by("pk").iterator(chunk_size=500):
        withdrawn = version.note.startswith(WITHDRAWN)
        if version.number > public.get(version.subject, 0) and not withdrawn:
            continue
        marks.append(
            Mark(
                version=version,
                kind="withdrawn" if withdrawn else "published",
                note=version.note.removeprefix(WITHDRAWN),
                marked_at=version.created_at,
                marked_by_id=version.created_by_id,
            )
        )
    Mark.objects.bulk_create(marks, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("reports", "0025_versions_notes_working_copies")]
    operations = [migrations.RunPython(mark_what_was_published, migrations.RunPython.noop)]
