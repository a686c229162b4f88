from collections import defaultdict

from django.db import migrations, models


def fill(apps, schema_editor):
    """As projection.py writes them."""
    publications, tags, contributions = (
        apps.get_model("reports", name).objects for name in ("Publication", "PublishedTag", "PublishedContribution")
    )
    traits = defaultdict(list)
    for pk, language, series in publications.values_list("pk", "language", "series_id"):
        traits[pk] += [f"l{language}", *([f"s{series}"] if series else [])]
    for pk, tag in tags.values_list("publication_id", "tag_id"):
        traits[pk].append(f"t{tag}")
    for pk, organisation, role in contributions.values_list("publication_id", "organisation_id", "role"):
        traits[pk] += [f"i{organisation}", f"r{role}", f"i{organisation}:r{role}"]
    rows = (publications.model(pk=pk, traits=" ".join(dict.fromkeys(some))) for pk, some in traits.items())
    publications.bulk_update(rows, ["traits"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("reports", "0016_pages_of_kept_files")]

    operations = [
        migrations.AddField("publication", "traits", models.TextField(blank=True, default=""), preserve_default=False),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            "publication",
            models.Index(fields=["state", "chapter", "finding_count", "traits"], name="publication_traits"),
        ),
    ]
