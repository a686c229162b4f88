from django.db import migrations, models
import django.db.models.deletion
import reports.fields
import reports.models.search

# The words are ours and plain letters, so the tokenizer has nothing to do but cut at spaces. The weights of bm25 stand
# in the order of the columns (reports/models/search.py).
SQLITE = [
    "CREATE VIRTUAL TABLE reports_search USING fts5"
    "(title, names, tags, documents, lead, findings, body, dates, tokenize='unicode61 remove_diacritics 0')",
    "INSERT INTO reports_search (reports_search, rank) VALUES ('rank', 'bm25(10, 6, 8, 4, 5, 3, 1, 1)')",
    "CREATE VIRTUAL TABLE reports_findingsearch USING fts5(findings, tokenize='unicode61 remove_diacritics 0')",
]
# No foreign keys: FTS5 can have none, and both are written by the same code.
POSTGRESQL = [
    "CREATE TABLE reports_search (rowid bigint PRIMARY KEY, reports_search tsvector NOT NULL)",
    "CREATE INDEX reports_search_gin ON reports_search USING gin (reports_search) WITH (fastupdate = off)",
    "CREATE TABLE reports_findingsearch (rowid bigint PRIMARY KEY, reports_findingsearch tsvector NOT NULL)",
    "CREATE INDEX reports_findingsearch_gin ON reports_findingsearch USING gin (reports_findingsearch)",
]


def make_tables(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop_tables(apps, schema_editor):
    for table in ("reports_search", "reports_findingsearch"):
        schema_editor.execute(f"DROP TABLE {table}")


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_order_and_counted_index")]

    operations = [
        migrations.RunPython(make_tables, drop_tables),
        migrations.CreateModel(
            name='FindingEntry',
            fields=[
                ('finding', models.OneToOneField(db_column='rowid', on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='entry', serialize=False, to='reports.publishedfinding')),
                ('index', reports.models.search.IndexColumn(db_column='reports_findingsearch')),
            ],
            options={
                'db_table': 'reports_findingsearch',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='ReportEntry',
            fields=[
                ('publication', models.OneToOneField(db_column='rowid', on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='entry', serialize=False, to='reports.publication')),
                ('index', reports.models.search.IndexColumn(db_column='reports_search')),
            ],
            options={
                'db_table': 'reports_search',
                'managed': False,
            },
        ),
        migrations.CreateModel(
            name='SearchSynonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.JSONField(help_text='Ett ord eller uttrykk på hver linje, minst to. Søk på ett av dem finner også de andre.', verbose_name='ord som betyr det samme')),
                ('changed_at', models.DateTimeField(verbose_name='endret')),
            ],
            options={
                'verbose_name': 'synonym',
                'verbose_name_plural': 'synonymer',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('stem', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('bare', models.CharField(db_index=True, max_length=80)),
                ('written', models.CharField(max_length=80)),
                ('length', models.PositiveSmallIntegerField()),
                ('reports', models.IntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='MissedSearch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(max_length=100, verbose_name='søkeord')),
                ('day', models.DateField(verbose_name='dag')),
                ('times', models.PositiveIntegerField(default=1, verbose_name='ganger')),
            ],
            options={
                'verbose_name': 'søk uten treff',
                'verbose_name_plural': 'søk uten treff',
                'ordering': ['-day', '-times', 'words'],
                'constraints': [models.UniqueConstraint(fields=('words', 'day'), name='missed_search_once_a_day')],
            },
        ),
    ]
