"""A report of a transfer may carry several papers; the one that it had becomes the first of them."""

from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import portal.core.private
import trade.settling.proof_papers


def carry_over(apps: Any, schema_editor: Any) -> None:
    payment, paper = apps.get_model("trade", "OutsidePayment"), apps.get_model("trade", "ProofPaper")
    for one in payment.objects.exclude(file="").iterator():
        paper.objects.create(
            ref=trade.settling.proof_papers.paper_ref(),
            instalment_id=one.instalment_id,
            payment_id=one.pk,
            file=one.file.name,
            title=one.file_title or "file",
            user_id=one.user_id,
            created_at=one.created_at,
        )


def carry_back(apps: Any, schema_editor: Any) -> None:
    """The first of each; more had no place before."""
    payment, paper = apps.get_model("trade", "OutsidePayment"), apps.get_model("trade", "ProofPaper")
    for one in paper.objects.exclude(payment=None).order_by("-pk").iterator():
        payment.objects.filter(pk=one.payment_id).update(file=one.file.name, file_title=one.title)


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("trade", "0027_orders_tell_of_promised_days"),
    ]

    operations = [
        migrations.CreateModel(
            name="ProofPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "ref",
                    models.CharField(
                        default=trade.settling.proof_papers.paper_ref, editable=False, max_length=16, unique=True
                    ),
                ),
                ("file", models.FileField(storage=portal.core.private.private_files, upload_to="payments/")),
                ("title", models.CharField(max_length=130)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "instalment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="trade.instalment"
                    ),
                ),
                (
                    "payment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="papers",
                        to="trade.outsidepayment",
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
                "verbose_name": "proof of a transfer",
                "verbose_name_plural": "proofs of transfers",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(condition=~models.Q(file=""), name="proof_paper_is_there"),
                ],
            },
        ),
        migrations.RunPython(carry_over, carry_back),
    ]
