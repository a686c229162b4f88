from django.db import migrations, models
import django.db.models.deletion
import reports.models.search

# As the tables of 0006: our own stems, so the tokenizer only cuts at spaces.
SQLITE = ["CREATE VIRTUAL TABLE reports_pagesearch USING fts5(pages, tokenize='unicode61 remove_diacritics 0')"]
POSTGRESQL = [
    "CREATE TABLE reports_pagesearch (rowid bigint PRIMARY KEY, reports_pagesearch tsvector NOT NULL)",
    "CREATE INDEX reports_pagesearch_gin ON reports_pagesearch USING gin (reports_pagesearch)",
]


def make_table(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop_table(apps, schema_editor):
    schema_editor.execute("DROP TABLE reports_pagesearch")


class Migration(migrations.Migration):
    dependencies = [("reports", "0015_sort_keys_without_aa")]

    operations = [
        migrations.RunPython(make_table, drop_table),
        migrations.CreateModel(
            name='FileText',
            fields=[
                ('sha256', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('is_whole', models.BooleanField()),
                ('read_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='FilePage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('stems', models.TextField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pages', to='reports.filetext')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('file', 'number'), name='file_page_once')],
            },
        ),
        migrations.CreateModel(
            name='PublishedPage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='reports.filepage')),
                ('publication', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pages', to='reports.publication')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('publication', 'page'), name='published_page_once')],
            },
        ),
        migrations.CreateModel(
            name='PageEntry',
            fields=[
                ('published', models.OneToOneField(db_column='rowid', on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='entry', serialize=False, to='reports.publishedpage')),
                ('index', reports.models.search.IndexColumn(db_column='reports_pagesearch')),
            ],
            options={
                'db_table': 'reports_pagesearch',
                'managed': False,
            },
        ),
    ]
