from django.db import migrations
from django.db.models import F

from ._grants import grant

ROLES = {
    "redaktør": ["view_submission"],
    "godkjenner": ["view_submission"],
    "administrator": ["view_submission", "override_two_eyes"],
}


def widen_roles(apps, schema_editor):
    grant(apps, ROLES)


def keep_what_is_public(apps, schema_editor):
    """Publications hold the text that stood when they were published; reports that went out without anybody who did the
    work did so because their source names nobody."""
    apps.get_model("reports", "Publication").objects.update(written_at=F("published_at"))
    published = apps.get_model("reports", "Report").objects.filter(publication__isnull=False)
    published.exclude(contributions__role="utfører").update(performer_unknown=True)


class Migration(migrations.Migration):
    dependencies = [("reports", "0021_approvals")]
    operations = [
        migrations.RunPython(widen_roles, migrations.RunPython.noop),
        migrations.RunPython(keep_what_is_public, migrations.RunPython.noop),
    ]
