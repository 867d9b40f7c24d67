"""Takes over the blocks that were made for inquiries, with their table (offers 0025 let the model go)."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0022_invitations_and_handovers"),
        ("offers", "0025_company_block_leaves"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="CompanyBlock",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                        ),
                        ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                        (
                            "blocked",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="companies.company"
                            ),
                        ),
                        (
                            "company",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="blocks",
                                to="companies.company",
                            ),
                        ),
                        (
                            "user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "blocked company",
                        "verbose_name_plural": "blocked companies",
                        "db_table": "offers_companyblock",
                        "constraints": [
                            models.UniqueConstraint(fields=("company", "blocked"), name="company_block_once"),
                            models.CheckConstraint(
                                condition=models.Q(("company", models.F("blocked")), _negated=True),
                                name="company_block_other",
                            ),
                        ],
                    },
                )
            ]
        )
    ]
