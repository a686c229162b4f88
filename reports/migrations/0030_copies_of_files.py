from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0029_working_copy_a_tab'),
    ]

    operations = [
        migrations.CreateModel(
            name='FileCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.CharField(max_length=1000)),
                ('sha256', models.CharField(max_length=64)),
                ('taken_at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='linkcheck',
            name='silences',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='publication',
            name='files',
            field=models.JSONField(default=dict),
        ),
        migrations.AlterField(
            model_name='linkcheck',
            name='checked_at',
            field=models.DateTimeField(null=True, verbose_name='sjekket'),
        ),
        migrations.AlterField(
            model_name='linkcheck',
            name='state',
            field=models.CharField(choices=[('ok', 'svarer'), ('moved', 'flyttet'), ('changed', 'endret'), ('missing', 'borte'), ('silent', 'svarer ikke'), ('refused', 'ikke spurt'), ('new', 'aldri sjekket')], max_length=10, verbose_name='tilstand'),
        ),
        migrations.AddConstraint(
            model_name='linkcheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('checked_at', None), ('state', 'new')), models.Q(models.Q(('state', 'new'), _negated=True), models.Q(('checked_at', None), _negated=True)), _connector='OR'), name='link_that_was_checked_says_when'),
        ),
        migrations.AddConstraint(
            model_name='filecopy',
            constraint=models.UniqueConstraint(fields=('sha256', 'url'), name='file_copy_once'),
        ),
    ]
