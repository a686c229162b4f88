import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0022_approvals_in_use"),
    ]

    operations = [
        migrations.CreateModel(
            name="FileVerdict",
            fields=[
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="verdict",
                        serialize=False,
                        to="reports.filetext",
                    ),
                ),
                (
                    "problem",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("encrypted", "låst"),
                            ("broken", "ødelagt"),
                            ("odd", "kan ikke undersøkes"),
                            ("heavy", "for tung"),
                        ],
                        max_length=10,
                    ),
                ),
                ("pages", models.PositiveIntegerField(null=True)),
                ("text_pages", models.PositiveIntegerField(default=0)),
                ("title", models.CharField(blank=True, max_length=300)),
                ("title_shown", models.BooleanField(default=False)),
                ("language", models.CharField(blank=True, max_length=35)),
                ("is_tagged", models.BooleanField(default=False)),
                ("judged_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("pages__isnull", False), ("problem", "")),
                            models.Q(models.Q(("problem", ""), _negated=True), ("pages", None)),
                            _connector="OR",
                        ),
                        name="file_verdict_has_pages_or_problem",
                    )
                ],
            },
        ),
    ]
