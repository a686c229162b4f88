from django.db import migrations

# PostgreSQL moves what is longer than 2 KB out of its row, and fetched it from there for each hit that it ranked. An
# entry is some 4 KB: up to 8 KB it now stays. Entries that are there already are written again.
SQL = [
    "ALTER TABLE reports_search SET (toast_tuple_target = 8160)",
    "UPDATE reports_search SET reports_search = reports_search || ''::tsvector",
]


def keep_entries_in_their_rows(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for statement in SQL:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("reports", "0022_approvals_in_use")]
    operations = [migrations.RunPython(keep_entries_in_their_rows, migrations.RunPython.noop)]
